// Finds the texts of labels in an index that are like a text, or that have it
// as a part.
//
// Similar texts are found by going through the lists of all trigrams of the one
// asked and counting how often each text comes up: that is how many they share.
// A part made of words is looked for among the texts of its rarest word.
//
// For one thread; make one a request.
#ifndef COMITY_QUERY_RESOLVE_TEXT_SEARCH_H_
#define COMITY_QUERY_RESOLVE_TEXT_SEARCH_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

#include "query/resolve/name_index.h"

namespace comity::query {

// Whether `part` stands in the text as one or more whole words, or is all of
// it. Both are normalized.
bool HasWords(absl::string_view text, absl::string_view part);

class TextSearch {
 public:
  // REQUIRES: the caller synchronised with the revision that it reads.
  explicit TextSearch(const NameIndex& index)
      : index_(index), shared_(index.label_text_count()) {}

  // Visits each text whose trigrams reach `dice_min`, itself included, with its
  // Dice, in no order. REQUIRES: `text` is normalized and not empty;
  // 0 < dice_min <= 1.
  void ForEachSimilar(
      absl::string_view text, double dice_min,
      absl::FunctionRef<void(const NameText&, double dice)> visitor);

  // Visits each longer text in which `text` stands as one or more whole words,
  // in no order. REQUIRES: as above.
  void ForEachContaining(absl::string_view text,
                         absl::FunctionRef<void(const NameText&)> visitor);

 private:
  const NameIndex& index_;
  // By ordinal, the trigrams shared with the text asked; all 0 between calls.
  std::vector<uint16_t> shared_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_RESOLVE_TEXT_SEARCH_H_
