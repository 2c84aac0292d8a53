#include "common/platform/error.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/support/status_matchers.h"

namespace comity::platform {
namespace {

using google::rpc::BadRequest;
using google::rpc::ErrorInfo;
using google::rpc::PreconditionFailure;
using google::rpc::RetryInfo;
using model::v1::REASON_CITATION_MISSING;
using model::v1::REASON_DATE_MALFORMED;
using model::v1::REASON_FOLD_ILLEGAL;
using model::v1::REASON_INTERNAL;
using model::v1::REASON_NAME_MALFORMED;
using model::v1::REASON_OVERLOADED;
using model::v1::REASON_REFERENCE_UNRESOLVED;
using model::v1::REASON_TOO_LARGE;
using model::v1::REASON_UNSPECIFIED;
using test_support::IsOk;
using test_support::ReasonIs;
using test_support::StatusIs;
using testing::EndsWith;
using testing::StartsWith;

template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  const auto payload = status.GetPayload(
      absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name()));
  EXPECT_TRUE(payload.has_value()) << Detail::descriptor()->full_name();
  if (payload.has_value()) {
    EXPECT_TRUE(detail.ParseFromString(std::string(*payload)));
  }
  return detail;
}

TEST(ErrorTest, TakesItsCodeFromTheCatalogue) {
  const absl::Status status = Error(REASON_NAME_MALFORMED, "name: no");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, "name: no"));
  const auto info = DetailOf<ErrorInfo>(status);
  EXPECT_EQ(info.domain(), "comity");
  EXPECT_EQ(info.reason(), "NAME_MALFORMED");
}

TEST(ErrorTest, CarriesEveryDetailGiven) {
  const absl::Status status = Error(REASON_OVERLOADED, "full")
                                  .Field("a.b", "is odd")
                                  .Violation(REASON_FOLD_ILLEGAL, "c", "no")
                                  .Metadata("limit", "7")
                                  .RetryAfter(absl::Milliseconds(1500));
  const auto bad_request = DetailOf<BadRequest>(status);
  ASSERT_EQ(bad_request.field_violations_size(), 1);
  EXPECT_EQ(bad_request.field_violations(0).field(), "a.b");
  EXPECT_EQ(bad_request.field_violations(0).description(), "is odd");
  const auto failure = DetailOf<PreconditionFailure>(status);
  ASSERT_EQ(failure.violations_size(), 1);
  EXPECT_EQ(failure.violations(0).type(), "FOLD_ILLEGAL");
  EXPECT_EQ(failure.violations(0).subject(), "c");
  EXPECT_EQ(DetailOf<ErrorInfo>(status).metadata().at("limit"), "7");
  const auto retry = DetailOf<RetryInfo>(status);
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 500'000'000);
}

TEST(ErrorTest, ConvertsToStatusOr) {
  const auto fails = []() -> absl::StatusOr<int> {
    return Error(REASON_DATE_MALFORMED, "date: no").Field("date", "no");
  };
  EXPECT_THAT(fails(), ReasonIs(REASON_DATE_MALFORMED));
}

TEST(ErrorTest, EqualErrorsAreEqualBytes) {
  const auto make = [](const char* first, const char* second) {
    const absl::Status status =
        Error(REASON_INTERNAL, "x").Metadata(first, "1").Metadata(second, "1");
    return std::string(*status.GetPayload(kErrorInfoUrl));
  };
  EXPECT_EQ(make("a", "b"), make("b", "a"));
}

TEST(ErrorTest, CutsLongTextsBetweenCharacters) {
  std::string text;
  while (text.size() < 2 * kErrorTextBytesMax) text += "\u20ac";
  for (const char* shift : {"", "x", "xy"}) {
    const std::string message(
        absl::Status(Error(REASON_INTERNAL, shift + text)).message());
    EXPECT_LE(message.size(), kErrorTextBytesMax);
    ASSERT_THAT(message, EndsWith("\u20ac..."));
  }
}

TEST(ReasonOfTest, IsUnspecifiedForWhatIsNotOfTheCatalogue) {
  EXPECT_EQ(ReasonOf(absl::OkStatus()), REASON_UNSPECIFIED);
  EXPECT_EQ(ReasonOf(absl::InternalError("disk")), REASON_UNSPECIFIED);
  absl::Status foreign = absl::InternalError("other");
  ErrorInfo info;
  info.set_domain("example.org");
  info.set_reason("NAME_MALFORMED");
  foreign.SetPayload(kErrorInfoUrl, absl::Cord(info.SerializeAsString()));
  EXPECT_EQ(ReasonOf(foreign), REASON_UNSPECIFIED);
  info.set_domain("comity");
  info.set_reason("OF_A_LATER_CATALOGUE");
  foreign.SetPayload(kErrorInfoUrl, absl::Cord(info.SerializeAsString()));
  EXPECT_EQ(ReasonOf(foreign), REASON_UNSPECIFIED);
}

TEST(ViolationsTest, AreOkWhenNothingWasAdded) {
  const Violations violations;
  EXPECT_TRUE(violations.ok());
  EXPECT_THAT(violations.ToStatus(), IsOk());
}

TEST(ViolationsTest, WhatIsWaivedIsNeitherListedNorCounted) {
  Violations violations;
  violations.Waive(REASON_CITATION_MISSING);
  violations.Add(REASON_CITATION_MISSING, "changes[1]", "no source");
  EXPECT_TRUE(violations.ok());
  violations.Add(REASON_FOLD_ILLEGAL, "changes[0]", "no story");
  EXPECT_EQ(violations.size(), 1u);
  EXPECT_THAT(violations.ToStatus(), ReasonIs(REASON_FOLD_ILLEGAL));
}

TEST(ViolationsTest, OneIsToldInFull) {
  Violations violations;
  violations.Add(REASON_DATE_MALFORMED, "date", "'x' is not a date");
  const absl::Status status = violations.ToStatus();
  EXPECT_THAT(status, ReasonIs(REASON_DATE_MALFORMED));
  EXPECT_EQ(status.message(), "date: 'x' is not a date");
  EXPECT_EQ(DetailOf<BadRequest>(status).field_violations(0).description(),
            "DATE_MALFORMED: 'x' is not a date");
  EXPECT_EQ(DetailOf<ErrorInfo>(status).metadata().at("violations"), "1");
}

TEST(ViolationsTest, TheFirstOfTheCatalogueDecides) {
  Violations violations;
  violations.Add(REASON_FOLD_ILLEGAL, "changes[0]", "no story");
  violations.Add(REASON_CITATION_MISSING, "changes[1]", "no source");
  violations.Add(REASON_REFERENCE_UNRESOLVED, "changes[2]", "nowhere");
  const absl::Status status = violations.ToStatus();
  EXPECT_THAT(status, ReasonIs(REASON_CITATION_MISSING));
  EXPECT_EQ(status.message(), "changes[1]: no source (and 2 more)");
}

TEST(ViolationsTest, RequestFaultsAndStateFaultsGoToTheirOwnDetails) {
  Violations violations;
  violations.Add(REASON_FOLD_ILLEGAL, "a", "x");
  violations.Add(REASON_TOO_LARGE, "b", "y");
  const absl::Status status = violations.ToStatus();
  const auto failure = DetailOf<PreconditionFailure>(status);
  ASSERT_EQ(failure.violations_size(), 1);
  EXPECT_EQ(failure.violations(0).type(), "FOLD_ILLEGAL");
  EXPECT_EQ(failure.violations(0).subject(), "a");
  const auto bad_request = DetailOf<BadRequest>(status);
  ASSERT_EQ(bad_request.field_violations_size(), 1);
  EXPECT_EQ(bad_request.field_violations(0).field(), "b");
}

TEST(ViolationsTest, ListIsBoundedInNumberAndCounted) {
  Violations violations;
  for (int i = 0; i < 1000; ++i) violations.Add(REASON_FOLD_ILLEGAL, "f", "d");
  const absl::Status status = violations.ToStatus();
  EXPECT_EQ(violations.size(), 1000u);
  EXPECT_EQ(DetailOf<PreconditionFailure>(status).violations_size(),
            static_cast<int>(kViolationsListedMax));
  const auto info = DetailOf<ErrorInfo>(status);
  EXPECT_EQ(info.metadata().at("violations"), "1000");
  EXPECT_EQ(info.metadata().at("listed"), absl::StrCat(kViolationsListedMax));
}

TEST(ViolationsTest, ListIsBoundedInBytes) {
  Violations violations;
  const std::string text(kErrorTextBytesMax, 'x');
  for (int i = 0; i < 50; ++i) violations.Add(REASON_FOLD_ILLEGAL, text, text);
  const auto failure = DetailOf<PreconditionFailure>(violations.ToStatus());
  EXPECT_GE(failure.violations_size(), 1);
  EXPECT_LE(failure.ByteSizeLong(), kViolationsListedBytesMax + 200);
}

TEST(ViolationsTest, TheDecidingOneIsListedHoweverLateItCame) {
  Violations violations;
  for (int i = 0; i < 500; ++i) violations.Add(REASON_FOLD_ILLEGAL, "f", "d");
  violations.Add(REASON_NAME_MALFORMED, "late", "no name");
  const absl::Status status = violations.ToStatus();
  EXPECT_THAT(status, ReasonIs(REASON_NAME_MALFORMED));
  EXPECT_THAT(std::string(status.message()),
              StartsWith("late: no name (and 500 more)"));
  EXPECT_EQ(DetailOf<BadRequest>(status).field_violations(0).field(), "late");
}

}  // namespace
}  // namespace comity::platform
