// The naive model of a membership: what design.md, section 3, says, taken word
// by word and tried out in full.
//
// It knows nothing of tightening, of ranges of neighbours or of binary search.
// It goes through every choice of one day per event that keeps to the events'
// dates and to their order, and looks up day by day what held. Slow, short, and
// independent of the code that it checks: it shares the Event message with
// common/model and nothing else.
//
// Thread safety: values.
#ifndef TESTS_MODEL_NAIVE_MODEL_H_
#define TESTS_MODEL_NAIVE_MODEL_H_

#include <string>
#include <vector>

#include "comity/model/v1/event.pb.h"

namespace comity::naive {

// Days of the small calendar are 0 to kDays - 1. Before and After stand for all
// days on either side: no question is asked there, so they need not be told
// apart.
inline constexpr int kDays = 12;
inline constexpr int kBefore = -1;
inline constexpr int kAfter = kDays;

// An event that bears a status, its date already in bounds of the calendar:
// kBefore <= earliest <= latest <= kAfter.
struct NaiveEvent {
  model::v1::Event::PayloadCase payload;
  model::v1::MembershipStatus status;  // of the payload, if it names one
  int earliest;
  int latest;
};

// "none", "unknown", or the status's name.
using Held = std::string;

// What holds from event `place` on; -1 is before the first.
Held HeldAfter(const std::vector<NaiveEvent>& events, int place);

// Whether event `place` may follow what stands before it.
bool MayFollow(const std::vector<NaiveEvent>& events, int place);

// One way in which it may have been: for each day the place of the newest
// event.
using Story = std::vector<int>;

// All of them; none if the order is impossible.
std::vector<Story> AllStories(const std::vector<NaiveEvent>& events);

}  // namespace comity::naive

#endif  // TESTS_MODEL_NAIVE_MODEL_H_
