#include "query/answer/context.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/model/edtf.h"
#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "common/model/tokens.h"
#include "common/platform/status_macros.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

using model::Date;
using model::Day;
using platform::Error;
using platform::Violations;

constexpr char kTokenField[] = "context.at_least_as_fresh";
constexpr char kRevisionField[] = "context.at_revision";
constexpr char kTimeField[] = "context.at_time";
constexpr char kBasisField[] = "context.basis";

// An evidence cut is a day and nothing less; nothing when it is not one.
std::optional<Day> ParseDay(absl::string_view text) {
  const absl::StatusOr<Date> date = Date::Parse(text);
  if (!date.ok() || date->precision() != model::DatePrecision::kDay ||
      date->qualified()) {
    return std::nullopt;
  }
  return date->earliest();
}

// What a context and a basis have in common, under the same field names.
template <typename Message>
void CheckView(const Message& message, absl::string_view prefix,
               Violations& violations) {
  if (const auto date = Date::Parse(message.date()); !date.ok()) {
    violations.Add(model::v1::REASON_DATE_MALFORMED,
                   absl::StrCat(prefix, "date"), date.status().message());
  }
  if (!v1::CertaintyMode_IsValid(message.certainty())) {
    violations.Add(
        model::v1::REASON_FIELD_INVALID, absl::StrCat(prefix, "certainty"),
        absl::StrCat(int{message.certainty()}, " is not a certainty mode"));
  }
  if (!message.evidence_until().empty() &&
      !ParseDay(message.evidence_until()).has_value()) {
    violations.Add(model::v1::REASON_DATE_MALFORMED,
                   absl::StrCat(prefix, "evidence_until"),
                   "must be a day, such as 2013-12-31");
  }
  const int64_t sources_max =
      model::LimitOf(model::v1::LIMIT_SOURCES_PER_CONTEXT);
  if (message.sources_size() > sources_max) {
    violations.Add(model::v1::REASON_TOO_MANY_ITEMS,
                   absl::StrCat(prefix, "sources"),
                   absl::StrCat(message.sources_size(),
                                " are more than the limit of ", sources_max));
    return;
  }
  for (int i = 0; i < message.sources_size(); ++i) {
    const auto name =
        model::ParseNameOf(message.sources(i), {model::v1::RECORD_KIND_SOURCE});
    if (!name.ok()) {
      violations.Add(model::v1::REASON_NAME_MALFORMED,
                     absl::StrCat(prefix, "sources[", i, "]"),
                     name.status().message());
    }
  }
}

void CheckConsistency(const v1::ReadContext& context, Violations& violations) {
  switch (context.consistency_case()) {
    case v1::ReadContext::kAtLeastAsFresh: {
      const auto token = model::DecodeConsistencyToken(
          context.at_least_as_fresh(), kTokenField);
      if (!token.ok()) {
        violations.Add(model::v1::REASON_TOKEN_MALFORMED, kTokenField,
                       absl::StripPrefix(token.status().message(),
                                         absl::StrCat(kTokenField, ": ")));
      }
      break;
    }
    case v1::ReadContext::kAtRevision:
      if (context.at_revision() < 1) {
        violations.Add(
            model::v1::REASON_FIELD_INVALID, kRevisionField,
            absl::StrCat("must be 1 or more, was ", context.at_revision()));
      }
      break;
    case v1::ReadContext::kAtTime:
      if (!IsValid(context.at_time())) {
        violations.Add(model::v1::REASON_FIELD_INVALID, kTimeField,
                       "is not a time of the years 1 to 9999");
      }
      break;
    default:
      break;
  }
}

void CheckBasis(const v1::ReadContext& context, Violations& violations) {
  const v1::AnswerBasis& basis = context.basis();
  if (!context.date().empty() || context.certainty() != 0 ||
      context.consistency_case() != v1::ReadContext::CONSISTENCY_NOT_SET ||
      !context.evidence_until().empty() || !context.sources().empty()) {
    violations.Add(model::v1::REASON_FIELD_INVALID, kBasisField,
                   "all other fields of the context must be empty beside it");
  }
  const auto invalid = [&violations](absl::string_view field) {
    violations.Add(model::v1::REASON_FIELD_INVALID,
                   absl::StrCat(kBasisField, ".", field),
                   "is not as in an earlier answer; pass the basis on whole");
  };
  if (basis.registry_id().empty()) invalid("registry_id");
  if (basis.epoch().empty()) invalid("epoch");
  if (basis.revision() < 0) invalid("revision");
  if (basis.date().empty()) invalid("date");
  if (basis.has_fresh_at() && !IsValid(basis.fresh_at())) invalid("fresh_at");
  CheckView(basis, absl::StrCat(kBasisField, "."), violations);
}

// The need of a context whose form was found good.
ConsistencyNeed NeedOfWellFormed(const v1::ReadContext& context) {
  ConsistencyNeed need;
  if (context.has_basis()) {
    need.kind = ConsistencyNeed::Kind::kRevision;
    need.revision = context.basis().revision();
    need.registry_id = context.basis().registry_id();
    need.epoch = context.basis().epoch();
    need.field = kBasisField;
    return need;
  }
  switch (context.consistency_case()) {
    case v1::ReadContext::kAtLeastAsFresh: {
      const model::v1::ConsistencyToken token =
          model::DecodeConsistencyToken(context.at_least_as_fresh(),
                                        kTokenField)
              .value();
      need.kind = ConsistencyNeed::Kind::kRevision;
      need.revision = token.revision();
      need.registry_id = token.registry_id();
      need.epoch = token.epoch();
      need.field = kTokenField;
      need.promised = true;
      break;
    }
    case v1::ReadContext::kFullyConsistent:
      need.kind = ConsistencyNeed::Kind::kAskRegistry;
      need.field = "context.fully_consistent";
      break;
    case v1::ReadContext::kAtRevision:
      need.kind = ConsistencyNeed::Kind::kRevision;
      need.revision = context.at_revision();
      need.field = kRevisionField;
      break;
    case v1::ReadContext::kAtTime:
      need.kind = ConsistencyNeed::Kind::kTime;
      need.time = TimeOf(context.at_time());
      need.field = kTimeField;
      break;
    default:
      break;
  }
  return need;
}

absl::Status FieldError(model::v1::Reason reason, absl::string_view field,
                        absl::string_view description) {
  Violations violations;
  violations.Add(reason, field, description);
  return violations.ToStatus();
}

// The model lacks what the need asks for.
absl::Status NotReached(const ConsistencyNeed& need, int64_t head) {
  if (need.promised || need.kind == ConsistencyNeed::Kind::kTime) {
    return Error(model::v1::REASON_REPLICA_BEHIND,
                 absl::StrCat(need.field,
                              ": needs commits that have not arrived; the "
                              "replica is at revision ",
                              head))
        .Metadata("revision", absl::StrCat(head));
  }
  return FieldError(model::v1::REASON_REVISION_IN_FUTURE, need.field,
                    absl::StrCat("revision ", need.revision,
                                 " is not there yet; the newest is ", head));
}

absl::StatusOr<int64_t> RevisionOf(const ConsistencyNeed& need,
                                   const RegisterModel& model,
                                   absl::Time fresh_at, absl::Time now) {
  COMITY_RETURN_IF_ERROR(CheckSameRegister(need, model));
  if (need.kind == ConsistencyNeed::Kind::kTime && need.time > now &&
      !IsMet(need, model, fresh_at)) {
    return FieldError(
        model::v1::REASON_REVISION_IN_FUTURE, need.field,
        absl::StrCat(absl::FormatTime(need.time, absl::UTCTimeZone()),
                     " has not come yet"));
  }
  const int64_t head = model.head_revision();
  if (need.kind == ConsistencyNeed::Kind::kAskRegistry ||
      need.kind == ConsistencyNeed::Kind::kNone) {
    return head;
  }
  if (!IsMet(need, model, fresh_at)) return NotReached(need, head);
  if (need.kind == ConsistencyNeed::Kind::kRevision) {
    return need.promised ? head : need.revision;
  }
  const int64_t revision = model.RevisionAt(need.time);
  if (revision == 0) {
    return FieldError(
        model::v1::REASON_REVISION_GONE, need.field,
        absl::StrCat(absl::FormatTime(need.time, absl::UTCTimeZone()),
                     " is before the first commit"));
  }
  return revision;
}

// Completes a context whose revision and model are set, and date, certainty,
// evidence_until and sources of whose basis are as asked and well-formed.
absl::Status Complete(absl::string_view prefix, ResolvedContext& resolved) {
  v1::AnswerBasis& basis = resolved.basis;
  basis.set_registry_id(resolved.model->registry_id());
  basis.set_epoch(resolved.model->epoch());
  basis.set_revision(resolved.revision);
  COMITY_ASSIGN_OR_RETURN(const Date date, Date::Parse(basis.date()));
  resolved.days = date.bounds();
  if (!basis.evidence_until().empty()) {
    resolved.evidence_until = ParseDay(basis.evidence_until());
  }
  if (basis.sources().empty()) return absl::OkStatus();

  Violations violations;
  for (int i = 0; i < basis.sources_size(); ++i) {
    const RecordHistory* const history = resolved.model->Find(basis.sources(i));
    if (history == nullptr || history->RecordAt(resolved.revision) == nullptr) {
      violations.Add(
          model::v1::REASON_RECORD_NOT_FOUND,
          absl::StrCat(prefix, "sources[", i, "]"),
          absl::StrCat("'", basis.sources(i), "' does not exist at revision ",
                       resolved.revision));
    }
  }
  std::vector<std::string>& sources = resolved.sources;
  sources.assign(basis.sources().begin(), basis.sources().end());
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  basis.mutable_sources()->Assign(sources.begin(), sources.end());
  return violations.ToStatus();
}

// Takes over from a context without a basis what a basis holds too.
void CopyView(const v1::ReadContext& context, v1::AnswerBasis& basis) {
  basis.set_certainty(context.certainty());
  basis.set_evidence_until(context.evidence_until());
  *basis.mutable_sources() = context.sources();
}

}  // namespace

void CheckForm(const v1::ReadContext& context, Violations& violations) {
  if (context.has_basis()) {
    CheckBasis(context, violations);
    return;
  }
  CheckView(context, "context.", violations);
  CheckConsistency(context, violations);
}

absl::StatusOr<ConsistencyNeed> NeedOf(const v1::ReadContext& context) {
  Violations violations;
  CheckForm(context, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  return NeedOfWellFormed(context);
}

absl::Status CheckSameRegister(const ConsistencyNeed& need,
                               const RegisterModel& model) {
  if (!need.registry_id.empty() && need.registry_id != model.registry_id()) {
    return FieldError(
        model::v1::REASON_REGISTRY_MISMATCH, need.field,
        absl::StrCat("is of registry '", need.registry_id,
                     "', this replica follows '", model.registry_id(), "'"));
  }
  if (!need.epoch.empty() && need.epoch != model.epoch()) {
    return FieldError(model::v1::REASON_EPOCH_MISMATCH, need.field,
                      "is of another epoch; the registry was restored from a "
                      "backup since");
  }
  return absl::OkStatus();
}

bool IsMet(const ConsistencyNeed& need, const RegisterModel& model,
           absl::Time fresh_at) {
  const int64_t head = model.head_revision();
  switch (need.kind) {
    case ConsistencyNeed::Kind::kNone:
      return true;
    case ConsistencyNeed::Kind::kRevision:
      return head >= need.revision;
    case ConsistencyNeed::Kind::kAskRegistry:
      return false;
    case ConsistencyNeed::Kind::kTime:
      return fresh_at >= need.time ||
             (head > 0 && model.CommitTime(head) >= need.time);
  }
  return false;
}

absl::StatusOr<ResolvedContext> Resolve(
    const v1::ReadContext& context, std::shared_ptr<const RegisterModel> model,
    absl::Time fresh_at, absl::Time now) {
  COMITY_ASSIGN_OR_RETURN(const ConsistencyNeed need, NeedOf(context));
  ResolvedContext resolved;
  COMITY_ASSIGN_OR_RETURN(resolved.revision,
                          RevisionOf(need, *model, fresh_at, now));
  resolved.model = std::move(model);
  if (context.has_basis()) {
    resolved.basis = context.basis();
    COMITY_RETURN_IF_ERROR(Complete(absl::StrCat(kBasisField, "."), resolved));
    return resolved;
  }
  v1::AnswerBasis& basis = resolved.basis;
  basis.set_date(context.date().empty() ? model::Today(now).ToString()
                                        : context.date());
  const bool by_place = context.has_at_revision() || context.has_at_time();
  const absl::Time known_at =
      by_place ? resolved.model->CommitTime(resolved.revision) : fresh_at;
  if (known_at != absl::InfinitePast()) {
    *basis.mutable_fresh_at() = TimestampOf(known_at);
  }
  CopyView(context, basis);
  COMITY_RETURN_IF_ERROR(Complete("context.", resolved));
  return resolved;
}

ConsistencyNeed NeedOf(const PagePosition& page) {
  ConsistencyNeed need;
  need.kind = ConsistencyNeed::Kind::kRevision;
  need.revision = page.revision;
  need.epoch = page.epoch;
  need.field = kPageTokenField;
  need.promised = true;
  return need;
}

absl::StatusOr<ResolvedContext> ResolvePage(
    const v1::ReadContext& context, const PagePosition& page,
    std::shared_ptr<const RegisterModel> model) {
  const ConsistencyNeed need = NeedOf(page);
  COMITY_RETURN_IF_ERROR(CheckSameRegister(need, *model));
  if (page.revision > model->head_revision()) {
    return NotReached(need, model->head_revision());
  }
  ResolvedContext resolved;
  resolved.revision = page.revision;
  resolved.model = std::move(model);
  if (context.has_basis()) {
    resolved.basis = context.basis();
  } else {
    CopyView(context, resolved.basis);
  }
  resolved.basis.set_date(page.date);
  resolved.basis.clear_fresh_at();
  if (page.fresh_at.has_value()) {
    *resolved.basis.mutable_fresh_at() = *page.fresh_at;
  }
  COMITY_RETURN_IF_ERROR(
      Complete(context.has_basis() ? "context.basis." : "context.", resolved));
  return resolved;
}

}  // namespace comity::query
