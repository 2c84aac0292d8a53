// What answers cost inside the process, without gRPC: the bounds of the query
// surface on a register of 500 organizations.
//
// Usage: bench_answers [--json]. Prints the median of many rounds in
// microseconds, the bound, and how many CheckMembership answers fit into one:
// that ratio is what to compare between machines.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

#include "query/answer/find_members.h"
#include "query/answer/membership_answer.h"
#include "query/answer/profiles.h"
#include "query/answer/resolve_names.h"
#include "tests/query/index/model_builder.h"

namespace comity::query {
namespace {

constexpr int kOrganizations = 500;
constexpr int kStates = 250;
constexpr int kMembersPerOrganization = 40;
// The state whose profile is asked for is in this many.
constexpr int kProfiledMemberships = 150;
constexpr int kSeed = 4711;

std::string StateName(int i) { return absl::StrCat("states/s", 100 + i); }
std::string OrganizationName(int i) {
  return absl::StrCat("organizations/o", 100 + i);
}

// Made-up names of two words in as many languages as a state has labels.
constexpr int kLanguages = 60;
std::string LabelOf(int state, int language) {
  const char* const syllables[] = {"ka",  "lo",  "mi",  "ru",  "ten",
                                   "sha", "vor", "qui", "ban", "ze"};
  std::mt19937 random(static_cast<unsigned>(state * 1'000 + language));
  std::string label;
  for (int i = 0; i < 5; ++i) {
    absl::StrAppend(&label, i == 2 ? " " : "", syllables[random() % 10]);
  }
  return label;
}

// Every fifth with a letter doubled.
std::string NameAsked(int i) {
  std::string name = LabelOf(i % kStates, i % kLanguages);
  if (i % 5 == 0) name.insert(3, 1, name[2]);
  return name;
}

model::v1::Record NamedState(int i) {
  model::v1::Record state = StateRecord(StateName(i).substr(7));
  for (int language = 0; language < kLanguages; ++language) {
    model::v1::Label& label = *state.mutable_state()->add_labels();
    label.set_language(absl::StrCat("x", language));
    label.set_text(LabelOf(i, language));
  }
  return state;
}

void Join(ModelBuilder& builder, int organization, int state,
          std::mt19937& random) {
  const int year = 1950 + static_cast<int>(random() % 40);
  std::vector<EventSpec> events = {
      {absl::StrCat(year, "-05-09"),
       "admitted { status: MEMBERSHIP_STATUS_MEMBER }"}};
  if (random() % 4 == 0) {
    events.push_back({absl::StrCat(year + 20), "withdrew {}"});
  }
  builder.Put(MembershipRecord(OrganizationName(organization), StateName(state),
                               events));
}

std::shared_ptr<const RegisterModel> MakeRegister() {
  std::mt19937 random(kSeed);
  ModelBuilder builder;
  builder.Put(SourceRecord("charter"));
  for (int i = 0; i < kStates; ++i) builder.Put(NamedState(i));
  for (int i = 0; i < kOrganizations; ++i) {
    builder.Put(OrganizationRecord(OrganizationName(i).substr(14)));
    for (int k = 0; k < kMembersPerOrganization; ++k) {
      Join(builder, i, 1 + static_cast<int>(random() % (kStates - 1)), random);
    }
    if (i < kProfiledMemberships) {
      builder.Put(MembershipRecord(
          OrganizationName(i), StateName(0),
          {{"1960-01-01", "admitted { status: MEMBERSHIP_STATUS_MEMBER }"}}));
    }
  }
  builder.Commit();
  return builder.shared();
}

// The median of how long one run takes, in microseconds.
double MedianMicros(const std::function<void()>& run, int rounds) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    run();
    const std::chrono::duration<double, std::micro> time =
        std::chrono::steady_clock::now() - begin;
    times.push_back(time.count());
  }
  std::nth_element(times.begin(), times.begin() + times.size() / 2,
                   times.end());
  return times[times.size() / 2];
}

struct Row {
  std::string what;
  double micros;
  double bound;
};

template <typename Request>
Row Measure(const std::string& what, const Request& request,
            const Snapshot& snapshot, double bound, int rounds) {
  const auto run = [&] {
    const auto response = Answer(request, snapshot);
    if (!response.ok()) {
      std::fprintf(stderr, "%s\n", response.status().ToString().c_str());
      std::exit(1);
    }
  };
  run();  // warm
  return {what, MedianMicros(run, rounds), bound};
}

void Print(const std::vector<Row>& rows, bool json) {
  const double check = rows.front().micros;
  if (json) {
    std::printf("[");
    for (size_t i = 0; i < rows.size(); ++i) {
      std::printf(
          "%s{\"what\": \"%s\", \"micros\": %.1f, \"bound_micros\": %.0f, "
          "\"checks\": %.1f}",
          i == 0 ? "" : ", ", rows[i].what.c_str(), rows[i].micros,
          rows[i].bound, rows[i].micros / check);
    }
    std::printf("]\n");
    return;
  }
  std::printf("%-58s %10s %10s %8s\n", "inside the process", "us", "bound",
              "checks");
  for (const Row& row : rows) {
    std::printf("%-58s %10.1f %10.0f %8.1f  %s\n", row.what.c_str(), row.micros,
                row.bound, row.micros / check,
                row.micros <= row.bound ? "ok" : "MISSED");
  }
}

int Run(bool json) {
  const Snapshot snapshot = {MakeRegister(), absl::InfinitePast(),
                             absl::FromUnixSeconds(1'780'000'000)};
  v1::CheckMembershipRequest check;
  check.set_organization(OrganizationName(3));
  check.set_member(StateName(0));
  check.mutable_context()->set_date("2000-01-01");
  v1::FindMembersRequest find;
  find.set_expression(
      "member of o101 and member of o102 or member of o103 and not (member of "
      "o104 or member of o105)");
  find.mutable_context()->set_date("2000-01-01");
  v1::GetStateProfileRequest profile;
  profile.set_state(StateName(0));
  profile.mutable_context()->set_date("2000-01-01");
  v1::ResolveNamesRequest names;
  for (int i = 0; i < 1'000; ++i) names.add_names(NameAsked(i));
  Print({Measure("CheckMembership", check, snapshot, 10, 20'000),
         Measure("FindMembers, five atoms over 500 organizations", find,
                 snapshot, 50, 5'000),
         Measure("GetStateProfile, 150 memberships", profile, snapshot, 1'000,
                 1'000),
         Measure("ResolveNames, 1,000 names, a fifth of them misspelt", names,
                 snapshot, 50'000, 20)},
        json);
  return 0;
}

}  // namespace
}  // namespace comity::query

int main(int argc, char** argv) {
  return comity::query::Run(argc > 1 && std::strcmp(argv[1], "--json") == 0);
}
