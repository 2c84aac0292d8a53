// A small register that the tests of answers ask about, and short ways to ask.

#ifndef TESTS_QUERY_ANSWER_WORLD_H_
#define TESTS_QUERY_ANSWER_WORLD_H_

#include <string>
#include <vector>

#include "comity/query/v1/query_service.pb.h"
#include "query/answer/membership_answer.h"
#include "tests/query/index/model_builder.h"
#include "tests/support/status_matchers.h"

namespace comity::query {

inline constexpr char kMember[] =
    "admitted { status: MEMBERSHIP_STATUS_MEMBER }";
inline constexpr char kObserver[] =
    "admitted { status: MEMBERSHIP_STATUS_OBSERVER }";
inline constexpr char kToMember[] =
    "status_changed { status: MEMBERSHIP_STATUS_MEMBER }";
inline constexpr char kWithdrew[] = "withdrew {}";
inline constexpr char kSuspended[] = "suspended { title: 'on hold' }";
inline constexpr char kReinstated[] = "reinstated {}";
inline constexpr char kStatusUnknown[] = "status_unknown {}";
inline constexpr char kAlternative[] = " standing: STANDING_ALTERNATIVE";

// Has `sources/charter`, `organizations/sco`, and whatever members are given a
// story; each call of Tell is a commit.
class World {
 public:
  World() {
    builder.Put(SourceRecord("charter", "2002-06-07"));
    builder.Put(OrganizationRecord("sco"));
    builder.Put(StateRecord("XYZ"));  // never in anything
    builder.Commit();
  }

  // Puts the story of a state, or an organization by its full name, in an
  // organization.
  int64_t Tell(const std::string& state, const std::vector<EventSpec>& events,
               const std::string& organization = "sco") {
    const std::string organization_name =
        absl::StrCat("organizations/", organization);
    if (builder.model().Find(organization_name) == nullptr) {
      builder.Put(OrganizationRecord(organization));
    }
    const std::string member = absl::StrCat("states/", state);
    if (builder.model().Find(member) == nullptr)
      builder.Put(StateRecord(state));
    builder.Put(MembershipRecord(organization_name, member, events));
    return builder.Commit();
  }

  void AddSource(const std::string& id, const std::string& published = "",
                 const std::string& coverage = "") {
    builder.Put(SourceRecord(id, published, coverage));
    builder.Commit();
  }

  // A commit that changes nothing that anybody asks about.
  void AddNoise() {
    builder.Put(SourceRecord(absl::StrCat("noise-", ++noise_)));
    builder.Commit();
  }

  template <typename Request>
  auto Ask(const Request& request) const {
    return Answer(request, Snapshot{builder.shared(), fresh_at, now});
  }

  // The answer on a state in the SCO on a date, by the context given.
  v1::MembershipAnswer Check(const std::string& state, const std::string& date,
                             v1::ReadContext context = {}) const {
    v1::CheckMembershipRequest request;
    if (!date.empty()) context.set_date(date);
    *request.mutable_context() = std::move(context);
    request.set_organization("organizations/sco");
    request.set_member(absl::StrCat("states/", state));
    auto response = Ask(request);
    EXPECT_OK(response.status());
    if (!response.ok()) return {};
    return std::move(*response->mutable_answer());
  }

  ModelBuilder builder;
  absl::Time now = absl::FromUnixSeconds(1'780'000'000);  // 2026-05-28
  absl::Time fresh_at = now - absl::Seconds(1);

 private:
  int noise_ = 0;
};

inline v1::ReadContext By(const std::vector<std::string>& sources,
                          const std::string& evidence_until = "") {
  v1::ReadContext context;
  for (const std::string& source : sources) {
    context.add_sources(absl::StrCat("sources/", source));
  }
  context.set_evidence_until(evidence_until);
  return context;
}

inline v1::ReadContext In(v1::CertaintyMode mode) {
  v1::ReadContext context;
  context.set_certainty(mode);
  return context;
}

// "MEMBER CERTAIN/CERTAIN since admitted-2001 until withdrew-2004 ~": one row.
inline std::string Shown(const v1::HeldStatus& row) {
  const auto strength = [](v1::Certainty certainty) {
    return certainty == v1::CERTAINTY_CERTAIN    ? "CERTAIN"
           : certainty == v1::CERTAINTY_POSSIBLE ? "POSSIBLE"
                                                 : "NO";
  };
  std::string text = absl::StrCat(
      model::v1::MembershipStatus_Name(row.status()).substr(18), " ",
      strength(row.at_some_time()), "/", strength(row.throughout()), " since ",
      row.since().event_id());
  if (row.has_until())
    absl::StrAppend(&text, " until ", row.until().event_id());
  if (row.approximate()) absl::StrAppend(&text, " ~");
  return text;
}

inline std::vector<std::string> Rows(const v1::MembershipAnswer& answer) {
  std::vector<std::string> rows;
  for (const v1::HeldStatus& row : answer.statuses()) {
    rows.push_back(Shown(row));
  }
  return rows;
}

}  // namespace comity::query

#endif  // TESTS_QUERY_ANSWER_WORLD_H_
