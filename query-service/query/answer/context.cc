#include "query/answer/context.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"
#include "common/platform/status_macros.h"
#include "query/answer/hypotheses.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

using model::Date;
using platform::Error;
using platform::Violations;

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

// Completes a context read from `model` at `revision`; date, certainty, cut,
// sources and hypotheses of its basis are as asked and well-formed. `prefix` is
// where the caller gave them.
absl::Status Complete(std::shared_ptr<const RegisterModel> model,
                      int64_t revision, absl::string_view prefix,
                      ResolvedContext& resolved) {
  v1::AnswerBasis& basis = resolved.basis;
  basis.set_registry_id(model->registry_id());
  basis.set_epoch(model->epoch());
  basis.set_revision(revision);
  COMITY_ASSIGN_OR_RETURN(const Date date, Date::Parse(basis.date()));
  resolved.days = date.bounds();
  if (!basis.evidence_until().empty()) {
    COMITY_ASSIGN_OR_RETURN(const Date cut,
                            Date::Parse(basis.evidence_until()));
    resolved.evidence_until = cut.earliest();
  }
  resolved.reader = RegisterReader(std::move(model), revision);
  if (!basis.hypotheses().empty()) {
    COMITY_ASSIGN_OR_RETURN(
        resolved.reader,
        LayHypotheses(basis.hypotheses(), absl::StrCat(prefix, "hypotheses"),
                      resolved.reader));
  }
  if (basis.sources().empty()) return absl::OkStatus();

  Violations violations;
  for (int i = 0; i < basis.sources_size(); ++i) {
    if (resolved.reader.Exists(basis.sources(i))) continue;
    violations.Add(model::v1::REASON_RECORD_NOT_FOUND,
                   absl::StrCat(prefix, "sources[", i, "]"),
                   absl::StrCat("'", basis.sources(i),
                                "' does not exist at revision ", revision));
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
  *basis.mutable_hypotheses() = context.hypotheses();
}

}  // namespace

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
  const ConsistencyNeed need = NeedOfWellFormed(context);
  COMITY_ASSIGN_OR_RETURN(const int64_t revision,
                          RevisionOf(need, *model, fresh_at, now));
  ResolvedContext resolved;
  if (context.has_basis()) {
    resolved.basis = context.basis();
    COMITY_RETURN_IF_ERROR(Complete(std::move(model), revision,
                                    absl::StrCat(kBasisField, "."), resolved));
    return resolved;
  }
  v1::AnswerBasis& basis = resolved.basis;
  basis.set_date(context.date().empty() ? model::Today(now).ToString()
                                        : context.date());
  const bool by_place = context.has_at_revision() || context.has_at_time();
  const absl::Time known_at = by_place ? model->CommitTime(revision) : fresh_at;
  if (known_at != absl::InfinitePast()) {
    *basis.mutable_fresh_at() = TimestampOf(known_at);
  }
  CopyView(context, basis);
  COMITY_RETURN_IF_ERROR(
      Complete(std::move(model), revision, "context.", resolved));
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
      Complete(std::move(model), page.revision,
               context.has_basis() ? "context.basis." : "context.", resolved));
  return resolved;
}

}  // namespace comity::query
