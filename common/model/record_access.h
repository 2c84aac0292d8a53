// What every reader and judge of records needs to know of their shape: where
// the events and citations are, which payload belongs on which kind, and which
// fields refer to other records.
//
// The references come from the contract itself: a field marked with the option
// (comity.model.v1.reference) is one, so a new field needs no change here.
//
// Thread safety: pure functions; the tables behind them are built once.
#ifndef COMMON_MODEL_RECORD_ACCESS_H_
#define COMMON_MODEL_RECORD_ACCESS_H_

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/event.pb.h"
#include "comity/model/v1/record.pb.h"
#include "common/model/resource_name.h"

namespace comity::model {

using EventList = google::protobuf::RepeatedPtrField<v1::Event>;
using CitationList = google::protobuf::RepeatedPtrField<v1::Citation>;
using LabelList = google::protobuf::RepeatedPtrField<v1::Label>;

// The kind of the body, whatever the name says; nothing when there is none.
std::optional<Kind> KindOfBody(const v1::Record& record);

// The events; empty for kinds that have none (sources and topics).
const EventList& EventsOf(const v1::Record& record);
// The same to change, or null for kinds that have none and without a body.
EventList* MutableEventsOf(v1::Record& record);

// The record's own citations; empty for sources, topics and memberships, which
// bear none.
const CitationList& CitationsOf(const v1::Record& record);
// Whether the kind must cite, as it is (design.md, section 2).
bool KindBearsCitations(Kind kind);

// The labels; empty for sources, memberships and positions.
const LabelList& LabelsOf(const v1::Record& record);

// "purpose_adopted": the payload's field; empty when there is none.
absl::string_view PayloadName(const v1::Event& event);
absl::string_view PayloadName(v1::Event::PayloadCase payload);

// Whether what happened is somebody's doing that must be told: an invitation
// without who invited is none.
bool NeedsActors(v1::Event::PayloadCase payload);

// The party that an event of an instrument is about; empty for other events.
absl::string_view PartyOf(const v1::Event& event);

// How a message calls an event: "'admitted-2001' (2001)"; by its payload where
// it has no id yet.
std::string NameOfEvent(const v1::Event& event);

// On which kinds the payload is allowed.
KindSet KindsOfPayload(v1::Event::PayloadCase payload);

// Whether a citation supports, and whether an event counts as accepted: what is
// unspecified does.
inline bool Supports(const v1::Citation& citation) {
  return citation.stance() != v1::STANCE_DISPUTES;
}
inline bool IsAccepted(const v1::Event& event) {
  return event.standing() == v1::STANDING_ACCEPTED ||
         event.standing() == v1::STANDING_UNSPECIFIED;
}

// Called with the path of a field, such as
// "organization.events[1].purpose_adopted.topic", the name that it holds, and
// the kinds that it may lead to. The views live for the call only.
using ReferenceVisitor = absl::FunctionRef<void(
    absl::string_view path, absl::string_view target, KindSet allowed)>;

// Visits every reference of the record, in the order of declaration. An empty
// field is not a reference; an empty item of a list is one, and malformed.
void ForEachReference(const v1::Record& record, ReferenceVisitor visitor);

// The same for one event by itself; paths start within the event.
void ForEachReference(const v1::Event& event, ReferenceVisitor visitor);

// Gives each event without an id one made of payload and date, such as
// "admitted-2001-06-15", and "-2", "-3" after it where that is taken. The
// result depends on the record alone, so a repeated commit gets the same ids.
void AssignEventIds(v1::Record& record);

// The record's content in bytes, equal for equal content: fields in the order
// of their numbers, without the output-only revision and commit_time.
std::string CanonicalBytes(const v1::Record& record);

}  // namespace comity::model

#endif  // COMMON_MODEL_RECORD_ACCESS_H_
