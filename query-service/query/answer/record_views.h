// Records as they stood on the days asked, each kind from the events that the
// view takes. Kinds with a story of their own have files of their own:
// institution_view.h, party_view.h.
#ifndef COMITY_QUERY_ANSWER_RECORD_VIEWS_H_
#define COMITY_QUERY_ANSWER_RECORD_VIEWS_H_

#include "absl/functional/function_ref.h"

#include "comity/query/v1/description.pb.h"
#include "query/answer/tools.h"

namespace comity::query {

// Each REQUIRES a record of its kind, and a description that is empty.

void DescribeState(const model::v1::Record& record, Tools& tools,
                   v1::StateDescription& description);
void DescribeOrganization(const model::v1::Record& record, Tools& tools,
                          v1::OrganizationDescription& description);
void DescribeInstrument(const model::v1::Record& record, Tools& tools,
                        v1::InstrumentDescription& description);

// False when it had certainly not been made by the end of the days asked.
bool DescribeProposal(const model::v1::Record& record, Tools& tools,
                      v1::ProposalDescription& description);

// False when it was certainly not held on any of the days.
bool DescribePosition(const model::v1::Record& record, Tools& tools,
                      v1::PositionDescription& description);

// Visits those who may have held the office, in the order in which they assumed
// it.
void DescribeHolders(
    const model::v1::Record& record, Tools& tools,
    absl::FunctionRef<void(v1::OfficeHolderDescription&&)> visitor);

// The labels that may have been in use on the days.
void DescribeLabels(const model::v1::Record& record, Tools& tools,
                    google::protobuf::RepeatedPtrField<v1::LabelInUse>& labels);

// The event that ended a state or organization for good, with its bounds; null
// while it goes on.
const model::v1::Event* EndOf(const model::v1::Record& record, Tools& tools);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_RECORD_VIEWS_H_
