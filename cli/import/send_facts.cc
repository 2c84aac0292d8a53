#include "cli/import/send_facts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/client/record_importer.h"
#include "cli/client/retry.h"
#include "cli/import/merge.h"

#include "common/model/fold.h"
#include "common/model/limits.h"
#include "common/model/record_access.h"
#include "common/platform/random.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Record;

// The subject that a record tells of: a membership's organization, an
// instrument itself.
std::string SubjectOf(const std::string& name) {
  return name.substr(0, name.find("/memberships/"));
}

// What the registry has on the subjects.
struct Stored {
  std::map<std::string, Record> records;
  // Subjects on which others have accepted events.
  std::set<std::string> told_by_others;
};

bool TellsPart(const model::v1::Event& event) {
  return model::BearsStatus(event) || !model::PartyOf(event).empty();
}

absl::StatusOr<Stored> ReadStored(const Facts& facts,
                                  const std::set<std::string>& owned,
                                  RegistryClient& client) {
  Stored stored;
  std::vector<std::string> names;
  for (const auto& [name, record] : facts.own) names.push_back(name);
  for (const auto& subject : facts.subjects) {
    if (!absl::StartsWith(subject, "organizations/")) {
      names.push_back(subject);
      continue;
    }
    COMITY_RETURN_IF_ERROR(client.ForEachRecord(
        model::v1::RECORD_KIND_MEMBERSHIP,
        absl::StrCat(subject, "/memberships/"), [&](Record record) {
          std::string name = record.name();
          stored.records.emplace(std::move(name), std::move(record));
        }));
  }
  COMITY_ASSIGN_OR_RETURN(auto others, client.GetRecords(names));
  stored.records.merge(others);
  for (const auto& [name, record] : stored.records) {
    for (const auto& event : model::EventsOf(record)) {
      if (model::IsAccepted(event) && !IsOwn(event, owned) &&
          TellsPart(event)) {
        stored.told_by_others.insert(SubjectOf(name));
      }
    }
  }
  return stored;
}

// A record to be sent, and the revision that it was compared with.
struct Change {
  Record record;
  std::optional<int64_t> stored_revision;
};

class Planner {
 public:
  Planner(const Stored& stored, const std::set<std::string>& owned,
          SendReport& report)
      : stored_(stored), owned_(owned), report_(report) {}

  void Want(Record record) {
    const bool alternative =
        stored_.told_by_others.contains(SubjectOf(record.name()));
    if (auto* events = model::MutableEventsOf(record); alternative) {
      for (auto& event : *events) {
        event.set_standing(model::v1::STANDING_ALTERNATIVE);
        ++report_.alternative;
      }
    }
    const auto it = stored_.records.find(record.name());
    if (it == stored_.records.end()) {
      ++report_.created;
      changes_.push_back({std::move(record), std::nullopt});
      return;
    }
    Record merged = ReplaceOwnEvents(std::move(record), it->second, owned_);
    if (model::CanonicalBytes(merged) == model::CanonicalBytes(it->second)) {
      ++report_.unchanged;
      return;
    }
    ++report_.updated;
    changes_.push_back({std::move(merged), it->second.revision()});
  }

  // Takes the data set's events back from a record that it tells nothing of.
  void TakeBack(const Record& stored) {
    const auto& events = model::EventsOf(stored);
    if (std::none_of(events.begin(), events.end(),
                     [&](const auto& event) { return IsOwn(event, owned_); })) {
      return;
    }
    Record record = stored;
    model::MutableEventsOf(record)->Clear();
    ++report_.taken_back;
    record = ReplaceOwnEvents(std::move(record), stored, owned_);
    if (model::EventsOf(record).empty()) {
      empty_.push_back({std::move(record), stored.revision()});
    } else {
      changes_.push_back({std::move(record), stored.revision()});
    }
  }

  std::vector<Change> Take() { return std::move(changes_); }
  // Dossiers of which nothing is left.
  std::vector<Change> TakeEmpty() { return std::move(empty_); }

 private:
  const Stored& stored_;
  const std::set<std::string>& owned_;
  SendReport& report_;
  std::vector<Change> changes_;
  std::vector<Change> empty_;
};

// Deletes dossiers of which nothing is left, in commits of their own, since an
// import puts records and deletes none.
absl::Status Delete(const std::vector<Change>& changes,
                    const SendOptions& options, RegistryClient& client,
                    SendReport& report) {
  const auto changes_max =
      static_cast<size_t>(model::LimitOf(model::v1::LIMIT_CHANGES_PER_COMMIT));
  for (size_t begin = 0; begin < changes.size(); begin += changes_max) {
    registry::v1::CommitRequest request;
    const size_t end = std::min(changes.size(), begin + changes_max);
    for (size_t i = begin; i < end; ++i) {
      request.add_changes()->set_delete_record(changes[i].record.name());
      auto* precondition = request.add_preconditions();
      precondition->set_name(changes[i].record.name());
      precondition->set_revision(*changes[i].stored_revision);
    }
    request.set_message(absl::StrCat(options.message, ": taken back"));
    request.set_request_id(absl::StrCat("table-", platform::RandomHex(16)));
    request.set_validate_only(options.dry_run);
    COMITY_ASSIGN_OR_RETURN(const auto response, client.Commit(request));
    if (!options.dry_run) report.revision = response.revision();
  }
  return absl::OkStatus();
}

absl::StatusOr<registry::v1::ImportRecordsResponse> Send(
    const std::vector<Change>& changes, const SendOptions& options,
    const registry::v1::ImportStart& start, RegistryClient& client) {
  COMITY_ASSIGN_OR_RETURN(auto importer,
                          RecordImporter::Open(client.stub(), start));
  for (size_t i = 0; i < changes.size(); ++i) {
    COMITY_RETURN_IF_ERROR(
        importer->Add(changes[i].record, changes[i].stored_revision));
    options.progress(static_cast<int64_t>(i) + 1,
                     static_cast<int64_t>(changes.size()));
  }
  return importer->Finish();
}

absl::Status Import(const std::vector<Change>& changes,
                    const SendOptions& options, RegistryClient& client,
                    SendReport& report) {
  if (changes.empty()) return absl::OkStatus();
  registry::v1::ImportStart start;
  start.set_import_id(absl::StrCat("table-", platform::RandomHex(16)));
  start.set_mode(registry::v1::IMPORT_MODE_ATOMIC);
  start.set_message(options.message);
  start.set_validate_only(options.dry_run);
  // A reply may be lost with its server; the import is then sent again under
  // its id.
  Retry retry;
  auto response = Send(changes, options, start, client);
  while (retry.May(response.status())) {
    absl::SleepFor(retry.Pause());
    response = Send(changes, options, start, client);
  }
  COMITY_RETURN_IF_ERROR(response.status());
  if (!options.dry_run) report.revision = response->revision();
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SendReport> SendFacts(Facts facts, const SendOptions& options,
                                     RegistryClient& client) {
  const std::set<std::string> owned = {options.source};
  COMITY_ASSIGN_OR_RETURN(const Stored stored,
                          ReadStored(facts, owned, client));
  SendReport report;
  Planner planner(stored, owned, report);
  // An instrument may be one of the data set's own and be told of at once.
  for (auto& [name, record] : facts.own) {
    const auto told = facts.told.find(name);
    if (told != facts.told.end()) {
      model::MutableEventsOf(record)->MergeFrom(model::EventsOf(told->second));
      facts.told.erase(told);
    }
    planner.Want(std::move(record));
  }
  for (const auto& [name, record] : stored.records) {
    if (!facts.told.contains(name) && !facts.own.contains(name)) {
      planner.TakeBack(record);
    }
  }
  for (auto& [name, record] : facts.told) planner.Want(std::move(record));
  COMITY_RETURN_IF_ERROR(Import(planner.Take(), options, client, report));
  COMITY_RETURN_IF_ERROR(Delete(planner.TakeEmpty(), options, client, report));
  return report;
}

}  // namespace comity::cli
