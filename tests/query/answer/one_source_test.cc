// The view of one source is what there would be if nobody had said anything
// else: it equals loading that source alone.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

#include "query/answer/find_members.h"
#include "query/answer/lists.h"
#include "query/answer/membership_answer.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

constexpr int kSeed = 31'415;
constexpr int kStates = 6;
constexpr int kOrganizations = 3;
const char* const kSources[] = {"cow", "essay", "charter"};

// Random stories, each event by one source or two. With `only`, what other
// sources say is left out, and so are records that nothing is left of.
class WitnessWorld : public World {
 public:
  WitnessWorld(unsigned seed, const std::string& only) : only_(only) {
    std::mt19937 random(seed);
    builder.Put(SourceRecord("cow", "2019", "1816/2014"));
    builder.Put(SourceRecord("essay", "2013"));
    for (int i = 0; i < kStates; ++i) {
      builder.Put(StateRecord(absl::StrCat("s", 10 + i)));
    }
    for (int o = 0; o < kOrganizations; ++o) {
      builder.Put(OrganizationRecord(absl::StrCat("o", o)));
      for (int i = 0; i < kStates; ++i) Join(o, i, random);
    }
    builder.Commit();
  }

 private:
  void Join(int organization, int state, std::mt19937& random) {
    const char* const payloads[] = {kMember, kObserver, kWithdrew, kToMember,
                                    kStatusUnknown};
    std::vector<EventSpec> events;
    int year = 1990;
    const unsigned count = random() % 4;
    for (unsigned i = 0; i < count; ++i) {
      year += 1 + static_cast<int>(random() % 6);
      EventSpec event = {absl::StrCat(year), payloads[random() % 5], {}};
      if (random() % 3 == 0) event.rest += kAlternative;
      for (const char* source : kSources) {
        const bool says = random() % 2 == 0;
        if (says && (only_.empty() || only_ == source)) {
          event.supported_by.push_back(source);
        }
      }
      if (!event.supported_by.empty()) events.push_back(event);
    }
    if (events.empty()) return;
    builder.Put(MembershipRecord(absl::StrCat("organizations/o", organization),
                                 absl::StrCat("states/s", 10 + state), events));
  }

  const std::string only_;
};

// The ids of events are made of what was said, and differ by what was left out.
template <typename Response>
std::string WithoutIds(Response response) {
  response.clear_basis();
  std::string text = response.Utf8DebugString();
  std::string kept;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!absl::StrContains(line, "event_id:")) {
      absl::StrAppend(&kept, line, "\n");
    }
  }
  return kept;
}

TEST(OneSourceTest, EqualsLoadingThatSourceAlone) {
  for (unsigned round = 0; round < 100; ++round) {
    for (const char* source : kSources) {
      const WitnessWorld all(kSeed + round, "");
      const WitnessWorld alone(kSeed + round, source);
      for (int year = 1988; year < 2020; year += 3) {
        SCOPED_TRACE(
            absl::StrCat("seed ", kSeed + round, ", ", source, ", ", year));
        const std::string date =
            year % 2 == 0 ? absl::StrCat(year) : absl::StrCat(year, "-06-15");
        for (int o = 0; o < kOrganizations; ++o) {
          v1::ListMembersRequest members;
          members.set_organization(absl::StrCat("organizations/o", o));
          members.mutable_context()->add_sources(
              absl::StrCat("sources/", source));
          const auto by_word = all.Ask(On(date, members));
          const auto by_itself = alone.Ask(On(date, members));
          ASSERT_OK(by_word);
          ASSERT_OK(by_itself);
          // A pair of which the source says nothing has a record in the one
          // register and none in the other; where nothing can be said at all
          // it is listed as unknown.
          v1::ListMembersResponse said = *by_word;
          auto& rows = *said.mutable_members();
          rows.erase(
              std::remove_if(rows.begin(), rows.end(),
                             [&](const v1::MembershipAnswer& row) {
                               return alone.builder.shared()->FindMembership(
                                          row.organization(), row.member()) ==
                                      nullptr;
                             }),
              rows.end());
          ASSERT_EQ(WithoutIds(said), WithoutIds(*by_itself));
        }
        v1::FindMembersRequest find;
        find.set_expression("member of o0 and not observer of o1 or any of o2");
        find.mutable_context()->add_sources(absl::StrCat("sources/", source));
        ASSERT_EQ(WithoutIds(all.Ask(On(date, find)).value()),
                  WithoutIds(alone.Ask(On(date, find)).value()));
      }
    }
  }
}

}  // namespace
}  // namespace comity::query
