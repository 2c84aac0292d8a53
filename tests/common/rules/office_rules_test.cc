// One holder at a time in an office that says so.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class OfficeRulesTest : public RulesTest {
 protected:
  static model::v1::Record Chair(std::vector<Event> events) {
    return MakeOffice("organizations/sco/offices/chair", std::move(events));
  }
  static std::string At(int event) {
    return absl::StrCat(" at changes[0].put.office.events[", event, "]");
  }
};

TEST_F(OfficeRulesTest, HoldersFollowEachOther) {
  EXPECT_OK(Judge(
      Chair({Assumed("2001", "states/CHN"), Vacated("2002-06", "states/CHN"),
             Assumed("2002-06", "states/RUS")})));
}

TEST_F(OfficeRulesTest, AnOfficeOfOneHolderIsNotAssumedTwice) {
  model::v1::Record office =
      Chair({Assumed("2001", "states/CHN"), Assumed("2002", "states/RUS")});
  EXPECT_THAT(Judge(office), Refuses("OFFICE_OCCUPIED" + At(1)));
  office.mutable_office()->set_concurrent_holders(true);
  EXPECT_OK(Judge(office));
}

TEST_F(OfficeRulesTest, OnlyAHolderVacates) {
  EXPECT_THAT(Judge(Chair({Vacated("2001", "states/CHN")})),
              Refuses("STEP_OUT_OF_ORDER" + At(0)));
  EXPECT_THAT(Judge(Chair({Assumed("2002", "states/CHN"),
                           Vacated("2001", "states/CHN")})),
              Refuses("ORDER_IMPOSSIBLE" + At(1)));
}

}  // namespace
}  // namespace comity::rules
