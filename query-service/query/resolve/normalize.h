// The forms in which names are compared: what is left of a text when case,
// marks, punctuation and, in a second form, script are taken away.
//
// Normalize, in this order:
//   1. Apostrophes of any kind are dropped ("Cote d'Ivoire", "cote divoire");
//      "&" is "and".
//   2. NFKC and full case folding: full-width and compatibility forms are the
//      plain ones, "ß" is "ss", a final sigma is a sigma; what shows nothing,
//      such as a zero-width joiner, is dropped.
//   3. Marks on Latin, Greek, Cyrillic, Arabic and Hebrew letters are dropped;
//      a dotless i is an i, and the Arabic tatweel is nothing. Elsewhere marks
//      stay: in Hindi, Thai or Japanese they are letters.
//   4. Full stops between single letters are dropped ("U.S.A." is "usa"). All
//      else that is no letter, digit or mark is a space; spaces are single.
//   5. A leading "the" is dropped.
//
// Thread safety: pure functions; the tables behind them are built once.
#ifndef COMITY_QUERY_RESOLVE_NORMALIZE_H_
#define COMITY_QUERY_RESOLVE_NORMALIZE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace comity::query {

// Whether a text can be asked about. Fails with REASON_FIELD_INVALID when it is
// empty, blank or not UTF-8, and with REASON_TOO_LARGE beyond
// LIMIT_SHORT_TEXT_BYTES. No field is named: the caller knows it.
absl::Status CheckName(absl::string_view text);

// The text in the form above, in UTF-8. It may be empty. Bytes that are not
// UTF-8 become U+FFFD, which is no letter.
std::string Normalize(absl::string_view text);

// The text in Latin letters, without spaces, since scripts differ in where they
// put them: "Łódź" is "lodz", "中国" is "zhongguo". Cyrillic has two forms, of
// ISO 9 and of BGN: "Россия" is "rossia" and "rossiya". Distinct, none empty.
std::vector<std::string> LatinForms(absl::string_view text);

// "Korea, Republic of" the right way round, normalized: "republic of korea".
// Empty unless there is just one comma.
std::string NormalizeInverted(absl::string_view text);

// Of normalized texts:

// Its code points. REQUIRES: valid UTF-8.
std::u32string CodePoints(absl::string_view text);

// How many code points it has but for spaces.
int LetterCount(absl::string_view text);

// Whether its letters are all of alphabets that write vowels and consonants
// alike: Latin, Greek, Cyrillic, Armenian, Georgian. Only there does a letter
// count for little; elsewhere it is a syllable or a word.
bool IsAlphabetic(absl::string_view text);

}  // namespace comity::query

#endif  // COMITY_QUERY_RESOLVE_NORMALIZE_H_
