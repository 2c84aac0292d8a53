#include "cli/cross_check/registry_side.h"

#include "cli/import/merge.h"

#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"

namespace comity::cli {

using model::v1::Event;
using model::v1::Record;

bool RegistrySide::Counts(const Event& event) const {
  return model::IsAccepted(event) && !IsOwn(event, {table_source_});
}

absl::Status RegistrySide::Add(const Record& record) {
  if (record.has_state()) codes_.Add(record);
  if (record.has_instrument()) {
    auto& events = instruments_[record.name()];
    for (const auto& event : record.instrument().events()) {
      if (Counts(event)) events.push_back(event);
    }
  }
  if (!record.has_membership()) return absl::OkStatus();
  std::vector<const Event*> events;
  for (const auto& event : record.membership().events()) {
    if (Counts(event)) events.push_back(&event);
  }
  COMITY_ASSIGN_OR_RETURN(auto timeline,
                          model::MembershipTimeline::Build(events));
  if (timeline.size() == 0) return absl::OkStatus();
  organizations_.emplace(model::ParentOf(record.name()));
  memberships_[record.name()] = std::move(timeline);
  return absl::OkStatus();
}

absl::Status RegistrySide::Read(RegistryClient& client) {
  for (const auto kind :
       {model::v1::RECORD_KIND_STATE, model::v1::RECORD_KIND_MEMBERSHIP,
        model::v1::RECORD_KIND_INSTRUMENT}) {
    absl::Status added;
    COMITY_RETURN_IF_ERROR(
        client.ForEachRecord(kind, "", [&](const Record& record) {
          if (added.ok()) added = Add(record);
        }));
    COMITY_RETURN_IF_ERROR(added);
  }
  return absl::OkStatus();
}

std::vector<Event> RegistrySide::EventsOfInstrument(
    const std::string& instrument) const {
  const auto it = instruments_.find(instrument);
  return it == instruments_.end() ? std::vector<Event>() : it->second;
}

}  // namespace comity::cli
