#include "query/answer/institution_view.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "query/answer/membership_answer.h"
#include "query/answer/record_views.h"

namespace comity::query {
namespace {

using model::Stretch;
using model::Track;
using model::v1::Event;
using model::v1::Record;
using Events = std::vector<const Event*>;

// One institution being described.
class View {
 public:
  View(const Record& record, Tools& tools,
       v1::InstitutionDescription& description)
      : record_(record),
        tools_(tools),
        description_(description),
        events_(tools.EventsOf(record)) {
    const absl::string_view parent_name = model::ParentOf(record.name());
    parent_ = tools.reader().Find(parent_name);
    if (parent_ != nullptr) parent_end_ = EndOf(*parent_, tools);
    endings_ = Only(events_, {Event::kClosed});
    if (parent_end_ != nullptr) endings_.push_back(parent_end_);
  }

  void FillLife();
  void FillSeats();
  void FillMandates();
  absl::Status FillStaffing();

 private:
  bool Ends(const Event* event) const {
    return event != nullptr && (event->has_closed() || event == parent_end_);
  }
  // The events and the endings, as one track.
  Track Ended(Events events) const {
    events.insert(events.end(), endings_.begin(), endings_.end());
    return Track(std::move(events));
  }
  void FillHolding(const Track& track, const Stretch& stretch,
                   v1::Holding& holding);
  void FillMandate(const std::string& topic, const Track& track);
  void AddMandate(const std::string& topic, v1::MandateState state,
                  const Track& track, const Stretch& stretch);

  const Record& record_;
  Tools& tools_;
  v1::InstitutionDescription& description_;
  const Events events_;
  const Record* parent_ = nullptr;
  const Event* parent_end_ = nullptr;
  Events endings_;
};

void View::FillLife() {
  const Track life =
      Ended(Only(events_, {Event::kEstablished, Event::kOpened}));
  enum State { kUnknown, kFounded, kAtWork, kGone, kNotYet };
  const bool begins = !life.empty() && !Ends(life.event(0));
  const auto state = [&](int place) {
    State newest = begins ? kNotYet : kUnknown;
    for (int i = 0; i <= place; ++i) {
      const Event* const event = life.event(i);
      if (Ends(event)) {
        newest = kGone;
      } else if (event->has_opened()) {
        newest = kAtWork;
      } else if (newest != kAtWork) {
        newest = kFounded;
      }
    }
    return newest;
  };
  bool has_opened = false;
  for (int i = 0; i < life.size(); ++i) {
    const Event& event = *life.event(i);
    has_opened |= event.has_opened();
    const bool of_parent = &event == parent_end_;
    v1::EventBasis& basis =
        of_parent            ? *description_.mutable_parent_ended()
        : event.has_closed() ? *description_.mutable_closed()
        : event.has_opened() ? *description_.mutable_opened()
                             : *description_.mutable_established();
    tools_.explain.Event(of_parent ? *parent_ : record_, event, life.bounds(i),
                         basis);
    if (Ends(&event)) break;
  }
  Tally there;
  Tally at_work;
  life.ForEachStretch(tools_.context.days, state, [&](const Stretch& stretch) {
    const State is = state(stretch.bearing);
    (is == kUnknown                 ? there.unknown
     : is == kGone || is == kNotYet ? there.other
                                    : there.asked) = true;
    // Of one whose opening is not on record nobody knows.
    (is == kAtWork                   ? at_work.asked
     : is == kUnknown                ? at_work.unknown
     : is == kFounded && !has_opened ? at_work.unknown
                                     : at_work.other) = true;
  });
  description_.set_existence(there.verdict());
  description_.set_operating(at_work.verdict());
}

void View::FillHolding(const Track& track, const Stretch& stretch,
                       v1::Holding& holding) {
  tools_.explain.Holding(record_, track, stretch, holding);
  const int end = stretch.places.last + 1;
  if (end < track.size() && track.event(end) == parent_end_) {
    holding.mutable_until()->set_record(parent_->name());
  }
}

void View::FillSeats() {
  const Track track = Ended(Only(events_, {Event::kSeated}));
  std::map<std::pair<std::string, std::string>, int> seats;
  const auto seat = [&](int place) {
    const Event* const event = track.event(place);
    if (event == nullptr || !event->has_seated()) return -1;
    const auto key =
        std::make_pair(event->seated().city(), event->seated().state());
    return seats.emplace(key, static_cast<int>(seats.size())).first->second;
  };
  track.ForEachStretch(tools_.context.days, seat, [&](const Stretch& stretch) {
    if (seat(stretch.bearing) < 0 ||
        !IsShown(stretch.at_some_time, tools_.mode())) {
      return;
    }
    const model::v1::Seated& seated = track.event(stretch.bearing)->seated();
    v1::Seat& row = *description_.add_seats();
    row.set_city(seated.city());
    row.set_state(seated.state());
    FillHolding(track, stretch, *row.mutable_holding());
  });
}

void View::FillMandates() {
  std::map<std::string, Events> by_topic;
  for (const Event* event : events_) {
    if (event->has_mandate_given()) {
      by_topic[event->mandate_given().topic()].push_back(event);
    } else if (event->has_mandate_proposed()) {
      by_topic[event->mandate_proposed().topic()].push_back(event);
    } else if (event->has_mandate_ended()) {
      by_topic[event->mandate_ended().topic()].push_back(event);
    }
  }
  for (auto& [topic, events] : by_topic) {
    FillMandate(topic, Ended(std::move(events)));
  }
}

void View::FillMandate(const std::string& topic, const Track& track) {
  // Bit 0: in force; bit 1: proposed, and nothing came of it yet.
  const auto state = [&](int place) {
    int bits = 0;
    for (int i = 0; i <= place; ++i) {
      const Event* const event = track.event(i);
      if (event->has_mandate_given()) {
        bits = 1;
      } else if (event->has_mandate_proposed()) {
        bits |= 2;
      } else {
        bits = 0;
      }
    }
    return bits;
  };
  for (const auto& [bit, mandate_state] :
       {std::pair{1, v1::MANDATE_STATE_IN_FORCE},
        std::pair{2, v1::MANDATE_STATE_PROPOSED}}) {
    const auto has = [&state, bit = bit](int place) {
      return (state(place) & bit) != 0 ? 1 : 0;
    };
    track.ForEachStretch(tools_.context.days, has, [&](const Stretch& stretch) {
      if (has(stretch.bearing) == 0 ||
          !IsShown(stretch.at_some_time, tools_.mode())) {
        return;
      }
      AddMandate(topic, mandate_state, track, stretch);
    });
  }
}

void View::AddMandate(const std::string& topic, v1::MandateState state,
                      const Track& track, const Stretch& stretch) {
  v1::Mandate& row = *description_.add_mandates();
  row.set_topic(topic);
  row.set_state(state);
  std::set<std::string> proposers;
  for (int i = 0; i <= stretch.places.last; ++i) {
    const Event* const event = track.event(i);
    if (!event->has_mandate_proposed()) continue;
    proposers.insert(event->actors().begin(), event->actors().end());
  }
  row.mutable_proposers()->Assign(proposers.begin(), proposers.end());
  FillHolding(track, stretch, *row.mutable_holding());
}

absl::Status View::FillStaffing() {
  if (!record_.institution().has_staffing()) return absl::OkStatus();
  const model::v1::StaffingRule& rule = record_.institution().staffing();
  google::protobuf::RepeatedPtrField<model::v1::Citation> shown;
  tools_.explain.Citations(rule.citations(), shown);
  // By the word of sources that do not speak of it, nothing is said.
  if (shown.empty() && !rule.citations().empty()) return absl::OkStatus();
  v1::Staffing& staffing = *description_.mutable_staffing();
  staffing.mutable_citations()->Swap(&shown);
  if (rule.has_named_states()) {
    for (const std::string& state : rule.named_states().states()) {
      v1::StaffingState& row = *staffing.add_states();
      row.set_state(state);
      row.set_verdict(description_.existence());
    }
    return absl::OkStatus();
  }
  staffing.set_all_members(true);
  PairAnswerer answerer(tools_.context, StatusSet::MemberOr({}));
  return ForEachListed(
      tools_.context, model::ParentOf(record_.name()), MembershipEnd::kMember,
      answerer, [](absl::string_view) { return false; },
      [&](absl::string_view member, v1::MembershipAnswer&& answer) {
        v1::StaffingState& row = *staffing.add_states();
        row.set_state(member.data(), member.size());
        row.set_verdict(answer.verdict());
        return true;
      });
}

}  // namespace

absl::Status DescribeInstitution(const Record& record, Tools& tools,
                                 v1::InstitutionDescription& description) {
  const model::v1::Institution& institution = record.institution();
  const absl::string_view parent = model::ParentOf(record.name());
  description.set_institution(record.name());
  description.set_parent(parent.data(), parent.size());
  description.set_type(institution.type());
  description.set_precedence(institution.precedence());
  DescribeLabels(record, tools, *description.mutable_labels());
  tools.explain.Citations(institution.citations(),
                          *description.mutable_citations());
  View view(record, tools, description);
  view.FillLife();
  view.FillSeats();
  view.FillMandates();
  return view.FillStaffing();
}

}  // namespace comity::query
