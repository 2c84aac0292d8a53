// How alike two normalized texts are (normalize.h), and whether one may be a
// slip of the pen for the other.
//
// Thread safety: pure functions.
#ifndef COMITY_QUERY_RESOLVE_SIMILARITY_H_
#define COMITY_QUERY_RESOLVE_SIMILARITY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace comity::query {

// Three code points in a row, packed.
using Trigram = uint64_t;

// The trigrams of the text with two spaces before it and one behind, so that
// its beginning weighs more than its end. Ascending, each once.
std::vector<Trigram> TrigramsOf(absl::string_view text);

// Dice's coefficient: twice the number of shared ones over the sum of both. 0
// to 1, and 1 for equal texts. REQUIRES: as TrigramsOf gives them.
double Dice(absl::Span<const Trigram> a, absl::Span<const Trigram> b);

// The same from the numbers of trigrams.
double DiceOf(size_t shared, size_t a, size_t b);

// How many trigrams a text shares at least which reaches `dice` with one of
// `count`. REQUIRES: dice > 0.
size_t SharedAtLeast(double dice, size_t count);

// Whether one text may be the other misspelt. Names of different states are
// often no further apart than a slip ("Irlanda", "Islanda"), so it must be one
// by all of these rules, which were chosen on the names of all states in some
// 150 languages:
//   1. Both are of an alphabet that writes vowels (IsAlphabetic).
//   2. They have equally many words, and words that differ, differ by
//      a. no more than a letter left out, put in, changed or swapped with the
//         next, or two from ten letters on; none below six;
//      b. no digit, and not the first letter ("Gambia", "Zambia");
//      c. more than an ending: neither begins the other, nor all but its last
//         letter ("Niger", "Nigeri"; "Nigeria", "Nigeris");
//      d. a Dice of 0.65 where letters were only left out or only put in, else
//         of 0.72.
//   3. There are at most two slips in all.
bool MayBeSlip(absl::string_view a, absl::string_view b);

}  // namespace comity::query

#endif  // COMITY_QUERY_RESOLVE_SIMILARITY_H_
