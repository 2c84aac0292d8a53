// The parts of a profile, each a table or a list with its heading; empty where
// there is nothing to tell.
//
// Thread safety: pure functions.
#ifndef COMITY_CLI_ASK_PROFILE_SECTIONS_H_
#define COMITY_CLI_ASK_PROFILE_SECTIONS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "cli/ask/membership_rows.h"
#include "cli/term/terminal.h"

#include "comity/query/v1/profile.pb.h"

namespace comity::cli {

template <typename Message>
using List = google::protobuf::RepeatedPtrField<Message>;

// A blank line, `heading: count`, and the body; empty if the body is.
std::string Section(const Terminal& terminal, absl::string_view heading,
                    absl::string_view count, absl::string_view body);

// The best label and the record's name; then in a paragraph the other names,
// those of languages beside English counted only if there are many.
std::string TitleLines(const Terminal& terminal, const std::string& name,
                       const List<query::v1::LabelInUse>& labels);
// "exists: yes, since 2001-06-15; successor of shanghai-five".
std::string ExistenceLine(const Terminal& terminal,
                          const query::v1::Existence& existence);

// "Tashkent (UZB)", and how firmly it lay there.
std::string SeatText(const query::v1::Seat& seat);

std::string MembershipSection(const Terminal& terminal,
                              absl::string_view heading, RowsBy by,
                              const MembershipAnswers& answers);
std::string AccessionSection(const Terminal& terminal, RowsBy by,
                             const List<query::v1::AccessionAnswer>& pending);
std::string InstitutionSection(
    const Terminal& terminal,
    const List<query::v1::InstitutionDescription>& institutions);
std::string MandateSection(const Terminal& terminal,
                           const List<query::v1::Mandate>& mandates);
std::string OfficeSection(
    const Terminal& terminal,
    const List<query::v1::OfficeHolderDescription>& holders);
std::string PartySection(const Terminal& terminal,
                         const List<query::v1::PartyDescription>& parties);
std::string InstrumentSection(
    const Terminal& terminal,
    const List<query::v1::InstrumentDescription>& instruments);
std::string ProposalSection(
    const Terminal& terminal,
    const List<query::v1::ProposalDescription>& proposals);
std::string PositionSection(
    const Terminal& terminal,
    const List<query::v1::PositionDescription>& positions);
// How many; each with title and date if `all`.
std::string SourceSection(const Terminal& terminal, bool all,
                          const List<query::v1::CitedSource>& sources);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_PROFILE_SECTIONS_H_
