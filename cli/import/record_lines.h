// A file of records as JSON Lines, as `comity export` writes it: judged as a
// whole first, then read record by record. Only an index of it is in memory.
#ifndef COMITY_CLI_IMPORT_RECORD_LINES_H_
#define COMITY_CLI_IMPORT_RECORD_LINES_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/term/terminal.h"

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// Not thread-safe.
class RecordLines {
 public:
  // A line may take this much; a record of the largest size does not.
  static constexpr std::size_t kLineBytesMax = std::size_t{16} << 20;

  // Reads and judges every line of the file; `-` is stdin, of which a temporary
  // file is kept. INVALID_ARGUMENT names each line at fault: not UTF-8, no
  // JSON, an unknown field, a name that is missing, malformed or given twice.
  // Blank lines are passed over.
  static absl::StatusOr<RecordLines> Open(const std::string& path,
                                          const Terminal& terminal);

  // How many records it holds.
  std::size_t size() const { return entries_.size(); }

  // SHA-256 of the file, in hexadecimal digits.
  const std::string& digest() const { return digest_; }

  // Puts each record after those of the file that it refers to, and after its
  // parent; where records refer to each other in a circle they stand together
  // as far as that can be. Reads the file once.
  absl::Status SortByReferences();

  // Record `index`, without its output-only fields, its events with ids.
  // INVALID_ARGUMENT if the file was changed meanwhile.
  absl::StatusOr<model::v1::Record> Read(std::size_t index);

  // "file.jsonl:12" for the name of a record; empty if it holds none.
  std::string PlaceOf(const std::string& name) const;

 private:
  friend class RecordLinesScan;

  struct Entry {
    int64_t offset;
    std::size_t bytes;
    int line;
  };
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  RecordLines() = default;
  // Of each record the records that it rests on, by index.
  absl::StatusOr<std::vector<std::vector<uint32_t>>> References();

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::string digest_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, int> lines_;  // by name
};

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_RECORD_LINES_H_
