// References, parents, deletions, cycles: the register stays whole (R7).
#include <algorithm>
#include <charconv>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/model/errors.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using model::KindSet;
using model::Quoted;
using model::v1::Event;
using model::v1::Record;
using platform::Violations;

// A path such as "membership.events[2].citations[0].source", taken apart: event
// 2, "citations[0].source". The event is -1 where the path leads elsewhere.
struct EventField {
  int event = -1;
  absl::string_view field;
};

EventField SplitEventPath(absl::string_view path) {
  const size_t body = path.find('.');
  absl::string_view rest =
      body == absl::string_view::npos ? path : path.substr(body + 1);
  EventField result;
  if (!absl::ConsumePrefix(&rest, "events[")) return result;
  int event = -1;
  const auto [end, error] =
      std::from_chars(rest.data(), rest.data() + rest.size(), event);
  if (error != std::errc()) return result;
  rest.remove_prefix(static_cast<size_t>(end - rest.data()));
  if (!absl::ConsumePrefix(&rest, "].")) return result;
  return {event, rest};
}

// "a topic" or "a state or an organization".
std::string PhraseOf(KindSet kinds) {
  std::string phrase;
  for (model::Kind kind : model::kAllKinds) {
    if (!kinds.Has(kind)) continue;
    absl::StrAppend(&phrase, phrase.empty() ? "" : " or ",
                    model::KindPhrase(kind));
  }
  return phrase;
}

class ReferenceJudge {
 public:
  ReferenceJudge(const Draft& draft, Overlay& overlay, Violations& violations)
      : draft_(draft), overlay_(overlay), violations_(violations) {}

  absl::Status Run() {
    absl::Status status;
    model::ForEachReference(
        *draft_.after,
        [this, &status](absl::string_view path, absl::string_view target,
                        KindSet allowed) {
          if (status.ok()) status = Visit(path, target, allowed);
        });
    return status;
  }

 private:
  absl::Status Visit(absl::string_view path, absl::string_view target,
                     KindSet allowed) {
    const std::optional<model::Kind> kind = model::KindOf(target);
    if (!kind.has_value()) return absl::OkStatus();  // reported by form
    const EventField place = SplitEventPath(path);
    const bool stored =
        place.event < 0
            ? !draft_.put
            : draft_.origins[static_cast<size_t>(place.event)].source ==
                  EventOrigin::Source::kStored;
    if (stored && overlay_.drafts().Find(target) == nullptr) {
      return absl::OkStatus();
    }
    if (!allowed.Has(*kind)) {
      Add(path, place, model::v1::REASON_REFERENCE_KIND,
          absl::StrCat(Quoted(target), " is not ", PhraseOf(allowed)));
      return absl::OkStatus();
    }
    COMITY_ASSIGN_OR_RETURN(const Record* record, overlay_.Find(target));
    if (record == nullptr) {
      Add(path, place, model::v1::REASON_REFERENCE_UNRESOLVED,
          absl::StrCat(Quoted(target), " does not exist"));
    }
    return absl::OkStatus();
  }

  void Add(absl::string_view path, const EventField& place,
           model::v1::Reason reason, absl::string_view message) {
    if (place.event >= 0) {
      draft_.AddEventViolation(place.event, place.field, reason, message,
                               violations_);
    } else if (draft_.put) {
      violations_.Add(reason, absl::StrCat(draft_.path, ".", path), message);
    } else {
      violations_.Add(
          reason, draft_.path,
          absl::StrCat(Quoted(draft_.name), " ", path, ": ", message));
    }
  }

  const Draft& draft_;
  Overlay& overlay_;
  Violations& violations_;
};

// What refers to itself, and a successor of another kind: the contract's marks
// cannot say either.
void JudgeSelfReferences(const Draft& draft, Violations& violations) {
  const Record& record = *draft.after;
  const std::string& member = record.membership().member();
  if (record.has_membership() && !member.empty() &&
      member == model::ParentOf(record.name())) {
    violations.Add(model::v1::REASON_REFERENCE_CYCLE, draft.FieldPath("member"),
                   absl::StrCat(Quoted(member), " would be its own member"));
  }
  const model::EventList& events = model::EventsOf(record);
  for (int i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (event.has_continued_by() && !member.empty() &&
        event.continued_by().member() == member) {
      draft.AddEventViolation(
          i, "continued_by.member", model::v1::REASON_REFERENCE_CYCLE,
          absl::StrCat(Quoted(member), " would continue its own seat"),
          violations);
    }
    if (!event.has_succeeded_by()) continue;
    const std::string& successor = event.succeeded_by().successor();
    const std::optional<model::Kind> kind = model::KindOf(successor);
    if (successor == record.name()) {
      draft.AddEventViolation(
          i, "succeeded_by.successor", model::v1::REASON_REFERENCE_CYCLE,
          absl::StrCat(Quoted(successor), " would succeed itself"), violations);
    } else if ((kind == model::v1::RECORD_KIND_STATE &&
                record.has_organization()) ||
               (kind == model::v1::RECORD_KIND_ORGANIZATION &&
                record.has_state())) {
      draft.AddEventViolation(
          i, "succeeded_by.successor", model::v1::REASON_REFERENCE_KIND,
          absl::StrCat(Quoted(successor), " is not of the kind of ",
                       Quoted(record.name())),
          violations);
    }
  }
}

// "'organizations/sco/memberships/IND' and 11 more", of names that hold a
// record back; empty when all of `names` are part of the commit, which judges
// them as drafts.
std::string HoldersBack(const std::vector<std::string>& names,
                        const Drafts& drafts) {
  std::string first;
  size_t count = 0;
  for (const std::string& name : names) {
    const Draft* draft = drafts.Find(name);
    if (draft != nullptr) continue;
    if (count++ == 0) first = Quoted(name);
  }
  if (count <= 1) return first;
  return absl::StrCat(first, " and ", count - 1, " more");
}

}  // namespace

absl::Status JudgeReferences(const Draft& draft, Overlay& overlay,
                             Violations& violations) {
  const absl::string_view parent = model::ParentOf(draft.name);
  if (draft.put && !parent.empty()) {
    COMITY_ASSIGN_OR_RETURN(const Record* record, overlay.Find(parent));
    if (record == nullptr) {
      violations.Add(
          model::v1::REASON_PARENT_MISSING, absl::StrCat(draft.path, ".name"),
          absl::StrCat("its parent ", Quoted(parent), " does not exist"));
    }
  }
  JudgeSelfReferences(draft, violations);
  return ReferenceJudge(draft, overlay, violations).Run();
}

absl::Status JudgeDeletion(const Draft& draft, Overlay& overlay,
                           Violations& violations) {
  if (!draft.before.has_value()) return absl::OkStatus();
  // Drafts among them are judged by their own references, so enough names are
  // asked for to find others behind them, and to count a hundred.
  const size_t limit = overlay.drafts().size() + 100;
  COMITY_ASSIGN_OR_RETURN(const std::vector<std::string> referrers,
                          overlay.view().Referrers(draft.name, limit));
  const std::string who = HoldersBack(referrers, overlay.drafts());
  if (!who.empty()) {
    violations.Add(
        model::v1::REASON_RECORD_REFERENCED, draft.path,
        absl::StrCat(Quoted(draft.name), " is referred to by ", who));
  }
  COMITY_ASSIGN_OR_RETURN(std::vector<std::string> children,
                          overlay.view().Children(draft.name, limit));
  // A child whose events change is no put, so nothing else tells that its
  // parent goes.
  std::erase_if(children, [&overlay](const std::string& child) {
    const Draft* of_child = overlay.drafts().Find(child);
    return of_child != nullptr && (of_child->put || of_child->deleted());
  });
  if (children.empty()) return absl::OkStatus();
  const std::string more =
      children.size() == 1
          ? ""
          : absl::StrCat(" and ", children.size() - 1, " more");
  violations.Add(model::v1::REASON_RECORD_REFERENCED, draft.path,
                 absl::StrCat(Quoted(draft.name), " is the parent of ",
                              Quoted(children.front()), more));
  return absl::OkStatus();
}

absl::Status JudgeTopicCycles(Overlay& overlay, Violations& violations) {
  // Each topic is walked once: `walk_of` says in which walk it was met. Met
  // again in the same walk, it lies on a cycle.
  absl::flat_hash_map<std::string, size_t> walk_of;
  size_t walk = 0;
  for (const Draft& start : overlay.drafts().all()) {
    if (start.deleted() || !start.after->has_topic()) continue;
    ++walk;
    std::vector<std::string> way;
    std::string name = start.name;
    while (!name.empty() && walk_of.try_emplace(name, walk).second) {
      way.push_back(name);
      COMITY_ASSIGN_OR_RETURN(const Record* record, overlay.Find(name));
      name = record == nullptr ? "" : record->topic().broader();
    }
    if (name.empty() || walk_of[name] != walk) continue;
    for (auto on_cycle = std::find(way.begin(), way.end(), name);
         on_cycle != way.end(); ++on_cycle) {
      const Draft* draft = overlay.drafts().Find(*on_cycle);
      if (draft == nullptr || draft->deleted()) continue;
      violations.Add(
          model::v1::REASON_REFERENCE_CYCLE, draft->FieldPath("broader"),
          absl::StrCat(Quoted(*on_cycle), " would be broader than itself"));
    }
  }
  return absl::OkStatus();
}

}  // namespace comity::rules
