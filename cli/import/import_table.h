// `comity import table`: a published table, by a description of what it holds.
#ifndef COMITY_CLI_IMPORT_IMPORT_TABLE_H_
#define COMITY_CLI_IMPORT_IMPORT_TABLE_H_

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/status/statusor.h"
#include "cli/command/session.h"
#include "cli/import/code_table.h"
#include "cli/import/facts.h"
#include "cli/import/send_facts.h"

#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// A DataSet and the folder that its paths are relative to.
struct DescribedDataSet {
  pack::v1::DataSet data_set;
  std::string folder;
};

// Reads a description, and refuses one that lacks what it needs.
absl::StatusOr<DescribedDataSet> ReadDataSet(const std::string& path);

// What the tables say, with the states that bear `codes`. `progress` is told
// how many bytes were read since the last time.
absl::StatusOr<Facts> ReadFacts(
    const DescribedDataSet& described, const std::vector<std::string>& tables,
    const CodeTable& codes, const std::function<void(int64_t bytes)>& progress);

// How many bytes the files have, as far as that can be told.
int64_t SizeOfFiles(const std::vector<std::string>& files);

void AddImportTable(CLI::App& import, Session& session);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_IMPORT_TABLE_H_
