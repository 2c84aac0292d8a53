#include "query/answer/candidates.h"

#include "common/model/record_access.h"

namespace comity::query {

void AddCandidates(Tools& tools, model::v1::RecordKind kind,
                   const NameSet& named, Candidates& candidates) {
  const auto add = [&](const Version& version) {
    const model::v1::Record& record = *version.record;
    if (model::KindOfBody(record) == kind && tools.view.Knows(record)) {
      candidates.emplace(record.name(), &record);
    }
  };
  if (named.empty()) tools.reader().ForEachOfKind(kind, add);
  for (const std::string& name : named) {
    tools.reader().ForEachReferrer(name, add);
  }
}

void AddChildren(Tools& tools, model::v1::RecordKind kind,
                 absl::string_view parent, Candidates& candidates) {
  tools.reader().ForEachChild(parent, [&](const Version& version) {
    const model::v1::Record& record = *version.record;
    if (model::KindOfBody(record) == kind && tools.view.Knows(record)) {
      candidates.emplace(record.name(), &record);
    }
  });
}

}  // namespace comity::query
