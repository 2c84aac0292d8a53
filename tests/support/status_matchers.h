// Matchers for absl::Status and absl::StatusOr. There is no "not OK": a test
// names the code or the reason it expects.
//
//   EXPECT_THAT(store.Open(), IsOk());
//   EXPECT_THAT(ParseDate("x"), ReasonIs(model::v1::REASON_DATE_MALFORMED));
//   ASSERT_OK_AND_ASSIGN(const Date date, ParseDate("2001"));

#ifndef TESTS_SUPPORT_STATUS_MATCHERS_H_
#define TESTS_SUPPORT_STATUS_MATCHERS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"

namespace comity::test_support {

inline const absl::Status& StatusOf(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}

MATCHER(IsOk, negation ? "isn't OK" : "is OK") {
  *result_listener << "whose status is " << StatusOf(arg);
  return StatusOf(arg).ok();
}

// The status has this code.
MATCHER_P(StatusIs, code, "has the code " + absl::StatusCodeToString(code)) {
  *result_listener << "whose status is " << StatusOf(arg);
  return StatusOf(arg).code() == code;
}

// The status has this code and a message that matches.
MATCHER_P2(StatusIs, code, message_matcher,
           "has the code " + absl::StatusCodeToString(code) +
               " and a message as expected") {
  *result_listener << "whose status is " << StatusOf(arg);
  return StatusOf(arg).code() == code &&
         testing::Value(std::string(StatusOf(arg).message()), message_matcher);
}

// The status bears this reason of the catalogue, and so its code.
MATCHER_P(ReasonIs, reason, "has the reason " + platform::ReasonName(reason)) {
  *result_listener << "whose status is " << StatusOf(arg);
  return platform::ReasonOf(StatusOf(arg)) == reason &&
         StatusOf(arg).code() == platform::CodeOf(reason);
}

// The value of an OK StatusOr matches.
MATCHER_P(IsOkAndHolds, value_matcher, "is OK and holds what is expected") {
  *result_listener << "whose status is " << StatusOf(arg);
  return arg.ok() &&
         testing::ExplainMatchResult(value_matcher, *arg, result_listener);
}

}  // namespace comity::test_support

#define ASSERT_OK(...) \
  ASSERT_THAT((__VA_ARGS__), ::comity::test_support::IsOk())
#define EXPECT_OK(...) \
  EXPECT_THAT((__VA_ARGS__), ::comity::test_support::IsOk())

// Assigns the value of a StatusOr to `lhs`, or fails the test and leaves the
// function, which must return void.
#define ASSERT_OK_AND_ASSIGN(lhs, ...) \
  COMITY_ASSERT_OK_AND_ASSIGN_INNER_(  \
      COMITY_MACRO_CONCAT_(comity_assigned_, __COUNTER__), lhs, __VA_ARGS__)
#define COMITY_ASSERT_OK_AND_ASSIGN_INNER_(status_or, lhs, ...) \
  auto status_or = (__VA_ARGS__);                               \
  ASSERT_THAT(status_or, ::comity::test_support::IsOk());       \
  lhs = *std::move(status_or)

#endif  // TESTS_SUPPORT_STATUS_MATCHERS_H_
