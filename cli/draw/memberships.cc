#include "cli/draw/memberships.h"

#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "cli/command/party_names.h"
#include "cli/draw/spans.h"

namespace comity::cli {
namespace {

constexpr char kMemberships[] = "/memberships/";

std::string LastPartOf(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

std::string RecordOf(const std::string& organization,
                     const std::string& member) {
  return absl::StrCat(organization, kMemberships, LastPartOf(member));
}

}  // namespace

std::vector<MembershipStory> StoriesOf(
    const std::string& record, bool of_organization,
    const std::vector<query::v1::MembershipAnswer>& answers,
    const std::vector<query::v1::TimelineEntry>& entries) {
  std::vector<MembershipStory> stories;
  std::map<std::string, size_t> places;
  for (const query::v1::MembershipAnswer& answer : answers) {
    places.emplace(RecordOf(answer.organization(), answer.member()),
                   stories.size());
    stories.push_back({answer.organization(), answer.member(), answer, {}});
  }
  for (const query::v1::TimelineEntry& entry : entries) {
    const std::string& name = entry.record();
    const size_t at = name.find(kMemberships);
    if (at == std::string::npos) continue;
    const std::string organization = name.substr(0, at);
    const std::string member = LastPartOf(name);
    if (of_organization ? organization != record
                        : member != LastPartOf(record)) {
      continue;
    }
    const auto [place, is_new] = places.emplace(name, stories.size());
    if (is_new) {
      stories.push_back({organization,
                         of_organization ? MemberName(member) : record,
                         {},
                         {}});
    }
    stories[place->second].entries.push_back(entry);
  }
  return stories;
}

ChartLane LaneOf(const MembershipStory& story, std::string tag, bool strict) {
  ChartLane lane;
  lane.tag = std::move(tag);
  lane.spans = SpansOf(story.answer, strict);
  for (ChartSpan& span : UnknownSpansOf(story.entries)) {
    lane.spans.push_back(std::move(span));
  }
  for (const query::v1::TimelineEntry& entry : story.entries) {
    if (auto marker = MarkerOf(entry)) {
      lane.markers.push_back(*std::move(marker));
    }
  }
  return lane;
}

std::vector<std::string> FooterOf(const query::v1::AnswerBasis& basis) {
  std::string view =
      basis.sources().empty()
          ? "By all events that the registry accepts"
          : absl::StrCat("By the word of ",
                         absl::StrJoin(basis.sources(), ", "), " alone");
  if (!basis.evidence_until().empty()) {
    absl::StrAppend(&view, ", as could be known by ", basis.evidence_until());
  }
  if (basis.certainty() == query::v1::CERTAINTY_MODE_STRICT) {
    absl::StrAppend(&view, ", only what is certain");
  }
  if (!basis.hypotheses().empty()) {
    absl::StrAppend(&view, ", what if: with ", basis.hypotheses_size(),
                    basis.hypotheses_size() == 1 ? " change" : " changes",
                    " laid over it");
  }
  std::string revision = absl::StrCat("Revision ", basis.revision());
  if (basis.has_fresh_at()) {
    absl::StrAppend(
        &revision, ", as known at ",
        absl::FormatTime("%Y-%m-%d %H:%M",
                         absl::FromUnixSeconds(basis.fresh_at().seconds()),
                         absl::UTCTimeZone()),
        " UTC");
  }
  return {std::move(view), std::move(revision),
          absl::StrCat("Comity registry ", basis.registry_id(), ", epoch ",
                       basis.epoch())};
}

}  // namespace comity::cli
