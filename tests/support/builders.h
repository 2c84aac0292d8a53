// Small makers of well-formed records, events and commits. Each gives the least
// that the commit rules take; a test adds what it is about.
#ifndef TESTS_SUPPORT_BUILDERS_H_
#define TESTS_SUPPORT_BUILDERS_H_

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/model/resource_name.h"

namespace comity::test_support {

// The source that all builders cite.
inline constexpr char kSource[] = "sources/treaty";

using model::v1::Event;
using model::v1::Record;

inline model::v1::Citation Cite(
    absl::string_view source = kSource,
    model::v1::Stance stance = model::v1::STANCE_SUPPORTS) {
  model::v1::Citation citation;
  citation.set_source(std::string(source));
  citation.set_stance(stance);
  return citation;
}

inline model::v1::Label MakeLabel(absl::string_view text,
                                  absl::string_view language = "en") {
  model::v1::Label label;
  label.set_language(std::string(language));
  label.set_text(std::string(text));
  return label;
}

// --- Events. `date` is EDTF. An event without a payload of its own maker:
// MakeEvent("2001", &Event::mutable_opened).

inline Event DatedEvent(absl::string_view date,
                        absl::string_view source = kSource) {
  Event event;
  event.set_date(std::string(date));
  *event.add_citations() = Cite(source);
  return event;
}

template <typename Payload>
Event MakeEvent(absl::string_view date, Payload* (Event::*payload)()) {
  Event event = DatedEvent(date);
  (event.*payload)();
  return event;
}

inline Event Founded(absl::string_view date) {
  return MakeEvent(date, &Event::mutable_founded);
}
inline Event Dissolved(absl::string_view date) {
  return MakeEvent(date, &Event::mutable_dissolved);
}
inline Event Admitted(
    absl::string_view date,
    model::v1::MembershipStatus status = model::v1::MEMBERSHIP_STATUS_MEMBER) {
  Event event = DatedEvent(date);
  event.mutable_admitted()->set_status(status);
  return event;
}
inline Event StatusChanged(absl::string_view date,
                           model::v1::MembershipStatus status) {
  Event event = DatedEvent(date);
  event.mutable_status_changed()->set_status(status);
  return event;
}
inline Event Withdrew(absl::string_view date, absl::string_view party = "") {
  Event event = DatedEvent(date);
  event.mutable_withdrew()->set_party(std::string(party));
  return event;
}
inline Event Assumed(absl::string_view date, absl::string_view state) {
  Event event = DatedEvent(date);
  event.mutable_assumed()->set_state(std::string(state));
  return event;
}
inline Event Vacated(absl::string_view date, absl::string_view state) {
  Event event = DatedEvent(date);
  event.mutable_vacated()->set_state(std::string(state));
  return event;
}
inline Event Signed(absl::string_view date, absl::string_view party) {
  Event event = DatedEvent(date);
  event.mutable_signed_()->set_party(std::string(party));
  return event;
}
inline Event Ratified(absl::string_view date, absl::string_view party) {
  Event event = DatedEvent(date);
  event.mutable_ratified()->set_party(std::string(party));
  return event;
}
inline Event ProposedBy(absl::string_view date, absl::string_view actor) {
  Event event = MakeEvent(date, &Event::mutable_proposed);
  event.add_actors(std::string(actor));
  return event;
}
inline Event WithId(Event event, absl::string_view id) {
  event.set_id(std::string(id));
  return event;
}
inline Event WithStanding(Event event, model::v1::Standing standing) {
  event.set_standing(standing);
  return event;
}
inline Event CitedFrom(Event event, absl::string_view source) {
  event.clear_citations();
  *event.add_citations() = Cite(source);
  return event;
}

// --- Records.

inline Record MakeSource(absl::string_view id) {
  Record record;
  record.set_name(absl::StrCat("sources/", id));
  record.mutable_source()->set_title(std::string(id));
  record.mutable_source()->set_kind(model::v1::SOURCE_KIND_OFFICIAL);
  return record;
}

inline Record MakeTopic(absl::string_view id, absl::string_view broader = "") {
  Record record;
  record.set_name(absl::StrCat("topics/", id));
  *record.mutable_topic()->add_labels() = MakeLabel(id);
  record.mutable_topic()->set_broader(std::string(broader));
  return record;
}

inline Record MakeState(absl::string_view id, std::vector<Event> events = {}) {
  Record record;
  record.set_name(absl::StrCat("states/", id));
  model::v1::State& state = *record.mutable_state();
  state.set_type(model::v1::STATE_TYPE_SOVEREIGN);
  *state.add_labels() = MakeLabel(id);
  *state.add_citations() = Cite();
  for (Event& event : events) *state.add_events() = std::move(event);
  return record;
}

inline Record WithCode(Record state, model::v1::CodeSystem system,
                       absl::string_view value, absl::string_view valid = "") {
  model::v1::Code& code = *state.mutable_state()->add_codes();
  code.set_system(system);
  code.set_value(std::string(value));
  code.set_valid(std::string(valid));
  return state;
}

inline Record MakeOrganization(absl::string_view id,
                               std::vector<Event> events = {}) {
  Record record;
  record.set_name(absl::StrCat("organizations/", id));
  model::v1::Organization& organization = *record.mutable_organization();
  organization.set_type(model::v1::ORGANIZATION_TYPE_INTERGOVERNMENTAL);
  *organization.add_labels() = MakeLabel(id);
  *organization.add_citations() = Cite();
  for (Event& event : events) *organization.add_events() = std::move(event);
  return record;
}

// Of names such as "organizations/sco" and "states/IND".
inline Record MakeMembership(absl::string_view organization,
                             absl::string_view member,
                             std::vector<Event> events) {
  Record record;
  record.set_name(model::MembershipName(organization, member));
  record.mutable_membership()->set_member(std::string(member));
  for (Event& event : events) {
    *record.mutable_membership()->add_events() = std::move(event);
  }
  return record;
}

// Of a name such as "organizations/sco/institutions/rats".
inline Record MakeInstitution(absl::string_view name,
                              std::vector<Event> events = {}) {
  Record record;
  record.set_name(std::string(name));
  model::v1::Institution& institution = *record.mutable_institution();
  institution.set_type(model::v1::INSTITUTION_TYPE_AGENCY);
  *institution.add_labels() = MakeLabel(name);
  *institution.add_citations() = Cite();
  for (Event& event : events) *institution.add_events() = std::move(event);
  return record;
}

// Of a name such as "organizations/sco/offices/chair".
inline Record MakeOffice(absl::string_view name,
                         std::vector<Event> events = {}) {
  Record record;
  record.set_name(std::string(name));
  model::v1::Office& office = *record.mutable_office();
  *office.add_labels() = MakeLabel(name);
  *office.add_citations() = Cite();
  for (Event& event : events) *office.add_events() = std::move(event);
  return record;
}

inline Record MakeInstrument(absl::string_view id,
                             std::vector<Event> events = {}) {
  Record record;
  record.set_name(absl::StrCat("instruments/", id));
  model::v1::Instrument& instrument = *record.mutable_instrument();
  *instrument.add_labels() = MakeLabel(id);
  *instrument.add_citations() = Cite();
  for (Event& event : events) *instrument.add_events() = std::move(event);
  return record;
}

inline Record MakeProposal(absl::string_view id,
                           std::vector<Event> events = {}) {
  Record record;
  record.set_name(absl::StrCat("proposals/", id));
  model::v1::Proposal& proposal = *record.mutable_proposal();
  *proposal.add_labels() = MakeLabel(id);
  proposal.set_kind(model::v1::PROPOSAL_KIND_OTHER);
  *proposal.add_citations() = Cite();
  for (Event& event : events) *proposal.add_events() = std::move(event);
  return record;
}

inline Record MakePosition(absl::string_view id, absl::string_view holder,
                           absl::string_view target,
                           std::vector<Event> events = {}) {
  Record record;
  record.set_name(absl::StrCat("positions/", id));
  model::v1::Position& position = *record.mutable_position();
  position.add_holders(std::string(holder));
  position.set_stance(model::v1::POSITION_STANCE_SUPPORTS);
  position.add_targets(std::string(target));
  model::v1::LocalizedText& summary = *position.add_summary();
  summary.set_language("en");
  summary.set_text("It is for it.");
  *position.add_citations() = Cite();
  for (Event& event : events) *position.add_events() = std::move(event);
  return record;
}

// --- Changes and commits.

inline registry::v1::Change PutOf(Record record) {
  registry::v1::Change change;
  *change.mutable_put() = std::move(record);
  return change;
}

inline registry::v1::Change AppendTo(absl::string_view name,
                                     std::vector<Event> events,
                                     absl::string_view before = "") {
  registry::v1::Change change;
  change.mutable_append_events()->set_name(std::string(name));
  change.mutable_append_events()->set_before(std::string(before));
  for (Event& event : events) {
    *change.mutable_append_events()->add_events() = std::move(event);
  }
  return change;
}

inline registry::v1::Change AmendIn(absl::string_view name, Event event) {
  registry::v1::Change change;
  change.mutable_amend_event()->set_name(std::string(name));
  *change.mutable_amend_event()->mutable_event() = std::move(event);
  return change;
}

inline registry::v1::Change RemoveFrom(absl::string_view name,
                                       absl::string_view event_id) {
  registry::v1::Change change;
  change.mutable_remove_event()->set_name(std::string(name));
  change.mutable_remove_event()->set_event_id(std::string(event_id));
  return change;
}

inline registry::v1::Change DeletionOf(absl::string_view name) {
  registry::v1::Change change;
  change.set_delete_record(std::string(name));
  return change;
}

inline registry::v1::CommitRequest CommitOf(
    std::vector<registry::v1::Change> changes) {
  registry::v1::CommitRequest request;
  for (registry::v1::Change& change : changes) {
    *request.add_changes() = std::move(change);
  }
  return request;
}

// A commit of puts.
inline registry::v1::CommitRequest PutAll(std::vector<Record> records) {
  registry::v1::CommitRequest request;
  for (Record& record : records) {
    *request.add_changes()->mutable_put() = std::move(record);
  }
  return request;
}

}  // namespace comity::test_support

#endif  // TESTS_SUPPORT_BUILDERS_H_
