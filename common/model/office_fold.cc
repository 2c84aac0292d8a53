#include "common/model/office_fold.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/ordering.h"
#include "common/model/record_access.h"

namespace comity::model {
namespace {

using v1::Event;

// A holder: the state and the person's name, either of them may be empty.
using Holder = std::pair<absl::string_view, absl::string_view>;

Holder HolderOf(const Event& event) {
  if (event.has_assumed()) {
    return {event.assumed().state(), event.assumed().person()};
  }
  return {event.vacated().state(), event.vacated().person()};
}

std::string NameOf(const Holder& holder) {
  if (holder.second.empty()) return Quoted(holder.first);
  return holder.first.empty()
             ? Quoted(holder.second)
             : absl::StrCat(Quoted(holder.second), " of ", holder.first);
}

// The indexes of events that bear on one order: all of them, or one holder's.
std::vector<std::vector<size_t>> Orders(absl::Span<const Event* const> events,
                                        bool concurrent) {
  std::map<Holder, std::vector<size_t>> orders;
  for (size_t i = 0; i < events.size(); ++i) {
    if (!events[i]->has_assumed() && !events[i]->has_vacated()) continue;
    orders[concurrent ? HolderOf(*events[i]) : Holder()].push_back(i);
  }
  std::vector<std::vector<size_t>> result;
  for (auto& [holder, indexes] : orders) result.push_back(std::move(indexes));
  return result;
}

// Who holds after each event of an order that is of one holder at a time: an
// index into the events, or -1.
std::vector<int> HolderAfterEach(absl::Span<const Event* const> events,
                                 const std::vector<size_t>& order) {
  std::vector<int> holders;
  int current = -1;
  for (size_t i : order) {
    if (events[i]->has_assumed()) {
      current = static_cast<int>(i);
    } else if (current >= 0 &&
               HolderOf(*events[current]) == HolderOf(*events[i])) {
      current = -1;
    }
    holders.push_back(current);
  }
  return holders;
}

}  // namespace

absl::StatusOr<std::vector<OfficeHolder>> HoldersAt(
    absl::Span<const Event* const> events, bool concurrent_holders, Day day) {
  std::map<int, Certainty> found;  // by index of the ASSUMED event
  for (std::vector<size_t>& order : Orders(events, concurrent_holders)) {
    std::vector<DayRange> bounds;
    for (size_t i : order) {
      absl::StatusOr<Date> date = Date::Parse(events[i]->date());
      if (!date.ok()) return date.status();
      bounds.push_back(date->bounds());
    }
    if (FindOrderConflict(bounds).has_value()) {
      std::vector<size_t> sorted;
      std::vector<DayRange> sorted_bounds;
      for (size_t place : SortedByEarliest(bounds)) {
        sorted.push_back(order[place]);
        sorted_bounds.push_back(bounds[place]);
      }
      order = std::move(sorted);
      bounds = std::move(sorted_bounds);
    }
    Tighten(absl::MakeSpan(bounds));
    const std::vector<int> holders = HolderAfterEach(events, order);
    const IndexRange possible = PossibleAt(bounds, day);
    const auto holder_at = [&holders](int place) {
      return place < 0 ? -1 : holders[place];
    };
    for (int place = possible.first; place <= possible.last; ++place) {
      const int holder = holder_at(place);
      if (holder < 0) continue;
      bool certain = true;
      for (int other = possible.first; other <= possible.last; ++other) {
        certain &= holder_at(other) == holder;
      }
      found[holder] = certain ? Certainty::kCertain : Certainty::kPossible;
    }
  }
  std::vector<OfficeHolder> result;
  for (const auto& [index, certainty] : found) {
    result.push_back({events[index], certainty});
  }
  return result;
}

bool JudgeOffice(absl::Span<const Event* const> events, bool concurrent_holders,
                 OfficeViolationVisitor visitor) {
  bool legal = true;
  const auto report = [&legal, visitor](size_t index, v1::Reason reason,
                                        absl::string_view message) {
    legal = false;
    visitor(index, reason, message);
  };
  for (const std::vector<size_t>& order : Orders(events, concurrent_holders)) {
    std::vector<DayRange> bounds;
    int current = -1;
    for (size_t i : order) {
      const Event& event = *events[i];
      absl::StatusOr<Date> date = Date::Parse(event.date());
      if (!date.ok()) {
        report(i, v1::REASON_DATE_MALFORMED, date.status().message());
      }
      bounds.push_back(date.ok() ? date->bounds() : DayRange());
      const Holder holder = HolderOf(event);
      const bool holds = current >= 0 && HolderOf(*events[current]) == holder;
      if (event.has_vacated()) {
        if (!holds) {
          report(i, v1::REASON_STEP_OUT_OF_ORDER,
                 absl::StrCat(NameOf(holder),
                              " vacates the office but does not "
                              "hold it at that point"));
        } else {
          current = -1;
        }
        continue;
      }
      if (holds) {
        report(i, v1::REASON_STEP_OUT_OF_ORDER,
               absl::StrCat(NameOf(holder),
                            " assumes the office but holds it "
                            "already"));
      } else if (current >= 0) {
        report(i, v1::REASON_OFFICE_OCCUPIED,
               absl::StrCat(NameOf(holder), " assumes the office before ",
                            NameOf(HolderOf(*events[current])), " vacated it"));
      }
      current = static_cast<int>(i);
    }
    if (const auto conflict = FindOrderConflict(bounds)) {
      const Event& earlier = *events[order[conflict->earlier]];
      const Event& later = *events[order[conflict->later]];
      report(order[conflict->later], v1::REASON_ORDER_IMPOSSIBLE,
             absl::StrCat(NameOfEvent(later), " cannot follow ",
                          NameOfEvent(earlier)));
    }
  }
  return legal;
}

}  // namespace comity::model
