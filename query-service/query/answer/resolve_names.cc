#include "query/answer/resolve_names.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/model/limits.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "query/answer/explain.h"
#include "query/answer/fields.h"
#include "query/answer/tools.h"
#include "query/resolve/name_index.h"
#include "query/resolve/normalize.h"
#include "query/resolve/resolver.h"

namespace comity::query {
namespace {

using platform::Violations;

void CheckNames(const v1::ResolveNamesRequest& request,
                Violations& violations) {
  const int64_t names_max = model::LimitOf(model::v1::LIMIT_NAMES_PER_RESOLVE);
  if (request.names().empty()) {
    violations.Add(model::v1::REASON_FIELD_MISSING, "names",
                   "at least one name or code is required");
  } else if (request.names_size() > names_max) {
    violations.Add(
        model::v1::REASON_TOO_MANY_ITEMS, "names",
        absl::StrCat(request.names_size(), " are more than the limit of ",
                     names_max, "; split the request"));
    return;
  }
  for (int i = 0; i < request.names_size(); ++i) {
    const absl::Status status = CheckName(request.names(i));
    if (status.ok()) continue;
    violations.Add(platform::ReasonOf(status), absl::StrCat("names[", i, "]"),
                   status.message());
  }
}

// A tag of the characters and length that BCP 47 has; whether any label is of
// it, the answer tells.
bool IsLanguageTag(absl::string_view tag) {
  return static_cast<int64_t>(tag.size()) <=
             model::LimitOf(model::v1::LIMIT_LANGUAGE_BYTES) &&
         std::all_of(tag.begin(), tag.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  c == '-';
         });
}

// What is laid over the register, as names; read at its newest.
std::unique_ptr<NameIndex> NamesOf(const Overlay& overlay) {
  auto index = std::make_unique<NameIndex>();
  for (const auto& [name, version] : overlay.versions()) {
    index->Apply(1, name, version.record.get());
  }
  return index;
}

NameQuestion QuestionOf(const v1::ResolveNamesRequest& request, Tools& tools) {
  NameQuestion question;
  question.index = &tools.reader().model().names();
  question.revision = tools.reader().revision();
  question.days = tools.context.days;
  question.language = request.language();
  for (const int kind : request.kinds()) {
    question.kinds.Add(static_cast<model::Kind>(kind));
  }
  if (request.kinds().empty()) question.kinds = kMembers;
  if (request.code_system() != model::v1::CODE_SYSTEM_UNSPECIFIED) {
    question.code_system = request.code_system();
  }
  question.events = [&tools](absl::string_view name) {
    const model::v1::Record* const record = tools.reader().Find(name);
    return record == nullptr ? std::vector<const model::v1::Event*>()
                             : tools.EventsOf(*record);
  };
  return question;
}

void Fill(const NameAnswer& answer, v1::ResolvedName& result) {
  result.set_outcome(answer.outcome);
  if (answer.outcome == v1::RESOLVE_OUTCOME_EXACT ||
      answer.outcome == v1::RESOLVE_OUTCOME_FUZZY) {
    result.set_record(answer.candidates.front().record->name);
  }
  for (const NameCandidate& candidate : answer.candidates) {
    v1::NameCandidate& row = *result.add_candidates();
    row.set_record(candidate.record->name);
    row.set_score(candidate.score);
    row.set_match(candidate.match);
    if (candidate.label != nullptr) *row.mutable_label() = *candidate.label;
    if (candidate.code != nullptr) *row.mutable_code() = *candidate.code;
    row.set_in_use(ToProto(candidate.in_use));
  }
}

}  // namespace

void Question<v1::ResolveNamesRequest>::CheckFields(
    const v1::ResolveNamesRequest& request, Violations& violations) {
  CheckNames(request, violations);
  if (!IsLanguageTag(request.language())) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "language",
                   "is not a BCP 47 tag, such as en or zh-Hans");
  }
  for (int i = 0; i < request.kinds_size(); ++i) {
    if (request.kinds(i) == model::v1::RECORD_KIND_UNSPECIFIED ||
        !model::v1::RecordKind_IsValid(request.kinds(i))) {
      violations.Add(model::v1::REASON_FIELD_INVALID,
                     absl::StrCat("kinds[", i, "]"),
                     absl::StrCat(request.kinds(i), " is not a kind"));
    }
  }
  CheckEnum(request.code_system(), model::v1::CodeSystem_IsValid, "code_system",
            violations);
}

absl::Status Question<v1::ResolveNamesRequest>::Compose(
    const v1::ResolveNamesRequest& request, const ResolvedContext& context,
    Response& response) {
  Tools tools(context);
  NameQuestion question = QuestionOf(request, tools);
  std::unique_ptr<NameIndex> laid_over;
  if (context.reader.overlay() != nullptr) {
    laid_over = NamesOf(*context.reader.overlay());
    question.laid_over = laid_over.get();
  }
  NameResolver resolver(std::move(question));
  for (const std::string& name : request.names()) {
    v1::ResolvedName& result = *response.add_results();
    result.set_name(name);
    COMITY_ASSIGN_OR_RETURN(const NameAnswer answer, resolver.Resolve(name));
    Fill(answer, result);
  }
  return absl::OkStatus();
}

}  // namespace comity::query
