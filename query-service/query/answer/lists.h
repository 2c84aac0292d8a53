// The filtered lists: institutions, proposals, positions, office holders,
// parties of instruments.
//
// Each looks at the records that refer to what a filter names, or at all of its
// kind, describes those that pass the filters, and shows what may have been so
// on the days asked.
#ifndef COMITY_QUERY_ANSWER_LISTS_H_
#define COMITY_QUERY_ANSWER_LISTS_H_

#include "absl/status/status.h"

#include "comity/query/v1/listing.pb.h"
#include "query/answer/question.h"

namespace comity::query {

// Each NOT_FOUND (RECORD_NOT_FOUND) for a record in a filter that does not
// exist.

template <>
struct Question<v1::ListInstitutionsRequest> {
  using Response = v1::ListInstitutionsResponse;
  static void CheckFields(const v1::ListInstitutionsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListInstitutionsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::ListProposalsRequest> {
  using Response = v1::ListProposalsResponse;
  static void CheckFields(const v1::ListProposalsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListProposalsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::ListPositionsRequest> {
  using Response = v1::ListPositionsResponse;
  static void CheckFields(const v1::ListPositionsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListPositionsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::ListOfficeHoldersRequest> {
  using Response = v1::ListOfficeHoldersResponse;
  static void CheckFields(const v1::ListOfficeHoldersRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListOfficeHoldersRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::ListInstrumentPartiesRequest> {
  using Response = v1::ListInstrumentPartiesResponse;
  static void CheckFields(const v1::ListInstrumentPartiesRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListInstrumentPartiesRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_LISTS_H_
