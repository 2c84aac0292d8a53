#include "query/answer/diff.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"
#include "common/model/fold.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "query/answer/event_corrections.h"
#include "query/answer/fields.h"
#include "query/answer/pair_answer.h"
#include "query/answer/tools.h"

namespace comity::query {
namespace {

using model::v1::Record;
using platform::Violations;

// Organization, then member: the order of the entries.
using PairName = std::pair<std::string, std::string>;

void CheckDates(const v1::DiffMembershipsRequest& request,
                Violations& violations) {
  CheckDate(request.from_date(), "from_date", violations);
  CheckDate(request.to_date(), "to_date", violations);
  if (request.from_date().empty() != request.to_date().empty()) {
    violations.Add(model::v1::REASON_FIELD_MISSING,
                   request.from_date().empty() ? "from_date" : "to_date",
                   "from_date and to_date are given together or not at all");
    return;
  }
  const auto from = model::Date::Parse(request.from_date());
  const auto to = model::Date::Parse(request.to_date());
  if (from.ok() && to.ok() &&
      (to->earliest() < from->earliest() || to->latest() < from->latest())) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "to_date",
                   "must not be before from_date");
  }
}

void CheckRevisions(const v1::DiffMembershipsRequest& request,
                    Violations& violations) {
  for (const auto& [field, revision] :
       {std::pair("from_revision", request.from_revision()),
        std::pair("to_revision", request.to_revision())}) {
    if (revision >= 0) continue;
    violations.Add(model::v1::REASON_FIELD_INVALID, field,
                   absl::StrCat("must be 1 or more, was ", revision));
  }
  if (request.from_revision() == 0 && request.to_revision() != 0) {
    violations.Add(model::v1::REASON_FIELD_MISSING, "from_revision",
                   "to_revision needs it");
  } else if (request.to_revision() != 0 &&
             request.to_revision() < request.from_revision()) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "to_revision",
                   "must not be before from_revision");
  }
  const v1::ReadContext& context = request.context();
  if (request.from_revision() != 0 && (!context.hypotheses().empty() ||
                                       !context.basis().hypotheses().empty())) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "context.hypotheses",
                   "corrections are of the register; ask about the hypotheses "
                   "by dates");
  }
}

// Visits the memberships that the request is about, as one reader has them.
void ForEachAskedFor(const v1::DiffMembershipsRequest& request,
                     const RegisterReader& reader,
                     RegisterReader::Visitor visitor) {
  const std::string& organization = request.organization();
  const std::string& member = request.member();
  if (!organization.empty()) {
    reader.ForEachMember(organization, [&](const Version& version) {
      if (member.empty() || version.record->membership().member() == member) {
        visitor(version);
      }
    });
  } else if (!member.empty()) {
    reader.ForEachMembership(member, visitor);
  } else {
    reader.ForEachOfKind(model::v1::RECORD_KIND_MEMBERSHIP, visitor);
  }
}

PairName PairOf(const Record& record) {
  return {std::string(model::ParentOf(record.name())),
          record.membership().member()};
}

// What took effect, in one view at one revision.
class EffectFinder {
 public:
  EffectFinder(const ResolvedContext& context, model::DayRange from,
               model::DayRange to)
      : tools_(context),
        from_(from),
        to_(to),
        answerer_(context, StatusSet::Any()) {}

  // False when nothing changed.
  absl::StatusOr<bool> Compare(const PairName& pair,
                               v1::EffectiveChange& change) {
    const auto& [organization, member] = pair;
    const Version* const version =
        tools_.reader().FindMembership(organization, member);
    COMITY_RETURN_IF_ERROR(answerer_.Fill(organization, member, version, from_,
                                          *change.mutable_before()));
    COMITY_RETURN_IF_ERROR(answerer_.Fill(organization, member, version, to_,
                                          *change.mutable_after()));
    if (change.before().SerializeAsString() ==
        change.after().SerializeAsString()) {
      return false;
    }
    AddEvents(*version->record, change);
    return true;
  }

 private:
  void AddEvents(const Record& record, v1::EffectiveChange& change) {
    std::vector<const model::v1::Event*> events;
    for (const model::v1::Event* event : tools_.EventsOf(record)) {
      if (model::BearsStatus(*event)) events.push_back(event);
    }
    const model::Track track(std::move(events));
    for (int i = 0; i < track.size(); ++i) {
      const model::DayRange bounds = track.bounds(i);
      if (bounds.last <= from_.first || bounds.first > to_.last) continue;
      tools_.explain.Event(record, *track.event(i), bounds,
                           *change.add_events());
    }
  }

  Tools tools_;
  const model::DayRange from_;
  const model::DayRange to_;
  PairAnswerer answerer_;
};

absl::Status AddEffects(const v1::DiffMembershipsRequest& request,
                        const ResolvedContext& context, Page& page, bool& full,
                        v1::DiffMembershipsResponse& response) {
  COMITY_ASSIGN_OR_RETURN(const model::Date from,
                          model::Date::Parse(request.from_date()));
  COMITY_ASSIGN_OR_RETURN(const model::Date to,
                          model::Date::Parse(request.to_date()));
  std::set<PairName> pairs;
  ForEachAskedFor(request, context.reader, [&](const Version& version) {
    pairs.insert(PairOf(*version.record));
  });
  EffectFinder finder(context, from.bounds(), to.bounds());
  for (const PairName& pair : pairs) {
    // What took effect comes before what was corrected.
    const std::string key = absl::StrCat("1 ", pair.first, " ", pair.second);
    if (page.Passed(key)) continue;
    v1::EffectiveChange change;
    COMITY_ASSIGN_OR_RETURN(const bool changed, finder.Compare(pair, change));
    if (!changed) continue;
    full = !page.Take(key);
    if (full) break;
    *response.add_took_effect() = std::move(change);
  }
  return absl::OkStatus();
}

// What was corrected, in one view at two revisions.
class CorrectionFinder {
 public:
  // The contexts outlive this.
  CorrectionFinder(const ResolvedContext& before, const ResolvedContext& after)
      : before_(before),
        after_(after),
        before_answerer_(before, StatusSet::Any()),
        after_answerer_(after, StatusSet::Any()) {}

  // False when nothing is another. The answer may be while no event is, since
  // it rests on more than the pair's own events: on the order they stand in, on
  // what is known of sources, on the seats of other members.
  absl::StatusOr<bool> Compare(const PairName& pair, const std::string& record,
                               v1::Correction& correction) {
    AddEventCorrections(record, before_.reader, after_.reader,
                        *correction.mutable_events());
    COMITY_RETURN_IF_ERROR(
        Fill(before_, pair, before_answerer_, *correction.mutable_before()));
    COMITY_RETURN_IF_ERROR(
        Fill(after_, pair, after_answerer_, *correction.mutable_after()));
    return !correction.events().empty() ||
           correction.before().SerializeAsString() !=
               correction.after().SerializeAsString();
  }

 private:
  static absl::Status Fill(const ResolvedContext& context, const PairName& pair,
                           PairAnswerer& answerer,
                           v1::MembershipAnswer& answer) {
    const auto& [organization, member] = pair;
    return answerer.Fill(organization, member,
                         context.reader.FindMembership(organization, member),
                         context.days, answer);
  }

  const ResolvedContext& before_;
  const ResolvedContext& after_;
  PairAnswerer before_answerer_;
  PairAnswerer after_answerer_;
};

absl::Status AddCorrections(const v1::DiffMembershipsRequest& request,
                            const ResolvedContext& context, Page& page,
                            v1::DiffMembershipsResponse& response) {
  const int64_t to_revision =
      request.to_revision() != 0 ? request.to_revision() : context.revision();
  if (std::max(to_revision, request.from_revision()) > context.revision()) {
    Violations violations;
    violations.Add(model::v1::REASON_REVISION_IN_FUTURE,
                   request.to_revision() != 0 ? "to_revision" : "from_revision",
                   absl::StrCat("is beyond the revision that this is read at, ",
                                context.revision()));
    return violations.ToStatus();
  }
  ResolvedContext before = context;
  before.reader =
      RegisterReader(context.reader.shared_model(), request.from_revision());
  ResolvedContext after = context;
  after.reader = RegisterReader(context.reader.shared_model(), to_revision);

  // Records by name; a corrected one may name another member than before.
  std::set<std::pair<PairName, std::string>> records;
  std::set<std::string> seen;
  for (const ResolvedContext* side : {&after, &before}) {
    ForEachAskedFor(request, side->reader, [&](const Version& version) {
      if (seen.insert(version.record->name()).second) {
        records.emplace(PairOf(*version.record), version.record->name());
      }
    });
  }
  CorrectionFinder finder(before, after);
  for (const auto& [pair, name] : records) {
    const std::string key = absl::StrCat("2 ", pair.first, " ", pair.second);
    if (page.Passed(key)) continue;
    v1::Correction correction;
    COMITY_ASSIGN_OR_RETURN(const bool corrected,
                            finder.Compare(pair, name, correction));
    if (!corrected) continue;
    if (!page.Take(key)) break;
    *response.add_corrected() = std::move(correction);
  }
  return absl::OkStatus();
}

}  // namespace

void Question<v1::DiffMembershipsRequest>::CheckFields(
    const v1::DiffMembershipsRequest& request, Violations& violations) {
  CheckName(request.organization(), kOrganizations, Presence::kOptional,
            "organization", violations);
  CheckName(request.member(), kMembers, Presence::kOptional, "member",
            violations);
  CheckDates(request, violations);
  CheckRevisions(request, violations);
  if (request.from_date().empty() && request.to_date().empty() &&
      request.from_revision() == 0 && request.to_revision() == 0) {
    violations.Add(model::v1::REASON_FIELD_MISSING, "from_date",
                   "two dates, or a revision to compare from, are required");
  }
}

absl::Status Question<v1::DiffMembershipsRequest>::Compose(
    const v1::DiffMembershipsRequest& request, const ResolvedContext& context,
    Response& response) {
  Violations violations;
  CheckExists(context.reader, request.organization(), "organization",
              violations);
  CheckExists(context.reader, request.member(), "member", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  Page page(request);
  bool full = false;
  if (!request.from_date().empty()) {
    COMITY_RETURN_IF_ERROR(AddEffects(request, context, page, full, response));
  }
  if (request.from_revision() != 0 && !full) {
    COMITY_RETURN_IF_ERROR(AddCorrections(request, context, page, response));
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace comity::query
