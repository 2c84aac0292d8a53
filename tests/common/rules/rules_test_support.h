// What all tests of the commit rules share: a small world, and a look at what a
// refusal lists.
#ifndef TESTS_COMMON_RULES_RULES_TEST_SUPPORT_H_
#define TESTS_COMMON_RULES_RULES_TEST_SUPPORT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "common/rules/judge.h"
#include "google/rpc/error_details.pb.h"
#include "tests/fakes/map_register.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::rules {

// One line of a refusal, "REASON at field".
inline std::string Line(absl::string_view reason, absl::string_view field) {
  return absl::StrCat(reason, " at ", field);
}

// All lines of a refusal, in the order listed.
inline std::vector<std::string> LinesOf(const absl::Status& status) {
  std::vector<std::string> lines;
  google::rpc::BadRequest bad_request;
  if (auto payload = status.GetPayload(platform::kBadRequestUrl)) {
    bad_request.ParseFromString(std::string(*payload));
  }
  for (const auto& violation : bad_request.field_violations()) {
    const std::string& description = violation.description();
    lines.push_back(
        Line(description.substr(0, description.find(':')), violation.field()));
  }
  google::rpc::PreconditionFailure failure;
  if (auto payload = status.GetPayload(platform::kPreconditionFailureUrl)) {
    failure.ParseFromString(std::string(*payload));
  }
  for (const auto& violation : failure.violations()) {
    lines.push_back(Line(violation.type(), violation.subject()));
  }
  return lines;
}

// The refusal lists just these lines, in any order; nothing: it is OK.
template <typename... Lines>
auto Refuses(Lines... lines) {
  return testing::ResultOf(
      "refusal",
      [](const auto& outcome) {
        return LinesOf(test_support::StatusOf(outcome));
      },
      testing::UnorderedElementsAre(lines...));
}

// A register with a source, two topics, three states and an organization
// founded on 2001-06-15.
class RulesTest : public testing::Test {
 protected:
  RulesTest() {
    using namespace test_support;  // NOLINT: builders, for readability
    view_.Put(MakeSource("treaty"));
    view_.Put(MakeSource("press"));
    view_.Put(MakeTopic("security"));
    view_.Put(MakeTopic("energy"));
    view_.Put(MakeState("IND"));
    view_.Put(MakeState("RUS"));
    view_.Put(MakeState("CHN"));
    view_.Put(MakeOrganization("sco", {Founded("2001-06-15")}));
  }

  absl::StatusOr<JudgedCommit> Judge(
      const registry::v1::CommitRequest& request) {
    return JudgeCommit(request, view_);
  }
  absl::StatusOr<JudgedCommit> Judge(registry::v1::Change change) {
    return Judge(test_support::CommitOf({std::move(change)}));
  }
  absl::StatusOr<JudgedCommit> Judge(model::v1::Record record) {
    return Judge(test_support::PutOf(std::move(record)));
  }

  MapRegister view_;
};

}  // namespace comity::rules

#endif  // TESTS_COMMON_RULES_RULES_TEST_SUPPORT_H_
