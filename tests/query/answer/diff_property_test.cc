// DiffMemberships on random registers: one answer and the difference give the
// other, in any view, whatever was corrected.
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "query/answer/diff.h"
#include "query/answer/membership_answer.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

constexpr int kSeed = 271'828;
constexpr int kStates = 8;

std::string StateName(unsigned i) { return absl::StrCat("states/s", 10 + i); }

// Six commits, each of which tells some dossiers anew, and perhaps a source.
class CorrectedWorld : public World {
 public:
  explicit CorrectedWorld(std::mt19937& random) {
    AddSource("cow", "2010");
    for (unsigned i = 0; i < kStates; ++i) {
      builder.Put(StateRecord(absl::StrCat("s", 10 + i)));
    }
    for (int commit = 0; commit < 6; ++commit) {
      for (unsigned i = 0; i < kStates; ++i) {
        if (random() % 2 == 0) Retell(i, random);
      }
      if (random() % 3 == 0) {
        builder.Put(SourceRecord("cow", random() % 2 ? "1999" : "2010",
                                 random() % 2 ? "1990/2003" : ""));
      }
      revisions.push_back(builder.Commit());
    }
  }

  std::vector<int64_t> revisions;

 private:
  void Retell(unsigned state, std::mt19937& random) {
    std::vector<EventSpec> events;
    int year = 1995 + static_cast<int>(random() % 5);
    events.push_back({absl::StrCat(year),
                      random() % 2 ? kMember : kObserver,
                      {random() % 2 ? "charter" : "cow"}});
    if (random() % 2) {
      year += 1 + static_cast<int>(random() % 6);
      const std::string heir = StateName((state + 1) % kStates);
      events.push_back(
          {absl::StrCat(year),
           random() % 3 ? kWithdrew
                        : absl::StrCat("continued_by { member: '", heir, "' }"),
           {random() % 2 ? "charter" : "cow"}});
    }
    builder.Put(
        MembershipRecord("organizations/sco", StateName(state), events));
  }
};

std::vector<v1::ReadContext> Views() {
  return {By({}), By({"cow"}), By({"charter", "cow"}), By({}, "2005-12-31"),
          In(v1::CERTAINTY_MODE_STRICT)};
}

// The answers on the SCO's dossiers, those on who was certainly not in it too.
std::map<std::string, std::string> AnswersOn(const World& world,
                                             const std::string& date,
                                             int64_t revision,
                                             const v1::ReadContext& view) {
  std::map<std::string, std::string> answers;
  for (unsigned i = 0; i < kStates; ++i) {
    v1::CheckMembershipRequest request;
    request.set_organization("organizations/sco");
    request.set_member(StateName(i));
    const RecordHistory* const dossier = world.builder.shared()->Find(
        model::MembershipName(request.organization(), request.member()));
    if (dossier == nullptr || dossier->RecordAt(revision) == nullptr) continue;
    for (int status = 1; status <= model::v1::MembershipStatus_MAX; ++status) {
      request.add_statuses(static_cast<model::v1::MembershipStatus>(status));
    }
    *request.mutable_context() = view;
    request.mutable_context()->set_date(date);
    request.mutable_context()->set_at_revision(revision);
    const auto response = world.Ask(request);
    EXPECT_OK(response);
    answers[request.member()] = response->answer().SerializeAsString();
  }
  return answers;
}

// Puts each row's `after` in the place of its `before`.
template <typename Rows>
void Apply(const Rows& rows, std::map<std::string, std::string>& answers) {
  for (const auto& row : rows) {
    const auto known = answers.find(row.after().member());
    // One whose dossier is new had none to be compared with.
    if (known != answers.end()) {
      EXPECT_EQ(known->second, row.before().SerializeAsString());
    }
    answers[row.after().member()] = row.after().SerializeAsString();
  }
}

TEST(DiffMembershipsPropertyTest, WhatTookEffectMakesTheLaterAnswers) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 60; ++round) {
    const CorrectedWorld world(random);
    const int64_t head = world.builder.shared()->head_revision();
    for (const v1::ReadContext& view : Views()) {
      for (int i = 0; i < 6; ++i) {
        const int from = 1994 + static_cast<int>(random() % 12);
        const int to = from + static_cast<int>(random() % 6);
        v1::DiffMembershipsRequest request;
        *request.mutable_context() = view;
        request.set_from_date(random() % 2 ? absl::StrCat(from)
                                           : absl::StrCat(from, "-01-01"));
        request.set_to_date(absl::StrCat(to, "-12-31"));
        SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round, ": ",
                                  request.ShortDebugString()));
        auto answers = AnswersOn(world, request.from_date(), head, view);
        const auto diff = world.Ask(request);
        ASSERT_OK(diff);
        Apply(diff->took_effect(), answers);
        ASSERT_EQ(answers, AnswersOn(world, request.to_date(), head, view));
        if (!view.sources().empty()) continue;
        // Where coverage does not make the difference, an event does.
        for (const v1::EffectiveChange& change : diff->took_effect()) {
          ASSERT_FALSE(change.events().empty());
        }
      }
    }
  }
}

TEST(DiffMembershipsPropertyTest, WhatWasCorrectedMakesTheNewerAnswers) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 30; ++round) {
    const CorrectedWorld world(random);
    for (const v1::ReadContext& view : Views()) {
      for (const int64_t from : world.revisions) {
        for (const int64_t to : world.revisions) {
          if (to < from) continue;
          v1::DiffMembershipsRequest request;
          *request.mutable_context() = view;
          request.mutable_context()->set_date("2001");
          request.set_from_revision(from);
          request.set_to_revision(to);
          SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round, ": ",
                                    request.ShortDebugString()));
          auto answers = AnswersOn(world, "2001", from, view);
          const auto diff = world.Ask(request);
          ASSERT_OK(diff);
          Apply(diff->corrected(), answers);
          ASSERT_EQ(answers, AnswersOn(world, "2001", to, view));
        }
      }
    }
  }
}

}  // namespace
}  // namespace comity::query
