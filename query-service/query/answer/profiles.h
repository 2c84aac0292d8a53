// All there is about a state, an organization or an institution on one page.
//
// A profile is the first pages of the lists that ask about one record: nothing
// in it is made in any other way.
#ifndef COMITY_QUERY_ANSWER_PROFILES_H_
#define COMITY_QUERY_ANSWER_PROFILES_H_

#include "absl/status/status.h"

#include "comity/query/v1/profile.pb.h"
#include "query/answer/question.h"

namespace comity::query {

// Each NOT_FOUND (RECORD_NOT_FOUND) when the record does not exist.

template <>
struct Question<v1::GetStateProfileRequest> {
  using Response = v1::GetStateProfileResponse;
  static void CheckFields(const v1::GetStateProfileRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::GetStateProfileRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::GetOrganizationProfileRequest> {
  using Response = v1::GetOrganizationProfileResponse;
  static void CheckFields(const v1::GetOrganizationProfileRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::GetOrganizationProfileRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::GetInstitutionProfileRequest> {
  using Response = v1::GetInstitutionProfileResponse;
  static void CheckFields(const v1::GetInstitutionProfileRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::GetInstitutionProfileRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_PROFILES_H_
