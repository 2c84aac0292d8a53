#include "cli/admin/export.h"

#include <iostream>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/client/call.h"
#include "cli/client/commit_joiner.h"
#include "cli/client/record_exporter.h"
#include "cli/command/json_line.h"
#include "cli/term/progress.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using registry::v1::Commit;
using registry::v1::ExportRecordsResponse;

// Writes what chunks bring.
class ExportWriter {
 public:
  ExportWriter(const ExportOptions& options, OutputFile& out)
      : options_(options), out_(out) {}

  absl::Status Begin() {
    return options_.format == ExportOptions::Format::kCsv
               ? out_.Write(MembershipHeaderLine())
               : absl::OkStatus();
  }

  absl::Status Take(ExportRecordsResponse& chunk) {
    report_.revision = chunk.revision();
    for (auto& record : *chunk.mutable_records()) {
      ++seen_;
      if (!options_.kinds.Passes(record.name())) continue;
      COMITY_RETURN_IF_ERROR(WriteRecord(record));
    }
    for (auto& part : *chunk.mutable_parts()) {
      auto commit = joiner_.Add(std::move(part));
      if (!commit.has_value()) continue;
      ++seen_;
      COMITY_RETURN_IF_ERROR(WriteCommit(*commit));
    }
    return absl::OkStatus();
  }

  // Records or commits that came, written or not.
  int64_t seen() const { return seen_; }
  const ExportReport& report() const { return report_; }

 private:
  absl::Status WriteRecord(model::v1::Record& record) {
    if (options_.format == ExportOptions::Format::kCsv) {
      if (!record.has_membership()) return absl::OkStatus();
      ++report_.written;
      return out_.Write(MembershipRows(record, report_.losses));
    }
    if (!options_.output_only_fields) {
      record.clear_revision();
      record.clear_commit_time();
    }
    ++report_.written;
    return WriteLine(record);
  }

  // As in a filtered watch, a commit of which no change passes is left out.
  absl::Status WriteCommit(Commit& commit) {
    google::protobuf::RepeatedPtrField<registry::v1::RecordChange> passed;
    for (auto& change : *commit.mutable_changes()) {
      if (options_.kinds.Passes(change.name())) passed.Add()->Swap(&change);
    }
    if (passed.empty()) return absl::OkStatus();
    commit.mutable_changes()->Swap(&passed);
    ++report_.written;
    return WriteLine(commit);
  }

  absl::Status WriteLine(const google::protobuf::Message& message) {
    COMITY_ASSIGN_OR_RETURN(const std::string line, JsonLine(message));
    return out_.Write(line);
  }

  const ExportOptions& options_;
  OutputFile& out_;
  CommitJoiner joiner_;
  int64_t seen_ = 0;
  ExportReport report_;
};

// How many records or commits will come; 0 where nobody can tell.
int64_t ExpectedOf(const ExportOptions& options,
                   const registry::v1::GetHeadResponse& head) {
  if (options.history) {
    return options.revision > 0 ? options.revision : head.revision();
  }
  int64_t records = 0;
  for (const auto& count : head.counts()) records += count.count();
  return options.revision > 0 ? 0 : records;
}

struct Flags {
  std::string format = "jsonl";
  std::string path;
  ExportOptions options;
};

void Tell(const Flags& flags, const ExportReport& report) {
  std::cerr << report.written << " "
            << (flags.options.history   ? "commits"
                : flags.format == "csv" ? "memberships"
                                        : "records")
            << " of revision " << report.revision
            << (flags.path.empty() ? "" : ", ") << flags.path << "\n";
  if (!report.losses.none()) {
    std::cerr << DescribeLosses(report.losses) << "\n";
  }
}

absl::Status ExportToFile(const Flags& flags, Session& session) {
  COMITY_ASSIGN_OR_RETURN(const auto out, OutputFile::Open(flags.path));
  COMITY_ASSIGN_OR_RETURN(const auto report,
                          WriteExport(flags.options, session.registry(),
                                      session.error_terminal(), *out));
  COMITY_RETURN_IF_ERROR(out->Finish());
  Tell(flags, report);
  return absl::OkStatus();
}

absl::Status Run(Flags& flags, Session& session) {
  if (flags.format == "csv") {
    flags.options.format = ExportOptions::Format::kCsv;
    if (flags.options.history) {
      session.Fail(absl::InvalidArgumentError(
                       "a table holds memberships, not commits; leave out "
                       "--history or --format csv"),
                   kExitUsage);
      return absl::OkStatus();
    }
  }
  const absl::Status status = ExportToFile(flags, session);
  if (!IsCannotWrite(status)) return status;
  session.Fail(status, kExitCannotWrite);
  return absl::OkStatus();
}

}  // namespace

void AddExport(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "export", "The register as JSON Lines, or its memberships as a table");
  auto flags = std::make_shared<Flags>();
  command
      ->add_option("--format", flags->format,
                   "jsonl: a record a line; csv: memberships, an event a row, "
                   "as packs have them")
      ->check(CLI::IsMember({"jsonl", "csv"}))
      ->capture_default_str();
  command->add_option("--out", flags->path,
                      "The file, which appears when it is whole; else stdout");
  command
      ->add_option("--revision", flags->options.revision,
                   "As of this revision instead of the newest")
      ->check(CLI::Range(int64_t{1}, kNumberMax));
  command->add_flag("--history", flags->options.history,
                    "Every commit from the first on instead of the records");
  command->add_flag("--with-revisions", flags->options.output_only_fields,
                    "Also the revision and commit time of each record");
  flags->options.kinds.AddTo(*command);
  command->footer(
      "Examples:\n"
      "  comity export --out register.jsonl\n"
      "  comity export --format csv --out memberships.csv\n"
      "  comity export --kind state --kind organization | wc -l");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

absl::StatusOr<ExportReport> WriteExport(const ExportOptions& options,
                                         RegistryClient& client,
                                         const Terminal& terminal,
                                         OutputFile& out) {
  // It waits for a registry that is coming up, as a stream does not.
  COMITY_ASSIGN_OR_RETURN(
      const auto head,
      Call(client.stub(), &registry::v1::RegistryService::Stub::GetHead,
           registry::v1::GetHeadRequest()));
  ExportWriter writer(options, out);
  COMITY_RETURN_IF_ERROR(writer.Begin());
  registry::v1::ExportRecordsRequest request;
  request.set_revision(options.revision);
  request.set_history(options.history);
  Progress progress(terminal, "exporting", ExpectedOf(options, head));
  COMITY_RETURN_IF_ERROR(
      ExportRecords(client.stub(), request, [&](auto& chunk) {
        const absl::Status taken = writer.Take(chunk);
        progress.Set(writer.seen());
        return taken;
      }));
  return writer.report();
}

}  // namespace comity::cli
