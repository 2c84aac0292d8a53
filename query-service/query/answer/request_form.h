// The form of requests about memberships, judged without any register: names,
// statuses, counts, page sizes and page tokens.
//
// Thread safety: pure functions and values.
#ifndef COMITY_QUERY_ANSWER_REQUEST_FORM_H_
#define COMITY_QUERY_ANSWER_REQUEST_FORM_H_

#include <cstdint>
#include <optional>
#include <string>

#include "comity/model/v1/event.pb.h"
#include "comity/model/v1/token.pb.h"
#include "comity/query/v1/query_service.pb.h"
#include "common/platform/error.h"
#include "query/answer/context.h"

namespace comity::query {

// The statuses that count as being in.
class StatusSet {
 public:
  using Statuses = google::protobuf::RepeatedField<int>;

  // Those listed, or, when none is, MEMBER alone or any.
  // REQUIRES: the form of the list was checked.
  static StatusSet MemberOr(const Statuses& statuses);
  static StatusSet AnyOr(const Statuses& statuses);

  bool Has(model::v1::MembershipStatus status) const {
    return (bits_ >> status & 1u) != 0;
  }

 private:
  explicit StatusSet(const Statuses& statuses);
  uint32_t bits_ = 0;
};

// Add to `violations` whatever is malformed in a request. Of a batch, what is
// wrong with one pair is not: that is its own error, see below.
void CheckForm(const v1::CheckMembershipRequest& request,
               platform::Violations& violations);
void CheckForm(const v1::BatchCheckMembershipsRequest& request,
               platform::Violations& violations);
void CheckForm(const v1::ListMembersRequest& request,
               platform::Violations& violations);
void CheckForm(const v1::ListMembershipsRequest& request,
               platform::Violations& violations);

// The same for one pair of a batch; fields begin with `prefix`.
void CheckForm(const v1::MembershipCheck& check, absl::string_view prefix,
               platform::Violations& violations);

// How many items a page may hold. REQUIRES: the form was checked.
int32_t PageSizeOf(int32_t page_size);

// Binds the tokens of a list to its arguments: all but size and token.
std::string PageArgumentsOf(const v1::ListMembersRequest& request);
std::string PageArgumentsOf(const v1::ListMembershipsRequest& request);

// A later page's token, or nothing for the first page. REQUIRES: the form was
// checked.
std::optional<model::v1::PageToken> PageTokenOf(const std::string& page_token);

// What a page token fixes.
PagePosition PositionOf(const model::v1::PageToken& token);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_REQUEST_FORM_H_
