#include "query/resolve/text_search.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "query/resolve/similarity.h"

namespace comity::query {

bool HasWords(absl::string_view text, absl::string_view part) {
  return absl::StrContains(absl::StrCat(" ", text, " "),
                           absl::StrCat(" ", part, " "));
}

void TextSearch::ForEachSimilar(
    absl::string_view text, double dice_min,
    absl::FunctionRef<void(const NameText&, double)> visitor) {
  const std::vector<Trigram> trigrams = TrigramsOf(text);
  const size_t least = SharedAtLeast(dice_min, trigrams.size());
  std::vector<NameTextRef> sharing;
  for (const Trigram trigram : trigrams) {
    const NameTextList* const list = index_.WithTrigram(trigram);
    if (list == nullptr) continue;
    list->ForEach([&](const NameTextRef& other) {
      // A text that came since the search was made has no entry to find yet.
      if (other.ordinal >= shared_.size()) return;
      if (++shared_[other.ordinal] == least) sharing.push_back(other);
    });
  }
  for (const NameTextRef& other : sharing) {
    const double dice = DiceOf(shared_[other.ordinal], trigrams.size(),
                               other.text->trigram_count);
    if (dice >= dice_min) visitor(*other.text, dice);
  }
  std::fill(shared_.begin(), shared_.end(), uint16_t{0});
}

void TextSearch::ForEachContaining(
    absl::string_view text, absl::FunctionRef<void(const NameText&)> visitor) {
  const NameTextList* rarest = nullptr;
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    const NameTextList* const list = index_.WithWord(word);
    if (list == nullptr) return;
    if (rarest == nullptr || list->size() < rarest->size()) rarest = list;
  }
  rarest->ForEach([&](const NameTextRef& other) {
    const std::string& whole = other.text->text;
    if (whole.size() > text.size() && HasWords(whole, text)) {
      visitor(*other.text);
    }
  });
}

}  // namespace comity::query
