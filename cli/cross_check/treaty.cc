#include "cli/cross_check/treaty.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/command/words.h"

#include "common/model/edtf.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Event;

// "signed", or "bound" for each way of being so; empty for what is no act of a
// party.
std::string ActOf(const Event& event) {
  switch (event.payload_case()) {
    case Event::kSigned:
      return "signed";
    case Event::kRatified:
    case Event::kAcceded:
      return "bound";
    case Event::kWithdrew:
      return "withdrew";
    default:
      return "";
  }
}

struct Act {
  std::string what;
  model::Date date;

  std::string InWords() const { return absl::StrCat(what, " ", date.text()); }
};

// By party and what was done.
using Acts = std::map<std::pair<std::string, std::string>, Act>;

template <typename Events>
absl::StatusOr<Acts> ActsOf(const Events& events) {
  Acts acts;
  for (const auto& event : events) {
    const std::string what = ActOf(event);
    if (what.empty()) continue;
    COMITY_ASSIGN_OR_RETURN(const auto date, model::Date::Parse(event.date()));
    acts[{std::string(model::PartyOf(event)), what}] = {what, date};
  }
  return acts;
}

bool MayBeTheSameDay(const model::Date& one, const model::Date& other) {
  return one.earliest() <= other.latest() && other.earliest() <= one.latest();
}

class TreatyComparer {
 public:
  TreatyComparer(const std::string& instrument, const std::string& open_to,
                 const RegistrySide& registry, Comparison& out)
      : id_(model::IdOf(instrument)),
        open_to_(open_to),
        registry_(registry),
        out_(out),
        counts_(out.counts[id_]) {}

  void Compare(const Acts& ours, const Acts& theirs) {
    Acts all = theirs;
    all.insert(ours.begin(), ours.end());
    counts_.pairs = static_cast<int>(all.size());
    for (const auto& [key, act] : all) {
      const auto our = ours.find(key);
      const auto their = theirs.find(key);
      if (their != theirs.end()) CheckMayAct(key.first, their->second);
      if (ours.empty()) continue;
      if (our != ours.end() && their != theirs.end() &&
          MayBeTheSameDay(our->second.date, their->second.date)) {
        ++counts_.agree_in;
        continue;
      }
      Add(key.first, act, our == ours.end() ? "none" : our->second.InWords(),
          their == theirs.end() ? "none" : their->second.InWords());
    }
  }

 private:
  void CheckMayAct(const std::string& party, const Act& act) {
    if (open_to_.empty()) return;
    const auto name = model::MembershipName(open_to_, party);
    const auto membership = registry_.memberships().find(name);
    bool may = false;
    if (membership != registry_.memberships().end()) {
      const auto& timeline = membership->second;
      const int first = timeline.At(act.date.earliest()).possible.first;
      const int last = timeline.At(act.date.latest()).possible.last;
      for (int place = first; place <= last; ++place) {
        const auto& held = timeline.outcome(place);
        may = may || held.kind == model::OutcomeKind::kUnknown ||
              held.status == model::v1::MEMBERSHIP_STATUS_MEMBER ||
              held.status == model::v1::MEMBERSHIP_STATUS_SUSPENDED;
      }
    }
    if (may) {
      ++counts_.agree_in;
    } else {
      Add(party, act, absl::StrCat("no member of ", ShortName(open_to_)),
          act.what);
    }
  }

  void Add(const std::string& party, const Act& act, const std::string& ours,
           const std::string& theirs) {
    ++counts_.differ[DifferenceKind::kAct];
    out_.differences.push_back(
        {.organization = id_,
         .member = std::string(model::IdOf(party)),
         .year = static_cast<int>(act.date.earliest().ToCivil().year()),
         .registry = ours,
         .table = theirs,
         .kind = DifferenceKind::kAct});
  }

  const std::string id_;
  const std::string& open_to_;
  const RegistrySide& registry_;
  Comparison& out_;
  ComparisonCounts& counts_;
};

}  // namespace

absl::Status CompareParties(const pack::v1::DataSet& data_set,
                            const Facts& facts, const RegistrySide& registry,
                            Comparison& comparison) {
  const auto& layout = data_set.participation();
  const auto told = facts.told.find(layout.instrument());
  if (told == facts.told.end()) return absl::OkStatus();
  COMITY_ASSIGN_OR_RETURN(
      const Acts ours,
      ActsOf(registry.EventsOfInstrument(layout.instrument())));
  COMITY_ASSIGN_OR_RETURN(const Acts theirs,
                          ActsOf(told->second.instrument().events()));
  TreatyComparer(layout.instrument(), layout.open_to(), registry, comparison)
      .Compare(ours, theirs);
  std::sort(comparison.differences.begin(), comparison.differences.end());
  return absl::OkStatus();
}

}  // namespace comity::cli
