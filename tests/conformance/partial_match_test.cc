// The matcher finds what is there, and can fail: each kind of difference is
// told, with its path.
#include "tests/conformance/partial_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

#include "comity/query/v1/check.pb.h"

namespace comity::test_support {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

query::v1::ListMembersResponse Response(const std::string& text) {
  query::v1::ListMembersResponse response;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &response))
      << text;
  return response;
}

std::vector<std::string> Lacking(const std::string& part) {
  return Missing(
      Response(part),
      Response("members { member: 'states/CHN' verdict: VERDICT_YES "
               "  holds: false "
               "  statuses { status: MEMBERSHIP_STATUS_MEMBER since { "
               "    citations { source: 'sources/a' locator: 'par. 1' } "
               "    citations { source: 'sources/b' locator: 'par. 2' } } } } "
               "members { member: 'states/IND' verdict: VERDICT_NO } "
               "basis { revision: 7 sources: 'sources/a' "
               "  sources: 'sources/b' }"));
}

TEST(PartialMatchTest, PartsAreFoundWhereverTheyStand) {
  EXPECT_THAT(Lacking(""), IsEmpty());
  EXPECT_THAT(Lacking("members {}"), IsEmpty());
  EXPECT_THAT(Lacking("members { member: 'states/IND' }"), IsEmpty());
  EXPECT_THAT(Lacking("members { member: 'states/IND' verdict: VERDICT_NO } "
                      "members { member: 'states/CHN' }"),
              IsEmpty());
  EXPECT_THAT(Lacking("members { holds: false statuses { since { "
                      "citations { source: 'sources/b' } } } }"),
              IsEmpty());
  EXPECT_THAT(Lacking("basis { revision: 7 sources: 'sources/b' }"), IsEmpty());
}

TEST(PartialMatchTest, OtherScalarIsToldWithItsPath) {
  EXPECT_THAT(Lacking("basis { revision: 8 }"),
              ElementsAre("basis.revision: is 7, not 8"));
  EXPECT_THAT(
      Lacking("members { member: 'states/IND' verdict: VERDICT_YES }"),
      ElementsAre("members[0].member: is \"states/CHN\", not \"states/IND\""));
}

TEST(PartialMatchTest, PresentFieldsAreToldFromDefaults) {
  EXPECT_THAT(Lacking("members { member: 'states/IND' verdict: VERDICT_NO "
                      "holds: false }"),
              ElementsAre("members[1].holds: is not set, not false"));
  EXPECT_THAT(Lacking("members { member: 'states/CHN' holds: true }"),
              ElementsAre("members[0].holds: is false, not true"));
  EXPECT_THAT(Lacking("members { member: 'states/CHN' none_since {} }"),
              ElementsAre("members[0].none_since: is not set, not { }"));
}

TEST(PartialMatchTest, ElementThatIsNowhereIsToldByTheOneMostLikeIt) {
  EXPECT_THAT(Lacking("basis { sources: 'sources/c' }"),
              ElementsAre(HasSubstr("\"sources/c\"")));
  EXPECT_THAT(
      Lacking("members { member: 'states/IND' statuses { "
              "status: MEMBERSHIP_STATUS_MEMBER } }"),
      ElementsAre("members[0].member: is \"states/CHN\", not \"states/IND\""));
  EXPECT_THAT(Lacking("members { member: 'states/IND' verdict: VERDICT_NO "
                      "statuses { status: MEMBERSHIP_STATUS_MEMBER } }"),
              ElementsAre(HasSubstr("members[1].statuses: is empty")));
}

TEST(PartialMatchTest, FieldsOfAnElementAreNotFoundInTwo) {
  EXPECT_THAT(Lacking("members { statuses { since { citations { "
                      "source: 'sources/a' locator: 'par. 2' } } } }"),
              ElementsAre(HasSubstr("members[0].statuses[0].since.citations")));
}

TEST(PartialMatchTest, EverythingThatIsMissingIsTold) {
  EXPECT_EQ(Lacking("next_page_token: 'x' basis { revision: 8 "
                    "evidence_until: '2013-12-31' }")
                .size(),
            3u);
}

}  // namespace
}  // namespace comity::test_support
