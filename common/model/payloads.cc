// The one table that says which payload belongs on which kind, and the names of
// payloads (design.md, section 2).
#include "common/model/record_access.h"

namespace comity::model {
namespace {

using v1::Event;
constexpr Kind kState = v1::RECORD_KIND_STATE;
constexpr Kind kOrganization = v1::RECORD_KIND_ORGANIZATION;
constexpr Kind kMembership = v1::RECORD_KIND_MEMBERSHIP;
constexpr Kind kInstitution = v1::RECORD_KIND_INSTITUTION;
constexpr Kind kOffice = v1::RECORD_KIND_OFFICE;
constexpr Kind kInstrument = v1::RECORD_KIND_INSTRUMENT;
constexpr Kind kProposal = v1::RECORD_KIND_PROPOSAL;
constexpr Kind kPosition = v1::RECORD_KIND_POSITION;

}  // namespace

// A switch without default: the compiler asks for a line when the contract gets
// a new payload.
KindSet KindsOfPayload(Event::PayloadCase payload) {
  switch (payload) {
    case Event::kFounded:
    case Event::kSucceededBy:
    case Event::kDissolved:
      return {kState, kOrganization};
    case Event::kRenamed:
      return {kState, kOrganization, kInstitution};
    case Event::kPurposeAdopted:
    case Event::kPurposeDropped:
      return {kOrganization};
    case Event::kWithdrew:
      return {kMembership, kInstrument};
    case Event::kAdmitted:
    case Event::kStatusChanged:
    case Event::kSuspended:
    case Event::kReinstated:
    case Event::kExpelled:
    case Event::kEndedBySuccession:
    case Event::kContinuedBy:
    case Event::kEndedByDissolution:
    case Event::kStatusUnknown:
    case Event::kExpressedInterest:
    case Event::kInvited:
    case Event::kApplied:
    case Event::kNegotiationsOpened:
    case Event::kAdmissionDecided:
    case Event::kAccessionSigned:
    case Event::kAccessionRatified:
    case Event::kApplicationWithdrawn:
    case Event::kWithdrawalNotified:
      return {kMembership};
    case Event::kEstablished:
    case Event::kOpened:
    case Event::kSeated:
    case Event::kMandateGiven:
    case Event::kMandateProposed:
    case Event::kMandateEnded:
    case Event::kClosed:
      return {kInstitution};
    case Event::kAssumed:
    case Event::kVacated:
      return {kOffice};
    case Event::kAdopted:
      return {kInstrument, kProposal};
    case Event::kSigned:
    case Event::kRatified:
    case Event::kAcceded:
    case Event::kEnteredIntoForce:
    case Event::kTerminated:
      return {kInstrument};
    case Event::kProposed:
    case Event::kSupported:
    case Event::kOpposed:
    case Event::kUnderConsideration:
    case Event::kRejected:
    case Event::kWithdrawn:
    case Event::kLapsed:
      return {kProposal};
    case Event::kTaken:
    case Event::kChanged:
    case Event::kAbandoned:
      return {kPosition};
    case Event::PAYLOAD_NOT_SET:
      return {};
  }
  return {};
}

absl::string_view PayloadName(Event::PayloadCase payload) {
  if (payload == Event::PAYLOAD_NOT_SET) return "";
  const auto* field = Event::descriptor()->FindFieldByNumber(payload);
  return field == nullptr ? absl::string_view() : field->name();
}

absl::string_view PayloadName(const Event& event) {
  return PayloadName(event.payload_case());
}

bool NeedsActors(v1::Event::PayloadCase payload) {
  switch (payload) {
    case v1::Event::kInvited:
    case v1::Event::kAccessionRatified:
    case v1::Event::kMandateProposed:
    case v1::Event::kProposed:
    case v1::Event::kSupported:
    case v1::Event::kOpposed:
      return true;
    default:
      return false;
  }
}

absl::string_view PartyOf(const v1::Event& event) {
  switch (event.payload_case()) {
    case v1::Event::kSigned:
      return event.signed_().party();
    case v1::Event::kRatified:
      return event.ratified().party();
    case v1::Event::kAcceded:
      return event.acceded().party();
    case v1::Event::kWithdrew:
      return event.withdrew().party();
    default:
      return "";
  }
}

}  // namespace comity::model
