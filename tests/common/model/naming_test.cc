#include "common/model/naming.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/record_access.h"
#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "Swaziland 2/1": text, then how firmly at some time and throughout.
std::vector<std::string> InUseOn(const v1::Record& record, const char* date) {
  std::vector<const v1::Event*> events;
  for (const v1::Event& event : EventsOf(record)) events.push_back(&event);
  std::vector<std::string> texts;
  for (const LabelInUse& label :
       LabelsInUse(record, events, Date::Parse(date)->bounds())) {
    texts.push_back(absl::StrCat(label.label->text(), " ",
                                 static_cast<int>(label.at_some_time), "/",
                                 static_cast<int>(label.throughout)));
  }
  return texts;
}

TEST(NamingTest, ALabelIsInUseAsLongAsItsValiditySays) {
  const auto state = FromText<v1::Record>(
      "state { labels { language: 'en' text: 'Swaziland' "
      "valid: '1968/2018-04-18' } labels { language: 'en' text: 'Eswatini' "
      "valid: '2018-04-19/..' } labels { language: 'en' text: 'eSwatini' } }");
  EXPECT_THAT(InUseOn(state, "2015"),
              ElementsAre("Swaziland 2/2", "eSwatini 2/2"));
  EXPECT_THAT(InUseOn(state, "2018"),
              ElementsAre("Swaziland 2/0", "Eswatini 2/0", "eSwatini 2/2"));
  EXPECT_THAT(InUseOn(state, "1968-01-01"),
              ElementsAre("Swaziland 1/1", "eSwatini 2/2"));
}

TEST(NamingTest, RenamingsHoldUntilTheNextOne) {
  const auto organization = FromText<v1::Record>(
      "organization { events { date: '1996' renamed { labels { language: 'en' "
      "text: 'Shanghai Five' } } } events { date: '2001-06-15' renamed { "
      "labels { language: 'en' text: 'SCO' } } } }");
  EXPECT_THAT(InUseOn(organization, "1990"), IsEmpty());
  EXPECT_THAT(InUseOn(organization, "1996-05-01"),
              ElementsAre("Shanghai Five 1/1"));
  EXPECT_THAT(InUseOn(organization, "2000"), ElementsAre("Shanghai Five 2/2"));
  EXPECT_THAT(InUseOn(organization, "2002"), ElementsAre("SCO 2/2"));
}

TEST(NamingTest, OneCodeOrLabelIsInUseAsLongAsItsValiditySays) {
  v1::Code code;
  code.set_valid("1974/1992-08-30");
  const auto in_use = [&code](const char* date) {
    return InUse(code, Date::Parse(date)->bounds());
  };
  EXPECT_EQ(in_use("1980"), Certainty::kCertain);
  EXPECT_EQ(in_use("1974-01-01"), Certainty::kPossible);
  EXPECT_EQ(in_use("1992-08-31"), Certainty::kNone);
  v1::Label label;
  label.set_valid(code.valid());
  EXPECT_EQ(InUse(label, Date::Parse("1980")->bounds()), Certainty::kCertain);
  EXPECT_EQ(InUse(label, Date::Parse("1993")->bounds()), Certainty::kNone);
}

}  // namespace
}  // namespace comity::model
