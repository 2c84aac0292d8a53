// The lists of which one record gives several rows: office holders, and parties
// of instruments.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "query/answer/candidates.h"
#include "query/answer/fields.h"
#include "query/answer/lists.h"
#include "query/answer/party_view.h"
#include "query/answer/record_views.h"

namespace comity::query {
namespace {

using platform::Violations;

// Whether the filters ask for rows of this state.
bool Wants(const v1::ListInstrumentPartiesRequest& request,
           v1::PartyState state) {
  if (request.states().empty()) return state != v1::PARTY_STATE_FORMER;
  return std::find(request.states().begin(), request.states().end(), state) !=
         request.states().end();
}

}  // namespace

void Question<v1::ListOfficeHoldersRequest>::CheckFields(
    const v1::ListOfficeHoldersRequest& request, Violations& violations) {
  CheckName(request.office(), {model::v1::RECORD_KIND_OFFICE},
            Presence::kOptional, "office", violations);
  CheckName(request.parent(), kMembers, Presence::kOptional, "parent",
            violations);
  CheckName(request.institution(), {model::v1::RECORD_KIND_INSTITUTION},
            Presence::kOptional, "institution", violations);
  CheckName(request.state(), kStates, Presence::kOptional, "state", violations);
}

absl::Status Question<v1::ListOfficeHoldersRequest>::Compose(
    const v1::ListOfficeHoldersRequest& request, const ResolvedContext& context,
    Response& response) {
  Violations violations;
  CheckExists(context.reader, request.office(), "office", violations);
  CheckExists(context.reader, request.parent(), "parent", violations);
  CheckExists(context.reader, request.institution(), "institution", violations);
  CheckExists(context.reader, request.state(), "state", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());

  Tools tools(context);
  Candidates candidates;
  if (!request.office().empty()) {
    const model::v1::Record* const office =
        context.reader.Find(request.office());
    if (tools.view.Knows(*office)) candidates.emplace(office->name(), office);
  } else if (!request.parent().empty()) {
    AddChildren(tools, model::v1::RECORD_KIND_OFFICE, request.parent(),
                candidates);
  } else {
    NameSet named;
    if (!request.institution().empty()) {
      named = {request.institution()};
    } else if (!request.state().empty()) {
      named = {request.state()};
    }
    AddCandidates(tools, model::v1::RECORD_KIND_OFFICE, named, candidates);
  }
  Page page(request);
  bool full = false;
  for (const auto& [name, record] : candidates) {
    if (full) break;
    if ((!request.parent().empty() &&
         model::ParentOf(name) != request.parent()) ||
        (!request.institution().empty() &&
         record->office().institution() != request.institution())) {
      continue;
    }
    int index = 0;
    DescribeHolders(*record, tools, [&](v1::OfficeHolderDescription&& row) {
      const std::string key =
          absl::StrCat(record->name(), absl::StrFormat(" %06d", index++));
      if (full || page.Passed(key) ||
          (!request.state().empty() && row.state() != request.state()) ||
          (!request.person().empty() && row.person() != request.person())) {
        return;
      }
      full = !page.Take(key);
      if (!full) *response.add_holders() = std::move(row);
    });
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

void Question<v1::ListInstrumentPartiesRequest>::CheckFields(
    const v1::ListInstrumentPartiesRequest& request, Violations& violations) {
  CheckName(request.instrument(), {model::v1::RECORD_KIND_INSTRUMENT},
            Presence::kOptional, "instrument", violations);
  CheckName(request.party(), kMembers, Presence::kOptional, "party",
            violations);
  CheckName(request.organization(), kOrganizations, Presence::kOptional,
            "organization", violations);
  for (int i = 0; i < request.states_size(); ++i) {
    CheckEnum(request.states(i), v1::PartyState_IsValid,
              absl::StrCat("states[", i, "]"), violations);
  }
}

absl::Status Question<v1::ListInstrumentPartiesRequest>::Compose(
    const v1::ListInstrumentPartiesRequest& request,
    const ResolvedContext& context, Response& response) {
  Violations violations;
  CheckExists(context.reader, request.instrument(), "instrument", violations);
  CheckExists(context.reader, request.party(), "party", violations);
  CheckExists(context.reader, request.organization(), "organization",
              violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());

  Tools tools(context);
  Candidates candidates;
  if (!request.instrument().empty()) {
    const model::v1::Record* const instrument =
        context.reader.Find(request.instrument());
    candidates.emplace(instrument->name(), instrument);
  } else {
    NameSet named;
    if (!request.party().empty()) {
      named = {request.party()};
    } else if (!request.organization().empty()) {
      named = {request.organization()};
    }
    AddCandidates(tools, model::v1::RECORD_KIND_INSTRUMENT, named, candidates);
  }
  Page page(request);
  bool full = false;
  for (const auto& [name, record] : candidates) {
    if (!request.organization().empty() &&
        record->instrument().organization() != request.organization()) {
      continue;
    }
    PartyTracks parties(*record, tools);
    for (const auto& [party, track] : parties.tracks()) {
      if (full) break;
      if (!request.party().empty() && party != request.party()) continue;
      const std::string key_of_party = absl::StrCat(name, " ", party, " ");
      int index = 0;
      parties.Describe(party, context.days, [&](v1::PartyDescription&& row) {
        const std::string key =
            absl::StrCat(key_of_party, absl::StrFormat("%04d", index++));
        const bool certain =
            row.holding().at_some_time() == v1::CERTAINTY_CERTAIN;
        if (full || page.Passed(key) || !Wants(request, row.state()) ||
            (context.mode() == v1::CERTAINTY_MODE_STRICT && !certain)) {
          return;
        }
        full = !page.Take(key);
        if (!full) *response.add_parties() = std::move(row);
      });
    }
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace comity::query
