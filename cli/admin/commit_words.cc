#include "cli/admin/commit_words.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"

#include "common/model/record_access.h"

namespace comity::cli {
namespace {

using model::v1::Event;
using model::v1::Record;

std::string EventCount(int count) {
  return absl::StrCat(count, count == 1 ? " event" : " events");
}

// By id, in bytes.
std::map<std::string, std::string> EventBytes(const Record& record) {
  std::map<std::string, std::string> bytes;
  for (const Event& event : model::EventsOf(record)) {
    bytes.emplace(event.id(), event.SerializeAsString());
  }
  return bytes;
}

}  // namespace

std::string TimeInWords(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return "-";
  return absl::FormatTime("%Y-%m-%d %H:%M:%S",
                          absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

std::string ChangeInWords(const registry::v1::RecordChange& change) {
  return change.has_deletion() ? "deleted" : "put";
}

std::string DifferenceInWords(const Record* before, const Record* after) {
  if (after == nullptr) return "deleted";
  if (before == nullptr) {
    const int events = model::EventsOf(*after).size();
    return events == 0 ? "created"
                       : absl::StrCat("created with ", EventCount(events));
  }
  const auto old_events = EventBytes(*before);
  const auto new_events = EventBytes(*after);
  int added = 0;
  int amended = 0;
  int kept = 0;
  for (const auto& [id, bytes] : new_events) {
    const auto old_event = old_events.find(id);
    if (old_event == old_events.end()) {
      ++added;
    } else {
      ++(old_event->second == bytes ? kept : amended);
    }
  }
  const int removed = static_cast<int>(old_events.size()) - amended - kept;
  std::vector<std::string> parts;
  const auto add = [&parts](int count, absl::string_view what) {
    if (count == 0) return;
    parts.push_back(absl::StrCat(
        parts.empty() ? EventCount(count) : absl::StrCat(count), " ", what));
  };
  add(added, "added");
  add(amended, "amended");
  add(removed, "removed");
  return parts.empty() ? "changed" : absl::StrJoin(parts, ", ");
}

}  // namespace comity::cli
