// A source cannot support a day that it says nothing about.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class CoverageRulesTest : public RulesTest {
 protected:
  CoverageRulesTest() { view_.Put(Cow("1816/2014")); }

  static model::v1::Record Cow(absl::string_view coverage) {
    model::v1::Record source = MakeSource("cow");
    source.mutable_source()->set_coverage(std::string(coverage));
    return source;
  }
  static model::v1::Record India(Event event) {
    return MakeMembership("organizations/sco", "states/IND",
                          {std::move(event)});
  }
};

TEST_F(CoverageRulesTest, AnEventOutsideTheCoverageIsRefused) {
  Event event = CitedFrom(Admitted("2017"), "sources/cow");
  EXPECT_THAT(Judge(India(event)),
              Refuses("OUTSIDE_COVERAGE at "
                      "changes[0].put.membership.events[0].citations[0]"));
  event.set_date("2014~");
  EXPECT_OK(Judge(India(event)));
  event.set_date("");
  EXPECT_OK(Judge(India(event)));
}

TEST_F(CoverageRulesTest, OnlySupportForAStatusIsHeldAgainstIt) {
  Event disputed = Admitted("2017");
  *disputed.add_citations() = Cite("sources/cow", model::v1::STANCE_DISPUTES);
  EXPECT_OK(Judge(India(disputed)));
  EXPECT_OK(Judge(India(
      CitedFrom(MakeEvent("2017", &Event::mutable_applied), "sources/cow"))));
}

TEST_F(CoverageRulesTest, ANarrowerCoverageIsHeldAgainstWhatIsStored) {
  view_.Put(India(CitedFrom(Admitted("2005"), "sources/cow")));
  EXPECT_THAT(Judge(Cow("1816/2000")),
              Refuses("OUTSIDE_COVERAGE at changes[0].put"));
  EXPECT_OK(Judge(Cow("1816/2010")));
}

}  // namespace
}  // namespace comity::rules
