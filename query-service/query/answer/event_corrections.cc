#include "query/answer/event_corrections.h"

#include <string>

#include "common/model/canonical.h"
#include "common/model/record_access.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

using model::v1::Event;
using model::v1::Record;

// The record's event of this id, or null.
const Event* FindEvent(const Record* record, const std::string& id) {
  if (record == nullptr) return nullptr;
  for (const Event& event : model::EventsOf(*record)) {
    if (event.id() == id) return &event;
  }
  return nullptr;
}

bool Same(const Event* a, const Event* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return model::SerializeCanonically(*a) == model::SerializeCanonically(*b);
}

// The revision that made the event what it is at `version`.
int64_t RevisionOf(const Version* version, const std::string& id) {
  const Event* const event = FindEvent(version->record.get(), id);
  while (version->older != nullptr &&
         Same(FindEvent(version->older->record.get(), id), event)) {
    version = version->older;
  }
  return version->revision;
}

}  // namespace

void AddEventCorrections(
    absl::string_view record, const RegisterReader& before,
    const RegisterReader& after,
    google::protobuf::RepeatedPtrField<v1::EventCorrection>& corrections) {
  const RegisterModel& model = after.model();
  const RecordHistory* const history = model.Find(record);
  const Version* const newest =
      history == nullptr ? nullptr : history->At(after.revision());
  if (newest == nullptr) return;
  const Record* const old_record = history->RecordAt(before.revision());
  const auto add = [&](const Event* old_event, const Event* new_event,
                       v1::CorrectionKind kind) {
    v1::EventCorrection& correction = *corrections.Add();
    correction.set_kind(kind);
    if (old_event != nullptr) *correction.mutable_before() = *old_event;
    if (new_event != nullptr) *correction.mutable_after() = *new_event;
    const int64_t revision = RevisionOf(
        newest, (new_event != nullptr ? new_event : old_event)->id());
    correction.set_revision(revision);
    *correction.mutable_commit_time() = TimestampOf(model.CommitTime(revision));
  };
  if (newest->record != nullptr) {
    for (const Event& event : model::EventsOf(*newest->record)) {
      const Event* const old_event = FindEvent(old_record, event.id());
      if (Same(old_event, &event)) continue;
      add(old_event, &event,
          old_event == nullptr ? v1::CORRECTION_KIND_ADDED
                               : v1::CORRECTION_KIND_AMENDED);
    }
  }
  if (old_record == nullptr) return;
  for (const Event& event : model::EventsOf(*old_record)) {
    if (FindEvent(newest->record.get(), event.id()) == nullptr) {
      add(&event, nullptr, v1::CORRECTION_KIND_REMOVED);
    }
  }
}

}  // namespace comity::query
