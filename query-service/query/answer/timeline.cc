#include "query/answer/timeline.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

#include "common/model/edtf.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "query/answer/fields.h"
#include "query/answer/tools.h"
#include "query/answer/topics.h"

namespace comity::query {
namespace {

using model::v1::Event;
using model::v1::Record;
using platform::Violations;

// An event of the timeline; the pointers are good as long as the context.
struct Row {
  std::string key;
  const Record* record = nullptr;
  const Event* event = nullptr;
  model::DayRange bounds;
  bool certain = false;
};

// The field of Event that is a payload of this name, or null.
const google::protobuf::FieldDescriptor* PayloadOf(const std::string& name) {
  const auto* field = Event::descriptor()->FindFieldByName(name);
  return field != nullptr && field->containing_oneof() != nullptr ? field
                                                                  : nullptr;
}

// In the order of days; what may have been at any time comes first.
std::string RowKeyOf(const Record& record, int index, const model::Date& date) {
  const std::string days = date.unknown()
                               ? "0"
                               : absl::StrCat("1", KeyOf(date.earliest()), " ",
                                              KeyOf(date.latest()));
  return absl::StrCat(days, " ", record.name(),
                      absl::StrFormat(" %06d", index));
}

// Finds the events that touch one subject, for one answer.
class TimelineFinder {
 public:
  TimelineFinder(const v1::GetTimelineRequest& request, Tools& tools)
      : subject_(request.subject()),
        is_source_(
            model::IsNameOf(model::v1::RECORD_KIND_SOURCE, request.subject())),
        names_(WithNarrower(tools.reader(), request.subject())),
        interval_(model::Interval::Parse(request.interval())
                      .value_or(model::Interval())
                      .outer()),
        tools_(tools) {
    for (const std::string& payload : request.payloads()) {
      payloads_.insert(PayloadOf(payload)->number());
    }
  }

  // In the order of their keys, without what `page` is past.
  std::vector<Row> Run(const Page& page);

 private:
  // Whether every event of the record touches the subject.
  bool IsOf(const Record& record) const;
  bool Touches(const Event& event);
  void AddEventsOf(const Record& record, const Page& page,
                   std::vector<Row>& rows);

  const std::string& subject_;
  const bool is_source_;
  const NameSet names_;  // the subject and, of a topic, narrower ones
  const model::DayRange interval_;
  absl::flat_hash_set<int> payloads_;  // field numbers; empty: all
  Tools& tools_;
};

bool TimelineFinder::IsOf(const Record& record) const {
  absl::string_view below = record.name();
  if (below == subject_ ||
      (absl::ConsumePrefix(&below, subject_) && absl::StartsWith(below, "/"))) {
    return true;
  }
  bool names = false;
  model::ForEachReference(
      record,
      [&](absl::string_view path, absl::string_view target, model::KindSet) {
        names |= names_.contains(target) &&
                 !absl::StrContains(path, ".events[") &&
                 !absl::StrContains(path, "citations[");
      });
  return names;
}

bool TimelineFinder::Touches(const Event& event) {
  if (is_source_) {
    for (const model::v1::Citation& citation : event.citations()) {
      if (citation.source() == subject_ && model::Supports(citation) &&
          tools_.view.Shows(citation)) {
        return true;
      }
    }
  }
  bool names = false;
  model::ForEachReference(event, [&](absl::string_view path,
                                     absl::string_view target, model::KindSet) {
    names |= names_.contains(target) && !absl::StartsWith(path, "citations[");
  });
  return names;
}

void TimelineFinder::AddEventsOf(const Record& record, const Page& page,
                                 std::vector<Row>& rows) {
  const std::vector<const Event*> taken = tools_.EventsOf(record);
  if (taken.empty()) return;
  const bool all = IsOf(record);
  const model::EventList& events = model::EventsOf(record);
  size_t next = 0;  // of those taken, which stand in the record's order
  for (int i = 0; i < events.size() && next < taken.size(); ++i) {
    const Event& event = events[i];
    if (taken[next] != &event) continue;
    ++next;
    if (!payloads_.empty() && !payloads_.contains(event.payload_case())) {
      continue;
    }
    const model::Date date =
        model::Date::Parse(event.date()).value_or(model::Date());
    const model::DayRange bounds = date.bounds();
    const bool possible =
        bounds.first <= interval_.last && bounds.last >= interval_.first;
    const bool certain =
        bounds.first >= interval_.first && bounds.last <= interval_.last;
    const bool strict = tools_.mode() == v1::CERTAINTY_MODE_STRICT;
    if (!(strict ? certain : possible) || !(all || Touches(event))) continue;
    std::string key = RowKeyOf(record, i, date);
    if (page.Passed(key)) continue;
    rows.push_back({std::move(key), &record, &event, bounds, certain});
  }
}

std::vector<Row> TimelineFinder::Run(const Page& page) {
  absl::flat_hash_set<const Record*> records;
  const auto add = [&records](const Version& version) {
    records.insert(version.record.get());
  };
  const RegisterReader& reader = tools_.reader();
  add(*reader.FindVersion(subject_));
  reader.ForEachChild(subject_, add);
  reader.ForEachMember(subject_, add);
  reader.ForEachMembership(subject_, add);
  for (const std::string& name : names_) reader.ForEachReferrer(name, add);

  std::vector<Row> rows;
  for (const Record* record : records) AddEventsOf(*record, page, rows);
  std::sort(rows.begin(), rows.end(),
            [](const Row& a, const Row& b) { return a.key < b.key; });
  return rows;
}

void Fill(const Row& row, Tools& tools, v1::TimelineEntry& entry) {
  entry.set_record(row.record->name());
  Event& event = *entry.mutable_event();
  event = *row.event;
  event.clear_citations();
  tools.explain.Citations(row.event->citations(), *event.mutable_citations());
  FillDate(*row.event, row.bounds, *entry.mutable_date());
  entry.set_certainty(row.certain ? v1::CERTAINTY_CERTAIN
                                  : v1::CERTAINTY_POSSIBLE);
  if (tools.reader().IsHypothetical(*row.event)) entry.set_hypothetical(true);
}

}  // namespace

void Question<v1::GetTimelineRequest>::CheckFields(
    const v1::GetTimelineRequest& request, Violations& violations) {
  CheckName(request.subject(), model::KindSet::All(), Presence::kRequired,
            "subject", violations);
  const auto interval = model::Interval::Parse(request.interval());
  if (!interval.ok()) {
    violations.Add(model::v1::REASON_DATE_MALFORMED, "interval",
                   interval.status().message());
  }
  for (int i = 0; i < request.payloads_size(); ++i) {
    if (PayloadOf(request.payloads(i)) != nullptr) continue;
    violations.Add(model::v1::REASON_FIELD_INVALID,
                   absl::StrCat("payloads[", i, "]"),
                   "is not a payload of events, such as 'admitted'");
  }
  if (!request.context().date().empty()) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "context.date",
                   "a timeline is not of a date; give an interval");
  }
}

absl::Status Question<v1::GetTimelineRequest>::Compose(
    const v1::GetTimelineRequest& request, const ResolvedContext& context,
    Response& response) {
  Violations violations;
  CheckExists(context.reader, request.subject(), "subject", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  Tools tools(context);
  Page page(request);
  for (const Row& row : TimelineFinder(request, tools).Run(page)) {
    if (!page.Take(row.key)) break;
    Fill(row, tools, *response.add_entries());
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace comity::query
