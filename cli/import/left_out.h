// What an import did not take, and why: nothing is dropped in silence.
#ifndef COMITY_CLI_IMPORT_LEFT_OUT_H_
#define COMITY_CLI_IMPORT_LEFT_OUT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace comity::cli {

class LeftOut {
 public:
  // `what` is the row, or the part of it; `reason` one of a few sentences, by
  // which they are counted.
  void Add(absl::string_view file, int line, absl::string_view reason,
           absl::string_view what);

  bool empty() const { return rows_.empty(); }
  // How many were left out for each reason.
  const std::map<std::string, int64_t>& counts() const { return counts_; }

  // Writes all as CSV, `file,line,reason,what`.
  absl::Status WriteTo(const std::string& path) const;

 private:
  struct Row {
    std::string file;
    int line;
    std::string reason;
    std::string what;
  };
  std::vector<Row> rows_;
  std::map<std::string, int64_t> counts_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_LEFT_OUT_H_
