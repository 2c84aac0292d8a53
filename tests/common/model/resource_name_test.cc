#include "common/model/resource_name.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"

namespace comity::model {
namespace {

TEST(ResourceNameTest, GoodNamesComeApart) {
  const struct {
    const char* name;
    Kind kind;
    const char* parent;
    const char* id;
  } kGood[] = {
      {"sources/s1", v1::RECORD_KIND_SOURCE, "", "s1"},
      {"topics/counter-terrorism", v1::RECORD_KIND_TOPIC, "",
       "counter-terrorism"},
      {"states/IND", v1::RECORD_KIND_STATE, "", "IND"},
      {"states/kosovo", v1::RECORD_KIND_STATE, "", "kosovo"},
      {"states/x", v1::RECORD_KIND_STATE, "", "x"},
      {"states/a-1", v1::RECORD_KIND_STATE, "", "a-1"},
      {"states/123", v1::RECORD_KIND_STATE, "", "123"},
      {"organizations/sco", v1::RECORD_KIND_ORGANIZATION, "", "sco"},
      {"organizations/sco/memberships/IND", v1::RECORD_KIND_MEMBERSHIP,
       "organizations/sco", "IND"},
      {"organizations/wto/memberships/eu", v1::RECORD_KIND_MEMBERSHIP,
       "organizations/wto", "eu"},
      {"organizations/wto/memberships/asean", v1::RECORD_KIND_MEMBERSHIP,
       "organizations/wto", "asean"},
      {"organizations/sco/institutions/rats", v1::RECORD_KIND_INSTITUTION,
       "organizations/sco", "rats"},
      {"states/IND/institutions/mea", v1::RECORD_KIND_INSTITUTION, "states/IND",
       "mea"},
      {"organizations/sco/offices/chair", v1::RECORD_KIND_OFFICE,
       "organizations/sco", "chair"},
      {"states/IND/offices/president", v1::RECORD_KIND_OFFICE, "states/IND",
       "president"},
      {"instruments/sco-charter-2002", v1::RECORD_KIND_INSTRUMENT, "",
       "sco-charter-2002"},
      {"proposals/p", v1::RECORD_KIND_PROPOSAL, "", "p"},
      {"positions/0", v1::RECORD_KIND_POSITION, "", "0"},
  };
  for (const auto& good : kGood) {
    SCOPED_TRACE(good.name);
    const absl::StatusOr<ResourceName> name = ParseName(good.name);
    ASSERT_TRUE(name.ok()) << name.status();
    EXPECT_EQ(name->kind, good.kind);
    EXPECT_EQ(name->name, good.name);
    EXPECT_EQ(name->parent, good.parent);
    EXPECT_EQ(name->id, good.id);
    EXPECT_EQ(KindOf(good.name), good.kind);
    EXPECT_EQ(ParentOf(good.name), good.parent);
    EXPECT_EQ(IdOf(good.name), good.id);
  }
}

TEST(ResourceNameTest, BadNamesSayHowTheyShouldRead) {
  const struct {
    std::string name;
    const char* says;
  } kBad[] = {
      {"", "reads like states/IND"},
      {"states", "pairs of collection and id"},
      {"states/", "its id is empty"},
      {"/states/IND", "starts with a slash"},
      {"states/IND/", "pairs of collection and id"},
      {"states//IND", "pairs of collection and id"},
      {"states/ind", "in upper case: states/IND"},
      {"states/Ind", "in upper case: states/IND"},
      {"states/INDI", "in lower case: states/indi"},
      {"states/IN", "in lower case: states/in"},
      {"organizations/SCO", "in lower case: organizations/sco"},
      {"State/IND", "does not begin with a collection"},
      {"countries/IND", "does not begin with a collection"},
      {"memberships/IND", "live under an organization"},
      {"institutions/rats", "live under an organization"},
      {"organizations/sco/memberships/Ind",
       "in lower case: organizations/sco/memberships/ind"},
      {"organizations/sco/members/IND", "collections within a record"},
      {"organizations/sco/states/IND", "collections within a record"},
      {"states/IND/memberships/sco", "lives under its organization"},
      {"states/ind/institutions/x", "in upper case: states/IND"},
      {"topics/energy/offices/x", "a topic holds no records"},
      {"instruments/x/offices/x", "an instrument holds no records"},
      {"organizations/sco/institutions/rats/offices/director",
       "one or two pairs"},
      {"sources/-a", "inner hyphens"},
      {"sources/a-", "inner hyphens"},
      {"sources/a_b", "inner hyphens"},
      {"sources/a b", "inner hyphens"},
      {"sources/\xc3\xa9", "inner hyphens"},
      {std::string("sources/a\0", 10), "inner hyphens"},
      {absl::StrCat("sources/", std::string(64, 'a')), "longer than 63"},
  };
  for (const auto& bad : kBad) {
    SCOPED_TRACE(bad.name);
    const absl::Status status = ParseName(bad.name).status();
    EXPECT_EQ(platform::ReasonOf(status), v1::REASON_NAME_MALFORMED);
    EXPECT_TRUE(absl::StrContains(status.message(), bad.says)) << status;
    EXPECT_EQ(KindOf(bad.name), std::nullopt);
  }
}

TEST(ResourceNameTest, IdsGoUpTo63Characters) {
  EXPECT_TRUE(IsId(std::string(63, 'a')));
  EXPECT_FALSE(IsId(std::string(64, 'a')));
  EXPECT_FALSE(IsId(""));
  EXPECT_TRUE(IsId("a--b"));
}

TEST(ResourceNameTest, ParseNameOfRefusesOtherKinds) {
  EXPECT_TRUE(ParseNameOf("states/IND", {v1::RECORD_KIND_STATE}).ok());
  const absl::Status status =
      ParseNameOf("topics/energy",
                  {v1::RECORD_KIND_STATE, v1::RECORD_KIND_ORGANIZATION})
          .status();
  EXPECT_EQ(platform::ReasonOf(status), v1::REASON_NAME_MALFORMED);
  EXPECT_EQ(status.message(),
            "'topics/energy' is the name of a topic, not of a state or an "
            "organization");
}

TEST(ResourceNameTest, MembershipNameTakesTheMembersId) {
  EXPECT_EQ(MembershipName("organizations/sco", "states/IND"),
            "organizations/sco/memberships/IND");
  EXPECT_EQ(MembershipName("organizations/wto", "organizations/eu"),
            "organizations/wto/memberships/eu");
}

TEST(ResourceNameTest, CollectionsAndKindsAreOneToOne) {
  for (Kind kind : kAllKinds) {
    EXPECT_EQ(KindOfCollection(CollectionOf(kind)), kind);
    EXPECT_TRUE(KindSet::All().Has(kind));
    EXPECT_TRUE(KindSet({kind}).Has(kind));
    EXPECT_EQ(CollectionOf(kind), absl::StrCat(KindWord(kind), "s"));
  }
  EXPECT_FALSE(KindSet::All().Has(v1::RECORD_KIND_UNSPECIFIED));
  EXPECT_EQ(KindOfCollection(""), std::nullopt);
  EXPECT_EQ(KindPhrase(v1::RECORD_KIND_OFFICE), "an office");
  EXPECT_EQ(KindPhrase(v1::RECORD_KIND_STATE), "a state");
}

}  // namespace
}  // namespace comity::model
