#include "common/model/record_access.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/canonical.h"
#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

using ::testing::ElementsAre;
using v1::Event;
using v1::Record;

std::vector<std::string> References(const Record& record) {
  std::vector<std::string> seen;
  ForEachReference(record, [&seen](absl::string_view path,
                                   absl::string_view target, KindSet allowed) {
    std::string kinds;
    if (allowed == KindSet::All()) {
      kinds = "any";
    } else {
      for (Kind kind : kAllKinds) {
        if (!allowed.Has(kind)) continue;
        absl::StrAppend(&kinds, kinds.empty() ? "" : "|", KindWord(kind));
      }
    }
    seen.push_back(absl::StrCat(path, " = ", target, " : ", kinds));
  });
  return seen;
}

TEST(RecordAccessTest, EachKindHasABodyOfItsName) {
  for (Kind kind : kAllKinds) {
    Record record;
    const auto* field =
        Record::descriptor()->FindFieldByName(std::string(KindWord(kind)));
    ASSERT_NE(field, nullptr) << KindWord(kind);
    record.GetReflection()->MutableMessage(&record, field);
    EXPECT_EQ(KindOfBody(record), kind);
  }
  EXPECT_EQ(KindOfBody(Record()), std::nullopt);
}

TEST(RecordAccessTest, ListsAreThoseOfTheBodyForEveryKind) {
  for (Kind kind : kAllKinds) {
    SCOPED_TRACE(KindWord(kind));
    Record record;
    auto* body = record.GetReflection()->MutableMessage(
        &record,
        Record::descriptor()->FindFieldByName(std::string(KindWord(kind))));
    const auto add = [body](const char* field_name) {
      const auto* field = body->GetDescriptor()->FindFieldByName(field_name);
      if (field == nullptr) return 0;
      body->GetReflection()->AddMessage(body, field);
      return 1;
    };
    EXPECT_EQ(EventsOf(record).size(), 0);
    const int events = add("events");
    const int citations = add("citations");
    const int labels = add("labels");
    EXPECT_EQ(EventsOf(record).size(), events);
    EXPECT_EQ(MutableEventsOf(record) != nullptr, events == 1);
    EXPECT_EQ(CitationsOf(record).size(), citations);
    EXPECT_EQ(KindBearsCitations(kind), citations == 1);
    EXPECT_EQ(LabelsOf(record).size(), labels);
  }
  Record nothing;
  EXPECT_EQ(EventsOf(nothing).size(), 0);
  EXPECT_EQ(MutableEventsOf(nothing), nullptr);
}

TEST(RecordAccessTest, EachPayloadIsOfSomeKindAndItsCommentSaysSo) {
  const auto* payloads = Event::descriptor()->FindOneofByName("payload");
  for (int i = 0; i < payloads->field_count(); ++i) {
    const auto payload =
        static_cast<Event::PayloadCase>(payloads->field(i)->number());
    EXPECT_FALSE(KindsOfPayload(payload).empty()) << payloads->field(i)->name();
    EXPECT_EQ(PayloadName(payload), payloads->field(i)->name());
  }
  EXPECT_TRUE(KindsOfPayload(Event::PAYLOAD_NOT_SET).empty());
  EXPECT_EQ(PayloadName(Event()), "");
  EXPECT_EQ(KindsOfPayload(Event::kWithdrew),
            KindSet({v1::RECORD_KIND_MEMBERSHIP, v1::RECORD_KIND_INSTRUMENT}));
  EXPECT_EQ(KindsOfPayload(Event::kRenamed),
            KindSet({v1::RECORD_KIND_STATE, v1::RECORD_KIND_ORGANIZATION,
                     v1::RECORD_KIND_INSTITUTION}));
}

TEST(RecordAccessTest, ReferencesOfAnOrganizationAreFoundAtEveryDepth) {
  const auto record = FromText<Record>(R"pb(
    name: "organizations/sco"
    organization {
      principles { citations { source: "sources/p" } }
      citations { source: "sources/c" }
      events { founded {} }
      events {
        actors: "states/CHN"
        actors: ""
        citations { source: "sources/e" }
        purpose_adopted { topic: "topics/terror" }
      }
    })pb");
  EXPECT_THAT(
      References(record),
      ElementsAre(
          "organization.principles[0].citations[0].source = sources/p : source",
          "organization.citations[0].source = sources/c : source",
          "organization.events[1].actors[0] = states/CHN : any",
          "organization.events[1].actors[1] =  : any",
          "organization.events[1].citations[0].source = sources/e : source",
          "organization.events[1].purpose_adopted.topic = topics/terror : "
          "topic"));
}

TEST(RecordAccessTest, ReferencesInOneofsAndListsOfNames) {
  EXPECT_THAT(
      References(FromText<Record>(R"pb(
        membership {
          member: "states/IND"
          events { ended_by_succession { successors: "states/A" } }
          events { withdrew {} }
        })pb")),
      ElementsAre("membership.member = states/IND : state|organization",
                  "membership.events[0].ended_by_succession.successors[0] = "
                  "states/A : state|organization"));
  EXPECT_THAT(
      References(FromText<Record>(R"pb(
        institution { staffing { named_states { states: "states/A" } } })pb")),
      ElementsAre("institution.staffing.named_states.states[0] = "
                  "states/A : state"));
  EXPECT_THAT(
      References(FromText<Record>(R"pb(topic { broader: "topics/a" })pb")),
      ElementsAre("topic.broader = topics/a : topic"));
}

TEST(RecordAccessTest, ReferencesOfAnEventStartWithinIt) {
  std::vector<std::string> paths;
  ForEachReference(
      FromText<Event>(R"pb(seated { city: "Tashkent" state: "states/UZB" })pb"),
      [&paths](absl::string_view path, absl::string_view, KindSet) {
        paths.emplace_back(path);
      });
  EXPECT_THAT(paths, ElementsAre("seated.state"));
}

// The walk builds a plan per message type and must not meet itself.
TEST(RecordAccessTest, NoMessageOfTheModelContainsItself) {
  std::vector<const google::protobuf::Descriptor*> above;
  const std::function<void(const google::protobuf::Descriptor*)> descend =
      [&](const google::protobuf::Descriptor* type) {
        ASSERT_THAT(above, ::testing::Not(::testing::Contains(type)));
        above.push_back(type);
        for (int i = 0; i < type->field_count(); ++i) {
          if (type->field(i)->message_type() != nullptr) {
            descend(type->field(i)->message_type());
          }
        }
        above.pop_back();
      };
  descend(Record::descriptor());
}

std::vector<std::string> IdsAfter(Record record) {
  AssignEventIds(record);
  std::vector<std::string> ids;
  for (const Event& event : EventsOf(record)) ids.push_back(event.id());
  return ids;
}

TEST(AssignEventIdsTest, IdsAreOfPayloadAndDate) {
  EXPECT_THAT(IdsAfter(FromText<Record>(R"pb(
                membership {
                  events {
                    date: "2001-06-15"
                    admitted {}
                  }
                  events {
                    date: "2013~"
                    suspended {}
                  }
                  events {
                    date: "[1951..1955]"
                    withdrew {}
                  }
                  events {
                    date: "[..1960]"
                    ended_by_dissolution {}
                  }
                  events { expressed_interest {} }
                  events { date: "2001" }
                })pb")),
              ElementsAre("admitted-2001-06-15", "suspended-2013",
                          "withdrew-1951-1955", "ended-by-dissolution-1960",
                          "expressed-interest", "event-2001"));
}

TEST(AssignEventIdsTest, TakenIdsAreNumberedAndGivenOnesKept) {
  EXPECT_THAT(IdsAfter(FromText<Record>(R"pb(
                membership {
                  events {
                    date: "2001"
                    admitted {}
                  }
                  events {
                    date: "2001"
                    admitted {}
                  }
                  events {
                    date: "2001"
                    admitted {}
                    id: "mine"
                  }
                  events {
                    date: "2001"
                    admitted {}
                  }
                  events {
                    date: "2001"
                    withdrew {}
                    id: "admitted-2001-2"
                  }
                })pb")),
              ElementsAre("admitted-2001", "admitted-2001-3", "mine",
                          "admitted-2001-4", "admitted-2001-2"));
}

TEST(AssignEventIdsTest, IdsAreWellFormedWhateverTheDate) {
  Record record;
  for (int i = 0; i < 1200; ++i) {
    Event* event = record.mutable_membership()->add_events();
    event->mutable_ended_by_dissolution();
    event->set_date(i % 2 == 0 ? std::string(5000, 'Z') : "\xff / -- \n");
  }
  std::vector<std::string> ids = IdsAfter(record);
  for (const std::string& id : ids) ASSERT_TRUE(IsId(id)) << id;
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

TEST(CanonicalBytesTest, OutputOnlyFieldsDoNotCount) {
  const auto plain =
      FromText<Record>(R"pb(name: "topics/a"
                            topic { labels { language: "en" text: "A" } })pb");
  Record stored = plain;
  stored.set_revision(7);
  stored.mutable_commit_time()->set_seconds(1);
  EXPECT_EQ(CanonicalBytes(plain), CanonicalBytes(stored));
  EXPECT_EQ(CanonicalBytes(plain), plain.SerializeAsString());
  EXPECT_EQ(stored.revision(), 7);
  EXPECT_EQ(SerializeCanonically(Record()), "");
}

}  // namespace
}  // namespace comity::model
