#include "cli/import/import_records.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/client/call.h"
#include "cli/client/error_fields.h"
#include "cli/client/record_importer.h"
#include "cli/client/retry.h"
#include "cli/term/progress.h"

#include "common/model/limits.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Record;

// The largest chunk that is sure to fit a request of the registry.
constexpr std::size_t kCommitBytesMax = std::size_t{8} << 20;

// One attempt at an import, from its first record to its last.
class Attempt {
 public:
  Attempt(RecordLines& lines, const RecordsOptions& options,
          RegistryClient& client, int64_t compared_revision)
      : lines_(lines),
        options_(options),
        client_(client),
        revision_(compared_revision) {}

  absl::StatusOr<RecordsReport> Run(Progress& progress) {
    const auto batch =
        static_cast<size_t>(model::LimitOf(model::v1::LIMIT_NAMES_PER_BATCH));
    for (size_t begin = 0; begin < lines_.size(); begin += batch) {
      const size_t end = std::min(lines_.size(), begin + batch);
      COMITY_RETURN_IF_ERROR(SendBatch(begin, end));
      progress.Set(static_cast<int64_t>(end));
    }
    if (importer_ == nullptr) return report_;
    COMITY_ASSIGN_OR_RETURN(const auto response, importer_->Finish());
    report_.commits = response.commits();
    report_.revision = response.revision();
    report_.token = response.token();
    return report_;
  }

 private:
  absl::Status SendBatch(size_t begin, size_t end) {
    std::vector<Record> records;
    std::vector<std::string> names;
    for (size_t i = begin; i < end; ++i) {
      COMITY_ASSIGN_OR_RETURN(records.emplace_back(), lines_.Read(i));
      names.push_back(records.back().name());
    }
    std::map<std::string, Record> stored;
    if (revision_ > 0) {
      COMITY_ASSIGN_OR_RETURN(stored, client_.GetRecords(names, revision_));
    }
    for (auto& record : records) {
      const auto it = stored.find(record.name());
      COMITY_RETURN_IF_ERROR(
          Send(std::move(record), it == stored.end() ? nullptr : &it->second));
    }
    return absl::OkStatus();
  }

  absl::Status Send(Record record, const Record* stored) {
    if (stored != nullptr &&
        model::CanonicalBytes(*stored) == model::CanonicalBytes(record)) {
      ++report_.unchanged;
      return absl::OkStatus();
    }
    ++(stored == nullptr ? report_.created : report_.updated);
    if (importer_ == nullptr) COMITY_RETURN_IF_ERROR(Open());
    return importer_->Add(
        std::move(record),
        stored == nullptr ? std::nullopt : std::optional(stored->revision()));
  }

  absl::Status Open() {
    registry::v1::ImportStart start;
    start.set_import_id(absl::StrCat(lines_.digest(), "@", revision_));
    start.set_message(options_.message);
    start.set_validate_only(options_.dry_run);
    RecordImporter::ChunkSize size;
    if (options_.chunk_records > 0) {
      start.set_mode(registry::v1::IMPORT_MODE_CHUNKS);
      size = {.bytes = kCommitBytesMax, .records = options_.chunk_records};
    } else {
      start.set_mode(registry::v1::IMPORT_MODE_ATOMIC);
    }
    COMITY_ASSIGN_OR_RETURN(importer_,
                            RecordImporter::Open(client_.stub(), start, size));
    return absl::OkStatus();
  }

  RecordLines& lines_;
  const RecordsOptions& options_;
  RegistryClient& client_;
  const int64_t revision_;
  std::unique_ptr<RecordImporter> importer_;
  RecordsReport report_;
};

// Fields such as "states/FRA: state.labels[2]" told as
// "file.jsonl:12: states/FRA: state.labels[2]".
absl::Status AtLines(const absl::Status& error, const RecordLines& lines) {
  return RenameFields(error, [&](const std::string& field) {
    const std::string place = lines.PlaceOf(field.substr(0, field.find(": ")));
    return place.empty() ? field : absl::StrCat(place, ": ", field);
  });
}

absl::StatusOr<registry::v1::GetHeadResponse> HeadOf(RegistryClient& client) {
  return Call(client.stub(), &registry::v1::RegistryService::Stub::GetHead,
              registry::v1::GetHeadRequest());
}

struct Flags {
  std::string path;
  bool atomic = false;
  RecordsOptions options;
};

std::string Describe(const RecordsReport& report, const Flags& flags) {
  return absl::StrCat(report.created, " created, ", report.updated,
                      " updated, ", report.unchanged, " unchanged",
                      flags.options.dry_run ? ", if it were imported"
                      : report.revision > 0
                          ? absl::StrCat(", revision ", report.revision)
                          : "",
                      "\n");
}

std::string Json(const RecordsReport& report) {
  return absl::StrCat(
      "{\"created\":", report.created, ",\"updated\":", report.updated,
      ",\"unchanged\":", report.unchanged, ",\"commits\":", report.commits,
      ",\"revision\":\"", report.revision, "\",\"token\":\"", report.token,
      "\"}\n");
}

absl::Status Run(const Flags& flags, Session& session) {
  auto lines = RecordLines::Open(flags.path, session.error_terminal());
  if (!lines.ok()) {
    session.Fail(lines.status(), kExitBadInput);
    return absl::OkStatus();
  }
  COMITY_ASSIGN_OR_RETURN(
      const auto report,
      ImportRecords(*lines, flags.options, session.registry(),
                    session.error_terminal()));
  session.Print(session.json() ? Json(report) : Describe(report, flags));
  return absl::OkStatus();
}

}  // namespace

void AddImportRecords(CLI::App& import, Session& session) {
  auto* command = import.add_subcommand(
      "records", "Records as JSON Lines; again without a change");
  auto flags = std::make_shared<Flags>();
  command
      ->add_option("file", flags->path,
                   "What `comity export` wrote; - is stdin")
      ->required();
  auto* dry_run = command->add_flag("--dry-run", flags->options.dry_run,
                                    "Have it judged and store nothing");
  auto* atomic = command->add_flag(
      "--atomic", flags->atomic,
      "One commit, all or nothing: the default; up to 100,000 records");
  command
      ->add_option("--chunks", flags->options.chunk_records,
                   "Commits of so many records instead, for a larger file; "
                   "run it again after a failure")
      ->check(CLI::Range(1, static_cast<int>(model::LimitOf(
                                model::v1::LIMIT_CHANGES_PER_COMMIT))))
      ->excludes(dry_run)
      ->excludes(atomic);
  command->add_option("-m,--message", flags->options.message,
                      "What the commit is for");
  command->footer(
      "Examples:\n"
      "  comity import records register.jsonl --dry-run\n"
      "  comity export --registry old:7400 | comity import records -");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

absl::StatusOr<RecordsReport> ImportRecords(RecordLines& lines,
                                            const RecordsOptions& options,
                                            RegistryClient& client,
                                            const Terminal& terminal) {
  if (options.chunk_records > 0) {
    COMITY_RETURN_IF_ERROR(lines.SortByReferences());
  }
  COMITY_ASSIGN_OR_RETURN(const auto head, HeadOf(client));
  Progress progress(terminal, "importing", static_cast<int64_t>(lines.size()));
  Retry retry;
  while (true) {
    auto report =
        Attempt(lines, options, client, head.revision()).Run(progress);
    if (report.ok()) return report;
    if (!retry.May(report.status())) return AtLines(report.status(), lines);
    absl::SleepFor(retry.Pause());
    // Waits for it to come back, as a stream does not.
    COMITY_RETURN_IF_ERROR(HeadOf(client).status());
  }
}

}  // namespace comity::cli
