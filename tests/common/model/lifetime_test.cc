#include "common/model/lifetime.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "common/model/edtf.h"
#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

// "2001-06-15/-".
std::string LifetimeText(const std::string& events) {
  const Lifetime lifetime =
      LifetimeOf(FromText<v1::Record>("organization { " + events + " }"));
  const auto text = [](const std::optional<Day>& day) {
    return day.has_value() ? day->ToString() : std::string("-");
  };
  return absl::StrCat(text(lifetime.certain_not_before), "/",
                      text(lifetime.certain_not_after));
}

TEST(LifetimeTest, BoundsAreTheWidestThatDatesAllow) {
  EXPECT_EQ(LifetimeText(""), "-/-");
  EXPECT_EQ(LifetimeText("events { date: '2001' founded {} }"), "2001-01-01/-");
  EXPECT_EQ(LifetimeText("events { founded {} }"), "-/-");
  EXPECT_EQ(LifetimeText("events { date: '1922' founded {} }"
                         "events { date: '1991-12' dissolved {} }"),
            "1922-01-01/1991-12-31");
  EXPECT_EQ(LifetimeText("events { date: '[1990..]' dissolved {} }"), "-/-");
}

TEST(LifetimeTest, LatestOfSeveralEndingsCounts) {
  EXPECT_EQ(LifetimeText("events { date: '1991' succeeded_by {} }"
                         "events { date: '1990' succeeded_by {} }"),
            "-/1991-12-31");
}

TEST(LifetimeTest, FoundedAnewHasNoEnd) {
  EXPECT_EQ(LifetimeText("events { date: '1918' founded {} }"
                         "events { date: '1940' dissolved {} }"
                         "events { date: '1991' founded {} }"),
            "1918-01-01/-");
}

TEST(LifetimeTest, OnlyAcceptedEventsCount) {
  EXPECT_EQ(LifetimeText("events { date: '1996' founded {} "
                         "         standing: STANDING_ALTERNATIVE }"
                         "events { date: '2001-06-15' founded {} }"),
            "2001-06-15/-");
}

TEST(LifetimeTest, CertainlyOutsideNeedsTheWholeDateOutside) {
  const Lifetime lifetime = LifetimeOf(FromText<v1::Record>(
      "organization { events { date: '2001-06-15' founded {} }"
      "               events { date: '2010' dissolved {} } }"));
  const auto bounds = [](absl::string_view date) {
    return Date::Parse(date).value().bounds();
  };
  EXPECT_TRUE(lifetime.CertainlyBefore(bounds("2001-06-14")));
  EXPECT_FALSE(lifetime.CertainlyBefore(bounds("2001-06")));
  EXPECT_FALSE(lifetime.CertainlyAfter(bounds("2010-12-31")));
  EXPECT_TRUE(lifetime.CertainlyAfter(bounds("2011")));
  EXPECT_FALSE(lifetime.CertainlyAfter(bounds("")));
}

TEST(LifetimeTest, ExistsForCertainBetweenTheBoundsOfItsDates) {
  const Lifetime lifetime = LifetimeOf(
      FromText<v1::Record>("organization { events { date: '1945' founded {} } "
                           "events { date: '1990-05' dissolved {} } }"));
  const auto during = [&lifetime](const char* date) {
    return lifetime.During(Date::Parse(date)->bounds());
  };
  EXPECT_EQ(during("1944"), Certainty::kNone);
  EXPECT_EQ(during("1945-06-01"), Certainty::kPossible);
  EXPECT_EQ(during("1945"), Certainty::kCertain);  // by the end of the year
  EXPECT_EQ(during("1970"), Certainty::kCertain);
  EXPECT_EQ(during("1990-05-10"), Certainty::kPossible);
  EXPECT_EQ(during("1990-06"), Certainty::kNone);
}

TEST(LifetimeTest, AnEventOfUnknownDateLeavesItOpen) {
  const auto during = [](const char* events) {
    return LifetimeOf(FromText<v1::Record>(
                          absl::StrCat("organization { ", events, " }")))
        .During(Date::Parse("1970")->bounds());
  };
  EXPECT_EQ(during(""), Certainty::kCertain);
  EXPECT_EQ(during("events { founded {} }"), Certainty::kPossible);
  EXPECT_EQ(during("events { dissolved {} }"), Certainty::kPossible);
}

}  // namespace
}  // namespace comity::model
