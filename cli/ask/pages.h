// A list of the query service, whole: its pages put together as if the service
// had answered with one. That is what `--json` prints and what tables show.
#ifndef COMITY_CLI_ASK_PAGES_H_
#define COMITY_CLI_ASK_PAGES_H_

#include <algorithm>
#include <cstdint>
#include <utility>

#include <CLI/CLI.hpp>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "cli/client/call.h"
#include "cli/term/terminal.h"
#include "cli/command/session.h"

#include "comity/query/v1/query_service.grpc.pb.h"
#include "common/platform/status_macros.h"

namespace comity::cli {

inline constexpr int64_t kPageSizeMax = 1000;

// Adds --limit; 0 stands for all.
inline void AddLimit(CLI::App& command, int64_t& limit) {
  command.add_option("--limit", limit, "At most so many; all when left out")
      ->option_text("N")
      ->check(CLI::Range(int64_t{1}, kNumberMax));
}

// Puts `page`, the next one of a list, to the pages before it.
template <typename Response>
void AppendPage(Response page, Response& all) {
  all.clear_next_page_token();
  // What all pages rest on is on each of them.
  if (all.has_basis()) page.clear_basis();
  all.MergeFrom(page);
}

// The whole list, or its first `limit` rows, as one response; its
// next_page_token is empty unless the list goes on. `size(response)` counts
// rows. All pages are read at one revision, as their tokens see to.
template <typename Request, typename Response, typename Size>
absl::StatusOr<Response> AllPages(
    query::v1::QueryService::Stub& stub,
    grpc::Status (query::v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                          const Request&,
                                                          Response*),
    Request request, int64_t limit, Size size) {
  const auto page_size = [&](int64_t have) {
    return static_cast<int32_t>(
        limit == 0 ? kPageSizeMax : std::min(kPageSizeMax, limit - have));
  };
  Response all;
  request.set_page_size(page_size(0));
  COMITY_RETURN_IF_ERROR(CallPages(stub, method, request, [&](Response page) {
    AppendPage(std::move(page), all);
    if (limit > 0 && size(all) >= limit) return false;
    request.set_page_size(page_size(size(all)));
    return true;
  }));
  return all;
}

// The line under a list that --limit cut short; else empty.
template <typename Response>
std::string CutLine(const Terminal& terminal, const Response& response) {
  if (response.next_page_token().empty()) return "";
  return absl::StrCat(
      Paint(terminal, Style::kCaution, "there are more; --limit cut the list"),
      "\n");
}

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_PAGES_H_
