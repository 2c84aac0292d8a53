// Reads a pack: a folder of records that can be sent to a registry.
#ifndef COMITY_CLI_IMPORT_PACK_H_
#define COMITY_CLI_IMPORT_PACK_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// Where a record of a table stands, and each of its events.
struct TablePlace {
  std::string file;
  int first_line = 0;
  std::map<std::string, int> lines;  // by event id
};

struct LoadedPack {
  std::string title;
  // Folders of packs to be imported before, resolved against this one.
  std::vector<std::string> depends_on_folders;
  // Ascending by name, each name once, event ids filled in.
  std::vector<model::v1::Record> records;
  // By resource name, of the records that tables hold.
  std::map<std::string, TablePlace> places;
};

// Reads `folder`/pack.textproto and all that it names. An error names each file
// and line at fault.
absl::StatusOr<LoadedPack> LoadPack(const std::string& folder);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_PACK_H_
