// States, organizations and instruments as they stood.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/model/naming.h"
#include "query/answer/record_views.h"

namespace comity::query {
namespace {

using model::Track;
using model::v1::Event;
using model::v1::Record;
using Events = std::vector<const Event*>;

Track LifeOf(const Record& record, Tools& tools) {
  return Track(Only(tools.EventsOf(record),
                    {Event::kFounded, Event::kSucceededBy, Event::kDissolved}));
}

// Who says of itself that `name` succeeded it.
std::set<std::string> PredecessorsOf(const std::string& name, Tools& tools) {
  std::set<std::string> names;
  tools.reader().ForEachReferrer(name, [&](const Version& version) {
    for (const Event* event :
         Only(tools.EventsOf(*version.record), {Event::kSucceededBy})) {
      if (event->succeeded_by().successor() == name) {
        names.insert(version.record->name());
      }
    }
  });
  return names;
}

void DescribeExistence(const Record& record, Tools& tools,
                       v1::Existence& existence) {
  const Track life = LifeOf(record, tools);
  const auto founded = [&life](int place) {
    return place >= 0 && life.event(place)->has_founded();
  };
  const bool begins = !life.empty() && founded(0);
  Tally tally;
  int since = -1;
  life.ForEachStretch(
      tools.context.days,
      [&](int place) { return place < 0        ? 2
                              : founded(place) ? 1
                                               : 0; },
      [&](const model::Stretch& stretch) {
        if (founded(stretch.bearing)) {
          tally.asked = true;
          since = stretch.places.first;
        } else if (stretch.bearing < 0 && !begins) {
          tally.unknown = true;  // nobody says when it began
        } else {
          tally.other = true;
        }
      });
  existence.set_verdict(tally.verdict());
  // While it is not there, the founding to come or the one gone by.
  for (int i = 0; since < 0 && i < life.size(); ++i) {
    if (founded(i)) since = i;
  }
  if (since >= 0) {
    tools.explain.Event(record, *life.event(since), life.bounds(since),
                        *existence.mutable_since());
  }
  for (int i = since + 1; i < life.size(); ++i) {
    if (founded(i)) break;
    tools.explain.Event(record, *life.event(i), life.bounds(i),
                        *existence.mutable_until());
    break;
  }
  std::set<std::string> successors;
  for (int i = 0; i < life.size(); ++i) {
    if (life.event(i)->has_succeeded_by()) {
      successors.insert(life.event(i)->succeeded_by().successor());
    }
  }
  existence.mutable_successors()->Assign(successors.begin(), successors.end());
  const std::set<std::string> predecessors =
      PredecessorsOf(record.name(), tools);
  existence.mutable_predecessors()->Assign(predecessors.begin(),
                                           predecessors.end());
}

void DescribePurposes(
    const Record& record, Tools& tools,
    google::protobuf::RepeatedPtrField<v1::Purpose>& purposes) {
  std::map<std::string, Events> by_topic;
  for (const Event* event : tools.EventsOf(record)) {
    if (event->has_purpose_adopted()) {
      by_topic[event->purpose_adopted().topic()].push_back(event);
    } else if (event->has_purpose_dropped()) {
      by_topic[event->purpose_dropped().topic()].push_back(event);
    }
  }
  for (auto& [topic, events] : by_topic) {
    const Track track(std::move(events));
    const auto adopted = [&track](int place) {
      return place >= 0 && track.event(place)->has_purpose_adopted();
    };
    track.ForEachStretch(
        tools.context.days, [&](int place) { return adopted(place) ? 1 : 0; },
        [&](const model::Stretch& stretch) {
          if (!adopted(stretch.bearing) ||
              !IsShown(stretch.at_some_time, tools.mode())) {
            return;
          }
          v1::Purpose& purpose = *purposes.Add();
          purpose.set_topic(topic);
          tools.explain.Holding(record, track, stretch,
                                *purpose.mutable_holding());
        });
  }
}

}  // namespace

void DescribeLabels(
    const Record& record, Tools& tools,
    google::protobuf::RepeatedPtrField<v1::LabelInUse>& labels) {
  for (const model::LabelInUse& label :
       model::LabelsInUse(record, tools.EventsOf(record), tools.context.days)) {
    if (!IsShown(label.at_some_time, tools.mode())) continue;
    v1::LabelInUse& row = *labels.Add();
    *row.mutable_label() = *label.label;
    row.set_at_some_time(ToProto(label.at_some_time));
    row.set_throughout(ToProto(label.throughout));
  }
}

const Event* EndOf(const Record& record, Tools& tools) {
  const Track life = LifeOf(record, tools);
  const Event* end = nullptr;
  for (int i = 0; i < life.size(); ++i) {
    // Founded anew, it goes on.
    end = life.event(i)->has_founded() ? nullptr : life.event(i);
  }
  return end;
}

void DescribeState(const Record& record, Tools& tools,
                   v1::StateDescription& description) {
  const model::v1::State& state = record.state();
  description.set_state(record.name());
  description.set_type(state.type());
  DescribeLabels(record, tools, *description.mutable_labels());
  for (const model::v1::Code& code : state.codes()) {
    if (IsShown(model::InUse(code, tools.context.days), tools.mode())) {
      *description.add_codes() = code;
    }
  }
  DescribeExistence(record, tools, *description.mutable_existence());
  tools.explain.Citations(state.citations(), *description.mutable_citations());
}

void DescribeOrganization(const Record& record, Tools& tools,
                          v1::OrganizationDescription& description) {
  const model::v1::Organization& organization = record.organization();
  description.set_organization(record.name());
  description.set_type(organization.type());
  DescribeLabels(record, tools, *description.mutable_labels());
  DescribeExistence(record, tools, *description.mutable_existence());
  DescribePurposes(record, tools, *description.mutable_purposes());
  for (const model::v1::Principle& principle : organization.principles()) {
    google::protobuf::RepeatedPtrField<model::v1::Citation> shown;
    tools.explain.Citations(principle.citations(), shown);
    if (shown.empty() && !principle.citations().empty()) continue;
    model::v1::Principle& row = *description.add_principles();
    *row.mutable_labels() = principle.labels();
    row.mutable_citations()->Swap(&shown);
  }
  tools.explain.Citations(organization.citations(),
                          *description.mutable_citations());
}

void DescribeInstrument(const Record& record, Tools& tools,
                        v1::InstrumentDescription& description) {
  const model::v1::Instrument& instrument = record.instrument();
  description.set_instrument(record.name());
  *description.mutable_labels() = instrument.labels();
  description.set_organization(instrument.organization());
  description.set_depositary(instrument.depositary());
  description.set_place(instrument.place());
  tools.explain.Citations(instrument.citations(),
                          *description.mutable_citations());
  const Events events = tools.EventsOf(record);
  const Track track(
      Only(events, {Event::kEnteredIntoForce, Event::kTerminated}));
  const bool known = !track.empty() && track.event(0)->has_entered_into_force();
  Tally tally;
  track.ForEachStretch(
      tools.context.days,
      [&](int place) {
        return place < 0                                      ? 2
               : track.event(place)->has_entered_into_force() ? 1
                                                              : 0;
      },
      [&](const model::Stretch& stretch) {
        const Event* const newest = track.event(stretch.bearing);
        if (newest == nullptr) {
          (known ? tally.other : tally.unknown) = true;
        } else {
          (newest->has_entered_into_force() ? tally.asked : tally.other) = true;
        }
      });
  description.set_in_force(tally.verdict());
  for (int i = 0; i < track.size(); ++i) {
    tools.explain.Event(record, *track.event(i), track.bounds(i),
                        track.event(i)->has_terminated()
                            ? *description.mutable_terminated()
                            : *description.mutable_entered_into_force());
  }
  const Track adoption(Only(events, {Event::kAdopted}));
  if (!adoption.empty()) {
    tools.explain.Event(record, *adoption.event(0), adoption.bounds(0),
                        *description.mutable_adopted());
  }
}

}  // namespace comity::query
