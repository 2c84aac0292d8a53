// Disagreements about events: when it was, and whether it was.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"

#include "common/model/edtf.h"
#include "query/answer/claims.h"

namespace comity::query {
namespace {

using google::protobuf::FieldDescriptor;
using model::v1::Event;
using model::v1::Record;

// What happened, whenever it was: "admitted MEMBER", "signed states/IND".
// Titles, consent forms and the like do not make it another happening; nor does
// what was held before: a candidate's change to MEMBER is the admission that a
// list of members tells of.
std::string WhatHappened(const Event& event) {
  const std::string payload_name(model::PayloadName(event));
  std::string what = event.has_status_changed() ? "admitted" : payload_name;
  const FieldDescriptor* const field =
      Event::descriptor()->FindFieldByName(payload_name);
  if (field == nullptr) return what;
  const google::protobuf::Message& payload =
      event.GetReflection()->GetMessage(event, field);
  const auto* status = payload.GetDescriptor()->FindFieldByName("status");
  if (status != nullptr &&
      payload.GetReflection()->GetEnumValue(payload, status) != 0) {
    absl::StrAppend(
        &what, " ",
        absl::StripPrefix(
            payload.GetReflection()->GetEnum(payload, status)->name(),
            "MEMBERSHIP_STATUS_"));
  }
  model::ForEachReference(event, [&](absl::string_view path,
                                     absl::string_view target, model::KindSet) {
    const bool in_payload = absl::StartsWith(path, payload_name);
    const bool actor = absl::StartsWith(path, "actors") &&
                       model::NeedsActors(event.payload_case());
    if (in_payload || actor) absl::StrAppend(&what, " ", target);
  });
  for (const char* text : {"person", "city"}) {
    const auto* named = payload.GetDescriptor()->FindFieldByName(text);
    if (named == nullptr) continue;
    const std::string value =
        payload.GetReflection()->GetString(payload, named);
    if (!value.empty()) absl::StrAppend(&what, " ", value);
  }
  return what;
}

struct ClaimedEvent {
  const Event* event = nullptr;
  model::DayRange bounds;
  std::vector<std::string> supporters;
  std::vector<std::string> disputers;
};

bool CanBeOneDay(const ClaimedEvent& a, const ClaimedEvent& b) {
  return std::max(a.bounds.first, b.bounds.first) <=
         std::min(a.bounds.last, b.bounds.last);
}

void Report(const Record& record, const std::string& what,
            v1::DisagreementKind kind, std::vector<const ClaimedEvent*> claims,
            Tools& tools, std::vector<FoundDisagreement>& found) {
  std::sort(claims.begin(), claims.end(),
            [](const ClaimedEvent* a, const ClaimedEvent* b) {
              const auto key = [](const ClaimedEvent* claim) {
                return std::tie(claim->bounds.first, claim->bounds.last,
                                claim->event->id());
              };
              return key(a) < key(b);
            });
  FoundDisagreement& result = found.emplace_back();
  result.days = claims.front()->bounds;
  v1::Disagreement& disagreement = result.disagreement;
  disagreement.set_record(record.name());
  disagreement.set_kind(kind);
  disagreement.set_what(what);
  for (const ClaimedEvent* claim : claims) {
    result.days.first = std::min(result.days.first, claim->bounds.first);
    result.days.last = std::max(result.days.last, claim->bounds.last);
    v1::Claim& row = *disagreement.add_claims();
    tools.explain.Event(record, *claim->event, claim->bounds,
                        *row.mutable_event());
    row.mutable_sources()->Assign(claim->supporters.begin(),
                                  claim->supporters.end());
    row.mutable_disputed_by()->Assign(claim->disputers.begin(),
                                      claim->disputers.end());
  }
}

// What can happen to a record only once; the commit rules let two accepted ones
// stand, so that an accepted one may part from another.
bool HappensOnce(const Event& event) {
  return event.has_founded() || event.has_dissolved();
}

// Whether the event is a claim about the day of another one of its happening.
bool PartsInDay(const ClaimedEvent& claim,
                const std::vector<ClaimedEvent>& events) {
  if (model::IsAccepted(*claim.event) && !HappensOnce(*claim.event)) {
    return false;
  }
  return std::any_of(events.begin(), events.end(),
                     [&claim](const ClaimedEvent& other) {
                       return &other != &claim && !CanBeOneDay(claim, other);
                     });
}

// The events of one happening. Beside others that it cannot share a day with,
// one that is not accepted is a claim about the day. The happening itself is in
// question where it is disputed, and where none of it is accepted.
void JudgeHappening(const Record& record, const std::string& what,
                    const std::vector<ClaimedEvent>& events, Tools& tools,
                    std::vector<FoundDisagreement>& found) {
  std::vector<const ClaimedEvent*> all;
  std::vector<const ClaimedEvent*> in_question;
  bool any_accepted = false;
  bool days_part = false;
  for (const ClaimedEvent& claim : events) {
    all.push_back(&claim);
    if (!claim.disputers.empty()) in_question.push_back(&claim);
    any_accepted |= model::IsAccepted(*claim.event);
    days_part |= PartsInDay(claim, events);
  }
  if (!any_accepted && !days_part) in_question = all;
  if (days_part) {
    Report(record, what, v1::DISAGREEMENT_KIND_DATE, std::move(all), tools,
           found);
  }
  if (!in_question.empty()) {
    Report(record, what, v1::DISAGREEMENT_KIND_EVENT, std::move(in_question),
           tools, found);
  }
}

std::vector<std::string> SourcesOf(const Event& event, bool supporting,
                                   ViewReader& view) {
  std::set<std::string> sources;
  for (const model::v1::Citation& citation : event.citations()) {
    if (model::Supports(citation) == supporting && view.Shows(citation)) {
      sources.insert(citation.source());
    }
  }
  return {sources.begin(), sources.end()};
}

}  // namespace

std::vector<std::string> SupportersOf(const Event& event, ViewReader& view) {
  return SourcesOf(event, true, view);
}

std::vector<std::string> DisputersOf(const Event& event, ViewReader& view) {
  return SourcesOf(event, false, view);
}

void FindEventDisagreements(const Record& record, Tools& tools,
                            std::vector<FoundDisagreement>& found) {
  std::map<std::string, std::vector<ClaimedEvent>> by_happening;
  for (const Event& event : model::EventsOf(record)) {
    ClaimedEvent claim;
    claim.event = &event;
    claim.supporters = SupportersOf(event, tools.view);
    claim.disputers = DisputersOf(event, tools.view);
    // Nothing is known of it by the cut; or it is nobody's but the caller's.
    if (claim.supporters.empty()) continue;
    const auto date = model::Date::Parse(event.date());
    if (date.ok()) claim.bounds = date->bounds();
    by_happening[WhatHappened(event)].push_back(std::move(claim));
  }
  for (const auto& [what, events] : by_happening) {
    JudgeHappening(record, what, events, tools, found);
  }
}

}  // namespace comity::query
