// Names as a person types them.
#include "cli/command/party_names.h"

#include <gtest/gtest.h>

namespace comity::cli {
namespace {

TEST(PartyNamesTest, IdsAreCompletedToNames) {
  EXPECT_EQ(OrganizationName("sco"), "organizations/sco");
  EXPECT_EQ(OrganizationName("organizations/sco"), "organizations/sco");
  EXPECT_EQ(MemberName("IND"), "states/IND");
  EXPECT_EQ(MemberName("eu"), "organizations/eu");
  EXPECT_EQ(MemberName("states/kosovo"), "states/kosovo");
}

TEST(PartyNamesTest, WordsAreNoIds) {
  EXPECT_EQ(OrganizationName("NATO"), "");
  EXPECT_EQ(OrganizationName("European Union"), "");
  EXPECT_EQ(MemberName("India"), "");
  EXPECT_EQ(MemberName("Индия"), "");
  EXPECT_EQ(MemberName(""), "");
}

}  // namespace
}  // namespace comity::cli
