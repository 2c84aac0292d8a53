#include "cli/import/cow_facts.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "cli/import/table_layouts.h"

#include "common/model/record_access.h"

namespace comity::cli {
namespace {

using model::Day;
using model::v1::Event;
using model::v1::Record;

// A stretch of a code's years in which one state bears it.
struct Bearing {
  std::string state;
  int first = 0;
  int last = 0;
};

// Who bears a code in a year: at its end, if it passed on in the year.
std::string BearerIn(const CodeTable& codes, const std::string& code,
                     int year) {
  const Day end{absl::CivilDay(year, 12, 31)};
  auto names =
      codes.Find(model::v1::CODE_SYSTEM_COW, code, model::DayRange{end, end});
  if (names.empty()) {
    const Day begin{absl::CivilDay(year, 1, 1)};
    names = codes.Find(model::v1::CODE_SYSTEM_COW, code,
                       model::DayRange{begin, end});
  }
  return names.size() == 1 ? names.front() : "";
}

std::vector<Bearing> BearingsOf(const CodeTable& codes, int code) {
  std::vector<Bearing> bearings;
  for (int year = kCowFirstYear; year <= kCowLastYear; ++year) {
    const std::string state = BearerIn(codes, absl::StrCat(code), year);
    if (!bearings.empty() && bearings.back().state == state) {
      bearings.back().last = year;
    } else {
      bearings.push_back({state, year, year});
    }
  }
  return bearings;
}

// The parts of runs that lie in the years.
std::vector<CowRun> RunsIn(const std::vector<CowRun>& runs, int first,
                           int last) {
  std::vector<CowRun> parts;
  for (CowRun run : runs) {
    run.first = std::max(run.first, first);
    run.last = std::min(run.last, last);
    if (run.first <= run.last) parts.push_back(run);
  }
  return parts;
}

bool SaysSomething(const std::vector<CowRun>& runs) {
  return std::any_of(runs.begin(), runs.end(), [](const CowRun& run) {
    return run.code != CowCode::kNothing && run.code != CowCode::kNone;
  });
}

// What two runs say together where a state bears two codes: more counts.
int Weight(CowCode code) {
  switch (code) {
    case CowCode::kNothing:
      return 0;
    case CowCode::kMissing:
      return 1;
    case CowCode::kNone:
      return 2;
    case CowCode::kObserver:
      return 3;
    case CowCode::kAssociate:
      return 4;
    case CowCode::kMember:
      return 5;
  }
  return 0;
}

std::vector<CowRun> Together(const std::vector<CowRun>& one,
                             const std::vector<CowRun>& other) {
  if (one.empty()) return other;
  if (other.empty()) return one;
  std::vector<CowRun> both;
  const int first = std::min(one.front().first, other.front().first);
  const int last = std::max(one.back().last, other.back().last);
  for (int year = first; year <= last; ++year) {
    const CowCode a = CowCodeIn(one, year);
    const CowCode b = CowCodeIn(other, year);
    AddCowCell(year, Weight(a) >= Weight(b) ? a : b, both);
  }
  return both;
}

// A state's cells in one organization, from all codes that it bore.
struct Story {
  std::vector<CowRun> runs;
  std::vector<int> codes;
  // Who bears the code next, where it passes on while a status is held.
  std::string continued_by;
  int continued_year = 0;
};

// All cells of an organization, by state.
struct Cells {
  std::vector<std::string> titles;
  CowAccuracy accuracy = CowAccuracy::kByYear;
  std::map<std::string, Story> stories;
};

class FactMaker {
 public:
  FactMaker(const pack::v1::DataSet& data_set, const CowData& data,
            const CodeTable& codes, Facts& facts)
      : data_set_(data_set), data_(data), codes_(codes), facts_(facts) {}

  // `keys` are the data set's organizations that are this one of the registry:
  // one, or a predecessor and its successor, whose cells count together.
  void AddOrganization(const std::string& name,
                       const std::vector<std::string>& keys, bool is_known) {
    facts_.subjects.insert(name);
    Cells cells;
    for (const auto& key : keys) {
      const auto& organization = data_.organizations.at(key);
      cells.titles.push_back(organization.name);
      if (organization.accuracy == CowAccuracy::kWithinFiveYears) {
        cells.accuracy = CowAccuracy::kWithinFiveYears;
      }
      if (!is_known) facts_.own.emplace(name, RecordOf(organization, name));
      for (auto it = data_.runs.lower_bound({key, 0});
           it != data_.runs.end() && it->first.first == key; ++it) {
        AddRuns(organization, it->first.second, it->second, cells.stories);
      }
    }
    for (const auto& [state, story] : cells.stories) {
      if (is_known) AddSpoken(MembershipName(name, state), story.runs);
      AddStory(keys.front(), cells, name, state, story);
    }
  }

 private:
  Record RecordOf(const CowOrganization& organization,
                  const std::string& name) const {
    Record record;
    record.set_name(name);
    auto& body = *record.mutable_organization();
    body.set_type(model::v1::ORGANIZATION_TYPE_INTERGOVERNMENTAL);
    const auto add_label = [&](const std::string& text,
                               model::v1::LabelKind kind) {
      auto* label = body.add_labels();
      label->set_language("en");
      label->set_text(text);
      label->set_kind(kind);
    };
    const std::string& title = organization.long_title.empty()
                                   ? organization.title
                                   : organization.long_title;
    add_label(title.empty() ? organization.name : title,
              model::v1::LABEL_KIND_SHORT);
    if (!organization.title.empty() && organization.title != title) {
      add_label(organization.title, model::v1::LABEL_KIND_ALIAS);
    }
    auto* citation = body.add_citations();
    citation->set_source(data_set_.source());
    citation->set_locator(organization.name);
    citation->set_stance(model::v1::STANCE_SUPPORTS);
    const auto add_event = [&](const std::string& year, auto set_payload) {
      int number = 0;
      if (!absl::SimpleAtoi(year, &number)) return;
      Event& event = *body.add_events();
      event.set_date(absl::StrFormat("%04d", number));
      set_payload(event);
      event.set_id(OwnEventId(data_set_.source(),
                              std::string(model::PayloadName(event))));
      CiteOnly(data_set_.source(), organization.name, event);
    };
    add_event(organization.founded, [](Event& e) { e.mutable_founded(); });
    add_event(organization.dissolved, [](Event& e) { e.mutable_dissolved(); });
    return record;
  }

  // Hands a code's cells to the states that bore it.
  void AddRuns(const CowOrganization& organization, int code,
               const std::vector<CowRun>& runs,
               std::map<std::string, Story>& stories) {
    auto& bearings = bearings_[code];
    if (bearings.empty()) bearings = BearingsOf(codes_, code);
    Story* before = nullptr;
    for (const auto& bearing : bearings) {
      auto part = RunsIn(runs, bearing.first, bearing.last);
      if (bearing.state.empty()) {
        before = nullptr;
        if (SaysSomething(part)) {
          facts_.left_out.Add(organization.name, 0,
                              "no state bears the code in these years",
                              absl::StrCat("code ", code, ", ", bearing.first,
                                           " to ", bearing.last));
        }
        continue;
      }
      Story& story = stories[bearing.state];
      const bool goes_on =
          static_cast<int>(CowCodeIn(runs, bearing.first - 1)) > 0 &&
          static_cast<int>(CowCodeIn(runs, bearing.first)) > 0;
      if (before != nullptr && before != &story && goes_on) {
        before->continued_by = bearing.state;
        before->continued_year = bearing.first;
      }
      if (!part.empty()) story.codes.push_back(code);
      story.runs = Together(story.runs, part);
      before = &story;
    }
  }

  // A cell is of a year, and counts who joined in it: by its end they are in.
  void AddSpoken(const std::string& membership,
                 const std::vector<CowRun>& runs) {
    for (const auto& run : runs) {
      if (run.code == CowCode::kNothing) continue;
      for (int year = run.first; year <= run.last; ++year) {
        const Day end(absl::CivilDay(year, 12, 31));
        facts_.spoken[membership].push_back({end, end});
      }
    }
  }

  void AddStory(const std::string& key, const Cells& cells,
                const std::string& name, const std::string& state,
                const Story& story) {
    auto events = CowEvents(story.runs, cells.accuracy);
    if (events.empty()) return;
    if (!story.continued_by.empty() &&
        events.back().has_ended_by_dissolution()) {
      events.back().mutable_continued_by()->set_member(story.continued_by);
    }
    const std::string record_name = MembershipName(name, state);
    Record& record = facts_.told[record_name];
    record.set_name(record_name);
    record.mutable_membership()->set_member(state);
    const std::string locator = absl::StrCat(absl::StrJoin(cells.titles, ", "),
                                             ", code ", story.codes.front());
    std::map<std::string, int> used;
    for (auto& event : events) {
      std::string id = OwnEventId(
          data_set_.source(),
          absl::StrCat(key, "-", std::string(model::PayloadName(event)), "-",
                       LastYear(event.date())));
      for (char& c : id) {
        if (c == '_') c = '-';
      }
      const int times = ++used[id];
      event.set_id(times == 1 ? id : absl::StrCat(id, "-", times));
      CiteOnly(data_set_.source(), locator, event);
      *record.mutable_membership()->add_events() = std::move(event);
    }
  }

  // "1965" of `[1961..1965]`.
  static std::string LastYear(const std::string& date) {
    constexpr size_t kYearSize = 4;
    const size_t end = date.find_last_of("0123456789");
    return date.substr(end + 1 - kYearSize, kYearSize);
  }

  const pack::v1::DataSet& data_set_;
  const CowData& data_;
  const CodeTable& codes_;
  Facts& facts_;
  std::map<int, std::vector<Bearing>> bearings_;
};

}  // namespace

absl::Status AddCowFacts(const pack::v1::DataSet& data_set, const CowData& data,
                         const std::map<std::string, std::string>& known,
                         const CodeTable& codes, Facts& facts) {
  FactMaker maker(data_set, data, codes, facts);
  for (const auto& [key, name] : known) {
    if (!data.organizations.contains(key)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the data set has no organization '", key, "'"));
    }
  }
  std::map<std::string, std::vector<std::string>> keys_by_name;
  for (const auto& [key, organization] : data.organizations) {
    const auto it = known.find(key);
    keys_by_name[it == known.end() ? absl::StrCat("organizations/cow-", key)
                                   : it->second]
        .push_back(key);
  }
  for (const auto& [name, keys] : keys_by_name) {
    maker.AddOrganization(name, keys, known.contains(keys.front()));
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
