// The register as of a revision, with and without something laid over it.
#include "query/index/register_reader.h"

#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/query/index/model_builder.h"

namespace comity::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kMember[] = "admitted { status: MEMBERSHIP_STATUS_MEMBER }";
constexpr char kSco[] = "organizations/sco";

class RegisterReaderTest : public testing::Test {
 protected:
  RegisterReaderTest() {
    builder_.Put(SourceRecord("charter"));
    builder_.Put(OrganizationRecord("sco"));
    builder_.Put(StateRecord("IND"));
    builder_.Put(StateRecord("PAK"));
    builder_.Put(MembershipRecord(kSco, "states/IND", {{"2017", kMember}}));
    model::v1::Record office;
    office.set_name("organizations/sco/offices/chair");
    office.mutable_office()->add_citations()->set_source("sources/charter");
    builder_.Put(office);
    builder_.Commit();
    builder_.Put(MembershipRecord(kSco, "states/PAK", {{"2017", kMember}}));
    builder_.Commit();
  }

  RegisterReader At(int64_t revision) const {
    return RegisterReader(builder_.shared(), revision);
  }

  RegisterReader Over(std::vector<model::v1::Record> records,
                      std::vector<std::string> deleted = {}) const {
    std::vector<registry::v1::RecordChange> changes;
    for (model::v1::Record& record : records) {
      registry::v1::RecordChange& change = changes.emplace_back();
      change.set_name(record.name());
      *change.mutable_record() = std::move(record);
    }
    for (const std::string& name : deleted) {
      registry::v1::RecordChange& change = changes.emplace_back();
      change.set_name(name);
      change.mutable_deletion();
    }
    auto overlay = Overlay::Make(std::move(changes), *builder_.shared(), 2);
    EXPECT_OK(overlay);
    return RegisterReader(builder_.shared(), 2, *std::move(overlay));
  }

  // What a visit finds, by id, in order.
  template <typename Visit>
  static std::vector<std::string> Ids(const Visit& visit) {
    std::set<std::string> ids;
    visit([&](const Version& version) {
      EXPECT_TRUE(
          ids.insert(std::string(model::IdOf(version.record->name()))).second);
    });
    return {ids.begin(), ids.end()};
  }
  static std::vector<std::string> MembersIn(const RegisterReader& reader) {
    return Ids([&](auto visitor) { reader.ForEachMember(kSco, visitor); });
  }

  ModelBuilder builder_;
};

TEST_F(RegisterReaderTest, SeesWhatThereWasAtItsRevision) {
  EXPECT_THAT(MembersIn(At(1)), ElementsAre("IND"));
  EXPECT_THAT(MembersIn(At(2)), ElementsAre("IND", "PAK"));
  EXPECT_EQ(At(1).FindMembership(kSco, "states/PAK"), nullptr);
  EXPECT_NE(At(2).FindMembership(kSco, "states/PAK"), nullptr);
  EXPECT_FALSE(At(1).Exists("organizations/sco/memberships/PAK"));
}

TEST_F(RegisterReaderTest, FindsKindsChildrenAndReferrers) {
  const RegisterReader reader = At(2);
  EXPECT_THAT(Ids([&](auto v) {
                reader.ForEachOfKind(model::v1::RECORD_KIND_STATE, v);
              }),
              ElementsAre("IND", "PAK"));
  EXPECT_THAT(Ids([&](auto v) { reader.ForEachChild(kSco, v); }),
              ElementsAre("chair"));
  EXPECT_THAT(Ids([&](auto v) { reader.ForEachReferrer("states/IND", v); }),
              ElementsAre("IND"));
  EXPECT_THAT(
      Ids([&](auto v) { reader.ForEachReferrer("sources/charter", v); }),
      ElementsAre("IND", "PAK", "chair"));
  EXPECT_THAT(Ids([&](auto v) { reader.ForEachMembership("states/PAK", v); }),
              ElementsAre("PAK"));
}

TEST_F(RegisterReaderTest, WhatIsLaidOverTakesThePlaceOfWhatIsThere) {
  const RegisterReader reader =
      Over({StateRecord("UZB"),
            MembershipRecord(kSco, "states/UZB", {{"2001", kMember}}),
            MembershipRecord(kSco, "states/IND", {{"2018", kMember}})},
           {"organizations/sco/memberships/PAK"});
  EXPECT_THAT(MembersIn(reader), ElementsAre("IND", "UZB"));
  EXPECT_EQ(reader.FindMembership(kSco, "states/PAK"), nullptr);
  const Version* const uzbekistan = reader.FindMembership(kSco, "states/UZB");
  ASSERT_NE(uzbekistan, nullptr);
  ASSERT_NE(uzbekistan->party, nullptr);
  EXPECT_EQ(uzbekistan->party->name(), "states/UZB");
  // A number of its own, beside those of the register.
  EXPECT_GE(uzbekistan->party->party_ordinal(), builder_.model().party_count());
  EXPECT_EQ(reader.Find("organizations/sco/memberships/IND")
                ->membership()
                .events(0)
                .date(),
            "2018");
  EXPECT_THAT(Ids([&](auto v) { reader.ForEachReferrer("states/UZB", v); }),
              ElementsAre("UZB"));
  EXPECT_THAT(Ids([&](auto v) { reader.ForEachMembership("states/PAK", v); }),
              IsEmpty());
  // The register itself is as it was.
  EXPECT_THAT(MembersIn(At(2)), ElementsAre("IND", "PAK"));
}

TEST_F(RegisterReaderTest, AnEventIsHypotheticalUnlessItIsOnRecordAsItIs) {
  const RegisterReader reader = Over({MembershipRecord(
      kSco, "states/IND", {{"2017", kMember}, {"2020", "withdrew {}"}})});
  const auto& events =
      reader.Find("organizations/sco/memberships/IND")->membership().events();
  EXPECT_FALSE(reader.IsHypothetical(events[0]));
  EXPECT_TRUE(reader.IsHypothetical(events[1]));
}

TEST_F(RegisterReaderTest, SuccessionsAreListedWhereAMembershipTellsOfOne) {
  builder_.Put(MembershipRecord(
      kSco, "states/PAK",
      {{"2017", kMember}, {"2020", "continued_by { member: 'states/IND' }"}}));
  builder_.Commit();
  EXPECT_THAT(Ids([&](auto v) { At(3).ForEachSuccession(kSco, v); }),
              ElementsAre("PAK"));
}

}  // namespace
}  // namespace comity::query
