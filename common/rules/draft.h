// What a commit makes of each record that it names, and where in the request
// each part of that came from.
//
// Thread safety: values, to be shared read-only.
#ifndef COMITY_COMMON_RULES_DRAFT_H_
#define COMITY_COMMON_RULES_DRAFT_H_

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/platform/error.h"
#include "common/rules/register_view.h"

namespace comity::rules {

// Where an event of a draft came from.
struct EventOrigin {
  enum class Source { kStored, kPut, kAppended, kAmended };
  Source source = Source::kStored;
  int change = -1;  // index of the change, unless stored
  int index = -1;   // index in the change's list of events
};

// One record as the commit leaves it.
// Invariant: with `after`, one origin for each of its events, in their order.
struct Draft {
  std::string name;
  // What the caller calls the list of changes.
  std::string list;
  // As stored, and as it will be; nothing where it does not exist.
  std::optional<model::v1::Record> before;
  std::optional<model::v1::Record> after;
  // What a fault is reported at that has no better place: the put, the last
  // change of an event, the deletion. "changes[3].put".
  std::string path;
  // Whether `after` was put as a whole.
  bool put = false;
  // Whether the form of all changes to it is in order.
  bool well_formed = true;
  std::vector<EventOrigin> origins;

  bool deleted() const { return !after.has_value(); }

  // "changes[3].put.office.concurrent_holders" of a put; else `path`.
  std::string FieldPath(absl::string_view field) const;
  // "changes[3].put.office.events[1]", or where the event was given; `path` for
  // an event that was stored before.
  std::string EventPath(int event) const;

  // Reports a fault of an event, at `field` within it unless empty. Where the
  // path cannot tell the event, the sentence does.
  void AddEventViolation(int event, absl::string_view field,
                         model::v1::Reason reason, absl::string_view message,
                         platform::Violations& violations) const;
};

// All drafts of a commit, each name once, in the order first named.
class Drafts {
 public:
  Draft& Add(std::string name);
  // Null where the commit does not name it.
  Draft* Find(absl::string_view name);
  const Draft* Find(absl::string_view name) const;

  const std::deque<Draft>& all() const { return drafts_; }
  std::deque<Draft>& all() { return drafts_; }
  size_t size() const { return drafts_.size(); }

 private:
  std::deque<Draft> drafts_;  // a deque: references stay valid
  absl::flat_hash_map<std::string, size_t> by_name_;
};

// Applies the changes to the stored records. Adds REASON_RECORD_NOT_FOUND and
// REASON_EVENT_NOT_FOUND where there is nothing to change, and the faults of
// form that only the result shows (its size, ids of events). `well_formed` is
// that of the form's verdict, `list` what the caller calls the list of changes.
// Changes whose record has no well-formed name are passed over.
absl::StatusOr<Drafts> ApplyChanges(const registry::v1::CommitRequest& request,
                                    absl::string_view list,
                                    const std::vector<bool>& well_formed,
                                    RegisterView& view,
                                    platform::Violations& violations);

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_DRAFT_H_
