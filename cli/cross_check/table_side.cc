#include "cli/cross_check/table_side.h"

#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::DayRange;
using model::v1::Event;

// The time as of which a list was made.
absl::StatusOr<DayRange> MadeAsOf(const pack::v1::DataSet& data_set) {
  for (const auto& record : data_set.records()) {
    if (record.name() != data_set.source()) continue;
    COMITY_ASSIGN_OR_RETURN(const auto coverage,
                            model::Interval::Parse(record.source().coverage()));
    const DayRange end{coverage.inner().last, coverage.outer().last};
    if (end.last != model::kMaxDay) return end;
  }
  return absl::InvalidArgumentError(
      absl::StrCat(data_set.source(),
                   ": the description has no coverage of it with an end, so "
                   "nobody knows when its list was true"));
}

// The days on which the entry of a list is held to its date.
absl::StatusOr<std::vector<DayRange>> DaysOfEntry(const Event& event) {
  std::vector<DayRange> days;
  COMITY_ASSIGN_OR_RETURN(const auto date, model::Date::Parse(event.date()));
  if (date.earliest() > model::kMinDay) {
    const auto before = date.earliest().Previous();
    days.push_back({before, before});
  }
  if (date.latest() < model::kMaxDay) {
    days.push_back({date.latest(), date.latest()});
  }
  return days;
}

void AddWords(const model::v1::Membership& membership, TableSide& table) {
  for (const auto& event : membership.events()) {
    if (event.has_admitted()) {
      table.vocabulary.insert(event.admitted().status());
    } else if (event.has_status_changed()) {
      table.vocabulary.insert(event.status_changed().status());
    }
  }
}

}  // namespace

absl::StatusOr<TableSide> MakeTableSide(const pack::v1::DataSet& data_set,
                                        const Facts& facts) {
  TableSide table;
  table.source = data_set.source();
  for (const auto& subject : facts.subjects) {
    if (model::IsOrganizationName(subject)) table.organizations.insert(subject);
  }
  const bool is_list = data_set.has_member_list() || data_set.has_cldr_groups();
  DayRange as_of;
  if (is_list) {
    COMITY_ASSIGN_OR_RETURN(as_of, MadeAsOf(data_set));
    for (const auto& organization : table.organizations) {
      table.spoken_of_others[organization].push_back(as_of);
    }
  } else {
    table.spoken = facts.spoken;
  }
  for (const auto& [name, record] : facts.told) {
    if (!record.has_membership()) continue;
    std::vector<const Event*> events;
    for (const auto& event : record.membership().events()) {
      events.push_back(&event);
    }
    COMITY_ASSIGN_OR_RETURN(table.memberships[name],
                            model::MembershipTimeline::Build(events));
    AddWords(record.membership(), table);
    if (!is_list) continue;
    for (const auto* event : events) {
      COMITY_ASSIGN_OR_RETURN(table.spoken[name], DaysOfEntry(*event));
    }
    table.spoken[name].push_back(as_of);
  }
  return table;
}

}  // namespace comity::cli
