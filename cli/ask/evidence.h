// What an answer rests on, told to a person: dates as the source gave them,
// events with who says so, and the basis.
//
// Thread safety: pure functions.
#ifndef COMITY_CLI_ASK_EVIDENCE_H_
#define COMITY_CLI_ASK_EVIDENCE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "cli/term/terminal.h"

#include "comity/query/v1/context.pb.h"
#include "comity/query/v1/evidence.pb.h"
#include "comity/query/v1/membership.pb.h"

namespace comity::cli {

// DateInWords of an event that may not be there: then empty.
std::string DateInWords(bool has_event, const query::v1::EventBasis& event);

// "russia-in-sco (par. 3), sco-charter; disputed by sco-treaty-2007".
std::string CitationsText(
    const google::protobuf::RepeatedPtrField<model::v1::Citation>& citations);

// "admitted 2017-06-09", then what a reader must know of it: another standing
// than accepted, and that it is a hypothesis.
std::string EventText(const query::v1::EventBasis& event);

// The event and its citations on a line of its own, indented by `indent`; with
// `word`, such as "since", before it.
std::string EvidenceLine(const Terminal& terminal, int indent,
                         absl::string_view word,
                         const query::v1::EventBasis& event);

// "possibly observer", "member for a part" (of the date asked), "dialogue
// partner (SCO partner)".
std::string HeldText(const query::v1::HeldStatus& held);
// What was held, ", " between; "unknown: outside coverage", or "none".
std::string StatusesText(const query::v1::MembershipAnswer& answer);

// `text`, and around it how firmly it held: "possibly …", or "… for a part" of
// the date asked; nothing if it did so certainly and throughout.
std::string HoldingText(query::v1::Certainty at_some_time,
                        query::v1::Certainty throughout,
                        absl::string_view text);

// "2025-09-01 to 2026", "since 2017", "until [2013..]", empty without both.
std::string SpanText(const query::v1::Holding& holding);

// The evidence behind an answer, a line an event.
std::string AnswerEvidence(const Terminal& terminal, int indent,
                           const query::v1::MembershipAnswer& answer);

// "on 2013-06-01", and where the question left the canonical view: by whose
// word, as known by when, what if.
std::string AskedText(const query::v1::AnswerBasis& basis);
// The last line of an answer: the revision, faintly.
std::string RevisionLine(const Terminal& terminal,
                         const query::v1::AnswerBasis& basis);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_EVIDENCE_H_
