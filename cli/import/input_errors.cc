#include "cli/import/input_errors.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace comity::cli {

void InputErrors::Add(absl::string_view file, int line,
                      absl::string_view text) {
  AddWhole(line > 0 ? absl::StrCat(file, ":", line, ": ", text)
                    : absl::StrCat(file, ": ", text));
}

void InputErrors::AddWhole(absl::string_view text) {
  ++count_;
  if (listed_.size() < kListedMax) listed_.emplace_back(text);
}

absl::Status InputErrors::ToStatus() const {
  if (ok()) return absl::OkStatus();
  std::string text = absl::StrJoin(listed_, "\n");
  if (count_ > listed_.size()) {
    absl::StrAppend(&text, "\nand ", count_ - listed_.size(), " more");
  }
  return absl::InvalidArgumentError(text);
}

}  // namespace comity::cli
