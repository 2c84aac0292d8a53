// Q3: a basis handed back gives the same answer, byte for byte.
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "tests/query/answer/world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;

// Contexts of every kind, on a world with stories and sources.
std::vector<v1::ReadContext> Contexts() {
  std::vector<v1::ReadContext> contexts = {{},
                                           By({"essay", "charter", "essay"}),
                                           By({}, "2013-12-31"),
                                           By({"essay"}, "2013-12-31"),
                                           In(v1::CERTAINTY_MODE_STRICT)};
  contexts.emplace_back().set_date("2005");
  contexts.emplace_back().set_at_revision(3);
  contexts.emplace_back().mutable_fully_consistent();
  *contexts.emplace_back().mutable_at_time() =
      TimestampOf(kBeforeFirstCommit + absl::Minutes(3));
  return contexts;
}

World Stories() {
  World world;
  world.AddSource("essay", "2013");
  world.Tell("IND", {{"2005", kObserver, {"charter", "essay"}},
                     {"2017-06-09", kToMember}});
  world.Tell("PAK", {{"2005", kObserver, {"essay"}}, {"2017", kToMember}});
  return world;
}

TEST(ReplayTest, ABasisGivesTheSameAnswerAfterAThousandCommits) {
  World world = Stories();
  std::vector<v1::CheckMembershipRequest> checks;
  std::vector<v1::CheckMembershipResponse> check_answers;
  std::vector<v1::ListMembersRequest> lists;
  std::vector<v1::ListMembersResponse> list_answers;
  for (const v1::ReadContext& context : Contexts()) {
    v1::CheckMembershipRequest check;
    *check.mutable_context() = context;
    check.set_organization("organizations/sco");
    check.set_member("states/IND");
    checks.push_back(check);
    check_answers.push_back(world.Ask(check).value());
    v1::ListMembersRequest list;
    *list.mutable_context() = context;
    list.set_organization("organizations/sco");
    lists.push_back(list);
    list_answers.push_back(world.Ask(list).value());
  }

  for (int i = 0; i < 1000; ++i) {
    if (i % 10 == 0) {
      world.Tell("IND", {{absl::StrCat(1000 + i), kMember}});
      world.AddSource("essay", absl::StrCat(1000 + i));
    } else {
      world.AddNoise();
    }
  }
  world.now += absl::Hours(24 * 400);
  world.fresh_at = world.now;

  for (size_t i = 0; i < checks.size(); ++i) {
    const v1::AnswerBasis& basis = check_answers[i].basis();
    checks[i].clear_context();
    *checks[i].mutable_context()->mutable_basis() = basis;
    EXPECT_EQ(world.Ask(checks[i])->SerializeAsString(),
              check_answers[i].SerializeAsString())
        << basis.DebugString();
    lists[i].clear_context();
    *lists[i].mutable_context()->mutable_basis() = list_answers[i].basis();
    EXPECT_EQ(world.Ask(lists[i])->SerializeAsString(),
              list_answers[i].SerializeAsString());
  }
}

// Q3: pages and their tokens too.
TEST(ReplayTest, ABasisGivesTheSamePagesAndTokens) {
  World world = Stories();
  for (const v1::ReadContext& context : Contexts()) {
    v1::ListMembersRequest list;
    *list.mutable_context() = context;
    list.set_organization("organizations/sco");
    list.set_page_size(1);
    const v1::ListMembersResponse first = world.Ask(list).value();
    world.AddNoise();
    v1::ListMembersRequest replayed = list;
    *replayed.mutable_context()->mutable_basis() = first.basis();
    replayed.mutable_context()->clear_date();
    v1::ReadContext basis_only;
    *basis_only.mutable_basis() = first.basis();
    *replayed.mutable_context() = basis_only;
    EXPECT_EQ(world.Ask(replayed)->SerializeAsString(),
              first.SerializeAsString());
    if (first.next_page_token().empty()) continue;
    list.set_page_token(first.next_page_token());
    replayed.set_page_token(first.next_page_token());
    EXPECT_EQ(world.Ask(replayed)->SerializeAsString(),
              world.Ask(list)->SerializeAsString());
    // But not for another date or revision.
    replayed.mutable_context()->mutable_basis()->set_date("1990-01-01");
    EXPECT_THAT(world.Ask(replayed),
                ReasonIs(model::v1::REASON_PAGE_TOKEN_MISMATCH));
  }
}

TEST(ReplayTest, ABasisHoldsTheSourcesInOrderAndOnce) {
  const World world = Stories();
  v1::CheckMembershipRequest request;
  *request.mutable_context() = By({"essay", "charter", "essay"});
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  EXPECT_THAT(world.Ask(request)->basis().sources(),
              testing::ElementsAre("sources/charter", "sources/essay"));
}

TEST(ReplayTest, RefusesABasisOfElsewhereOrTheFuture) {
  const World world = Stories();
  v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  const v1::AnswerBasis basis = world.Ask(request)->basis();
  const auto ask = [&](auto change) {
    v1::ReadContext& context = *request.mutable_context();
    context.Clear();
    *context.mutable_basis() = basis;
    change(context);
    return world.Ask(request).status();
  };
  EXPECT_OK(ask([](auto&) {}));
  EXPECT_THAT(ask([](auto& c) { c.mutable_basis()->set_registry_id("other"); }),
              ReasonIs(model::v1::REASON_REGISTRY_MISMATCH));
  EXPECT_THAT(ask([](auto& c) { c.mutable_basis()->set_epoch("other"); }),
              ReasonIs(model::v1::REASON_EPOCH_MISMATCH));
  EXPECT_THAT(ask([](auto& c) { c.mutable_basis()->set_revision(99); }),
              ReasonIs(model::v1::REASON_REVISION_IN_FUTURE));
  EXPECT_THAT(ask([](auto& c) { c.mutable_basis()->set_date("then"); }),
              ReasonIs(model::v1::REASON_DATE_MALFORMED));
  EXPECT_THAT(ask([](auto& c) { c.mutable_basis()->clear_date(); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(ask([](auto& c) { c.mutable_basis()->set_revision(-1); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(ask([](auto& c) { c.mutable_basis()->Clear(); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(ask([](auto& c) { c.set_date("2001"); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(ask([](auto& c) { c.mutable_minimize_latency(); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
}

}  // namespace
}  // namespace comity::query
