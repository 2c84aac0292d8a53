// Goal: a comparison says what asking about each pair by itself says, and its
// bounds are the tightest. Method: random registers and contexts against a
// naive evaluator that calls CheckMembership and tries every way in which what
// is open may turn out.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

#include "query/answer/compare.h"
#include "tests/query/answer/compared.h"
#include "tests/query/answer/world.h"

namespace comity::query {
namespace {

constexpr uint32_t kSeed = 20011506;

const std::vector<std::string> kStates = {"AAA", "BBB", "CCC", "DDD", "EEE"};
const std::vector<std::string> kClubs = {"sco", "csto", "eaeu", "cis"};

std::string RandomDate(std::mt19937& random, int year) {
  switch (random() % 4) {
    case 0:
      return absl::StrCat(year);
    case 1:
      return absl::StrCat(year, "-0", 1 + random() % 9);
    case 2:
      return absl::StrCat("[", year, "..", year + 4, "]");
    default:
      return absl::StrCat(year, "-0", 1 + random() % 9, "-1", random() % 10);
  }
}

std::vector<std::string> RandomSources(std::mt19937& random) {
  std::vector<std::string> sources;
  for (const char* source : {"charter", "essay", "survey"}) {
    if (random() % 2 == 0) sources.push_back(source);
  }
  if (sources.empty()) sources.push_back("essay");
  return sources;
}

void TellAtRandom(std::mt19937& random, World& world) {
  for (const std::string& state : kStates) {
    world.builder.Put(StateRecord(state));
  }
  world.AddSource("essay", "2013");
  world.AddSource("survey", "2006", "1995/2010");
  for (const std::string& club : kClubs) {
    world.Tell("AAA", {{"1990", kMember, RandomSources(random)}}, club);
    for (const std::string& state : kStates) {
      if (random() % 4 == 0) continue;
      int year = 1990 + static_cast<int>(random() % 10);
      std::vector<EventSpec> events = {{RandomDate(random, year),
                                        random() % 3 == 0 ? kObserver : kMember,
                                        RandomSources(random)}};
      if (random() % 2 == 0) {
        year += 5 + static_cast<int>(random() % 10);
        events.push_back({RandomDate(random, year),
                          random() % 5 == 0 ? kStatusUnknown : kWithdrew,
                          RandomSources(random)});
      }
      world.Tell(state, events, club);
    }
  }
}

v1::ReadContext RandomContext(std::mt19937& random) {
  v1::ReadContext context;
  if (random() % 2 == 0) context = By(RandomSources(random));
  if (random() % 4 == 0) context.set_evidence_until("2006-12-31");
  context.set_date(RandomDate(random, 1990 + static_cast<int>(random() % 25)));
  context.set_certainty(static_cast<v1::CertaintyMode>(random() % 3));
  return context;
}

v1::Verdict Check(const World& world, const v1::ReadContext& context,
                  const std::string& organization, const std::string& member) {
  v1::CheckMembershipRequest request;
  *request.mutable_context() = context;
  request.set_organization(organization);
  request.set_member(member);
  request.add_statuses(model::v1::MEMBERSHIP_STATUS_MEMBER);
  const auto response = world.Ask(request);
  EXPECT_OK(response);
  return response.ok() ? response->answer().verdict() : v1::VERDICT_UNSPECIFIED;
}

// All that verdicts may turn out to be: every way to decide what is open.
struct Extremes {
  int64_t shared_min = 1000, shared_max = 0, union_min = 1000, union_max = 0;
  double jaccard_min = 2, jaccard_max = -1;
};

void Decide(const std::vector<std::vector<v1::Verdict>>& rows, size_t row,
            int64_t shared, int64_t in_any, Extremes& extremes) {
  if (row == rows.size()) {
    const double jaccard = in_any == 0 ? 0 : 1.0 * shared / in_any;
    extremes.shared_min = std::min(extremes.shared_min, shared);
    extremes.shared_max = std::max(extremes.shared_max, shared);
    extremes.union_min = std::min(extremes.union_min, in_any);
    extremes.union_max = std::max(extremes.union_max, in_any);
    extremes.jaccard_min = std::min(extremes.jaccard_min, jaccard);
    extremes.jaccard_max = std::max(extremes.jaccard_max, jaccard);
    return;
  }
  const size_t size = rows[row].size();
  std::set<std::pair<bool, bool>> outcomes;
  for (unsigned choice = 0; choice < 1u << size; ++choice) {
    bool allowed = true, all = true, any = false;
    for (size_t i = 0; i < size; ++i) {
      const bool in = (choice >> i & 1u) != 0;
      allowed &=
          in ? rows[row][i] != v1::VERDICT_NO : rows[row][i] != v1::VERDICT_YES;
      all &= in;
      any |= in;
    }
    if (allowed) outcomes.emplace(all, any);
  }
  for (const auto& [all, any] : outcomes) {
    Decide(rows, row + 1, shared + all, in_any + any, extremes);
  }
}

// What the naive evaluator holds of one comparison of organizations.
void ExpectAsChecked(const World& world, const v1::ReadContext& context,
                     const std::vector<std::string>& clubs) {
  v1::CompareOrganizationsRequest request = Of(clubs);
  *request.mutable_context() = context;
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  std::map<std::string, std::vector<v1::Verdict>> shown;
  for (const v1::ComparedRow& row : response->rows()) {
    for (const int verdict : row.verdicts()) {
      shown[row.name()].push_back(static_cast<v1::Verdict>(verdict));
    }
  }
  std::map<std::string, std::vector<v1::Verdict>> expected;
  std::vector<std::vector<v1::Verdict>> rows;
  const bool strict = context.certainty() == v1::CERTAINTY_MODE_STRICT;
  for (const std::string& state : kStates) {
    const std::string name = absl::StrCat("states/", state);
    std::vector<v1::Verdict> verdicts;
    bool has_dossier = false, any_yes = false, any_perhaps = false;
    for (const std::string& organization : request.organizations()) {
      has_dossier |=
          world.builder.shared()->FindMembership(organization, name) != nullptr;
      verdicts.push_back(Check(world, context, organization, name));
      any_yes |= verdicts.back() == v1::VERDICT_YES;
      any_perhaps |= verdicts.back() != v1::VERDICT_NO;
    }
    if (!has_dossier || !any_perhaps) continue;
    rows.push_back(verdicts);
    if (any_yes || !strict) expected[name] = verdicts;
  }
  EXPECT_EQ(shown, expected);
  Extremes extremes;
  Decide(rows, 0, 0, 0, extremes);
  const v1::Overlap& overlap = response->overlaps(0);
  EXPECT_EQ(
      Counts(overlap),
      absl::StrCat("shared ", extremes.shared_min, "-", extremes.shared_max,
                   " of ", extremes.union_min, "-", extremes.union_max));
  EXPECT_DOUBLE_EQ(overlap.jaccard_min(), extremes.jaccard_min);
  EXPECT_DOUBLE_EQ(overlap.jaccard_max(), extremes.jaccard_max);
}

TEST(CompareOrganizationsPropertyTest, IsWhatCheckingEachPairGives) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 60 && !testing::Test::HasFailure(); ++round) {
    World world;
    TellAtRandom(random, world);
    for (int question = 0; question < 20; ++question) {
      SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round,
                                ", question ", question));
      const v1::ReadContext context = RandomContext(random);
      std::vector<std::string> clubs = kClubs;
      std::shuffle(clubs.begin(), clubs.end(), random);
      clubs.resize(2 + random() % 3);
      ExpectAsChecked(world, context, clubs);
    }
  }
}

// The verdicts on organizations and members are one table, read by rows or by
// columns.
TEST(CompareOrganizationsPropertyTest, MembersAreTheTableTurned) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 40 && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round));
    World world;
    TellAtRandom(random, world);
    v1::CompareOrganizationsRequest request = OfMembers(kStates);
    *request.mutable_context() = RandomContext(random);
    request.mutable_context()->clear_certainty();
    const auto response = world.Ask(request);
    ASSERT_OK(response);
    for (const v1::ComparedRow& row : response->rows()) {
      for (int i = 0; i < row.verdicts_size(); ++i) {
        EXPECT_EQ(row.verdicts(i), Check(world, request.context(), row.name(),
                                         request.members(i)));
      }
    }
  }
}

}  // namespace
}  // namespace comity::query
