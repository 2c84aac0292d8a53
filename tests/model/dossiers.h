// Random dossiers over the small calendar of the naive model, in the form of
// the contract and in that of the model.
//
// Thread safety: a DossierGenerator is for one thread.
#ifndef TESTS_MODEL_DOSSIERS_H_
#define TESTS_MODEL_DOSSIERS_H_

#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "comity/model/v1/event.pb.h"
#include "common/model/day.h"
#include "tests/model/naive_model.h"

namespace comity::naive {

// The real day that a day of the small calendar stands for. The calendar
// straddles the end of a February.
model::Day RealDay(int day);

struct Dossier {
  std::deque<model::v1::Event> owned;
  std::vector<const model::v1::Event*> events;  // accession steps among them
  std::vector<NaiveEvent> naive;                // those that bear a status
  std::vector<int> index_of_place;              // in `events`

  // Events must not be copied away from under the pointers.
  Dossier() = default;
  Dossier(Dossier&&) = default;
  Dossier& operator=(Dossier&&) = default;

  void Add(const model::v1::Event& event);
  std::string Text() const;
};

class DossierGenerator {
 public:
  explicit DossierGenerator(uint32_t seed) : random_(seed) {}

  // 0 to n - 1. Not a distribution of the library, which may differ between
  // machines: a seed gives the same dossiers everywhere.
  int Below(int n) {
    return static_cast<int>(random_() % static_cast<uint32_t>(n));
  }

  // Up to five events that bear a status, of any legality and order.
  Dossier Next();

 private:
  model::v1::MembershipStatus AnyStatus();
  void AddPayload(model::v1::Event& event, NaiveEvent& naive);
  // A date of any form, not before `from` where it has an earliest day, and
  // what it means in the small calendar.
  void AddDate(int from, model::v1::Event& event, NaiveEvent& naive);

  std::mt19937 random_;
};

}  // namespace comity::naive

#endif  // TESTS_MODEL_DOSSIERS_H_
