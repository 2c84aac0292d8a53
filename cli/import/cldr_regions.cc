#include "cli/import/cldr_regions.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "cli/import/labels.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Record;

// Adds the states that lie in the region. REQUIRES: no region contains itself,
// which CLDR's own tests see to.
void AddStatesIn(const std::string& region, const CldrContainment& containment,
                 const TerritoryRecords& territories,
                 std::set<std::string>& states) {
  const auto group = containment.find(region);
  if (group == containment.end()) return;
  for (const std::string& part : group->second) {
    const auto territory = territories.find(part);
    if (territory != territories.end()) {
      states.insert(territory->second);
    } else if (absl::ascii_isdigit(part.front())) {
      // Codes of M49 are numbers; QO, outlying Oceania, is CLDR's own.
      AddStatesIn(part, containment, territories, states);
    }
  }
}

model::v1::Citation MakeCitation(const pack::v1::CldrRegions& config,
                                 const std::string& locator) {
  model::v1::Citation citation;
  citation.set_source(config.source());
  citation.set_locator(locator);
  citation.set_stance(model::v1::STANCE_SUPPORTS);
  return citation;
}

Record MakeRegion(const pack::v1::CldrRegions& config,
                  const pack::v1::CldrRegions::Region& region,
                  const std::vector<model::v1::Label>& labels) {
  Record record;
  record.set_name(absl::StrCat("organizations/", region.id()));
  auto& organization = *record.mutable_organization();
  organization.set_type(model::v1::ORGANIZATION_TYPE_GEOGRAPHIC);
  organization.mutable_labels()->Assign(labels.begin(), labels.end());
  for (const std::string& alias : region.aliases()) {
    auto* label = organization.add_labels();
    label->set_language("en");
    label->set_text(alias);
    label->set_kind(model::v1::LABEL_KIND_ALIAS);
  }
  PutEnglishFirst(*organization.mutable_labels());
  *organization.add_citations() =
      MakeCitation(config, absl::StrCat("territory ", region.code()));
  return record;
}

Record MakeMembership(const pack::v1::CldrRegions& config,
                      const pack::v1::CldrRegions::Region& region,
                      const std::string& state) {
  Record record;
  record.set_name(absl::StrCat("organizations/", region.id(), "/memberships/",
                               absl::StripPrefix(state, "states/")));
  auto& membership = *record.mutable_membership();
  membership.set_member(state);
  auto* event = membership.add_events();
  event->set_date(config.date());
  event->mutable_admitted()->set_status(model::v1::MEMBERSHIP_STATUS_MEMBER);
  *event->add_citations() =
      MakeCitation(config, absl::StrCat("containment of ", region.code()));
  return record;
}

}  // namespace

absl::StatusOr<CldrContainment> ReadCldrContainment(
    const std::string& cldr_folder) {
  pugi::xml_document document;
  COMITY_RETURN_IF_ERROR(ReadCldrFile(
      absl::StrCat(cldr_folder, "/supplemental/supplementalData.xml"),
      document));
  CldrContainment containment;
  for (const auto& group : document.child("supplementalData")
                               .child("territoryContainment")
                               .children("group")) {
    // A second row of a group has a status: what it once contained, or groups
    // beside the hierarchy, whose territories the first row reaches too.
    if (!group.attribute("status").empty()) continue;
    const absl::string_view contains = group.attribute("contains").value();
    containment[group.attribute("type").value()] =
        absl::StrSplit(contains, ' ', absl::SkipEmpty());
  }
  return containment;
}

absl::StatusOr<std::vector<Record>> LoadCldrRegions(
    const pack::v1::CldrRegions& config, const TerritoryRecords& territories,
    const CldrLabels& labels, const std::string& cldr_folder) {
  COMITY_ASSIGN_OR_RETURN(const CldrContainment containment,
                          ReadCldrContainment(cldr_folder));
  std::vector<Record> records;
  for (const auto& region : config.regions()) {
    std::set<std::string> states;
    AddStatesIn(region.code(), containment, territories, states);
    const auto names = labels.find(region.code());
    if (states.empty() || names == labels.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", region.code(), "' is not a region in CLDR"));
    }
    records.push_back(MakeRegion(config, region, names->second));
    for (const std::string& state : states) {
      records.push_back(MakeMembership(config, region, state));
    }
  }
  return records;
}

}  // namespace comity::cli
