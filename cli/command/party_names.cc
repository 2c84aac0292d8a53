#include "cli/command/party_names.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/client/call.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

constexpr size_t kAlpha3 = 3;

bool IsId(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

bool IsAlpha3(const std::string& text) {
  return text.size() == kAlpha3 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isupper);
}

// "no record bears the name 'x'; it may mean states/GBR (United Kingdom)".
absl::Status Unresolved(const query::v1::ResolvedName& result) {
  const bool ambiguous =
      result.outcome() == query::v1::RESOLVE_OUTCOME_AMBIGUOUS;
  std::string text =
      absl::StrCat(ambiguous ? "more than one record bears the name '"
                             : "no record bears the name '",
                   result.name(), "'");
  const char* separator = ambiguous ? ": " : "; it may mean ";
  for (const auto& candidate : result.candidates()) {
    absl::StrAppend(&text, separator, candidate.record());
    if (candidate.has_label()) {
      absl::StrAppend(&text, " (", candidate.label().text(), ")");
    }
    separator = ", ";
  }
  return ambiguous ? absl::InvalidArgumentError(text)
                   : absl::NotFoundError(text);
}

}  // namespace

std::string OrganizationName(const std::string& text) {
  if (absl::StrContains(text, '/')) return text;
  return IsId(text) ? absl::StrCat("organizations/", text) : "";
}

std::string MemberName(const std::string& text) {
  if (absl::StrContains(text, '/')) return text;
  if (IsAlpha3(text)) return absl::StrCat("states/", text);
  return IsId(text) ? absl::StrCat("organizations/", text) : "";
}

absl::StatusOr<std::string> ResolveOrganization(
    const std::string& text, const query::v1::ReadContext& context,
    Session& session) {
  if (auto name = OrganizationName(text); !name.empty()) return name;
  return ResolveName(text, context, {model::v1::RECORD_KIND_ORGANIZATION},
                     session);
}

absl::StatusOr<std::string> ResolveMember(const std::string& text,
                                          const query::v1::ReadContext& context,
                                          Session& session) {
  if (auto name = MemberName(text); !name.empty()) return name;
  return ResolveName(text, context, {}, session);
}

absl::StatusOr<std::string> ResolveName(
    const std::string& text, const query::v1::ReadContext& context,
    const std::vector<model::v1::RecordKind>& kinds, Session& session) {
  query::v1::ResolveNamesRequest request;
  *request.mutable_context() = context;
  // A name is a name however sure its dates are.
  request.mutable_context()->clear_certainty();
  request.add_names(text);
  for (const auto kind : kinds) request.add_kinds(kind);
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      Call(session.query(), &query::v1::QueryService::Stub::ResolveNames,
           request));
  const auto& result = response.results(0);
  if (result.outcome() != query::v1::RESOLVE_OUTCOME_EXACT) {
    return Unresolved(result);
  }
  return result.record();
}

}  // namespace comity::cli
