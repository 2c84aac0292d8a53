// Answers and events put together, and what a chart says it rests on.
#include "cli/draw/memberships.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/draw/gather.h"

namespace comity::cli {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

query::v1::MembershipAnswer Answer(const std::string& organization,
                                   const std::string& member) {
  query::v1::MembershipAnswer answer;
  answer.set_organization(organization);
  answer.set_member(member);
  return answer;
}

query::v1::TimelineEntry Applied(const std::string& record) {
  query::v1::TimelineEntry entry;
  entry.set_record(record);
  entry.mutable_date()->set_date("1987-04-14");
  entry.mutable_date()->set_earliest("1987-04-14");
  entry.mutable_date()->set_latest("1987-04-14");
  entry.mutable_event()->mutable_applied();
  return entry;
}

TEST(StoriesOfTest, StepsGoToTheirMembershipAndMakeOneWhereThereIsNone) {
  const auto stories = StoriesOf(
      "organizations/eu", true, {Answer("organizations/eu", "states/TUR")},
      {Applied("organizations/eu/memberships/TUR"),
       Applied("organizations/eu/memberships/MAR"),
       Applied("organizations/wto/memberships/eu"),
       Applied("organizations/eu/institutions/court")});
  ASSERT_THAT(stories, SizeIs(2));
  EXPECT_EQ(stories[0].member, "states/TUR");
  EXPECT_THAT(stories[0].entries, SizeIs(1));
  EXPECT_EQ(stories[1].member, "states/MAR");
  EXPECT_THAT(LaneOf(stories[1], "EU", false).markers, SizeIs(1));
}

TEST(StoriesOfTest, OfAMemberTakeItsOwnAlone) {
  const auto stories = StoriesOf("states/HUN", false, {},
                                 {Applied("organizations/eu/memberships/HUN"),
                                  Applied("organizations/eu/memberships/POL")});
  ASSERT_THAT(stories, SizeIs(1));
  EXPECT_EQ(stories[0].organization, "organizations/eu");
  EXPECT_EQ(stories[0].member, "states/HUN");
}

TEST(FooterOfTest, SaysRevisionAndByWhoseWord) {
  query::v1::AnswerBasis basis;
  basis.set_registry_id("r");
  basis.set_epoch("e");
  basis.set_revision(7);
  basis.mutable_fresh_at()->set_seconds(0);
  EXPECT_THAT(FooterOf(basis),
              ElementsAre("By all events that the registry accepts",
                          "Revision 7, as known at 1970-01-01 00:00 UTC",
                          "Comity registry r, epoch e"));
  basis.add_sources("sources/a");
  basis.set_evidence_until("2013-12-31");
  basis.set_certainty(query::v1::CERTAINTY_MODE_STRICT);
  basis.add_hypotheses();
  EXPECT_EQ(FooterOf(basis)[0],
            "By the word of sources/a alone, as could be known by 2013-12-31, "
            "only what is certain, what if: with 1 change laid over it");
}

TEST(NamesOfTest, AreTheEnglishLabelAndItsShortestAlias) {
  google::protobuf::RepeatedPtrField<query::v1::LabelInUse> labels;
  const auto add = [&](const char* language, const char* text,
                       model::v1::LabelKind kind) {
    auto& label = *labels.Add()->mutable_label();
    label.set_language(language);
    label.set_text(text);
    label.set_kind(kind);
  };
  EXPECT_EQ(NamesOf("organizations/sco", labels).label, "sco");
  add("en", "Shanghai Cooperation Organisation", model::v1::LABEL_KIND_SHORT);
  add("ru", "ШОС", model::v1::LABEL_KIND_ALIAS);
  EXPECT_EQ(NamesOf("organizations/sco", labels).brief,
            "Shanghai Cooperation Organisation");
  add("en", "The Shanghai Six", model::v1::LABEL_KIND_ALIAS);
  add("en", "SCO", model::v1::LABEL_KIND_ALIAS);
  const Names names = NamesOf("organizations/sco", labels);
  EXPECT_EQ(names.label, "Shanghai Cooperation Organisation");
  EXPECT_EQ(names.brief, "SCO");
  EXPECT_EQ(names.ForRow(), "SCO");
}

}  // namespace
}  // namespace comity::cli
