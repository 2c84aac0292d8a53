// The form of events, and of what events and records share: citations, labels,
// summaries.
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/limits.h"
#include "common/rules/form.h"
#include "common/rules/form_values.h"

namespace comity::rules {
namespace {

using model::LimitOf;
using model::v1::Event;

void AddInvalid(const Path& path, absl::string_view what,
                Violations& violations) {
  violations.Add(model::v1::REASON_FIELD_INVALID, path.ToString(), what);
}

// A status that an event gives or aims at; SUSPENDED is reached by a
// `suspended` event alone.
void CheckStatus(const Path& payload, model::v1::MembershipStatus status,
                 bool required, Violations& violations) {
  const Path path = payload.Field("status");
  if (required) {
    CheckPresent(path, status != model::v1::MEMBERSHIP_STATUS_UNSPECIFIED,
                 violations);
  }
  if (status == model::v1::MEMBERSHIP_STATUS_SUSPENDED) {
    AddInvalid(path, "SUSPENDED is reached by a 'suspended' event only",
               violations);
  }
}

void CheckConsentForm(const Path& payload, model::v1::ConsentForm form,
                      bool ratified, Violations& violations) {
  if (form == model::v1::CONSENT_FORM_UNSPECIFIED) return;
  const bool of_ratification = form == model::v1::CONSENT_FORM_RATIFICATION ||
                               form == model::v1::CONSENT_FORM_ACCEPTANCE ||
                               form == model::v1::CONSENT_FORM_APPROVAL;
  if (of_ratification == ratified) return;
  AddInvalid(payload.Field("form"),
             ratified
                 ? "one ratifies, accepts or approves here; accession and "
                   "succession are an 'acceded' event"
                 : "one accedes or succeeds here; ratification, acceptance "
                   "and approval are a 'ratified' event",
             violations);
}

void CheckHolder(const Path& payload, absl::string_view state,
                 absl::string_view person, Violations& violations) {
  if (state.empty() && person.empty()) {
    AddMissing(payload, "needs a state or a person", violations);
  }
  CheckText(payload.Field("person"), person,
            LimitOf(model::v1::LIMIT_NAME_TEXT_BYTES), violations);
}

// What payloads of memberships and steps of accession hold.
void CheckMembershipPayload(const Path& path, const Event& event,
                            Violations& violations) {
  switch (event.payload_case()) {
    case Event::kAdmitted:
      CheckStatus(path, event.admitted().status(), true, violations);
      CheckText(path.Field("title"), event.admitted().title(),
                LimitOf(model::v1::LIMIT_STATUS_TITLE_BYTES), violations);
      break;
    case Event::kStatusChanged:
      CheckStatus(path, event.status_changed().status(), true, violations);
      CheckText(path.Field("title"), event.status_changed().title(),
                LimitOf(model::v1::LIMIT_STATUS_TITLE_BYTES), violations);
      break;
    case Event::kSuspended:
      CheckText(path.Field("title"), event.suspended().title(),
                LimitOf(model::v1::LIMIT_STATUS_TITLE_BYTES), violations);
      break;
    case Event::kReinstated:
      CheckStatus(path, event.reinstated().status(), false, violations);
      break;
    case Event::kEndedBySuccession:
      CheckCount(path.Field("successors"),
                 event.ended_by_succession().successors_size(),
                 LimitOf(model::v1::LIMIT_LIST_IN_RECORD), violations);
      break;
    case Event::kContinuedBy:
      CheckPresent(path.Field("member"), !event.continued_by().member().empty(),
                   violations);
      break;
    case Event::kExpressedInterest:
      CheckStatus(path, event.expressed_interest().status(), false, violations);
      break;
    case Event::kInvited:
      CheckStatus(path, event.invited().status(), false, violations);
      break;
    case Event::kApplied:
      CheckStatus(path, event.applied().status(), false, violations);
      break;
    case Event::kNegotiationsOpened:
      CheckStatus(path, event.negotiations_opened().status(), false,
                  violations);
      break;
    case Event::kAdmissionDecided:
      CheckStatus(path, event.admission_decided().status(), false, violations);
      break;
    case Event::kAccessionSigned:
      CheckStatus(path, event.accession_signed().status(), false, violations);
      break;
    case Event::kAccessionRatified:
      CheckStatus(path, event.accession_ratified().status(), false, violations);
      break;
    case Event::kApplicationWithdrawn:
      CheckStatus(path, event.application_withdrawn().status(), false,
                  violations);
      break;
    default:  // withdrawal_notified may name SUSPENDED as what it will leave
      break;
  }
}

// What payloads of instruments hold, and those that other kinds share with
// them.
void CheckInstrumentPayload(const Path& path, const Event& event,
                            model::Kind kind, Violations& violations) {
  const bool on_instrument = kind == model::v1::RECORD_KIND_INSTRUMENT;
  const auto party = [&path, &violations](absl::string_view name) {
    CheckPresent(path.Field("party"), !name.empty(), violations);
  };
  switch (event.payload_case()) {
    case Event::kWithdrew:
      if (on_instrument) {
        party(event.withdrew().party());
      } else if (!event.withdrew().party().empty()) {
        AddInvalid(path.Field("party"),
                   "stays empty on a membership: it is its member", violations);
      }
      break;
    case Event::kAdopted:
      if (on_instrument && !event.adopted().result().empty()) {
        AddInvalid(path.Field("result"), "is of proposals only", violations);
      }
      break;
    case Event::kSigned:
      party(event.signed_().party());
      break;
    case Event::kRatified:
      party(event.ratified().party());
      CheckConsentForm(path, event.ratified().form(), true, violations);
      break;
    case Event::kAcceded:
      party(event.acceded().party());
      CheckConsentForm(path, event.acceded().form(), false, violations);
      break;
    default:
      CheckMembershipPayload(path, event, violations);
  }
}

// What payloads hold, whatever the kind.
void CheckPayload(const Path& path, const Event& event, model::Kind kind,
                  Violations& violations) {
  const auto required = [&path, &violations](absl::string_view field,
                                             absl::string_view value) {
    CheckPresent(path.Field(field), !value.empty(), violations);
  };
  switch (event.payload_case()) {
    case Event::kRenamed:
      CheckLabels(path, event.renamed().labels(), violations);
      break;
    case Event::kSucceededBy:
      required("successor", event.succeeded_by().successor());
      break;
    case Event::kPurposeAdopted:
      required("topic", event.purpose_adopted().topic());
      break;
    case Event::kPurposeDropped:
      required("topic", event.purpose_dropped().topic());
      break;
    case Event::kSeated:
      CheckRequiredText(path.Field("city"), event.seated().city(),
                        LimitOf(model::v1::LIMIT_NAME_TEXT_BYTES), violations);
      break;
    case Event::kMandateGiven:
      required("topic", event.mandate_given().topic());
      break;
    case Event::kMandateProposed:
      required("topic", event.mandate_proposed().topic());
      break;
    case Event::kMandateEnded:
      required("topic", event.mandate_ended().topic());
      break;
    case Event::kAssumed:
      CheckHolder(path, event.assumed().state(), event.assumed().person(),
                  violations);
      break;
    case Event::kVacated:
      CheckHolder(path, event.vacated().state(), event.vacated().person(),
                  violations);
      break;
    case Event::kChanged:
      CheckSummary(path, event.changed().summary(), violations);
      break;
    default:
      CheckInstrumentPayload(path, event, kind, violations);
  }
}

}  // namespace

void CheckCitations(const Path& owner, const model::CitationList& citations,
                    absl::string_view cited, Violations& violations) {
  CheckCount(owner.Field("citations"), citations.size(),
             LimitOf(model::v1::LIMIT_CITATIONS), violations);
  bool supported = false;
  for (int i = 0; i < citations.size(); ++i) {
    const Path path = owner.Item("citations", i);
    CheckPresent(path.Field("source"), !citations[i].source().empty(),
                 violations);
    CheckText(path.Field("locator"), citations[i].locator(),
              LimitOf(model::v1::LIMIT_LOCATOR_BYTES), violations);
    supported |= model::Supports(citations[i]);
  }
  if (supported) return;
  violations.Add(model::v1::REASON_CITATION_MISSING,
                 owner.Field("citations").ToString(),
                 absl::StrCat(cited, " needs a citation that supports it"));
}

void CheckLabels(const Path& owner, const model::LabelList& labels,
                 Violations& violations) {
  CheckPresent(owner.Field("labels"), !labels.empty(), violations);
  CheckCount(owner.Field("labels"), labels.size(),
             LimitOf(model::v1::LIMIT_LABELS), violations);
  for (int i = 0; i < labels.size(); ++i) {
    const Path path = owner.Item("labels", i);
    CheckLanguage(path.Field("language"), labels[i].language(), violations);
    CheckRequiredText(path.Field("text"), labels[i].text(),
                      LimitOf(model::v1::LIMIT_SHORT_TEXT_BYTES), violations);
    CheckInterval(path.Field("valid"), labels[i].valid(), violations);
  }
}

void CheckSummary(
    const Path& owner,
    const google::protobuf::RepeatedPtrField<model::v1::LocalizedText>& texts,
    Violations& violations) {
  CheckPresent(owner.Field("summary"), !texts.empty(), violations);
  CheckCount(owner.Field("summary"), texts.size(),
             LimitOf(model::v1::LIMIT_LABELS), violations);
  for (int i = 0; i < texts.size(); ++i) {
    const Path path = owner.Item("summary", i);
    CheckLanguage(path.Field("language"), texts[i].language(), violations);
    CheckRequiredText(path.Field("text"), texts[i].text(),
                      LimitOf(model::v1::LIMIT_LONG_TEXT_BYTES), violations);
  }
}

void CheckEvent(const Path& path, const Event& event, model::Kind kind,
                Violations& violations) {
  if (!event.id().empty() && !model::IsId(event.id())) {
    AddInvalid(path.Field("id"),
               absl::StrCat(model::Quoted(event.id()),
                            " is not an id; it is of a-z, 0-9 and inner "
                            "hyphens, 1 to 63 characters"),
               violations);
  }
  CheckDate(path.Field("date"), event.date(), violations);
  CheckCount(path.Field("actors"), event.actors_size(),
             LimitOf(model::v1::LIMIT_ACTORS), violations);
  CheckText(path.Field("note"), event.note(),
            LimitOf(model::v1::LIMIT_LONG_TEXT_BYTES), violations);
  CheckCitations(path, event.citations(), "an event", violations);
  if (event.payload_case() == Event::PAYLOAD_NOT_SET) {
    AddMissing(path, "an event needs a payload that says what happened",
               violations);
    return;
  }
  const absl::string_view payload = model::PayloadName(event);
  if (!model::KindsOfPayload(event.payload_case()).Has(kind)) {
    violations.Add(model::v1::REASON_PAYLOAD_NOT_ALLOWED, path.ToString(),
                   absl::StrCat("'", payload, "' is not an event of ",
                                model::KindPhrase(kind)));
    return;
  }
  if (model::NeedsActors(event.payload_case()) && event.actors().empty()) {
    AddMissing(path.Field("actors"),
               absl::StrCat("'", payload, "' needs at least one actor"),
               violations);
  }
  CheckPayload(path.Field(payload), event, kind, violations);
}

}  // namespace comity::rules
