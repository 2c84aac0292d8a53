// How the program ends tells a script whose fault it was.
#include "cli/client/exit_code.h"

#include <gtest/gtest.h>

#include "common/platform/error.h"

namespace comity::cli {
namespace {

TEST(ExitCodeTest, WhatAServiceGaveAReasonForIsRefusedAndTheRestIsOurs) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), kExitOk);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("x")), kExitUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::DeadlineExceededError("x")), kExitUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("a.csv:2: x")),
            kExitBadInput);
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("a.csv: x")), kExitBadInput);
  EXPECT_EQ(
      ExitCodeOf(platform::Error(model::v1::REASON_DATE_MALFORMED, "date: x")),
      kExitRefused);
  EXPECT_EQ(ExitCodeOf(absl::InternalError("x")), kExitRefused);
}

}  // namespace
}  // namespace comity::cli
