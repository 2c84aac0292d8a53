#include "common/platform/status_macros.h"

#include <memory>

#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/support/status_matchers.h"

namespace comity::platform {
namespace {

using test_support::IsOk;
using test_support::IsOkAndHolds;
using test_support::StatusIs;

absl::Status ReturnIfError(const absl::Status& status) {
  COMITY_RETURN_IF_ERROR(status);
  return absl::UnknownError("went on");
}

absl::StatusOr<int> PlusOne(absl::StatusOr<std::unique_ptr<int>> from) {
  COMITY_ASSIGN_OR_RETURN(const std::unique_ptr<int> value, std::move(from));
  return *value + 1;
}

TEST(StatusMacrosTest, ReturnIfErrorReturnsErrorsOnly) {
  EXPECT_THAT(ReturnIfError(absl::DataLossError("x")),
              StatusIs(absl::StatusCode::kDataLoss, "x"));
  EXPECT_THAT(ReturnIfError(absl::OkStatus()),
              StatusIs(absl::StatusCode::kUnknown, "went on"));
}

TEST(StatusMacrosTest, AssignOrReturnMovesTheValueOrReturnsTheError) {
  EXPECT_THAT(PlusOne(std::make_unique<int>(1)), IsOkAndHolds(2));
  EXPECT_THAT(PlusOne(absl::AbortedError("x")),
              StatusIs(absl::StatusCode::kAborted, "x"));
}

TEST(StatusMacrosTest, OneMayStandInsideTheOther) {
  const auto nested = []() -> absl::Status {
    COMITY_RETURN_IF_ERROR([]() -> absl::Status {
      COMITY_RETURN_IF_ERROR(absl::OkStatus());
      return absl::OkStatus();
    }());
    return absl::OkStatus();
  };
  EXPECT_THAT(nested(), IsOk());
}

}  // namespace
}  // namespace comity::platform
