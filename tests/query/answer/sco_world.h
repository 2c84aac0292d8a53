// A register with one record of each kind or more, small enough to know by
// heart, and ways to ask for all pages of a list.

#ifndef TESTS_QUERY_ANSWER_SCO_WORLD_H_
#define TESTS_QUERY_ANSWER_SCO_WORLD_H_

#include <string>

#include "absl/strings/str_replace.h"
#include "google/protobuf/text_format.h"

#include "tests/query/answer/world.h"

namespace comity::query {

// "<charter art. 1>" stands for a citation of that place, "<essay>" for one of
// the whole essay.
inline model::v1::Record RecordOf(std::string text) {
  for (size_t open = text.find('<'); open != std::string::npos;
       open = text.find('<')) {
    const size_t close = text.find('>', open);
    const std::string inner = text.substr(open + 1, close - open - 1);
    const size_t space = inner.find(' ');
    std::string citation = absl::StrCat("citations { source: 'sources/",
                                        inner.substr(0, space), "' ");
    if (space != std::string::npos) {
      absl::StrAppend(&citation, "locator: '", inner.substr(space + 1), "' ");
    }
    text.replace(open, close - open + 1, absl::StrCat(citation, "}"));
  }
  model::v1::Record record;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &record))
      << text;
  model::AssignEventIds(record);
  return record;
}

// The SCO with members CHN, RUS since 2001-06-15 and IND, an observer since
// 2005-07-05 and a member since 2017-06-09; RATS, opened in 2004; a chair;
// a treaty; proposals and positions. `sources/essay` was published in 2013.
class ScoWorld : public World {
 public:
  ScoWorld() {
    AddSource("essay", "2013");
    for (const char* text : kRecords) builder.Put(RecordOf(text));
    builder.Commit();
    Tell("CHN", {{"2001-06-15", kMember, {"charter", "essay"}}});
    Tell("RUS", {{"2001-06-15", kMember, {"charter", "essay"}}});
    Tell("IND", {{"2003",
                  "invited { status: MEMBERSHIP_STATUS_MEMBER } "
                  "actors: 'states/RUS'",
                  {"essay"}},
                 {"2005-07-05", kObserver, {"essay"}},
                 {"2017-06-09", kToMember}});
  }

  // A commit of one record.
  void Put(const std::string& text) {
    builder.Put(RecordOf(text));
    builder.Commit();
  }

 private:
  static constexpr const char* kRecords[] = {
      "name: 'topics/security' topic { }",
      "name: 'topics/drugs' topic { broader: 'topics/security' }",
      "name: 'topics/terrorism' topic { broader: 'topics/security' }",
      "name: 'topics/trade' topic { }",
      "name: 'states/CHN' state { type: STATE_TYPE_SOVEREIGN <charter> }",
      "name: 'states/IND' state { type: STATE_TYPE_SOVEREIGN <charter> }",
      "name: 'states/RUS' state { type: STATE_TYPE_SOVEREIGN <charter> }",
      "name: 'states/UZB' state { type: STATE_TYPE_SOVEREIGN <charter> }",
      "name: 'states/RUS/institutions/fsb' institution { <essay par. 6> "
      "type: INSTITUTION_TYPE_NATIONAL_BODY }",
      "name: 'organizations/sco/institutions/secretariat' institution { "
      "<charter> precedence: 1 "
      "events { date: '2004-01-15' opened {} <charter> } "
      "events { date: '2004-01-15' seated { city: 'Beijing' "
      "state: 'states/CHN' } <charter> } }",
      "name: 'organizations/sco/institutions/rats' institution { "
      "<essay par. 6> precedence: 2 "
      "staffing { all_members {} <essay par. 6> } "
      "events { date: '2004' opened {} <essay par. 6> } "
      "events { date: '2004' seated { city: 'Tashkent' state: 'states/UZB' } "
      "<essay par. 6> } "
      "events { date: '2004' mandate_given { topic: 'topics/terrorism' } "
      "<essay par. 6> } "
      "events { date: '[..2013]' mandate_proposed { topic: 'topics/drugs' } "
      "actors: 'states/RUS/institutions/fsb' <essay par. 6> } }",
      "name: 'organizations/sco/offices/chair' office { <charter> "
      "events { date: '2010-06-11' assumed { state: 'states/CHN' } <charter> } "
      "events { date: '2012-06-07' vacated { state: 'states/CHN' } <charter> } "
      "events { date: '2012-06-07' assumed { state: 'states/RUS' } <charter> } "
      "}",
      "name: 'instruments/friendship' instrument { <charter> "
      "organization: 'organizations/sco' "
      "events { date: '2007-08-16' signed { party: 'states/CHN' } <charter> } "
      "events { date: '2007-08-16' signed { party: 'states/RUS' } <charter> } "
      "events { date: '2008' ratified { party: 'states/RUS' "
      "form: CONSENT_FORM_RATIFICATION } <charter> } "
      "events { date: '[2007..2013]' signed { party: 'states/IND' } "
      "standing: STANDING_ALTERNATIVE <essay par. 4> } }",
      "name: 'proposals/centre' proposal { <essay par. 7> "
      "kind: PROPOSAL_KIND_NEW_INSTITUTION addressee: 'organizations/sco' "
      "subjects: 'topics/terrorism' "
      "events { date: '[..2013]' proposed {} actors: 'states/RUS' "
      "<essay par. 7> } }",
      "name: 'proposals/bank' proposal { <charter> "
      "kind: PROPOSAL_KIND_NEW_INSTITUTION addressee: 'organizations/sco' "
      "subjects: 'topics/trade' "
      "events { date: '2010' proposed {} actors: 'states/CHN' <charter> } "
      "events { date: '2016-05' rejected {} <charter> } }",
      "name: 'positions/routes' position { <essay par. 8> "
      "holders: 'states/CHN' holders: 'states/RUS' "
      "stance: POSITION_STANCE_SEEKS targets: 'topics/trade' "
      "summary { language: 'en' text: 'Hold the routes.' } "
      "events { date: '[..2013]' taken {} <essay par. 8> } }",
      "name: 'positions/forecast' position { <essay par. 9> "
      "holders: 'sources/essay' stance: POSITION_STANCE_EXPECTS "
      "targets: 'organizations/sco' "
      "summary { language: 'en' text: 'It grows.' } }"};
};

// Sets the date of a request's context; gives it back.
template <typename Request>
Request On(const std::string& date, Request request = {}) {
  request.mutable_context()->set_date(date);
  return request;
}

// Q1, over pages: for every page size the pages make the whole, whatever is
// committed meanwhile. `rows_of` is the response's field, such as
// &v1::ListPositionsResponse::mutable_positions. World is made anew for each.
template <typename MadeWorld, typename Request, typename Response,
          typename Row>
void ExpectPagesMakeTheWhole(
    Request request,
    google::protobuf::RepeatedPtrField<Row>* (Response::*rows_of)()) {
  MadeWorld world;
  auto whole = world.Ask(request);
  ASSERT_OK(whole);
  ASSERT_EQ(whole->next_page_token(), "");
  const int count = ((*whole).*rows_of)()->size();
  ASSERT_GT(count, 1) << "nothing to page through";
  for (int page_size = 1; page_size <= count + 1; ++page_size) {
    SCOPED_TRACE(page_size);
    MadeWorld later;
    request.set_page_size(page_size);
    request.clear_page_token();
    auto joined = *whole;
    (joined.*rows_of)()->Clear();
    do {
      auto page = later.Ask(request);
      ASSERT_OK(page);
      ASSERT_LE(((*page).*rows_of)()->size(), page_size);
      EXPECT_EQ(page->basis().SerializeAsString(),
                whole->basis().SerializeAsString());
      (joined.*rows_of)()->MergeFrom(*((*page).*rows_of)());
      request.set_page_token(page->next_page_token());
      later.AddNoise();
      later.Tell("AAA", {{"2001", kMember}});
      later.now += absl::Hours(24);
    } while (!request.page_token().empty());
    EXPECT_EQ(joined.SerializeAsString(), whole->SerializeAsString());
  }
}

// Lays the events, in text format, over a record for one question.
template <typename Request>
void Suppose(Request& request, const std::string& record,
             const std::string& event) {
  registry::v1::AppendEvents& append =
      *request.mutable_context()->add_hypotheses()->mutable_append_events();
  append.set_name(record);
  EXPECT_TRUE(
      google::protobuf::TextFormat::ParseFromString(event, append.add_events()))
      << event;
}

}  // namespace comity::query

#endif  // TESTS_QUERY_ANSWER_SCO_WORLD_H_
