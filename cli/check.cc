#include "cli/check.h"

#include <chrono>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/registry_client.h"
#include "comity/query/v1/query_service.grpc.pb.h"
#include "common/platform/grpc/status_grpc.h"
#include "grpcpp/client_context.h"

namespace comity::cli {
namespace {

constexpr std::chrono::seconds kDeadline{10};

std::string Lower(absl::string_view enum_name, absl::string_view prefix) {
  absl::ConsumePrefix(&enum_name, prefix);
  std::string text = absl::AsciiStrToLower(enum_name);
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

std::string DateText(const query::v1::AnswerDate& date) {
  return date.date().empty() ? "a day unknown" : date.date();
}

void DescribeEvent(const query::v1::EventBasis& event, absl::string_view word,
                   std::string& out) {
  absl::StrAppend(&out, "  ", word, " ", DateText(event.date()), " (",
                  event.what(), ")");
  for (const auto& citation : event.citations()) {
    absl::StrAppend(
        &out, "\n    ",
        citation.stance() == model::v1::STANCE_DISPUTES ? "disputed by "
                                                        : "says ",
        citation.source(), citation.locator().empty() ? "" : ", ",
        citation.locator());
  }
  absl::StrAppend(&out, "\n");
}

}  // namespace

absl::StatusOr<query::v1::CheckMembershipResponse> Check(
    const std::string& target,
    const query::v1::CheckMembershipRequest& request) {
  const auto stub = query::v1::QueryService::NewStub(OpenChannel(target));
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  query::v1::CheckMembershipResponse response;
  const auto status = stub->CheckMembership(&context, request, &response);
  if (!status.ok()) return platform::FromGrpcStatus(status);
  return response;
}

std::string OrganizationName(const std::string& text) {
  return absl::StrContains(text, '/') ? text
                                      : absl::StrCat("organizations/", text);
}

std::string MemberName(const std::string& text) {
  if (absl::StrContains(text, '/') || text.empty()) return text;
  return absl::StrCat(absl::ascii_isupper(text[0]) ? "states/"
                                                   : "organizations/",
                      text);
}

std::string DescribeCheck(const query::v1::CheckMembershipResponse& response) {
  const auto& answer = response.answer();
  const auto& basis = response.basis();
  std::string out = absl::StrCat(
      Lower(query::v1::Verdict_Name(answer.verdict()), "VERDICT_"), ": ",
      answer.member(), " in ", answer.organization(), " on ", basis.date());
  if (answer.verdict() == query::v1::VERDICT_UNKNOWN) {
    absl::StrAppend(
        &out, ", ",
        Lower(query::v1::UnknownReason_Name(answer.unknown_reason()),
              "UNKNOWN_REASON_"));
  }
  absl::StrAppend(&out, "\n");
  for (const auto& held : answer.statuses()) {
    absl::StrAppend(
        &out,
        held.at_some_time() == query::v1::CERTAINTY_CERTAIN ? "certainly "
                                                            : "possibly ",
        Lower(model::v1::MembershipStatus_Name(held.status()),
              "MEMBERSHIP_STATUS_"),
        held.title().empty() ? "" : absl::StrCat(" (", held.title(), ")"),
        held.approximate() ? ", by approximate dates" : "", "\n");
    DescribeEvent(held.since(), "since", out);
    if (held.has_until()) DescribeEvent(held.until(), "until", out);
  }
  if (answer.has_none_since()) {
    DescribeEvent(answer.none_since(), "no longer since", out);
  }
  absl::StrAppend(&out, "revision ", basis.revision(), "\n");
  return out;
}

}  // namespace comity::cli
