#include "cli/import/cow_spells.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace comity::cli {
namespace {

using model::v1::Event;
using model::v1::MembershipStatus;

// The last year that was not collected by itself.
constexpr int kStepsUntil = 1965;
constexpr int kStep = 5;

std::string Year(int year) { return absl::StrFormat("%04d", year); }

std::string Between(int first, int last) {
  return first == last ? Year(last)
                       : absl::StrCat("[", Year(first), "..", Year(last), "]");
}

bool IsStatus(CowCode code) { return static_cast<int>(code) > 0; }

MembershipStatus StatusOf(CowCode code) {
  switch (code) {
    case CowCode::kAssociate:
      return model::v1::MEMBERSHIP_STATUS_ASSOCIATE;
    case CowCode::kObserver:
      return model::v1::MEMBERSHIP_STATUS_OBSERVER;
    default:
      return model::v1::MEMBERSHIP_STATUS_MEMBER;
  }
}

class EventMaker {
 public:
  explicit EventMaker(CowAccuracy accuracy) : accuracy_(accuracy) {}

  // What the change from one run to the next is; `before` null at the first.
  void Add(const CowRun* before, const CowRun& after) {
    const CowCode held = before == nullptr ? CowCode::kNone : before->code;
    if (held == after.code) return;
    if (after.code == CowCode::kNone) {
      AddEnd(*before, after.first).mutable_withdrew();
      if (held == CowCode::kMissing) {
        events_.back().set_note(
            "No member by the data set; what was before "
            "is missing there.");
      }
      return;
    }
    Event& event = AddBegin(before, after.first);
    if (after.code == CowCode::kMissing) {
      event.mutable_status_unknown();
    } else if (IsStatus(held)) {
      event.mutable_status_changed()->set_status(StatusOf(after.code));
    } else {
      event.mutable_admitted()->set_status(StatusOf(after.code));
    }
  }

  // The state or the organization is gone after the last run.
  void AddGone(const CowRun& last) {
    if (last.code == CowCode::kNone || last.last >= kCowLastYear) return;
    AddEnd(last, last.last + 1).mutable_ended_by_dissolution();
  }

  std::vector<Event> Take() { return std::move(events_); }

 private:
  bool BySteps(int year) const {
    return accuracy_ == CowAccuracy::kWithinFiveYears && year <= kStepsUntil;
  }

  Event& AddBegin(const CowRun* before, int year) {
    Event& event = events_.emplace_back();
    if (before == nullptr && year == kCowFirstYear) {
      event.set_date(absl::StrCat("[..", Year(year), "]"));
      return event;
    }
    int first = BySteps(year) ? year - (kStep - 1) : year;
    // Not before what held until then began.
    if (before != nullptr) first = std::max(first, before->first);
    event.set_date(Between(std::max(first, kCowFirstYear), year));
    return event;
  }

  Event& AddEnd(const CowRun& held, int year) {
    int first = held.last;
    if (BySteps(year)) first = year - kStep;
    first = std::max({first, held.first, kCowFirstYear});
    Event& event = events_.emplace_back();
    event.set_date(Between(first, year));
    return event;
  }

  const CowAccuracy accuracy_;
  std::vector<Event> events_;
};

}  // namespace

std::vector<Event> CowEvents(const std::vector<CowRun>& runs,
                             CowAccuracy accuracy) {
  EventMaker maker(accuracy);
  const CowRun* before = nullptr;
  CowRun joined;
  for (const auto& run : runs) {
    if (run.code == CowCode::kNothing) continue;
    maker.Add(before, run);
    // What goes on with the same code is one run, as long as it takes.
    if (before != nullptr && joined.code == run.code) {
      joined.last = run.last;
    } else {
      joined = run;
    }
    before = &joined;
  }
  if (before != nullptr) maker.AddGone(joined);
  return maker.Take();
}

CowCode CowCodeIn(const std::vector<CowRun>& runs, int year) {
  for (const auto& run : runs) {
    if (run.first <= year && year <= run.last) return run.code;
  }
  return CowCode::kNothing;
}

bool AddCowCell(int year, CowCode code, std::vector<CowRun>& runs) {
  if (!runs.empty() && runs.back().last >= year) return false;
  if (!runs.empty() && runs.back().code == code &&
      runs.back().last + 1 == year) {
    runs.back().last = year;
  } else {
    runs.push_back({year, year, code});
  }
  return true;
}

}  // namespace comity::cli
