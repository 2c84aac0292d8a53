// The flags of a question's context: as of when, by whose word, and what if.
#ifndef COMITY_CLI_COMMAND_CONTEXT_FLAGS_H_
#define COMITY_CLI_COMMAND_CONTEXT_FLAGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/status/statusor.h"

#include "comity/query/v1/context.pb.h"

namespace comity::cli {

class ContextFlags {
 public:
  enum class Date { kOffered, kLeftOut };

  // Adds the flags to `command`; without --date for a question that spans time.
  void AddTo(CLI::App& command, Date date = Date::kOffered);

  // The context that the flags say. An error names the file of --what-if.
  absl::StatusOr<query::v1::ReadContext> Context() const;

 private:
  std::string date_;
  std::vector<std::string> sources_;
  std::string known_by_;
  std::string what_if_;
  std::string token_;
  bool strict_ = false;
  bool inclusive_ = false;
  bool fresh_ = false;
  int64_t revision_ = 0;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_CONTEXT_FLAGS_H_
