// The form of the request around the records: changes, preconditions, texts.
#include "common/rules/form.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/limits.h"
#include "common/platform/error.h"
#include "common/rules/form_values.h"
#include "common/rules/judge.h"

namespace comity::rules {
namespace {

using model::KindSet;
using model::LimitOf;
using model::v1::Event;
using registry::v1::AmendEvent;
using registry::v1::AppendEvents;
using registry::v1::Change;
using registry::v1::Precondition;

constexpr KindSet kKindsWithEvents = {
    model::v1::RECORD_KIND_STATE,      model::v1::RECORD_KIND_ORGANIZATION,
    model::v1::RECORD_KIND_MEMBERSHIP, model::v1::RECORD_KIND_INSTITUTION,
    model::v1::RECORD_KIND_OFFICE,     model::v1::RECORD_KIND_INSTRUMENT,
    model::v1::RECORD_KIND_PROPOSAL,   model::v1::RECORD_KIND_POSITION};

// Names in marked fields that are no names. That they lead somewhere, and to
// the right kind, is judged against the register.
template <typename Message>
void CheckReferenceNames(const Path& path, const Message& message,
                         Violations& violations) {
  model::ForEachReference(
      message, [&path, &violations](absl::string_view field,
                                    absl::string_view target, KindSet) {
        if (model::TryParseName(target).has_value()) return;
        violations.Add(model::v1::REASON_NAME_MALFORMED,
                       path.Field(field).ToString(),
                       model::ParseName(target).status().message());
      });
}

// Events given outside of a whole record: their record's kind is in its name.
void CheckLooseEvent(const Path& path, absl::string_view record_name,
                     const Event& event, Violations& violations) {
  const std::optional<model::Kind> kind = model::KindOf(record_name);
  // Without a name, nobody knows what the record's events may be.
  if (kind.has_value()) CheckEvent(path, event, *kind, violations);
  CheckReferenceNames(path, event, violations);
}

void CheckAppend(const Path& path, const AppendEvents& append,
                 Violations& violations) {
  CheckName(path.Field("name"), append.name(), kKindsWithEvents, violations);
  CheckPresent(path.Field("events"), !append.events().empty(), violations);
  CheckCount(path.Field("events"), append.events_size(),
             LimitOf(model::v1::LIMIT_EVENTS_PER_RECORD), violations);
  absl::flat_hash_map<absl::string_view, int> first_by_id;
  for (int i = 0; i < append.events_size(); ++i) {
    const Path item = path.Item("events", i);
    const Event& event = append.events(i);
    CheckLooseEvent(item, append.name(), event, violations);
    if (event.id().empty()) continue;
    const auto [first, is_new] = first_by_id.try_emplace(event.id(), i);
    if (is_new) continue;
    violations.Add(
        model::v1::REASON_EVENT_ID_DUPLICATE, item.Field("id").ToString(),
        absl::StrCat(model::Quoted(event.id()), " is borne by events[",
                     first->second, "] too"));
  }
}

void CheckAmend(const Path& path, const AmendEvent& amend,
                Violations& violations) {
  CheckName(path.Field("name"), amend.name(), kKindsWithEvents, violations);
  const Path event = path.Field("event");
  if (!CheckPresent(event, amend.has_event(), violations)) return;
  CheckPresent(event.Field("id"), !amend.event().id().empty(), violations);
  CheckLooseEvent(event, amend.name(), amend.event(), violations);
}

void CheckChange(const Path& path, const Change& change,
                 Violations& violations) {
  CheckKnown(path, change, violations);
  switch (change.action_case()) {
    case Change::kPut: {
      const Path put = path.Field("put");
      CheckRecord(put, change.put(), violations);
      CheckReferenceNames(put, change.put(), violations);
      return;
    }
    case Change::kAppendEvents:
      return CheckAppend(path.Field("append_events"), change.append_events(),
                         violations);
    case Change::kAmendEvent:
      return CheckAmend(path.Field("amend_event"), change.amend_event(),
                        violations);
    case Change::kRemoveEvent: {
      const Path remove = path.Field("remove_event");
      CheckName(remove.Field("name"), change.remove_event().name(),
                kKindsWithEvents, violations);
      CheckPresent(remove.Field("event_id"),
                   !change.remove_event().event_id().empty(), violations);
      return;
    }
    case Change::kDeleteRecord:
      CheckName(path.Field("delete_record"), change.delete_record(),
                KindSet::All(), violations);
      return;
    case Change::ACTION_NOT_SET:
      AddMissing(path, "a change says what is to be done", violations);
  }
}

void CheckPrecondition(const Path& path, const Precondition& precondition,
                       Violations& violations) {
  CheckKnown(path, precondition, violations);
  CheckName(path.Field("name"), precondition.name(), KindSet::All(),
            violations);
  if (precondition.expect_case() == Precondition::EXPECT_NOT_SET) {
    AddMissing(path,
               "a precondition says what it expects: revision, exists or "
               "absent",
               violations);
  }
  if (precondition.has_revision() && precondition.revision() < 1) {
    violations.Add(
        model::v1::REASON_FIELD_INVALID, path.Field("revision").ToString(),
        absl::StrCat("revisions begin with 1, was ", precondition.revision()));
  }
}

// Finds what is named twice where the order of changes would decide.
class ConflictFinder {
 public:
  ConflictFinder(absl::string_view list, FormVerdict& verdict,
                 Violations& violations)
      : list_(list), verdict_(verdict), violations_(violations) {}

  void Add(int index, const Change& change) {
    switch (change.action_case()) {
      case Change::kPut:
        return AddWhole(index, "put.name", "put", change.put().name());
      case Change::kDeleteRecord:
        return AddWhole(index, "delete_record", "deleted",
                        change.delete_record());
      case Change::kAppendEvents:
        AddPartial(index, "append_events.name", change.append_events().name());
        for (int i = 0; i < change.append_events().events_size(); ++i) {
          AddEvent(index, absl::StrCat("append_events.events[", i, "].id"),
                   change.append_events().name(),
                   change.append_events().events(i).id());
        }
        return;
      case Change::kAmendEvent:
        AddPartial(index, "amend_event.name", change.amend_event().name());
        return AddEvent(index, "amend_event.event.id",
                        change.amend_event().name(),
                        change.amend_event().event().id());
      case Change::kRemoveEvent:
        AddPartial(index, "remove_event.name", change.remove_event().name());
        return AddEvent(index, "remove_event.event_id",
                        change.remove_event().name(),
                        change.remove_event().event_id());
      case Change::ACTION_NOT_SET:
        return;
    }
  }

 private:
  struct Mention {
    int index;
    absl::string_view done;  // "put", "deleted"; "changed" for its events
  };

  void AddWhole(int index, absl::string_view field, absl::string_view done,
                absl::string_view name) {
    if (name.empty()) return;
    const auto [first, is_new] =
        records_.try_emplace(name, Mention{index, done});
    if (!is_new) Report(index, field, name, first->second);
  }

  void AddPartial(int index, absl::string_view field, absl::string_view name) {
    if (name.empty()) return;
    const auto [first, is_new] =
        records_.try_emplace(name, Mention{index, "changed"});
    if (!is_new && first->second.done != "changed") {
      Report(index, field, name, first->second);
    }
  }

  void AddEvent(int index, absl::string_view field, absl::string_view name,
                absl::string_view id) {
    if (id.empty()) return;
    const auto [first, is_new] =
        events_.try_emplace(std::make_pair(name, id), index);
    // Twice in one change is a duplicate id, reported as such.
    if (is_new || first->second == index) return;
    Report(index, field, id, {first->second, "named"});
  }

  void Report(int index, absl::string_view field, absl::string_view what,
              const Mention& first) {
    violations_.Add(model::v1::REASON_CHANGE_CONFLICT,
                    absl::StrCat(list_, "[", index, "].", field),
                    absl::StrCat(model::Quoted(what), " is ", first.done,
                                 " by ", list_, "[", first.index, "] too"));
    verdict_.well_formed[static_cast<size_t>(index)] = false;
    verdict_.well_formed[static_cast<size_t>(first.index)] = false;
  }

  absl::string_view list_;
  FormVerdict& verdict_;
  Violations& violations_;
  absl::flat_hash_map<absl::string_view, Mention> records_;
  absl::flat_hash_map<std::pair<absl::string_view, absl::string_view>, int>
      events_;
};

void CheckRequestTexts(const registry::v1::CommitRequest& request,
                       Violations& violations) {
  CheckText(Path("message"), request.message(),
            LimitOf(model::v1::LIMIT_LONG_TEXT_BYTES), violations);
  CheckText(Path("request_id"), request.request_id(),
            LimitOf(model::v1::LIMIT_REQUEST_ID_BYTES), violations);
  for (const char c : request.request_id()) {
    if (absl::ascii_isprint(static_cast<unsigned char>(c))) continue;
    violations.Add(model::v1::REASON_FIELD_INVALID, "request_id",
                   "is of printable ASCII characters only");
    break;
  }
  if (!request.GetReflection()->GetUnknownFields(request).empty()) {
    violations.Add(model::v1::REASON_UNKNOWN_FIELDS, "",
                   "the request has fields that this version does not know");
  }
}

}  // namespace

FormVerdict JudgeFormInto(const registry::v1::CommitRequest& request,
                          const JudgeOptions& options, Violations& violations) {
  const std::string& list = options.field;
  FormVerdict verdict;
  CheckRequestTexts(request, violations);
  CheckPresent(Path(list), !request.changes().empty(), violations);
  verdict.judged = CheckCount(Path(list), request.changes_size(),
                              LimitOf(options.changes_limit), violations);
  verdict.judged &=
      CheckCount(Path("preconditions"), request.preconditions_size(),
                 LimitOf(options.preconditions_limit), violations);
  if (!verdict.judged) return verdict;

  for (int i = 0; i < request.preconditions_size(); ++i) {
    CheckPrecondition(Path("preconditions", i), request.preconditions(i),
                      violations);
  }
  verdict.well_formed.reserve(static_cast<size_t>(request.changes_size()));
  for (int i = 0; i < request.changes_size(); ++i) {
    const size_t before = violations.size();
    CheckChange(Path(list, i), request.changes(i), violations);
    verdict.well_formed.push_back(violations.size() == before);
  }
  ConflictFinder conflicts(list, verdict, violations);
  for (int i = 0; i < request.changes_size(); ++i) {
    conflicts.Add(i, request.changes(i));
  }
  return verdict;
}

absl::Status JudgeForm(const registry::v1::CommitRequest& request,
                       const JudgeOptions& options) {
  Violations violations;
  JudgeFormInto(request, options, violations);
  return violations.ToStatus();
}

}  // namespace comity::rules
