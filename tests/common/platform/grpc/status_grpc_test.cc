#include "common/platform/grpc/status_grpc.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "google/rpc/status.pb.h"
#include "tests/support/status_matchers.h"

namespace comity::platform {
namespace {

using model::v1::REASON_DEADLINE;
using model::v1::REASON_FOLD_ILLEGAL;
using model::v1::REASON_INTERNAL;
using model::v1::REASON_NAME_MALFORMED;
using test_support::IsOk;
using test_support::ReasonIs;
using test_support::StatusIs;
using testing::HasSubstr;
using testing::Not;

google::rpc::Status DetailsOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

TEST(StatusGrpcTest, OkIsOkBothWays) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_THAT(FromGrpcStatus(grpc::Status::OK), IsOk());
}

TEST(StatusGrpcTest, RoundTripKeepsCodeMessageAndDetails) {
  const absl::Status status = Error(REASON_NAME_MALFORMED, "name: no")
                                  .Field("name", "no")
                                  .Violation(REASON_FOLD_ILLEGAL, "s", "d")
                                  .Metadata("k", "v")
                                  .RetryAfter(absl::Seconds(1));
  EXPECT_EQ(FromGrpcStatus(ToGrpcStatus(status)), status);
}

TEST(StatusGrpcTest, DetailsRepeatCodeAndMessageWithErrorInfoFirst) {
  const grpc::Status sent = ToGrpcStatus(Error(REASON_NAME_MALFORMED, "m")
                                             .Field("f", "d")
                                             .RetryAfter(absl::Seconds(1)));
  EXPECT_EQ(sent.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(sent.error_message(), "m");
  const google::rpc::Status details = DetailsOf(sent);
  EXPECT_EQ(details.code(), sent.error_code());
  EXPECT_EQ(details.message(), "m");
  ASSERT_EQ(details.details_size(), 3);
  EXPECT_EQ(details.details(0).type_url(), kErrorInfoUrl);
  EXPECT_EQ(details.details(1).type_url(), kBadRequestUrl);
  EXPECT_EQ(details.details(2).type_url(), kRetryInfoUrl);
}

TEST(StatusGrpcTest, TextFromOutsideTheCatalogueStaysInTheLog) {
  testing::internal::CaptureStderr();
  const grpc::Status sent =
      ToGrpcStatus(absl::UnavailableError("disk /secret/path failed"));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(sent.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_THAT(sent.error_message(), Not(HasSubstr("secret")));
  EXPECT_THAT(sent.error_details(), Not(HasSubstr("secret")));
  EXPECT_THAT(log, HasSubstr("disk /secret/path failed"));
  const absl::Status read = FromGrpcStatus(sent);
  EXPECT_THAT(read, ReasonIs(REASON_INTERNAL));
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(
      info.ParseFromString(std::string(*read.GetPayload(kErrorInfoUrl))));
  EXPECT_THAT(log, HasSubstr(info.metadata().at("fault")));
}

TEST(StatusGrpcTest, ADeadlineOfALibraryGetsItsReason) {
  const grpc::Status sent =
      ToGrpcStatus(absl::DeadlineExceededError("internal text"));
  EXPECT_THAT(FromGrpcStatus(sent), ReasonIs(REASON_DEADLINE));
}

TEST(StatusGrpcTest, ACancellationStaysOne) {
  EXPECT_EQ(ToGrpcStatus(absl::CancelledError("left")).error_code(),
            grpc::StatusCode::CANCELLED);
}

TEST(StatusGrpcTest, DetailsNeverOutgrowTheTrailers) {
  Error error(REASON_NAME_MALFORMED, std::string(10000, 'm'));
  for (int i = 0; i < 1000; ++i) error.Field("field", std::string(400, 'x'));
  const grpc::Status sent = ToGrpcStatus(error);
  // Base64 adds a third, and the message travels beside the details.
  EXPECT_LE(sent.error_details().size() * 4 / 3 + sent.error_message().size(),
            8u * 1024);
  EXPECT_THAT(FromGrpcStatus(sent), ReasonIs(REASON_NAME_MALFORMED));
}

TEST(StatusGrpcTest, DetailsThatCannotBeReadAreDropped) {
  EXPECT_THAT(FromGrpcStatus(grpc::Status(grpc::StatusCode::ABORTED, "m",
                                          "\xff not a message")),
              StatusIs(absl::StatusCode::kAborted, "m"));
}

}  // namespace
}  // namespace comity::platform
