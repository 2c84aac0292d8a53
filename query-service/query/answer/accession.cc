#include "query/answer/accession.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "common/model/edtf.h"
#include "common/model/fold.h"
#include "common/model/ordering.h"
#include "common/platform/status_macros.h"
#include "query/answer/fields.h"

namespace comity::query {
namespace {

using model::Track;
using model::v1::Event;
using model::v1::MembershipStatus;
using model::v1::Record;

// The usual way, after a wish or an invitation. An invitation stands where an
// application does.
constexpr std::array<absl::string_view, 6> kUsualWay = {
    "applied",          "negotiations_opened", "admission_decided",
    "accession_signed", "accession_ratified",  "admitted"};

// The place of a step on the usual way; -1 before its beginning.
int PlaceOnTheWay(const Event& event) {
  if (event.has_invited()) return 0;
  const auto found =
      std::find(kUsualWay.begin(), kUsualWay.end(), model::PayloadName(event));
  return found == kUsualWay.end() ? -1
                                  : static_cast<int>(found - kUsualWay.begin());
}

bool IsStep(const Event& event) {
  switch (event.payload_case()) {
    case Event::kExpressedInterest:
    case Event::kInvited:
    case Event::kApplied:
    case Event::kNegotiationsOpened:
    case Event::kAdmissionDecided:
    case Event::kAccessionSigned:
    case Event::kAccessionRatified:
    case Event::kApplicationWithdrawn:
      return true;
    default:
      return false;
  }
}

MembershipStatus AimOf(const Event& event) {
  switch (event.payload_case()) {
    case Event::kExpressedInterest:
      return event.expressed_interest().status();
    case Event::kInvited:
      return event.invited().status();
    case Event::kApplied:
      return event.applied().status();
    case Event::kNegotiationsOpened:
      return event.negotiations_opened().status();
    case Event::kAdmissionDecided:
      return event.admission_decided().status();
    case Event::kAccessionSigned:
      return event.accession_signed().status();
    case Event::kAccessionRatified:
      return event.accession_ratified().status();
    case Event::kApplicationWithdrawn:
      return event.application_withdrawn().status();
    default:
      return model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;
  }
}

// The status that an event brought; unspecified for those that bring none.
MembershipStatus StatusOf(const Event& event) {
  switch (event.payload_case()) {
    case Event::kAdmitted:
      return event.admitted().status();
    case Event::kStatusChanged:
      return event.status_changed().status();
    default:
      return model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;
  }
}

// The way at one place of the events.
struct Way {
  bool open = false;
  MembershipStatus aim = model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;

  void Take(const Event& event) {
    if (event.has_application_withdrawn() || event.has_ended_by_dissolution() ||
        event.has_ended_by_succession() || event.has_continued_by()) {
      open = false;
    } else if (IsStep(event)) {
      open = true;
      if (AimOf(event) != model::v1::MEMBERSHIP_STATUS_UNSPECIFIED) {
        aim = AimOf(event);
      }
    } else if (StatusOf(event) != model::v1::MEMBERSHIP_STATUS_UNSPECIFIED &&
               (StatusOf(event) == aim ||
                aim == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED)) {
      open = false;
    }
  }
};

Way WayAt(const Track& track, int place) {
  Way way;
  for (int i = 0; i <= place; ++i) way.Take(*track.event(i));
  return way;
}

void AddSteps(const Record& record, const Track& track, Tools& tools,
              v1::AccessionAnswer& answer) {
  const model::Day end = tools.context.days.last;
  for (int i = 0; i < track.size(); ++i) {
    const Event& event = *track.event(i);
    if (!IsStep(event)) continue;
    // By its own date: where a step stands among the statuses of the dossier
    // says nothing about its day.
    const auto date = model::Date::Parse(event.date());
    const model::DayRange bounds =
        date.ok() ? date->bounds() : model::DayRange{};
    const bool later = bounds.first > end;
    const bool certain = bounds.last <= end;
    if (!later && !certain && tools.mode() == v1::CERTAINTY_MODE_STRICT) {
      continue;
    }
    v1::AccessionStep& step =
        later ? *answer.add_later_steps() : *answer.add_steps();
    const absl::string_view what = model::PayloadName(event);
    step.set_what(what.data(), what.size());
    step.set_status(AimOf(event));
    *step.mutable_actors() = event.actors();
    if (!later) {
      step.set_taken(certain ? v1::CERTAINTY_CERTAIN : v1::CERTAINTY_POSSIBLE);
    }
    tools.explain.Event(record, event, bounds, *step.mutable_event());
  }
}

// What is not on record yet of the usual way, and who has not ratified.
absl::Status AddOutstanding(const Track& track, Tools& tools,
                            v1::AccessionAnswer& answer) {
  int furthest = -1;
  bool is_signed = false;
  std::set<std::string> ratified;
  Way way;
  for (int i = 0; i < track.size(); ++i) {
    const Event& event = *track.event(i);
    if (track.bounds(i).first > tools.context.days.last) continue;
    const bool was_open = way.open;
    way.Take(event);
    if (was_open && !way.open &&
        track.bounds(i).last <= tools.context.days.last) {
      // What was done on a way that was left is to be done again.
      furthest = -1;
      is_signed = false;
      ratified.clear();
    }
    if (!IsStep(event) || event.has_application_withdrawn()) continue;
    furthest = std::max(furthest, PlaceOnTheWay(event));
    is_signed |= event.has_accession_signed();
    if (event.has_accession_ratified()) {
      ratified.insert(event.actors().begin(), event.actors().end());
    }
  }
  for (size_t i = static_cast<size_t>(furthest + 1); i < kUsualWay.size();
       ++i) {
    answer.add_outstanding(std::string(kUsualWay[i]));
  }
  if (!is_signed) return absl::OkStatus();
  PairAnswerer members(tools.context, StatusSet::MemberOr({}));
  return ForEachListed(
      tools.context, answer.organization(), MembershipEnd::kMember, members,
      [](absl::string_view) { return false; },
      [&](absl::string_view member, v1::MembershipAnswer&& held) {
        const std::string name(member);
        if (held.verdict() == v1::VERDICT_YES && !ratified.contains(name)) {
          answer.add_ratification_outstanding(name);
        }
        return true;
      });
}

}  // namespace

bool HasAccessionStep(const Record& membership) {
  const auto& events = membership.membership().events();
  return std::any_of(events.begin(), events.end(), IsStep);
}

absl::Status FillAccession(const std::string& organization,
                           const std::string& member, Tools& tools,
                           PairAnswerer& answerer,
                           v1::AccessionAnswer& answer) {
  answer.set_organization(organization);
  answer.set_member(member);
  const Version* const version =
      tools.reader().FindMembership(organization, member);
  COMITY_RETURN_IF_ERROR(answerer.Fill(organization, member, version,
                                       tools.context.days,
                                       *answer.mutable_membership()));
  std::vector<const Event*> events;
  if (version != nullptr) {
    for (const Event* event : tools.EventsOf(*version->record)) {
      if (IsStep(*event) || model::BearsStatus(*event)) events.push_back(event);
    }
  }
  if (std::none_of(events.begin(), events.end(),
                   [](const Event* event) { return IsStep(*event); })) {
    answer.set_pending(answer.membership().verdict() == v1::VERDICT_UNKNOWN
                           ? v1::VERDICT_UNKNOWN
                           : v1::VERDICT_NO);
    return absl::OkStatus();
  }
  const Track track(std::move(events));
  answer.set_pending(VerdictOn(track, tools.context.days, [&track](int place) {
    return WayAt(track, place).open;
  }));
  const int newest =
      model::PossibleAt(track.bounds(), tools.context.days.last).last;
  answer.set_status(WayAt(track, newest).aim);
  AddSteps(*version->record, track, tools, answer);
  if (answer.pending() == v1::VERDICT_NO) return absl::OkStatus();
  return AddOutstanding(track, tools, answer);
}

void Question<v1::GetAccessionRequest>::CheckFields(
    const v1::GetAccessionRequest& request, platform::Violations& violations) {
  CheckName(request.organization(), kOrganizations, Presence::kRequired,
            "organization", violations);
  CheckName(request.member(), kMembers, Presence::kRequired, "member",
            violations);
}

absl::Status Question<v1::GetAccessionRequest>::Compose(
    const v1::GetAccessionRequest& request, const ResolvedContext& context,
    Response& response) {
  platform::Violations violations;
  CheckExists(context.reader, request.organization(), "organization",
              violations);
  CheckExists(context.reader, request.member(), "member", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  Tools tools(context);
  PairAnswerer answerer(context, StatusSet::Any());
  return FillAccession(request.organization(), request.member(), tools,
                       answerer, *response.mutable_answer());
}

}  // namespace comity::query
