// Answers as spans and markers. The certain and the possible days are those of
// design.md, section 3.
#include "cli/draw/spans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/draw/charts.h"

namespace comity::cli {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

query::v1::AnswerDate AnswerDateOf(const std::string& date,
                                   const std::string& earliest,
                                   const std::string& latest) {
  query::v1::AnswerDate answer;
  answer.set_date(date);
  answer.set_earliest(earliest);
  answer.set_latest(latest);
  return answer;
}

query::v1::EventBasis Happened(const std::string& what,
                               query::v1::AnswerDate date) {
  query::v1::EventBasis event;
  event.set_what(what);
  *event.mutable_date() = std::move(date);
  event.add_citations()->set_source("sources/a");
  return event;
}

// A member since some day of 2004, till some day of 2020.
query::v1::MembershipAnswer Answer() {
  query::v1::MembershipAnswer answer;
  auto& held = *answer.add_statuses();
  held.set_status(kMember);
  *held.mutable_since() =
      Happened("admitted", AnswerDateOf("2004", "2004-01-01", "2004-12-31"));
  *held.mutable_until() =
      Happened("withdrew", AnswerDateOf("2020-02", "2020-02-01", "2020-02-29"));
  return answer;
}

query::v1::TimelineEntry Entry(query::v1::AnswerDate date) {
  query::v1::TimelineEntry entry;
  *entry.mutable_date() = std::move(date);
  entry.mutable_event()->add_citations()->set_source("sources/a");
  return entry;
}

TEST(SpansOfTest, BoundsOfTheEventsMakeCertainAndPossibleDays) {
  const auto spans = SpansOf(Answer(), false);
  ASSERT_THAT(spans, SizeIs(1));
  EXPECT_EQ(spans[0].possible, Days("2004-01-01", "2020-02-28"));
  EXPECT_EQ(spans[0].certain, Days("2004-12-31", "2020-01-31"));
  EXPECT_FALSE(spans[0].goes_on);
  EXPECT_EQ(spans[0].since, "2004");
  EXPECT_EQ(spans[0].until, "2020");
  EXPECT_EQ(spans[0].story,
            "member\nsince 2004 (admitted)\n  says sources/a\n"
            "until 2020-02 (withdrew)\n  says sources/a");
}

TEST(SpansOfTest, WhatDoesNotEndGoesOn) {
  auto answer = Answer();
  answer.mutable_statuses(0)->clear_until();
  const auto spans = SpansOf(answer, false);
  ASSERT_THAT(spans, SizeIs(1));
  EXPECT_TRUE(spans[0].goes_on);
  EXPECT_EQ(spans[0].certain,
            (model::DayRange{DayOf("2004-12-31"), model::kMaxDay}));
}

TEST(SpansOfTest, AHypothesisIsCalledOne) {
  auto answer = Answer();
  answer.mutable_statuses(0)->mutable_since()->set_hypothetical(true);
  const auto spans = SpansOf(answer, false);
  EXPECT_EQ(spans[0].since, "2004, what if");
  EXPECT_THAT(spans[0].story, HasSubstr("(admitted), what if"));
}

TEST(SpansOfTest, AnUnknownBeginningIsNeverCertain) {
  auto answer = Answer();
  *answer.mutable_statuses(0)->mutable_since()->mutable_date() =
      AnswerDateOf("", "", "");
  answer.mutable_statuses(0)->clear_until();
  const auto spans = SpansOf(answer, false);
  ASSERT_THAT(spans, SizeIs(1));
  EXPECT_FALSE(spans[0].certain.has_value());
  EXPECT_EQ(spans[0].possible,
            (model::DayRange{model::kMinDay, model::kMaxDay}));
  EXPECT_THAT(spans[0].story, HasSubstr("possibly"));
}

TEST(SpansOfTest, AnUnknownEndLeavesOpenHowLong) {
  auto answer = Answer();
  *answer.mutable_statuses(0)->mutable_until()->mutable_date() =
      AnswerDateOf("[2020..]", "2020-01-01", "");
  const auto spans = SpansOf(answer, false);
  EXPECT_EQ(spans[0].possible.last, model::kMaxDay);
  EXPECT_EQ(spans[0].certain->last, DayOf("2019-12-31"));
  EXPECT_FALSE(spans[0].goes_on);
}

TEST(SpansOfTest, StrictShowsCertainDaysAlone) {
  const auto spans = SpansOf(Answer(), true);
  ASSERT_THAT(spans, SizeIs(1));
  EXPECT_EQ(spans[0].possible, *spans[0].certain);
}

TEST(UnknownSpansOfTest, LastFromThatEventToTheNextThatBearsAStatus) {
  auto unknown = Entry(AnswerDateOf("2001-02-03", "2001-02-03", "2001-02-03"));
  unknown.mutable_event()->mutable_status_unknown();
  auto step = Entry(AnswerDateOf("2002-01-01", "2002-01-01", "2002-01-01"));
  step.mutable_event()->mutable_applied();
  auto admitted = Entry(AnswerDateOf("2004-05-01", "2004-05-01", "2004-05-01"));
  admitted.mutable_event()->mutable_admitted();
  const auto spans = UnknownSpansOf({unknown, step, admitted});
  ASSERT_THAT(spans, SizeIs(1));
  EXPECT_EQ(spans[0].status, model::v1::MEMBERSHIP_STATUS_UNSPECIFIED);
  EXPECT_EQ(spans[0].possible, Days("2001-02-03", "2004-04-30"));
}

TEST(MarkerOfTest, OnlyStepsOfAccessionAreMarkers) {
  auto entry = Entry(AnswerDateOf("1994-03", "1994-03-01", "1994-03-31"));
  entry.mutable_event()->mutable_admitted();
  EXPECT_FALSE(MarkerOf(entry).has_value());
  entry.mutable_event()->mutable_invited();
  entry.mutable_event()->add_actors("organizations/eu");
  const auto marker = MarkerOf(entry);
  ASSERT_TRUE(marker.has_value());
  EXPECT_EQ(marker->kind, MarkerKind::kApplication);
  EXPECT_EQ(marker->middle(), DayOf("1994-03-16"));
  EXPECT_EQ(marker->story, "1994-03: invited by eu\n  says sources/a");
}

TEST(MarkerOfTest, AStepOfUnknownDateHasNoPlace) {
  auto entry = Entry(AnswerDateOf("", "", ""));
  entry.mutable_event()->mutable_applied();
  EXPECT_FALSE(MarkerOf(entry).has_value());
  *entry.mutable_date() = AnswerDateOf("[..1960]", "", "1960-12-31");
  ASSERT_TRUE(MarkerOf(entry).has_value());
  EXPECT_EQ(MarkerOf(entry)->middle(), DayOf("1960-12-31"));
}

TEST(ShortDateTest, KeepsWhatTheSourceGave) {
  EXPECT_EQ(ShortDate(AnswerDateOf("2004-05-01", "2004-05-01", "2004-05-01")),
            "2004");
  EXPECT_EQ(ShortDate(AnswerDateOf("2013~", "2013-01-01", "2013-12-31")),
            "2013~");
  EXPECT_EQ(ShortDate(AnswerDateOf("[1951..1955]", "1951-01-01", "1955-12-31")),
            "1951–1955");
  EXPECT_EQ(ShortDate(AnswerDateOf("[..1960]", "", "1960-12-31")), "by 1960");
  EXPECT_EQ(ShortDate(AnswerDateOf("[1960..]", "1960-01-01", "")), "from 1960");
  EXPECT_EQ(ShortDate(AnswerDateOf("", "", "")), "?");
}

TEST(SaysWhoTest, NamesThreeAndCountsTheRest) {
  model::v1::Event event;
  for (const char* source :
       {"sources/a", "sources/b", "sources/c", "sources/d", "sources/e"}) {
    event.add_citations()->set_source(source);
  }
  event.mutable_citations(0)->set_locator("art. 1");
  event.mutable_citations(2)->set_stance(model::v1::STANCE_DISPUTES);
  EXPECT_EQ(SaysWho(event.citations()),
            "says sources/a, art. 1; sources/b; disputed by sources/c "
            "and 2 more");
}

}  // namespace
}  // namespace comity::cli
