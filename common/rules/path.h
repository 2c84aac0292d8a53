// The path of a field in a request, such as
// "changes[0].put.membership.events[2].citations[0].source".
//
// A path is a chain on the stack and becomes text only when something is wrong
// there: most requests are right, and a commit has up to a million fields.
//
// Thread safety: a value; immutable.
#ifndef COMITY_COMMON_RULES_PATH_H_
#define COMITY_COMMON_RULES_PATH_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace comity::rules {

// REQUIRES: outlived by its parent and by the text of its name. So a chain of
// calls may be passed as an argument, but only its first link may be kept.
class Path {
 public:
  explicit Path(absl::string_view name) : Path(nullptr, name, -1) {}
  Path(absl::string_view name, int index) : Path(nullptr, name, index) {}

  Path Field(absl::string_view name) const { return Path(this, name, -1); }
  Path Item(absl::string_view name, int index) const {
    return Path(this, name, index);
  }

  std::string ToString() const {
    std::string text = parent_ == nullptr ? "" : parent_->ToString();
    absl::StrAppend(&text, text.empty() ? "" : ".", name_);
    if (index_ >= 0) absl::StrAppend(&text, "[", index_, "]");
    return text;
  }

 private:
  Path(const Path* parent, absl::string_view name, int index)
      : parent_(parent), name_(name), index_(index) {}

  const Path* parent_;
  absl::string_view name_;
  int index_;  // -1 for a field that is not repeated
};

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_PATH_H_
