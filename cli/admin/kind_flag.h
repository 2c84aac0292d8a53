// `--kind membership …`: kinds of records as a person names them.
#ifndef COMITY_CLI_ADMIN_KIND_FLAG_H_
#define COMITY_CLI_ADMIN_KIND_FLAG_H_

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/strings/string_view.h"

#include "comity/model/v1/kind.pb.h"

namespace comity::cli {

class KindFlag {
 public:
  // Adds `--kind`, which may be given several times.
  void AddTo(CLI::App& command);

  // What was given, each kind once.
  std::vector<model::v1::RecordKind> kinds() const;

  // Whether records of this name pass: any does when nothing was given.
  bool Passes(absl::string_view name) const;

 private:
  std::vector<std::string> words_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_KIND_FLAG_H_
