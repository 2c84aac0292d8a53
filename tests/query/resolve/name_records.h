// Records and indexes of names, so that a test shows what it rests on.
//
//   Names names;
//   names.Put("states/SWZ", "state { labels { language: 'en' "
//                           "text: 'Swaziland' valid: '../2018-04-18' } }");
//   names.Commit();

#ifndef TESTS_QUERY_RESOLVE_NAME_RECORDS_H_
#define TESTS_QUERY_RESOLVE_NAME_RECORDS_H_

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "common/model/view.h"
#include "query/resolve/name_index.h"
#include "query/resolve/resolver.h"
#include "tests/common/model/textproto.h"

namespace comity::query {

// In text format: a state with one English label after the other.
inline std::string StateCalled(const std::vector<std::string>& labels) {
  std::string text = "state {";
  for (const std::string& label : labels) {
    absl::StrAppend(&text, " labels { language: 'en' text: \"", label, "\" }");
  }
  return text + " }";
}

// An index and the newest version of each of its records. For one thread.
class Names {
 public:
  // The record's body, in text format. Becomes visible with Commit.
  void Put(const std::string& name, const std::string& body) {
    model::v1::Record& record =
        records_.emplace_back(model::FromText<model::v1::Record>(body));
    record.set_name(name);
    newest_[name] = &record;
    index_.Apply(revision_ + 1, name, &record);
  }
  void Delete(const std::string& name) {
    newest_[name] = nullptr;
    index_.Apply(revision_ + 1, name, nullptr);
  }
  int64_t Commit() { return ++revision_; }

  const NameIndex& index() const { return index_; }

  // A question about a date at the newest revision, in the canonical view.
  NameQuestion On(absl::string_view date) const {
    NameQuestion question;
    question.index = &index_;
    question.revision = revision_;
    question.days = model::Date::Parse(date)->bounds();
    question.events = [this](absl::string_view name) {
      return model::AcceptedEvents(
          model::EventsOf(*newest_.at(std::string(name))));
    };
    return question;
  }

 private:
  std::deque<model::v1::Record> records_;
  std::map<std::string, const model::v1::Record*> newest_;
  NameIndex index_;
  int64_t revision_ = 0;
};

// "EXACT states/SWZ", "AMBIGUOUS states/PRK states/KOR": the outcome and the
// candidates in their order; those out of use in brackets.
inline std::string Resolved(const NameQuestion& question,
                            absl::string_view text) {
  const auto answer = NameResolver(question).Resolve(text);
  if (!answer.ok()) return std::string(answer.status().message());
  constexpr size_t kPrefix = sizeof("RESOLVE_OUTCOME_") - 1;
  std::string shown = v1::ResolveOutcome_Name(answer->outcome).substr(kPrefix);
  for (const NameCandidate& candidate : answer->candidates) {
    const bool in_use = candidate.in_use != model::Certainty::kNone;
    absl::StrAppend(&shown, in_use ? " " : " (", candidate.record->name,
                    in_use ? "" : ")");
  }
  return shown;
}

}  // namespace comity::query

#endif  // TESTS_QUERY_RESOLVE_NAME_RECORDS_H_
