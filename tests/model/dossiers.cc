#include "tests/model/dossiers.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace comity::naive {

using model::v1::Event;
using model::v1::MembershipStatus;

model::Day RealDay(int day) {
  static const model::Day kFirstDay(absl::CivilDay(2004, 2, 24));
  return model::Day(kFirstDay.days_since_epoch() + day);
}

void Dossier::Add(const Event& event) {
  owned.push_back(event);
  events.push_back(&owned.back());
}

std::string Dossier::Text() const {
  std::string text;
  for (const Event* event : events) {
    absl::StrAppend(&text, "\n  ", event->ShortDebugString());
  }
  return text;
}

Dossier DossierGenerator::Next() {
  Dossier dossier;
  const int size = Below(6);
  // Half of the dossiers draw their dates one after the other, so that long
  // possible orders are as common as contradictions.
  const bool in_order = Below(2) == 0;
  int from = 0;
  for (int i = 0; i < size; ++i) {
    Event event;
    NaiveEvent naive{};
    AddPayload(event, naive);
    AddDate(in_order ? from : 0, event, naive);
    from = std::clamp(naive.earliest, from, kDays - 1);
    if (Below(8) == 0) {
      Event step;
      step.mutable_applied();
      step.set_date("1999");
      dossier.Add(step);
    }
    dossier.index_of_place.push_back(static_cast<int>(dossier.events.size()));
    dossier.naive.push_back(naive);
    dossier.Add(event);
  }
  return dossier;
}

MembershipStatus DossierGenerator::AnyStatus() {
  static constexpr MembershipStatus kSome[] = {
      model::v1::MEMBERSHIP_STATUS_MEMBER,
      model::v1::MEMBERSHIP_STATUS_OBSERVER,
      model::v1::MEMBERSHIP_STATUS_GUEST};
  return kSome[Below(3)];
}

void DossierGenerator::AddPayload(Event& event, NaiveEvent& naive) {
  switch (Below(14)) {
    case 0:
    case 1:
    case 2:
    case 3:
      event.mutable_admitted()->set_status(naive.status = AnyStatus());
      break;
    case 4:
      event.mutable_status_changed()->set_status(naive.status = AnyStatus());
      break;
    case 5:
    case 6:
      event.mutable_suspended();
      break;
    case 7:
      event.mutable_reinstated();
      break;
    case 8:
      event.mutable_reinstated();
      if (Below(2) == 0) {
        event.mutable_reinstated()->set_status(naive.status = AnyStatus());
      }
      break;
    case 9:
      event.mutable_withdrew();
      break;
    case 10:
      event.mutable_expelled();
      break;
    case 11:
      event.mutable_ended_by_succession();
      break;
    case 12:
      Below(2) == 0 ? void(event.mutable_continued_by())
                    : void(event.mutable_ended_by_dissolution());
      break;
    default:
      event.mutable_status_unknown();
      break;
  }
  naive.payload = event.payload_case();
}

void DossierGenerator::AddDate(int from, Event& event, NaiveEvent& naive) {
  const int first = from + Below(kDays - from);
  const int last = std::min(kDays - 1, first + Below(4));
  naive.earliest = first;
  naive.latest = last;
  std::string date;
  switch (Below(12)) {
    case 0:
      naive.earliest = kBefore;
      naive.latest = kAfter;
      break;
    case 1:
      naive.earliest = kBefore;
      date = absl::StrCat("[..", RealDay(last).ToString(), "]");
      break;
    case 2:
      naive.latest = kAfter;
      date = absl::StrCat("[", RealDay(first).ToString(), "..]");
      break;
    case 3:  // February ends on the sixth day
      naive.earliest = kBefore;
      naive.latest = 5;
      date = "2004-02~";
      break;
    case 4:
      naive.earliest = 6;
      naive.latest = kAfter;
      date = "2004-03";
      break;
    case 5:
    case 6:
    case 7:
    case 8:
      date = absl::StrCat("[", RealDay(first).ToString(), "..",
                          RealDay(last).ToString(), "]");
      break;
    default:
      naive.latest = first;
      date = RealDay(first).ToString();
      break;
  }
  event.set_date(date);
}

}  // namespace comity::naive
