// Events fall within the lifetimes of what they join, as far as dates are
// certain; and whom a changed lifetime or coverage touches.
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/fold.h"
#include "common/model/lifetime.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using model::Lifetime;
using model::LifetimeOf;
using model::Quoted;
using model::v1::Event;
using model::v1::Record;
using platform::Violations;

// Which ends of a lifetime an event must respect.
enum class Ends { kBoth, kEndOnly };

// One lifetime that the draft's events are held against.
struct Frame {
  absl::string_view name;
  Lifetime lifetime;
};

void JudgeEvent(const Draft& draft, const Event& event, int index,
                const Frame& frame, Ends ends, Violations& violations) {
  const model::DayRange bounds = BoundsOf(event);
  std::string why;
  if (ends == Ends::kBoth && frame.lifetime.CertainlyBefore(bounds)) {
    why = absl::StrCat(" is before ", Quoted(frame.name), " was founded (",
                       frame.lifetime.certain_not_before->ToString(),
                       " at the earliest)");
  } else if (frame.lifetime.CertainlyAfter(bounds)) {
    why = absl::StrCat(" is after ", Quoted(frame.name), " ended (",
                       frame.lifetime.certain_not_after->ToString(),
                       " at the latest)");
  } else {
    return;
  }
  draft.AddEventViolation(index, "", model::v1::REASON_OUTSIDE_LIFETIME,
                          absl::StrCat(event.date(), why), violations);
}

absl::StatusOr<Frame> FrameOf(absl::string_view name, Overlay& overlay) {
  COMITY_ASSIGN_OR_RETURN(const Record* record, overlay.FindWellFormed(name));
  // What is missing is reported as such, and bounds nothing.
  return Frame{name, record == nullptr ? Lifetime() : LifetimeOf(*record)};
}

// A status is held within the lives of both. A step of accession may come
// before the organization does, as founders sign first, but not after its end.
absl::Status JudgeMembershipFrames(const Draft& draft, Overlay& overlay,
                                   Violations& violations) {
  COMITY_ASSIGN_OR_RETURN(const Frame organization,
                          FrameOf(model::ParentOf(draft.name), overlay));
  COMITY_ASSIGN_OR_RETURN(const Frame member,
                          FrameOf(draft.after->membership().member(), overlay));
  const EventSelection accepted = AcceptedOf(draft);
  for (size_t i = 0; i < accepted.size(); ++i) {
    const Event& event = *accepted.events[i];
    const bool bears_status = model::BearsStatus(event);
    JudgeEvent(draft, event, accepted.indexes[i], organization,
               bears_status ? Ends::kBoth : Ends::kEndOnly, violations);
    if (bears_status) {
      JudgeEvent(draft, event, accepted.indexes[i], member, Ends::kBoth,
                 violations);
    }
  }
  return absl::OkStatus();
}

bool BoundsLifetime(const Event& event) {
  return event.has_founded() || event.has_succeeded_by() ||
         event.has_dissolved();
}

bool SameLifetime(const Record& a, const Record& b) {
  const Lifetime first = LifetimeOf(a);
  const Lifetime second = LifetimeOf(b);
  return first.certain_not_before == second.certain_not_before &&
         first.certain_not_after == second.certain_not_after;
}

// Collects bystanders, each once.
class BystanderFinder {
 public:
  explicit BystanderFinder(Overlay& overlay) : overlay_(overlay) {}

  absl::StatusOr<std::deque<Draft>> Run() {
    for (const Draft& draft : overlay_.drafts().all()) {
      if (!draft.before.has_value() || draft.deleted() || !draft.well_formed) {
        continue;
      }
      const Record& before = *draft.before;
      const Record& after = *draft.after;
      const bool lives = after.has_state() || after.has_organization();
      if (lives && !SameLifetime(before, after)) {
        COMITY_ASSIGN_OR_RETURN(
            const std::vector<std::string> children,
            overlay_.view().Children(draft.name, kAllNames));
        COMITY_RETURN_IF_ERROR(Add(draft, children, false));
      }
      const bool covers = after.has_source() && before.source().coverage() !=
                                                    after.source().coverage();
      if (covers || (lives && !SameLifetime(before, after))) {
        COMITY_ASSIGN_OR_RETURN(
            const std::vector<std::string> referrers,
            overlay_.view().Referrers(draft.name, kAllNames));
        COMITY_RETURN_IF_ERROR(Add(draft, referrers, true));
      }
    }
    return std::move(found_);
  }

 private:
  // In effect no limit, and safe to hand to any store.
  static constexpr size_t kAllNames = size_t{1} << 30;

  absl::Status Add(const Draft& cause, const std::vector<std::string>& names,
                   bool memberships_only) {
    for (const std::string& name : names) {
      if (memberships_only &&
          !model::IsNameOf(model::v1::RECORD_KIND_MEMBERSHIP, name)) {
        continue;
      }
      if (overlay_.drafts().Find(name) != nullptr) continue;
      if (!seen_.insert(name).second) continue;
      COMITY_ASSIGN_OR_RETURN(const Record* record, overlay_.Find(name));
      if (record == nullptr) continue;
      Draft& bystander = found_.emplace_back();
      bystander.name = name;
      bystander.before = *record;
      bystander.after = *record;
      bystander.path = cause.path;
      bystander.origins.resize(
          static_cast<size_t>(model::EventsOf(*record).size()));
    }
    return absl::OkStatus();
  }

  Overlay& overlay_;
  absl::flat_hash_set<std::string> seen_;
  std::deque<Draft> found_;
};

}  // namespace

absl::Status JudgeLifetimes(const Draft& draft, Overlay& overlay,
                            Violations& violations) {
  const Record& record = *draft.after;
  if (record.has_membership()) {
    return JudgeMembershipFrames(draft, overlay, violations);
  }
  const bool has_own_life = record.has_state() || record.has_organization();
  if (!has_own_life && !record.has_institution() && !record.has_office()) {
    return absl::OkStatus();
  }
  COMITY_ASSIGN_OR_RETURN(const Frame frame,
                          FrameOf(has_own_life ? absl::string_view(draft.name)
                                               : model::ParentOf(draft.name),
                                  overlay));
  const EventSelection accepted = AcceptedOf(draft);
  for (size_t i = 0; i < accepted.size(); ++i) {
    if (has_own_life && BoundsLifetime(*accepted.events[i])) continue;
    JudgeEvent(draft, *accepted.events[i], accepted.indexes[i], frame,
               Ends::kBoth, violations);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::deque<Draft>> FindBystanders(Overlay& overlay) {
  return BystanderFinder(overlay).Run();
}

}  // namespace comity::rules
