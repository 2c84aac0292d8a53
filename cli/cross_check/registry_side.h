// What the registry says, or would say once a pack was imported, but for what
// it knows from one table alone.
#ifndef COMITY_CLI_CROSS_CHECK_REGISTRY_SIDE_H_
#define COMITY_CLI_CROSS_CHECK_REGISTRY_SIDE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/client/registry_client.h"
#include "cli/import/code_table.h"

#include "comity/model/v1/record.pb.h"
#include "common/model/fold.h"

namespace comity::cli {

class RegistrySide {
 public:
  // Events that cite `table_source` and nothing else are left aside.
  explicit RegistrySide(const std::string& table_source)
      : table_source_(table_source) {}

  // All records of a registry.
  absl::Status Read(RegistryClient& client);
  // Fails if the events of a membership cannot be folded.
  absl::Status Add(const model::v1::Record& record);

  const CodeTable& codes() const { return codes_; }
  // Organizations that somebody is known to have been in.
  const std::set<std::string>& organizations() const { return organizations_; }
  // By name, those with an accepted event that bears a status.
  const std::map<std::string, model::MembershipTimeline>& memberships() const {
    return memberships_;
  }
  // Accepted events of the instrument.
  std::vector<model::v1::Event> EventsOfInstrument(
      const std::string& instrument) const;

 private:
  bool Counts(const model::v1::Event& event) const;

  const std::string table_source_;
  CodeTable codes_;
  std::set<std::string> organizations_;
  std::map<std::string, model::MembershipTimeline> memberships_;
  std::map<std::string, std::vector<model::v1::Event>> instruments_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_CROSS_CHECK_REGISTRY_SIDE_H_
