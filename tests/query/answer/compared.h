// Short ways to ask for a comparison and to tell its overlaps.

#ifndef TESTS_QUERY_ANSWER_COMPARED_H_
#define TESTS_QUERY_ANSWER_COMPARED_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

#include "comity/query/v1/find.pb.h"

namespace comity::query {

inline v1::CompareOrganizationsRequest Of(const std::vector<std::string>& ids) {
  v1::CompareOrganizationsRequest request;
  for (const std::string& id : ids) {
    request.add_organizations(absl::StrCat("organizations/", id));
  }
  return request;
}

inline v1::CompareOrganizationsRequest OfMembers(
    const std::vector<std::string>& ids) {
  v1::CompareOrganizationsRequest request;
  for (const std::string& id : ids) {
    request.add_members(absl::StrCat("states/", id));
  }
  return request;
}

// "shared 1-2 of 3-4": an overlap without its Jaccard index.
inline std::string Counts(const v1::Overlap& overlap) {
  return absl::StrCat("shared ", overlap.shared_min(), "-",
                      overlap.shared_max(), " of ", overlap.union_min(), "-",
                      overlap.union_max());
}

}  // namespace comity::query

#endif  // TESTS_QUERY_ANSWER_COMPARED_H_
