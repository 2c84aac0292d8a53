#include "cli/command/json_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comity/model/v1/record.pb.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using test_support::IsOk;
using test_support::IsOkAndHolds;
using test_support::StatusIs;
using ::testing::HasSubstr;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

TEST(JsonLineTest, IsOneLineWithLowerCamelNames) {
  auto record = test_support::MakeSource("s");
  record.mutable_source()->set_title("two\nlines");
  EXPECT_THAT(JsonLine(record),
              IsOkAndHolds("{\"name\":\"sources/s\",\"source\":{\"title\":"
                           "\"two\\nlines\",\"kind\":\"SOURCE_KIND_OFFICIAL\"}}"
                           "\n"));
}

TEST(JsonLineTest, IsReadAgain) {
  const auto record = test_support::MakeSource("s");
  const auto line = JsonLine(record);
  ASSERT_THAT(line.status(), IsOk());
  model::v1::Record again;
  ASSERT_THAT(ParseJsonLine(*line, again), IsOk());
  EXPECT_EQ(again.SerializeAsString(), record.SerializeAsString());
}

TEST(JsonLineTest, FaultsAreTold) {
  model::v1::Record record;
  EXPECT_THAT(ParseJsonLine("{\"name\":\"\xff\"}", record),
              StatusIs(kInvalid, HasSubstr("UTF-8")));
  EXPECT_THAT(ParseJsonLine("{\"nam\":\"x\"}", record),
              StatusIs(kInvalid, HasSubstr("nam")));
  const absl::Status half = ParseJsonLine("{\"name\":", record);
  EXPECT_THAT(half, StatusIs(kInvalid));
  EXPECT_THAT(std::string(half.message()), Not(HasSubstr("\n")));
}

}  // namespace
}  // namespace comity::cli
