// A timeline as lines.
#include "cli/draw/event_list.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace comity::cli {
namespace {

using model::v1::Event;

TEST(WhatHappenedTest, SaysThePayloadInWords) {
  Event event;
  event.mutable_admitted()->set_status(
      model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER);
  event.mutable_admitted()->set_title("SCO partner");
  event.mutable_admitted()->set_founding(true);
  EXPECT_EQ(WhatHappened(event),
            "admitted as dialogue partner as founder (SCO partner)");
  event.mutable_signed_()->set_party("states/IND");
  EXPECT_EQ(WhatHappened(event), "signed by IND");
  event.mutable_seated()->set_city("Tashkent");
  event.mutable_seated()->set_state("states/UZB");
  EXPECT_EQ(WhatHappened(event), "seated in Tashkent, UZB");
  event.mutable_assumed()->set_state("states/IND");
  event.mutable_assumed()->set_person("A. Person");
  EXPECT_EQ(WhatHappened(event), "assumed for IND by A. Person");
  event.mutable_invited();
  event.add_actors("states/FRA");
  event.add_actors("states/DEU");
  EXPECT_EQ(WhatHappened(event), "invited by FRA, DEU");
}

TEST(ListEventsTest, GivesDateRecordEventAndWhoSaysSo) {
  query::v1::TimelineEntry entry;
  entry.set_record("organizations/eu/memberships/HUN");
  entry.mutable_date()->set_date("2004-05-01");
  *entry.mutable_event() =
      test_support::MakeEvent("2004-05-01", &Event::mutable_withdrew);
  entry.mutable_event()->set_standing(model::v1::STANDING_ALTERNATIVE);
  EXPECT_EQ(
      ListEvents({entry}, {}),
      "DATE        RECORD                            WHAT                 "
      "   WHO SAYS SO\n"
      "2004-05-01  organizations/eu/memberships/HUN  withdrew "
      "(alternative)  says sources/treaty\n");
}

}  // namespace
}  // namespace comity::cli
