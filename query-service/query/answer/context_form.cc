// The form of a context: all that can be said of it without a register.
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/model/edtf.h"
#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "common/model/tokens.h"
#include "common/platform/status_macros.h"
#include "query/answer/context.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

using model::Date;
using platform::Violations;

constexpr char kTokenField[] = "context.at_least_as_fresh";
constexpr char kRevisionField[] = "context.at_revision";
constexpr char kTimeField[] = "context.at_time";

// An evidence cut is a day and nothing less.
bool IsDay(absl::string_view text) {
  const absl::StatusOr<Date> date = Date::Parse(text);
  return date.ok() && date->precision() == model::DatePrecision::kDay &&
         !date->qualified();
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
  if (!message.evidence_until().empty() && !IsDay(message.evidence_until())) {
    violations.Add(model::v1::REASON_DATE_MALFORMED,
                   absl::StrCat(prefix, "evidence_until"),
                   "must be a day, such as 2013-12-31");
  }
  const int64_t hypotheses_max = model::LimitOf(model::v1::LIMIT_HYPOTHESES);
  if (message.hypotheses_size() > hypotheses_max) {
    violations.Add(
        model::v1::REASON_TOO_MANY_ITEMS, absl::StrCat(prefix, "hypotheses"),
        absl::StrCat(message.hypotheses_size(), " are more than the limit of ",
                     hypotheses_max));
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
      !context.evidence_until().empty() || !context.sources().empty() ||
      !context.hypotheses().empty()) {
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

}  // namespace

void CheckForm(const v1::ReadContext& context, Violations& violations) {
  if (context.has_basis()) {
    CheckBasis(context, violations);
    return;
  }
  CheckView(context, "context.", violations);
  CheckConsistency(context, violations);
}

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

absl::StatusOr<ConsistencyNeed> NeedOf(const v1::ReadContext& context) {
  Violations violations;
  CheckForm(context, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  return NeedOfWellFormed(context);
}

}  // namespace comity::query
