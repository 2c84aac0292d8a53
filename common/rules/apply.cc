// Applies the changes of a commit to the stored records.
#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/limits.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "common/rules/draft.h"

namespace comity::rules {
namespace {

using model::EventList;
using model::LimitOf;
using model::Quoted;
using model::v1::Record;
using platform::Violations;
using registry::v1::Change;

class Applier {
 public:
  Applier(const registry::v1::CommitRequest& request, absl::string_view list,
          const std::vector<bool>& well_formed, RegisterView& view,
          Violations& violations)
      : request_(request),
        list_(list),
        well_formed_(well_formed),
        view_(view),
        violations_(violations) {}

  absl::StatusOr<Drafts> Run() {
    for (int i = 0; i < request_.changes_size(); ++i) {
      COMITY_RETURN_IF_ERROR(Apply(i, request_.changes(i)));
    }
    for (Draft& draft : drafts_.all()) Finish(draft);
    return std::move(drafts_);
  }

 private:
  absl::Status Apply(int index, const Change& change) {
    switch (change.action_case()) {
      case Change::kPut:
        return Put(index, change.put());
      case Change::kDeleteRecord:
        return Delete(index, change.delete_record());
      case Change::kAppendEvents:
        return ChangeEvents(index, "append_events",
                            change.append_events().name());
      case Change::kAmendEvent:
        return ChangeEvents(index, "amend_event", change.amend_event().name());
      case Change::kRemoveEvent:
        return ChangeEvents(index, "remove_event",
                            change.remove_event().name());
      case Change::ACTION_NOT_SET:
        break;
    }
    return absl::OkStatus();
  }

  // The draft of a record, with what is stored of it; null for a malformed
  // name. One that is named already was reported where that is a conflict.
  absl::StatusOr<Draft*> DraftOf(int index, absl::string_view name,
                                 bool& is_new) {
    is_new = false;
    if (!model::TryParseName(name).has_value()) return nullptr;
    Draft* draft = drafts_.Find(name);
    if (draft == nullptr) {
      is_new = true;
      draft = &drafts_.Add(std::string(name));
      draft->list = std::string(list_);
      COMITY_ASSIGN_OR_RETURN(draft->before, view_.Find(name));
    }
    if (!well_formed_[static_cast<size_t>(index)]) draft->well_formed = false;
    return draft;
  }

  absl::Status Put(int index, const Record& record) {
    bool is_new = false;
    COMITY_ASSIGN_OR_RETURN(Draft * draft,
                            DraftOf(index, record.name(), is_new));
    if (draft == nullptr || !is_new) return absl::OkStatus();
    draft->path = absl::StrCat(list_, "[", index, "].put");
    draft->put = true;
    draft->after = record;
    draft->after->clear_revision();
    draft->after->clear_commit_time();
    for (int i = 0; i < model::EventsOf(record).size(); ++i) {
      draft->origins.push_back({EventOrigin::Source::kPut, index, i});
    }
    return absl::OkStatus();
  }

  absl::Status Delete(int index, absl::string_view name) {
    bool is_new = false;
    COMITY_ASSIGN_OR_RETURN(Draft * draft, DraftOf(index, name, is_new));
    if (draft == nullptr || !is_new) return absl::OkStatus();
    draft->path = absl::StrCat(list_, "[", index, "].delete_record");
    if (!draft->before.has_value()) {
      AddNotFound(draft->path, name);
    }
    return absl::OkStatus();
  }

  absl::Status ChangeEvents(int index, absl::string_view action,
                            absl::string_view name) {
    bool is_new = false;
    COMITY_ASSIGN_OR_RETURN(Draft * draft, DraftOf(index, name, is_new));
    if (draft == nullptr) return absl::OkStatus();
    const std::string path = absl::StrCat(list_, "[", index, "].", action);
    if (!draft->before.has_value()) {
      if (is_new || !draft->put) {
        AddNotFound(absl::StrCat(path, ".name"), name);
      }
      return absl::OkStatus();
    }
    if (is_new) {
      draft->after = draft->before;
      draft->origins.resize(
          static_cast<size_t>(model::EventsOf(*draft->after).size()));
    } else if (draft->put || draft->deleted()) {
      return absl::OkStatus();  // in conflict, and reported
    }
    draft->path = path;
    EventList* events = model::MutableEventsOf(*draft->after);
    if (events == nullptr) return absl::OkStatus();  // reported by form
    const Change& change = request_.changes(index);
    if (change.has_append_events()) {
      Append(index, change.append_events(), *draft, *events);
    } else if (change.has_amend_event()) {
      Amend(index, change.amend_event(), *draft, *events);
    } else {
      Remove(change.remove_event(), *draft, *events);
    }
    return absl::OkStatus();
  }

  void Append(int index, const registry::v1::AppendEvents& append, Draft& draft,
              EventList& events) {
    const int old_size = events.size();
    int place = old_size;
    if (!append.before().empty()) {
      place = PlaceOf(events, append.before());
      if (place < 0) {
        AddNoEvent(absl::StrCat(draft.path, ".before"), draft, append.before());
        return;
      }
    }
    for (int i = 0; i < append.events_size(); ++i) {
      *events.Add() = append.events(i);
      draft.origins.push_back({EventOrigin::Source::kAppended, index, i});
    }
    std::rotate(events.pointer_begin() + place,
                events.pointer_begin() + old_size, events.pointer_end());
    std::rotate(draft.origins.begin() + place, draft.origins.begin() + old_size,
                draft.origins.end());
  }

  void Amend(int index, const registry::v1::AmendEvent& amend, Draft& draft,
             EventList& events) {
    if (amend.event().id().empty()) return;
    const int place = PlaceOf(events, amend.event().id());
    if (place < 0) {
      AddNoEvent(absl::StrCat(draft.path, ".event.id"), draft,
                 amend.event().id());
      return;
    }
    events[place] = amend.event();
    draft.origins[static_cast<size_t>(place)] = {EventOrigin::Source::kAmended,
                                                 index, -1};
  }

  void Remove(const registry::v1::RemoveEvent& remove, Draft& draft,
              EventList& events) {
    if (remove.event_id().empty()) return;
    const int place = PlaceOf(events, remove.event_id());
    if (place < 0) {
      AddNoEvent(absl::StrCat(draft.path, ".event_id"), draft,
                 remove.event_id());
      return;
    }
    events.DeleteSubrange(place, 1);
    draft.origins.erase(draft.origins.begin() + place);
  }

  static int PlaceOf(const EventList& events, absl::string_view id) {
    for (int i = 0; i < events.size(); ++i) {
      if (events[i].id() == id) return i;
    }
    return -1;
  }

  void AddNotFound(absl::string_view path, absl::string_view name) {
    violations_.Add(model::v1::REASON_RECORD_NOT_FOUND, path,
                    absl::StrCat(Quoted(name), " does not exist"));
  }

  void AddNoEvent(absl::string_view path, const Draft& draft,
                  absl::string_view id) {
    violations_.Add(
        model::v1::REASON_EVENT_NOT_FOUND, path,
        absl::StrCat(Quoted(draft.name), " has no event ", Quoted(id)));
  }

  // Gives ids to events, and judges what only the result of event changes
  // shows; the form of a put was judged as a whole.
  void Finish(Draft& draft) {
    if (draft.deleted()) return;
    if (!draft.put) {
      draft.after->clear_revision();
      draft.after->clear_commit_time();
      FinishEvents(draft);
    }
    model::AssignEventIds(*draft.after);
  }

  void FinishEvents(const Draft& draft) {
    const EventList& events = model::EventsOf(*draft.after);
    absl::flat_hash_set<absl::string_view> stored;
    for (int i = 0; i < events.size(); ++i) {
      if (IsStored(draft, i)) stored.insert(events[i].id());
    }
    for (int i = 0; i < events.size(); ++i) {
      if (IsStored(draft, i) || !stored.contains(events[i].id())) continue;
      draft.AddEventViolation(
          i, "id", model::v1::REASON_EVENT_ID_DUPLICATE,
          absl::StrCat(Quoted(events[i].id()), " is borne by another event of ",
                       Quoted(draft.name)),
          violations_);
    }
    if (events.empty() && draft.after->has_membership()) {
      violations_.Add(model::v1::REASON_FIELD_MISSING, draft.path,
                      "leaves a membership without any event; delete the "
                      "record instead");
    }
    const int64_t count_max = LimitOf(model::v1::LIMIT_EVENTS_PER_RECORD);
    if (events.size() > count_max) {
      violations_.Add(
          model::v1::REASON_TOO_MANY_ITEMS, draft.path,
          absl::StrCat(Quoted(draft.name), " would have ", events.size(),
                       " events, more than the limit of ", count_max));
    }
    const int64_t bytes = static_cast<int64_t>(draft.after->ByteSizeLong());
    const int64_t bytes_max = LimitOf(model::v1::LIMIT_RECORD_BYTES);
    if (bytes > bytes_max) {
      violations_.Add(model::v1::REASON_TOO_LARGE, draft.path,
                      absl::StrCat(Quoted(draft.name), " would be of ", bytes,
                                   " bytes, more than the limit of ", bytes_max,
                                   " a record"));
    }
  }

  static bool IsStored(const Draft& draft, int event) {
    return draft.origins[static_cast<size_t>(event)].source ==
           EventOrigin::Source::kStored;
  }

  const registry::v1::CommitRequest& request_;
  absl::string_view list_;
  const std::vector<bool>& well_formed_;
  RegisterView& view_;
  Violations& violations_;
  Drafts drafts_;
};

}  // namespace

absl::StatusOr<Drafts> ApplyChanges(const registry::v1::CommitRequest& request,
                                    absl::string_view list,
                                    const std::vector<bool>& well_formed,
                                    RegisterView& view,
                                    Violations& violations) {
  return Applier(request, list, well_formed, view, violations).Run();
}

}  // namespace comity::rules
