#include "cli/admin/kind_flag.h"

#include <algorithm>
#include <optional>

#include "common/model/resource_name.h"

namespace comity::cli {

void KindFlag::AddTo(CLI::App& command) {
  std::vector<std::string> words;
  for (const auto kind : model::kAllKinds) {
    words.emplace_back(model::KindWord(kind));
  }
  command
      .add_option("--kind", words_,
                  "Only records of this kind; may be given several times")
      ->check(CLI::IsMember(words))
      ->expected(1)
      ->take_all();
}

std::vector<model::v1::RecordKind> KindFlag::kinds() const {
  std::vector<model::v1::RecordKind> kinds;
  for (const auto kind : model::kAllKinds) {
    if (std::find(words_.begin(), words_.end(), model::KindWord(kind)) !=
        words_.end()) {
      kinds.push_back(kind);
    }
  }
  return kinds;
}

bool KindFlag::Passes(absl::string_view name) const {
  if (words_.empty()) return true;
  const std::optional<model::Kind> kind = model::KindOf(name);
  return kind.has_value() && std::find(words_.begin(), words_.end(),
                                       model::KindWord(*kind)) != words_.end();
}

}  // namespace comity::cli
