// Each limit that the commit rules keep: at its bound a request is taken, one
// beyond it is refused with its reason.
#include "common/model/limits.h"

#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::LimitOf;
using model::v1::Event;
using model::v1::Record;

size_t Bound(model::v1::Limit limit) {
  return static_cast<size_t>(LimitOf(limit));
}

std::string TextOf(size_t bytes) { return std::string(bytes, 'x'); }

// `make` builds a commit with so many items or bytes.
template <typename Make>
void ExpectBound(size_t bound, Make make, const std::string& line) {
  EXPECT_OK(JudgeForm(make(bound)));
  EXPECT_THAT(JudgeForm(make(bound + 1)), Refuses(line));
}

// The same for a field of a record.
template <typename Change>
void ExpectRecordBound(size_t bound, const Record& base, Change change,
                       const std::string& line) {
  ExpectBound(
      bound,
      [&](size_t count) {
        Record record = base;
        change(record, count);
        return PutAll({record});
      },
      line);
}

TEST(LimitsTest, EveryLimitHasABound) {
  const auto* limits = model::v1::Limit_descriptor();
  for (int i = 1; i < limits->value_count(); ++i) {
    const auto limit =
        static_cast<model::v1::Limit>(limits->value(i)->number());
    EXPECT_GT(LimitOf(limit), 0) << limits->value(i)->name();
  }
  EXPECT_EQ(LimitOf(model::v1::LIMIT_UNSPECIFIED), 0);
  EXPECT_EQ(LimitOf(static_cast<model::v1::Limit>(9999)), 0);
}

TEST(LimitsTest, ChangesOfACommit) {
  ExpectBound(
      Bound(model::v1::LIMIT_CHANGES_PER_COMMIT),
      [](size_t count) {
        registry::v1::CommitRequest request;
        for (size_t i = 0; i < count; ++i) {
          *request.add_changes() = PutOf(MakeTopic(absl::StrCat("t", i)));
        }
        return request;
      },
      "TOO_MANY_ITEMS at changes");
}

TEST(LimitsTest, PreconditionsOfACommit) {
  ExpectBound(
      Bound(model::v1::LIMIT_PRECONDITIONS_PER_COMMIT),
      [](size_t count) {
        registry::v1::CommitRequest request = PutAll({MakeTopic("t")});
        for (size_t i = 0; i < count; ++i) {
          registry::v1::Precondition& precondition =
              *request.add_preconditions();
          precondition.set_name("topics/t");
          precondition.mutable_absent();
        }
        return request;
      },
      "TOO_MANY_ITEMS at preconditions");
}

TEST(LimitsTest, TextsOfARequest) {
  ExpectBound(
      Bound(model::v1::LIMIT_REQUEST_ID_BYTES),
      [](size_t bytes) {
        registry::v1::CommitRequest request = PutAll({MakeTopic("t")});
        request.set_request_id(TextOf(bytes));
        return request;
      },
      "TOO_LARGE at request_id");
  ExpectBound(
      Bound(model::v1::LIMIT_LONG_TEXT_BYTES),
      [](size_t bytes) {
        registry::v1::CommitRequest request = PutAll({MakeTopic("t")});
        request.set_message(TextOf(bytes));
        return request;
      },
      "TOO_LARGE at message");
}

TEST(LimitsTest, BytesOfARecord) {
  const size_t bound = Bound(model::v1::LIMIT_RECORD_BYTES);
  Record record = MakeMembership("organizations/sco", "states/IND", {});
  while (record.ByteSizeLong() + 5000 < bound) {
    Event& event = *record.mutable_membership()->add_events();
    event = MakeEvent("2001", &Event::mutable_applied);
    event.set_note(TextOf(4000));
  }
  // The last note brings it to the byte.
  Event& last = *record.mutable_membership()->add_events();
  last = MakeEvent("2001", &Event::mutable_applied);
  last.set_note(TextOf(1000));
  last.set_note(TextOf(1000 + bound - record.ByteSizeLong()));
  ASSERT_EQ(record.ByteSizeLong(), bound);
  EXPECT_OK(JudgeForm(PutAll({record})));
  last.mutable_note()->push_back('x');
  EXPECT_THAT(JudgeForm(PutAll({record})),
              Refuses("TOO_LARGE at changes[0].put"));
}

TEST(LimitsTest, ListsOfAnEvent) {
  const Record base =
      MakeMembership("organizations/sco", "states/IND", {Admitted("2001")});
  const std::string at = "changes[0].put.membership.events";
  ExpectRecordBound(
      Bound(model::v1::LIMIT_EVENTS_PER_RECORD), base,
      [](Record& record, size_t count) {
        for (size_t i = 1; i < count; ++i) {
          *record.mutable_membership()->add_events() =
              MakeEvent("2001", &Event::mutable_applied);
        }
      },
      "TOO_MANY_ITEMS at " + at);
  const auto event_of = [](Record& record) -> Event& {
    return *record.mutable_membership()->mutable_events(0);
  };
  ExpectRecordBound(
      Bound(model::v1::LIMIT_CITATIONS), base,
      [&](Record& record, size_t count) {
        while (event_of(record).citations_size() < static_cast<int>(count)) {
          *event_of(record).add_citations() = Cite();
        }
      },
      "TOO_MANY_ITEMS at " + at + "[0].citations");
  ExpectRecordBound(
      Bound(model::v1::LIMIT_ACTORS), base,
      [&](Record& record, size_t count) {
        for (size_t i = 0; i < count; ++i) {
          event_of(record).add_actors("states/IND");
        }
      },
      "TOO_MANY_ITEMS at " + at + "[0].actors");
  ExpectRecordBound(
      Bound(model::v1::LIMIT_LIST_IN_RECORD), base,
      [&](Record& record, size_t count) {
        auto& ended = *event_of(record).mutable_ended_by_succession();
        for (size_t i = 0; i < count; ++i) ended.add_successors("states/IND");
      },
      "TOO_MANY_ITEMS at " + at + "[0].ended_by_succession.successors");
}

TEST(LimitsTest, TextsOfAnEvent) {
  const Record base =
      MakeMembership("organizations/sco", "states/IND", {Admitted("2001")});
  const std::string at = "changes[0].put.membership.events[0]";
  const auto event_of = [](Record& record) -> Event& {
    return *record.mutable_membership()->mutable_events(0);
  };
  ExpectRecordBound(
      Bound(model::v1::LIMIT_LONG_TEXT_BYTES), base,
      [&](Record& record, size_t bytes) {
        event_of(record).set_note(TextOf(bytes));
      },
      "TOO_LARGE at " + at + ".note");
  ExpectRecordBound(
      256, base,
      [&](Record& record, size_t bytes) {
        event_of(record).mutable_citations(0)->set_locator(TextOf(bytes));
      },
      "TOO_LARGE at " + at + ".citations[0].locator");
  ExpectRecordBound(
      128, base,
      [&](Record& record, size_t bytes) {
        event_of(record).mutable_admitted()->set_title(TextOf(bytes));
      },
      "TOO_LARGE at " + at + ".admitted.title");
}

TEST(LimitsTest, LabelsAndCodes) {
  ExpectRecordBound(
      Bound(model::v1::LIMIT_LABELS), MakeTopic("t"),
      [](Record& record, size_t count) {
        while (record.topic().labels_size() < static_cast<int>(count)) {
          *record.mutable_topic()->add_labels() = MakeLabel("x");
        }
      },
      "TOO_MANY_ITEMS at changes[0].put.topic.labels");
  ExpectRecordBound(
      Bound(model::v1::LIMIT_SHORT_TEXT_BYTES), MakeTopic("t"),
      [](Record& record, size_t bytes) {
        record.mutable_topic()->mutable_labels(0)->set_text(TextOf(bytes));
      },
      "TOO_LARGE at changes[0].put.topic.labels[0].text");
  ExpectRecordBound(
      Bound(model::v1::LIMIT_CODES), MakeState("IND"),
      [](Record& record, size_t count) {
        for (size_t i = 0; i < count; ++i) {
          record = WithCode(record, model::v1::CODE_SYSTEM_COW, "750");
        }
      },
      "TOO_MANY_ITEMS at changes[0].put.state.codes");
}

TEST(LimitsTest, FieldsOfASource) {
  const std::string at = "changes[0].put.source.";
  const auto expect_text = [&](size_t bound, const std::string& field,
                               void (*set)(model::v1::Source&, std::string)) {
    ExpectRecordBound(
        bound, MakeSource("s"),
        [set](Record& record, size_t bytes) {
          set(*record.mutable_source(), TextOf(bytes));
        },
        "TOO_LARGE at " + at + field);
  };
  using model::v1::Source;
  expect_text(1024, "title",
              [](Source& source, std::string text) { source.set_title(text); });
  expect_text(512, "publisher", [](Source& source, std::string text) {
    source.set_publisher(text);
  });
  expect_text(2048, "url",
              [](Source& source, std::string text) { source.set_url(text); });
  expect_text(4096, "disclaimer", [](Source& source, std::string text) {
    source.set_disclaimer(text);
  });
  expect_text(512, "authors[0]", [](Source& source, std::string text) {
    source.add_authors(text);
  });
  ExpectRecordBound(
      100, MakeSource("s"),
      [](Record& record, size_t count) {
        for (size_t i = 0; i < count; ++i) {
          record.mutable_source()->add_authors("x");
        }
      },
      "TOO_MANY_ITEMS at " + at + "authors");
}

TEST(LimitsTest, ListsOfOtherKinds) {
  ExpectRecordBound(
      100, MakePosition("p", "states/IND", "topics/t"),
      [](Record& record, size_t count) {
        for (size_t i = 1; i < count; ++i) {
          record.mutable_position()->add_holders("states/IND");
        }
      },
      "TOO_MANY_ITEMS at changes[0].put.position.holders");
  ExpectRecordBound(
      100, MakePosition("p", "states/IND", "topics/t"),
      [](Record& record, size_t count) {
        for (size_t i = 1; i < count; ++i) {
          record.mutable_position()->add_targets("topics/t");
        }
      },
      "TOO_MANY_ITEMS at changes[0].put.position.targets");
  ExpectRecordBound(
      100, MakeProposal("p"),
      [](Record& record, size_t count) {
        for (size_t i = 0; i < count; ++i) {
          record.mutable_proposal()->add_subjects("topics/t");
        }
      },
      "TOO_MANY_ITEMS at changes[0].put.proposal.subjects");
  ExpectRecordBound(
      100, MakeOrganization("o"),
      [](Record& record, size_t count) {
        for (size_t i = 0; i < count; ++i) {
          auto& principle = *record.mutable_organization()->add_principles();
          *principle.add_labels() = MakeLabel("x");
          *principle.add_citations() = Cite();
        }
      },
      "TOO_MANY_ITEMS at changes[0].put.organization.principles");
  ExpectRecordBound(
      Bound(model::v1::LIMIT_LIST_IN_RECORD),
      MakeInstitution("organizations/sco/institutions/rats"),
      [](Record& record, size_t count) {
        auto& staffing = *record.mutable_institution()->mutable_staffing();
        *staffing.add_citations() = Cite();
        for (size_t i = 0; i < count; ++i) {
          staffing.mutable_named_states()->add_states("states/IND");
        }
      },
      "TOO_MANY_ITEMS at "
      "changes[0].put.institution.staffing.named_states.states");
}

// What only the result shows: the record as stored, with what is appended.
class ResultLimitsTest : public RulesTest {};

TEST_F(ResultLimitsTest, EventsOfARecordCountWithThoseStored) {
  const size_t bound = Bound(model::v1::LIMIT_EVENTS_PER_RECORD);
  std::vector<Event> events = {Admitted("2017")};
  while (events.size() + 1 < bound) {
    events.push_back(MakeEvent("2001", &Event::mutable_applied));
  }
  const Record record =
      MakeMembership("organizations/sco", "states/IND", events);
  view_.Put(record);
  const Event event = MakeEvent("2001", &Event::mutable_applied);
  EXPECT_OK(Judge(AppendTo(record.name(), {event})));
  EXPECT_THAT(Judge(AppendTo(record.name(), {event, event})),
              Refuses("TOO_MANY_ITEMS at changes[0].append_events"));
}

TEST_F(ResultLimitsTest, BytesOfARecordCountWithThoseStored) {
  Record record =
      MakeMembership("organizations/sco", "states/IND", {Admitted("2017")});
  Event event = MakeEvent("2001", &Event::mutable_applied);
  event.set_note(TextOf(4000));
  while (record.ByteSizeLong() + 6000 < Bound(model::v1::LIMIT_RECORD_BYTES)) {
    *record.mutable_membership()->add_events() = event;
  }
  view_.Put(record);
  EXPECT_THAT(Judge(AppendTo(record.name(), {event, event})),
              Refuses("TOO_LARGE at changes[0].append_events"));
}

}  // namespace
}  // namespace comity::rules
