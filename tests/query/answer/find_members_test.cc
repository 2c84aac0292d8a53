// FindMembers, by hand and against a naive evaluator.
#include "query/answer/find_members.h"

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/answer/lists.h"
#include "query/answer/set_expression.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::ElementsAre;
using testing::IsEmpty;

v1::FindMembersRequest Find(const std::string& expression,
                            const std::string& date = "2020-01-01") {
  v1::FindMembersRequest request;
  request.set_expression(expression);
  return On(date, request);
}

// "IND", "IND?" when possible, "IND!" when unknown.
std::vector<std::string> Shown(
    const absl::StatusOr<v1::FindMembersResponse>& response) {
  EXPECT_OK(response);
  std::vector<std::string> rows;
  if (!response.ok()) return rows;
  for (const v1::FoundMember& row : response->members()) {
    rows.push_back(absl::StrCat(model::IdOf(row.member()),
                                row.verdict() == v1::VERDICT_POSSIBLY  ? "?"
                                : row.verdict() == v1::VERDICT_UNKNOWN ? "!"
                                                                       : ""));
  }
  return rows;
}

TEST(FindMembersTest, UnitesIntersectsAndComplements) {
  const ScoWorld world;
  const auto find = [&](const char* expression) {
    return Shown(world.Ask(Find(expression)));
  };
  EXPECT_THAT(find("member of sco"), ElementsAre("CHN", "IND", "RUS"));
  EXPECT_THAT(find("observer of sco on 2010"), ElementsAre("IND"));
  EXPECT_THAT(find("member of sco and not observer of sco on 2010"),
              ElementsAre("CHN", "RUS"));
  EXPECT_THAT(find("party to friendship"), ElementsAre("RUS"));
  EXPECT_THAT(find("signatory to friendship and not party to friendship"),
              ElementsAre("CHN"));
  EXPECT_THAT(find("not member of sco"), ElementsAre("UZB", "XYZ"));
  EXPECT_THAT(find("observer of sco or party to friendship"),
              ElementsAre("RUS"));
}

TEST(FindMembersTest, APartOfAPeriodIsPossible) {
  const ScoWorld world;
  EXPECT_THAT(Shown(world.Ask(Find("member of sco", "2017"))),
              ElementsAre("CHN", "IND?", "RUS"));
  v1::FindMembersRequest strict = Find("not member of sco", "2017");
  strict.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_THAT(Shown(world.Ask(strict)), ElementsAre("UZB", "XYZ"));
}

TEST(FindMembersTest, NotRangesOverTheStatesOfTheDate) {
  ScoWorld world;
  world.Put(
      "name: 'states/SUN' state { type: STATE_TYPE_HISTORICAL <charter> "
      "events { date: '1922-12-30' founded {} <charter> } "
      "events { date: '1991-12' dissolved {} <charter> } }");
  // An organization is in no complement.
  world.builder.Put(OrganizationRecord("eu"));
  world.builder.Put(OrganizationRecord("un"));
  world.builder.Put(MembershipRecord("organizations/un", "organizations/eu",
                                     {{"2001", kMember}}));
  world.builder.Commit();
  EXPECT_THAT(Shown(world.Ask(Find("not member of sco", "1985"))),
              ElementsAre("CHN", "IND", "RUS", "SUN", "UZB", "XYZ"));
  EXPECT_THAT(Shown(world.Ask(Find("not member of sco", "1991-12-15"))),
              ElementsAre("CHN", "IND", "RUS", "SUN?", "UZB", "XYZ"));
  EXPECT_THAT(Shown(world.Ask(Find("not member of sco", "2020"))),
              ElementsAre("UZB", "XYZ"));
}

TEST(FindMembersTest, WhereASourceSaysNothingAllIsUnknown) {
  ScoWorld world;
  world.AddSource("silent", "2013");
  v1::FindMembersRequest request = Find("member of sco");
  request.mutable_context()->add_sources("sources/silent");
  EXPECT_THAT(Shown(world.Ask(request)),
              ElementsAre("CHN!", "IND!", "RUS!", "UZB!", "XYZ!"));
  request.set_expression("party to friendship");
  EXPECT_THAT(Shown(world.Ask(request)),
              ElementsAre("CHN!", "IND!", "RUS!", "UZB!", "XYZ!"));
  // By the essay's word India has signed, and nobody is a party.
  request.mutable_context()->set_sources(0, "sources/essay");
  request.set_expression("signatory to friendship");
  EXPECT_THAT(Shown(world.Ask(request)), ElementsAre("IND"));
}

TEST(FindMembersTest, ExplainsEachAtom) {
  const ScoWorld world;
  v1::FindMembersRequest request =
      Find("member of sco and signatory to friendship");
  request.set_explain(true);
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->members_size(), 2);
  const v1::FoundMember& china = response->members(0);
  ASSERT_EQ(china.atoms_size(), 2);
  EXPECT_EQ(china.atoms(0).atom(), "member of organizations/sco");
  EXPECT_EQ(china.atoms(0).membership().statuses(0).since().what(), "admitted");
  EXPECT_EQ(china.atoms(1).verdict(), v1::VERDICT_YES);
  EXPECT_EQ(china.atoms(1).parties(0).signature().citations(0).source(),
            "sources/charter");
}

// The row and its atom are one verdict, where coverage ends in the days asked
// too.
TEST(FindMembersTest, AnAtomIsExplainedAsItCounted) {
  ScoWorld world;
  world.AddSource("list", "2020", "2000/2010");
  world.Put(
      "name: 'instruments/pact' instrument { <list> "
      "events { date: '2005' signed { party: 'states/CHN' } <list> } }");
  v1::FindMembersRequest request = Find("signatory to pact", "[2009..2012]");
  request.mutable_context()->add_sources("sources/list");
  request.set_explain(true);
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  ASSERT_FALSE(response->members().empty());
  for (const v1::FoundMember& row : response->members()) {
    EXPECT_EQ(row.atoms(0).verdict(), row.verdict()) << row.member();
    EXPECT_EQ(row.verdict(), row.member() == "states/CHN" ? v1::VERDICT_POSSIBLY
                                                          : v1::VERDICT_UNKNOWN)
        << row.member();
  }
}

TEST(FindMembersTest, HypothesesCount) {
  const ScoWorld world;
  v1::FindMembersRequest request = Find("member of sco", "2014");
  Suppose(request, "organizations/sco/memberships/IND",
          "date: '2014' withdrew {}");
  // The supposition comes after the story on record, which goes on to 2017.
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_ORDER_IMPOSSIBLE));
  request = Find("member of sco", "2014-06-01");
  model::v1::Record& record =
      *request.mutable_context()->add_hypotheses()->mutable_put();
  record = RecordOf(
      "name: 'organizations/sco/memberships/UZB' membership { "
      "member: 'states/UZB' events { date: '2014-01-01' admitted { "
      "status: MEMBERSHIP_STATUS_MEMBER } } }");
  EXPECT_THAT(Shown(world.Ask(request)), ElementsAre("CHN", "RUS", "UZB"));
}

TEST(FindMembersTest, RefusesWhatItCannotRead) {
  const ScoWorld world;
  EXPECT_THAT(world.Ask(Find("member off sco")),
              ReasonIs(model::v1::REASON_EXPRESSION_MALFORMED));
  EXPECT_THAT(world.Ask(Find("")), ReasonIs(model::v1::REASON_FIELD_MISSING));
  EXPECT_THAT(world.Ask(Find("member of none")),
              ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
  EXPECT_THAT(world.Ask(Find(std::string(10'000, '(') + "any of sco" +
                             std::string(10'000, ')'))),
              ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
}

TEST(FindMembersTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ScoWorld>(Find("any of sco or not any of sco"),
                                    &v1::FindMembersResponse::mutable_members);
}

// --- Against a naive evaluator, which asks CheckMembership for each atom and
// member, and combines verdicts one member at a time.

constexpr int kSeed = 20'260'524;
constexpr int kStates = 12;
constexpr int kOrganizations = 4;

class RandomWorld : public World {
 public:
  explicit RandomWorld(std::mt19937& random) {
    for (int i = 0; i < kStates; ++i) {
      std::string events;
      if (random() % 3 == 0) {
        events = absl::StrCat("events { date: '", 1990 + random() % 10,
                              "' founded {} <charter> }");
      }
      builder.Put(RecordOf(
          absl::StrCat("name: 'states/s", 10 + i, "' state { ", events, " }")));
    }
    for (int i = 0; i < kOrganizations; ++i) {
      builder.Put(OrganizationRecord(absl::StrCat("o", i)));
    }
    builder.Commit();
    for (int o = 0; o < kOrganizations; ++o) {
      for (int s = 0; s < kStates; ++s) {
        if (random() % 2 == 0) {
          Join(o, absl::StrCat("states/s", 10 + s), random);
        }
      }
    }
    Join(0, "organizations/o1", random);
    builder.Commit();
  }

 private:
  void Join(int organization, const std::string& member, std::mt19937& random) {
    std::vector<EventSpec> events;
    int year = 1990 + static_cast<int>(random() % 8);
    events.push_back(
        {DateAt(year, random), random() % 2 == 0 ? kMember : kObserver});
    if (random() % 2 == 0) {
      year += 2 + static_cast<int>(random() % 3);
      events.push_back({DateAt(year, random),
                        random() % 3 == 0 ? kStatusUnknown : kWithdrew});
    }
    builder.Put(MembershipRecord(absl::StrCat("organizations/o", organization),
                                 member, events));
  }

  static std::string DateAt(int year, std::mt19937& random) {
    return random() % 2 == 0 ? absl::StrCat(year)
                             : absl::StrCat(year, "-06-", 10 + random() % 9);
  }
};

std::string RandomExpression(std::mt19937& random, int depth) {
  if (depth == 0 || random() % 4 == 0) {
    const char* const whats[] = {"member of ", "observer of ", "any of "};
    std::string atom =
        absl::StrCat(whats[random() % 3], "o", random() % kOrganizations);
    if (random() % 3 == 0) absl::StrAppend(&atom, " on ", 1990 + random() % 12);
    return atom;
  }
  const std::string left = RandomExpression(random, depth - 1);
  if (random() % 3 == 0) return absl::StrCat("not (", left, ")");
  return absl::StrCat("(", left, random() % 2 == 0 ? ") and (" : ") or (",
                      RandomExpression(random, depth - 1), ")");
}

// NO < POSSIBLY, UNKNOWN < YES; anything unknown that decides makes UNKNOWN.
v1::Verdict NaiveAnd(v1::Verdict a, v1::Verdict b) {
  if (a == v1::VERDICT_NO || b == v1::VERDICT_NO) return v1::VERDICT_NO;
  if (a == v1::VERDICT_YES && b == v1::VERDICT_YES) return v1::VERDICT_YES;
  return a == v1::VERDICT_UNKNOWN || b == v1::VERDICT_UNKNOWN
             ? v1::VERDICT_UNKNOWN
             : v1::VERDICT_POSSIBLY;
}
v1::Verdict NaiveNot(v1::Verdict a) {
  return a == v1::VERDICT_YES  ? v1::VERDICT_NO
         : a == v1::VERDICT_NO ? v1::VERDICT_YES
                               : a;
}
v1::Verdict NaiveOr(v1::Verdict a, v1::Verdict b) {
  return NaiveNot(NaiveAnd(NaiveNot(a), NaiveNot(b)));
}

v1::Verdict NaiveAtom(const World& world, const SetAtom& atom,
                      const std::string& member, const std::string& date) {
  v1::CheckMembershipRequest request;
  request.set_organization(atom.name);
  request.set_member(member);
  if (atom.kind == SetAtom::Kind::kStatus) {
    request.add_statuses(atom.status);
  } else {
    for (int status = model::v1::MembershipStatus_MIN + 1;
         status <= model::v1::MembershipStatus_MAX; ++status) {
      request.add_statuses(static_cast<model::v1::MembershipStatus>(status));
    }
  }
  const auto response =
      world.Ask(On(atom.date.has_value() ? atom.date->text() : date, request));
  EXPECT_OK(response);
  return response->answer().verdict();
}

v1::Verdict NaiveExistence(const World& world, const std::string& member,
                           const std::string& date) {
  if (member.starts_with("organizations/")) return v1::VERDICT_NO;
  const auto lifetime =
      model::LifetimeOf(*world.builder.shared()->Find(member)->RecordAt(
          world.builder.shared()->head_revision()));
  const auto certainty = lifetime.During(model::Date::Parse(date)->bounds());
  return certainty == model::Certainty::kCertain    ? v1::VERDICT_YES
         : certainty == model::Certainty::kPossible ? v1::VERDICT_POSSIBLY
                                                    : v1::VERDICT_NO;
}

TEST(FindMembersTest, AgreesWithANaiveEvaluatorOnRandomRegisters) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 300; ++round) {
    const RandomWorld world(random);
    const std::string text = RandomExpression(random, 4);
    const std::string date = absl::StrCat(1990 + random() % 12);
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round, ": ", text,
                              " on ", date));
    const auto expression = ParseSetExpression(text, "expression");
    ASSERT_OK(expression);
    std::vector<std::string> members = {"organizations/o1", "states/XYZ"};
    for (int i = 0; i < kStates; ++i) {
      members.push_back(absl::StrCat("states/s", 10 + i));
    }
    std::map<std::string, v1::Verdict> expected;
    for (const std::string& member : members) {
      std::vector<v1::Verdict> stack;
      for (const SetStep& step : expression->program) {
        if (step.op == SetStep::Op::kAtom) {
          stack.push_back(NaiveAtom(
              world, expression->atoms[static_cast<size_t>(step.atom)], member,
              date));
          continue;
        }
        if (step.op == SetStep::Op::kNot) {
          stack.back() = NaiveAnd(NaiveExistence(world, member, date),
                                  NaiveNot(stack.back()));
          continue;
        }
        const v1::Verdict right = stack.back();
        stack.pop_back();
        stack.back() = step.op == SetStep::Op::kAnd
                           ? NaiveAnd(stack.back(), right)
                           : NaiveOr(stack.back(), right);
      }
      if (stack.back() != v1::VERDICT_NO) expected[member] = stack.back();
    }
    const auto response = world.Ask(Find(text, date));
    ASSERT_OK(response);
    std::map<std::string, v1::Verdict> found;
    for (const auto& row : response->members()) {
      found[row.member()] = row.verdict();
    }
    ASSERT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace comity::query
