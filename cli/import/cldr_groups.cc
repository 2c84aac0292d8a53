#include "cli/import/cldr_groups.h"

#include "absl/strings/str_cat.h"
#include "cli/import/cldr_regions.h"
#include "cli/import/iso_states.h"
#include "cli/import/table_layouts.h"

#include "common/platform/status_macros.h"

namespace comity::cli {

absl::Status AddCldrGroups(const pack::v1::DataSet& data_set, Facts& facts,
                           const std::string& cldr_folder) {
  const auto& layout = data_set.cldr_groups();
  COMITY_ASSIGN_OR_RETURN(const CldrContainment containment,
                          ReadCldrContainment(cldr_folder));
  COMITY_ASSIGN_OR_RETURN(const TerritoryRecords territories,
                          ReadTerritories());
  for (const auto& group : layout.groups()) {
    const auto contained = containment.find(group.code());
    if (contained == containment.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", group.code(), "' is not a grouping in CLDR"));
    }
    facts.subjects.insert(group.organization());
    for (const std::string& code : contained->second) {
      const auto state = territories.find(code);
      if (state == territories.end()) {
        return absl::InvalidArgumentError(
            absl::StrCat(group.code(), ": '", code, "' is no code of a state"));
      }
      const std::string name =
          MembershipName(group.organization(), state->second);
      auto& record = facts.told[name];
      record.set_name(name);
      record.mutable_membership()->set_member(state->second);
      auto& event = *record.mutable_membership()->add_events();
      event.set_id(OwnEventId(data_set.source(), "admitted"));
      event.set_date(layout.date());
      event.mutable_admitted()->set_status(model::v1::MEMBERSHIP_STATUS_MEMBER);
      CiteOnly(data_set.source(), absl::StrCat("grouping ", group.code()),
               event);
    }
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
