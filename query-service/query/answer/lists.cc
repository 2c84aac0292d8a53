#include "query/answer/lists.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "query/answer/candidates.h"
#include "query/answer/fields.h"
#include "query/answer/institution_view.h"
#include "query/answer/record_views.h"

namespace comity::query {
namespace {

using model::v1::Record;
using platform::Violations;

constexpr model::KindSet kAddressees = {model::v1::RECORD_KIND_STATE,
                                        model::v1::RECORD_KIND_ORGANIZATION,
                                        model::v1::RECORD_KIND_INSTITUTION};
constexpr model::KindSet kHolders = {
    model::v1::RECORD_KIND_STATE, model::v1::RECORD_KIND_ORGANIZATION,
    model::v1::RECORD_KIND_INSTITUTION, model::v1::RECORD_KIND_OFFICE,
    model::v1::RECORD_KIND_SOURCE};

template <typename Values, typename Value>
bool Contains(const Values& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

template <typename Names>
bool Intersects(const Names& names, const NameSet& wanted) {
  return std::any_of(names.begin(), names.end(),
                     [&](const auto& name) { return wanted.contains(name); });
}

// By parent, then by precedence, those without last, then by name.
std::string InstitutionKey(const Record& record) {
  const int32_t precedence = record.institution().precedence();
  return absl::StrCat(
      model::ParentOf(record.name()), " ",
      absl::StrFormat("%010d", precedence > 0 ? precedence : 2147483647), " ",
      record.name());
}

// Whether it has a mandate such as the filters ask for, or a seat.
bool Passes(const v1::ListInstitutionsRequest& request, const NameSet& topics,
            const v1::InstitutionDescription& institution) {
  if (!request.seat_state().empty() &&
      std::none_of(institution.seats().begin(), institution.seats().end(),
                   [&](const v1::Seat& seat) {
                     return seat.state() == request.seat_state();
                   })) {
    return false;
  }
  const bool by_mandate = !topics.empty() || !request.proposer().empty() ||
                          request.mandate_state() != 0;
  if (!by_mandate) return true;
  return std::any_of(
      institution.mandates().begin(), institution.mandates().end(),
      [&](const v1::Mandate& mandate) {
        return (topics.empty() || topics.contains(mandate.topic())) &&
               (request.mandate_state() == 0 ||
                request.mandate_state() == mandate.state()) &&
               (request.proposer().empty() ||
                Contains(mandate.proposers(), request.proposer()));
      });
}

NameSet SetOf(const std::string& name) {
  return name.empty() ? NameSet() : NameSet({name});
}

NameSet NarrowerOf(const ResolvedContext& context, const std::string& name) {
  return name.empty() ? NameSet() : WithNarrower(context.reader, name);
}

bool ProposedBy(const v1::ProposalDescription& proposal,
                const std::string& proposer) {
  return std::any_of(proposal.acts().begin(), proposal.acts().end(),
                     [&](const v1::ProposalAct& act) {
                       return act.what() == "proposed" &&
                              Contains(act.actors(), proposer);
                     });
}

}  // namespace

void Question<v1::ListInstitutionsRequest>::CheckFields(
    const v1::ListInstitutionsRequest& request, Violations& violations) {
  CheckName(request.parent(), kMembers, Presence::kOptional, "parent",
            violations);
  CheckName(request.topic(), {model::v1::RECORD_KIND_TOPIC},
            Presence::kOptional, "topic", violations);
  CheckName(request.proposer(), model::KindSet::All(), Presence::kOptional,
            "proposer", violations);
  CheckName(request.seat_state(), kStates, Presence::kOptional, "seat_state",
            violations);
  CheckEnum(request.mandate_state(), v1::MandateState_IsValid, "mandate_state",
            violations);
  CheckEnum(request.type(), model::v1::InstitutionType_IsValid, "type",
            violations);
}

absl::Status Question<v1::ListInstitutionsRequest>::Compose(
    const v1::ListInstitutionsRequest& request, const ResolvedContext& context,
    Response& response) {
  Violations violations;
  CheckExists(context.reader, request.parent(), "parent", violations);
  CheckExists(context.reader, request.topic(), "topic", violations);
  CheckExists(context.reader, request.proposer(), "proposer", violations);
  CheckExists(context.reader, request.seat_state(), "seat_state", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());

  Tools tools(context);
  const NameSet topics = NarrowerOf(context, request.topic());
  Candidates candidates;
  if (!request.parent().empty()) {
    AddChildren(tools, model::v1::RECORD_KIND_INSTITUTION, request.parent(),
                candidates);
  } else {
    AddCandidates(tools, model::v1::RECORD_KIND_INSTITUTION,
                  topics.empty() ? SetOf(request.proposer()) : topics,
                  candidates);
  }
  std::vector<std::pair<std::string, const Record*>> ordered;
  for (const auto& [name, record] : candidates) {
    ordered.emplace_back(InstitutionKey(*record), record);
  }
  std::sort(ordered.begin(), ordered.end());
  Page page(request);
  for (const auto& [key, record] : ordered) {
    if (page.Passed(key)) continue;
    if (request.type() != 0 && record->institution().type() != request.type()) {
      continue;
    }
    v1::InstitutionDescription row;
    COMITY_RETURN_IF_ERROR(DescribeInstitution(*record, tools, row));
    if (!IsShown(row.existence(), context.mode()) ||
        !Passes(request, topics, row)) {
      continue;
    }
    if (!page.Take(key)) break;
    *response.add_institutions() = std::move(row);
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

void Question<v1::ListProposalsRequest>::CheckFields(
    const v1::ListProposalsRequest& request, Violations& violations) {
  CheckName(request.proposer(), model::KindSet::All(), Presence::kOptional,
            "proposer", violations);
  CheckName(request.addressee(), kAddressees, Presence::kOptional, "addressee",
            violations);
  CheckName(request.subject(), model::KindSet::All(), Presence::kOptional,
            "subject", violations);
  CheckEnum(request.kind(), model::v1::ProposalKind_IsValid, "kind",
            violations);
  for (int i = 0; i < request.states_size(); ++i) {
    CheckEnum(request.states(i), v1::ProposalState_IsValid,
              absl::StrCat("states[", i, "]"), violations);
  }
}

absl::Status Question<v1::ListProposalsRequest>::Compose(
    const v1::ListProposalsRequest& request, const ResolvedContext& context,
    Response& response) {
  Violations violations;
  CheckExists(context.reader, request.proposer(), "proposer", violations);
  CheckExists(context.reader, request.addressee(), "addressee", violations);
  CheckExists(context.reader, request.subject(), "subject", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());

  Tools tools(context);
  const NameSet subjects = NarrowerOf(context, request.subject());
  Candidates candidates;
  AddCandidates(tools, model::v1::RECORD_KIND_PROPOSAL,
                !subjects.empty()             ? subjects
                : !request.proposer().empty() ? SetOf(request.proposer())
                                              : SetOf(request.addressee()),
                candidates);
  Page page(request);
  for (const auto& [name, record] : candidates) {
    const model::v1::Proposal& proposal = record->proposal();
    if (page.Passed(name) ||
        (request.kind() != 0 && proposal.kind() != request.kind()) ||
        (!request.addressee().empty() &&
         proposal.addressee() != request.addressee()) ||
        (!subjects.empty() && !Intersects(proposal.subjects(), subjects))) {
      continue;
    }
    v1::ProposalDescription row;
    if (!DescribeProposal(*record, tools, row)) continue;
    if (!request.proposer().empty() && !ProposedBy(row, request.proposer())) {
      continue;
    }
    if (!request.states().empty() &&
        std::none_of(row.standings().begin(), row.standings().end(),
                     [&](const v1::ProposalStanding& standing) {
                       return Contains(request.states(), standing.state());
                     })) {
      continue;
    }
    if (!page.Take(name)) break;
    *response.add_proposals() = std::move(row);
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

void Question<v1::ListPositionsRequest>::CheckFields(
    const v1::ListPositionsRequest& request, Violations& violations) {
  const int64_t holders_max = model::LimitOf(model::v1::LIMIT_HOLDERS_FILTER);
  if (request.holders_size() > holders_max) {
    violations.Add(model::v1::REASON_TOO_MANY_ITEMS, "holders",
                   absl::StrCat(request.holders_size(),
                                " are more than the limit of ", holders_max));
  }
  for (int i = 0; i < std::min<int64_t>(request.holders_size(), holders_max);
       ++i) {
    CheckName(request.holders(i), kHolders, Presence::kRequired,
              absl::StrCat("holders[", i, "]"), violations);
  }
  CheckName(request.target(), model::KindSet::All(), Presence::kOptional,
            "target", violations);
  CheckEnum(request.stance(), model::v1::PositionStance_IsValid, "stance",
            violations);
}

absl::Status Question<v1::ListPositionsRequest>::Compose(
    const v1::ListPositionsRequest& request, const ResolvedContext& context,
    Response& response) {
  Violations violations;
  for (int i = 0; i < request.holders_size(); ++i) {
    CheckExists(context.reader, request.holders(i),
                absl::StrCat("holders[", i, "]"), violations);
  }
  CheckExists(context.reader, request.target(), "target", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());

  Tools tools(context);
  const NameSet targets = NarrowerOf(context, request.target());
  Candidates candidates;
  AddCandidates(tools, model::v1::RECORD_KIND_POSITION,
                request.holders().empty() ? targets : SetOf(request.holders(0)),
                candidates);
  Page page(request);
  for (const auto& [name, record] : candidates) {
    const model::v1::Position& position = record->position();
    const bool by_all =
        std::all_of(request.holders().begin(), request.holders().end(),
                    [&](const std::string& holder) {
                      return Contains(position.holders(), holder);
                    });
    if (page.Passed(name) || !by_all ||
        (request.stance() != 0 && position.stance() != request.stance()) ||
        (!targets.empty() && !Intersects(position.targets(), targets))) {
      continue;
    }
    v1::PositionDescription row;
    if (!DescribePosition(*record, tools, row)) continue;
    if (!page.Take(name)) break;
    *response.add_positions() = std::move(row);
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace comity::query
