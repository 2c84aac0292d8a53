#include "cli/admin/log.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/admin/commit_words.h"
#include "cli/client/call.h"
#include "cli/command/party_names.h"
#include "cli/term/table.h"

#include "common/model/limits.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using registry::v1::CommitSummary;
using registry::v1::RecordRevision;
using Stub = registry::v1::RegistryService::Stub;

constexpr int kLimitDefault = 20;

// The first line, as a table has room for.
std::string FirstLine(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// Moves the items of pages to `out` until there are `limit`; 0 is no limit.
template <typename Request, typename Response, typename Item, typename Items>
absl::Status Collect(Stub& stub,
                     grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                  const Request&, Response*),
                     Request request, std::size_t limit, Items items_of,
                     std::vector<Item>& out) {
  const auto page_max =
      static_cast<std::size_t>(model::LimitOf(model::v1::LIMIT_PAGE_SIZE));
  request.set_page_size(
      static_cast<int32_t>(limit == 0 ? page_max : std::min(limit, page_max)));
  return CallPages(stub, method, request, [&](Response response) {
    auto* items = items_of(response);
    std::move(items->begin(), items->end(), std::back_inserter(out));
    return limit == 0 || out.size() < limit;
  });
}

template <typename Item>
void PrintLines(const std::vector<Item>& items, std::size_t limit,
                Session& session) {
  for (std::size_t i = 0; i < items.size() && (limit == 0 || i < limit); ++i) {
    session.PrintJson(items[i], /*compact=*/true);
  }
}

absl::Status RunLog(std::size_t limit, Session& session) {
  std::vector<CommitSummary> commits;
  COMITY_RETURN_IF_ERROR(Collect(
      session.registry().stub(), &Stub::ListCommits,
      registry::v1::ListCommitsRequest(), limit,
      [](auto& response) { return response.mutable_commits(); }, commits));
  if (limit > 0 && commits.size() > limit) commits.resize(limit);
  if (session.json()) {
    PrintLines(commits, limit, session);
  } else {
    session.Print(RenderLog(commits, session.terminal()));
  }
  return absl::OkStatus();
}

absl::Status RunRecordLog(const std::string& name, std::size_t limit,
                          Session& session) {
  registry::v1::ListRecordRevisionsRequest request;
  const std::string party = MemberName(name);
  request.set_name(party.empty() ? name : party);
  std::vector<RecordRevision> revisions;
  // One more, to tell what the oldest one shown has changed.
  COMITY_RETURN_IF_ERROR(Collect(
      session.registry().stub(), &Stub::ListRecordRevisions, request,
      limit == 0 ? 0 : limit + 1,
      [](auto& response) { return response.mutable_revisions(); }, revisions));
  if (session.json()) {
    PrintLines(revisions, limit, session);
  } else {
    session.Print(RenderRecordLog(
        revisions, limit == 0 ? revisions.size() : limit, session.terminal()));
  }
  return absl::OkStatus();
}

absl::Status RunShow(int64_t revision, Session& session) {
  registry::v1::GetCommitRequest request;
  request.set_revision(revision);
  COMITY_ASSIGN_OR_RETURN(const auto response, Call(session.registry().stub(),
                                                    &Stub::GetCommit, request));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(RenderCommit(response.commit(), session.terminal()));
  }
  return absl::OkStatus();
}

struct LogFlags {
  std::string record;
  std::size_t limit = kLimitDefault;
};

}  // namespace

void AddLog(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "log", "The commits, or the versions of a record, newest first");
  auto flags = std::make_shared<LogFlags>();
  command->add_option("record", flags->record,
                      "organizations/eu/memberships/GBR; GBR and eu will do");
  command->add_option("--limit", flags->limit, "How many; 0 is all")
      ->capture_default_str();
  command->footer(
      "Examples:\n"
      "  comity log --limit 5\n"
      "  comity log organizations/eu/memberships/GBR");
  OnRun(*command, session, [flags, &session] {
    return flags->record.empty()
               ? RunLog(flags->limit, session)
               : RunRecordLog(flags->record, flags->limit, session);
  });
}

void AddShow(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("show", "What a commit changed");
  auto revision = std::make_shared<int64_t>(0);
  command->add_option("revision", *revision, "The commit's revision")
      ->required()
      ->check(CLI::Range(int64_t{1}, kNumberMax));
  command->footer(
      "Examples:\n"
      "  comity show 12\n"
      "  comity show 12 --json");
  OnRun(*command, session,
        [revision, &session] { return RunShow(*revision, session); });
}

std::string RenderLog(const std::vector<CommitSummary>& commits,
                      const Terminal& terminal) {
  Table table({"revision", "time", "changes", "author", "message"});
  for (const auto& summary : commits) {
    const auto& commit = summary.commit();
    table.AddRow({{absl::StrCat(commit.revision()), Style::kStrong},
                  TimeInWords(commit.commit_time()),
                  absl::StrCat(summary.change_count()),
                  commit.author(),
                  FirstLine(commit.message())});
  }
  return table.empty() ? "no commit yet\n" : table.Render(terminal);
}

std::string RenderRecordLog(const std::vector<RecordRevision>& revisions,
                            std::size_t limit, const Terminal& terminal) {
  const auto record = [&](std::size_t i) -> const model::v1::Record* {
    return i < revisions.size() && revisions[i].has_record()
               ? &revisions[i].record()
               : nullptr;
  };
  Table table({"revision", "time", "change", "author"});
  for (std::size_t i = 0; i < std::min(limit, revisions.size()); ++i) {
    table.AddRow({{absl::StrCat(revisions[i].revision()), Style::kStrong},
                  TimeInWords(revisions[i].commit_time()),
                  DifferenceInWords(record(i + 1), record(i)),
                  revisions[i].author()});
  }
  return table.Render(terminal);
}

std::string RenderCommit(const registry::v1::Commit& commit,
                         const Terminal& terminal) {
  std::string out =
      absl::StrCat(Paint(terminal, Style::kStrong,
                         absl::StrCat("revision ", commit.revision())),
                   "\ntime      ", TimeInWords(commit.commit_time()),
                   " UTC\nauthor    ", commit.author(), "\n");
  if (!commit.request_id().empty()) {
    absl::StrAppend(&out, "request   ", commit.request_id(), "\n");
  }
  absl::StrAppend(&out, "digest    ", absl::BytesToHexString(commit.digest()),
                  "\n\n");
  if (!commit.message().empty()) {
    for (absl::string_view line : absl::StrSplit(commit.message(), '\n')) {
      absl::StrAppend(&out, "    ", line, "\n");
    }
    absl::StrAppend(&out, "\n");
  }
  Table table({"", ""});
  for (const auto& change : commit.changes()) {
    table.AddRow({ChangeInWords(change), change.name()});
  }
  return absl::StrCat(out, table.Render(terminal));
}

}  // namespace comity::cli
