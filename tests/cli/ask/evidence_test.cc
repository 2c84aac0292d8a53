// What an answer rests on, in words: dates with just the precision that the
// source gave, certain and possible told apart.
#include "cli/ask/evidence.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

using query::v1::CERTAINTY_CERTAIN;
using query::v1::CERTAINTY_POSSIBLE;
using query::v1::CERTAINTY_UNSPECIFIED;

query::v1::HeldStatus Observer(query::v1::Certainty at_some_time,
                               query::v1::Certainty throughout) {
  query::v1::HeldStatus held;
  held.set_status(model::v1::MEMBERSHIP_STATUS_OBSERVER);
  held.set_at_some_time(at_some_time);
  held.set_throughout(throughout);
  return held;
}

TEST(EvidenceTest, CertainAndPossibleAreToldApart) {
  EXPECT_EQ(HeldText(Observer(CERTAINTY_CERTAIN, CERTAINTY_CERTAIN)),
            "observer");
  EXPECT_EQ(HeldText(Observer(CERTAINTY_POSSIBLE, CERTAINTY_POSSIBLE)),
            "possibly observer");
  EXPECT_EQ(HeldText(Observer(CERTAINTY_CERTAIN, CERTAINTY_UNSPECIFIED)),
            "observer for a part");
  EXPECT_EQ(HeldText(Observer(CERTAINTY_CERTAIN, CERTAINTY_POSSIBLE)),
            "observer for a part at least");
}

TEST(EvidenceTest, TitleIsToldUnlessItRepeatsTheStatus) {
  auto held = Observer(CERTAINTY_CERTAIN, CERTAINTY_CERTAIN);
  held.set_title("Observer");
  EXPECT_EQ(HeldText(held), "observer");
  held.set_title("permanent observer");
  EXPECT_EQ(HeldText(held), "observer (permanent observer)");
}

TEST(EvidenceTest, EventKeepsItsDateAndSaysWhoSaysSo) {
  const auto event = FromText<query::v1::EventBasis>(R"(
    what: 'status_changed' date { date: '2013~' }
    standing: STANDING_ALTERNATIVE hypothetical: true
    citations { source: 'sources/essay' locator: 'par. 3' }
    citations { source: 'sources/brief' }
    citations { source: 'sources/treaty' stance: STANCE_DISPUTES })");
  EXPECT_EQ(EvidenceLine(kPipe, 2, "since:", event),
            "  since: status changed 2013~ (alternative) (what if)  "
            "essay (par. 3), brief; disputed by treaty\n");
}

TEST(EvidenceTest, UnknownSaysWhy) {
  query::v1::MembershipAnswer answer;
  EXPECT_EQ(StatusesText(answer), "none");
  answer.set_verdict(query::v1::VERDICT_UNKNOWN);
  answer.set_unknown_reason(query::v1::UNKNOWN_REASON_OUTSIDE_COVERAGE);
  EXPECT_EQ(StatusesText(answer), "unknown: outside coverage");
  EXPECT_EQ(AnswerEvidence(kPipe, 2, answer), "  unknown: outside coverage\n");
}

TEST(EvidenceTest, LeavingAndSuccessionAreEvidenceToo) {
  const auto answer = FromText<query::v1::MembershipAnswer>(
      "verdict: VERDICT_NO none_since { " + EventOf("withdrew", "1991") +
      " } successions { kind: SUCCESSION_KIND_CONTINUED_BY "
      "member: 'states/RUS' event { " +
      EventOf("continued_by", "1991-12") + " } }");
  EXPECT_EQ(AnswerEvidence(kPipe, 2, answer),
            "  none since: withdrew 1991  treaty (art. 1)\n"
            "  continued by RUS: continued by 1991-12  treaty (art. 1)\n");
}

TEST(EvidenceTest, AskedTextSaysWhereTheQuestionLeftTheCanonicalView) {
  const auto basis = FromText<query::v1::AnswerBasis>(R"(
    date: '2005' evidence_until: '2013-12-31' sources: 'sources/cow'
    certainty: CERTAINTY_MODE_STRICT hypotheses {})");
  EXPECT_EQ(AskedText(basis),
            "on 2005, by the word of cow, as known by 2013-12-31, only what is "
            "certain, what if 1 change");
}

TEST(EvidenceTest, SpanSaysWhatIsKnownOfIt) {
  const std::string since = "since { " + EventOf("taken", "2013~") + " }";
  const std::string until = "until { " + EventOf("abandoned", "") + " }";
  EXPECT_EQ(SpanText(FromText<query::v1::Holding>("")), "");
  EXPECT_EQ(SpanText(FromText<query::v1::Holding>(since)), "since 2013~");
  EXPECT_EQ(SpanText(FromText<query::v1::Holding>(until)),
            "until a day unknown");
  EXPECT_EQ(SpanText(FromText<query::v1::Holding>(since + until)),
            "2013~ to a day unknown");
}

}  // namespace
}  // namespace comity::cli
