// ListDisagreements against a naive model: sources part about a status on the
// days on which their own answers, asked one by one, have nothing in common.
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "gtest/gtest.h"

#include "common/model/edtf.h"
#include "query/answer/disagreements.h"
#include "query/answer/membership_answer.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

constexpr int kSeed = 161'803;
constexpr int kFirstYear = 1989;
constexpr int kLastYear = 2016;

struct SourceSpec {
  const char* id;
  const char* published;
  const char* coverage;
};
constexpr SourceSpec kSources[] = {{"charter", "2002-06-07", ""},
                                   {"cow", "2010", "1992/2003"},
                                   {"essay", "2013", ""},
                                   {"list", "", "1995-03-01/.."},
                                   {"press", "", "../2004"}};

// One story by several sources; each knows its beginning or nothing of it, so
// that none leaves open what was before. None is accepted: together they need
// not make sense.
class TestimonyWorld : public World {
 public:
  explicit TestimonyWorld(std::mt19937& random) {
    for (const SourceSpec& source : kSources) {
      AddSource(source.id, source.published, source.coverage);
    }
    const char* const payloads[] = {kMember, kObserver, kWithdrew, kToMember};
    std::vector<EventSpec> events;
    for (const SourceSpec& source : kSources) {
      if (random() % 3 == 0) continue;
      int year = 1991 + static_cast<int>(random() % 6);
      EventSpec event = {absl::StrCat(year),
                         absl::StrCat(payloads[random() % 2], kAlternative),
                         {}};
      const unsigned count = 1 + random() % 3;
      for (unsigned i = 0; i < count; ++i) {
        event.supported_by = {source.id};
        first_day.emplace(
            source.id,
            model::Date::Parse(event.date)->bounds().first.ToString());
        events.push_back(event);
        year += 1 + static_cast<int>(random() % 5);
        event = {random() % 2
                     ? absl::StrCat(year)
                     : absl::StrFormat("%d-%02d", year, 1 + random() % 12),
                 absl::StrCat(payloads[random() % 4], kAlternative),
                 {}};
      }
    }
    Tell("KAZ", events);
  }

  // By the source's id, of those that tell anything.
  std::map<std::string, std::string> first_day;
};

// The statuses that the source leaves possible, 0 for none; empty when it does
// not speak of the day.
std::set<int> SaidBy(const TestimonyWorld& world, const SourceSpec& source,
                     const std::string& day) {
  const auto first = world.first_day.find(source.id);
  if (first == world.first_day.end()) return {};
  const bool begins =
      *source.coverage != '\0' && !absl::StartsWith(source.coverage, "..");
  if (!begins && day < first->second) return {};
  if (*source.published != '\0' &&
      day > model::Date::Parse(source.published)->bounds().last.ToString()) {
    return {};
  }
  v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/KAZ");
  for (int status = 1; status <= model::v1::MembershipStatus_MAX; ++status) {
    request.add_statuses(static_cast<model::v1::MembershipStatus>(status));
  }
  *request.mutable_context() = By({source.id});
  request.mutable_context()->set_date(day);
  const auto response = world.Ask(request);
  EXPECT_OK(response);
  const v1::MembershipAnswer& answer = response->answer();
  if (answer.verdict() == v1::VERDICT_UNKNOWN) return {};  // not covered
  std::set<int> statuses;
  for (const v1::HeldStatus& row : answer.statuses()) {
    statuses.insert(row.status());
  }
  if (answer.verdict() != v1::VERDICT_YES) statuses.insert(0);
  return statuses;
}

using Claims = std::map<int, std::set<std::string>>;

Claims NaiveClaims(const TestimonyWorld& world, const std::string& day) {
  std::map<std::string, std::set<int>> said;
  for (const SourceSpec& source : kSources) {
    said[source.id] = SaidBy(world, source, day);
  }
  Claims claims;
  for (const auto& [source, statuses] : said) {
    bool parts = false;
    for (const auto& [other, others] : said) {
      bool common = others.empty();
      for (const int status : others) common |= statuses.contains(status);
      parts |= !common;
    }
    if (!parts) continue;
    for (const int status : statuses) {
      claims[status].insert(absl::StrCat("sources/", source));
    }
  }
  return claims;
}

// What the response says of a day.
Claims ClaimsOn(const v1::ListDisagreementsResponse& response,
                const std::string& day) {
  Claims claims;
  int entries = 0;
  for (const v1::Disagreement& one : response.disagreements()) {
    if (one.kind() != v1::DISAGREEMENT_KIND_STATUS || day < one.first_day() ||
        (!one.last_day().empty() && day > one.last_day())) {
      continue;
    }
    ++entries;
    for (const v1::Claim& claim : one.claims()) {
      claims[claim.status()].insert(claim.sources().begin(),
                                    claim.sources().end());
    }
  }
  EXPECT_LE(entries, 1) << day;
  return claims;
}

TEST(ListDisagreementsPropertyTest, PartWhereSingleViewsHaveNothingInCommon) {
  std::mt19937 random(kSeed);
  int parted = 0;
  for (int round = 0; round < 60; ++round) {
    const TestimonyWorld world(random);
    v1::ListDisagreementsRequest request;
    request.set_subject("organizations/sco");
    request.set_page_size(1000);
    const auto response = world.Ask(request);
    ASSERT_OK(response);
    for (int year = kFirstYear; year <= kLastYear; ++year) {
      for (int month = 1; month <= 12; ++month) {
        const std::string in = absl::StrFormat("%d-%02d", year, month);
        const model::DayRange days = model::Date::Parse(in)->bounds();
        for (const std::string& day :
             {days.first.ToString(), days.first.Next().ToString(),
              days.last.Previous().ToString(), days.last.ToString()}) {
          SCOPED_TRACE(
              absl::StrCat("seed ", kSeed, ", round ", round, ", ", day));
          const Claims naive = NaiveClaims(world, day);
          ASSERT_EQ(ClaimsOn(*response, day), naive);
          if (!naive.empty()) ++parted;
        }
      }
    }
  }
  EXPECT_GT(parted, 1000);
}

}  // namespace
}  // namespace comity::query
