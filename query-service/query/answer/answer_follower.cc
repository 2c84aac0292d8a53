#include "query/answer/answer_follower.h"

namespace comity::query {

void CheckFollowable(const v1::ReadContext& context,
                     const std::string& page_token,
                     platform::Violations& violations) {
  const auto invalid = [&violations](absl::string_view field,
                                     absl::string_view why) {
    violations.Add(model::v1::REASON_FIELD_INVALID, field, why);
  };
  if (context.has_basis()) {
    invalid(kBasisField, "fixes the answer: there is nothing to watch");
  }
  if (context.has_at_revision()) {
    invalid("context.at_revision",
            "fixes the answer: there is nothing to watch");
  }
  if (context.has_at_time()) {
    invalid("context.at_time", "fixes the answer: there is nothing to watch");
  }
  if (context.has_fully_consistent()) {
    invalid("context.fully_consistent",
            "a subscription follows the registry; pass a token in "
            "at_least_as_fresh for the first answer");
  }
  if (!page_token.empty()) {
    invalid(kPageTokenField, "only the first page of a list can be watched");
  }
}

}  // namespace comity::query
