#include "query/resolve/similarity.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_split.h"

#include "query/resolve/normalize.h"

namespace comity::query {
namespace {

constexpr size_t kLettersForOneSlip = 6;
constexpr size_t kLettersForTwoSlips = 10;
constexpr size_t kSlipsMax = 2;
constexpr double kDiceOfOmissions = 0.65;
constexpr double kDiceOfChanges = 0.72;

std::vector<Trigram> TrigramsOfPoints(const std::u32string& text) {
  constexpr Trigram kMask = (Trigram{1} << 63) - 1;  // three times 21 bits
  std::vector<Trigram> trigrams;
  trigrams.reserve(text.size() + 1);
  Trigram window = Trigram{' '} << 21 | Trigram{' '};
  const auto push = [&](char32_t c) {
    window = (window << 21 | c) & kMask;
    trigrams.push_back(window);
  };
  for (const char32_t c : text) push(c);
  push(U' ');
  std::sort(trigrams.begin(), trigrams.end());
  trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
  return trigrams;
}

// The least number of letters put in, left out, changed or swapped with the
// next one (optimal string alignment: no letter is touched twice).
size_t SlipsBetween(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> before_last(b.size() + 1);
  std::vector<size_t> last(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

bool HasDigit(const std::u32string& word) {
  return std::any_of(word.begin(), word.end(),
                     [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

// The slips between two different words; more than kSlipsMax where rule 2 says
// that they are different names.
size_t SlipsBetweenWords(absl::string_view a, absl::string_view b) {
  constexpr size_t kOther = kSlipsMax + 1;
  const std::u32string x = CodePoints(a);
  const std::u32string y = CodePoints(b);
  const size_t shorter = std::min(x.size(), y.size());
  const size_t longer = std::max(x.size(), y.size());
  const size_t allowed = shorter >= kLettersForTwoSlips  ? 2
                         : shorter >= kLettersForOneSlip ? 1
                                                         : 0;
  const size_t common = static_cast<size_t>(
      std::mismatch(x.begin(), x.end(), y.begin(), y.end()).first - x.begin());
  const bool only_ending = common == shorter || common + 1 >= longer;
  if (longer - shorter > allowed || common == 0 || only_ending || HasDigit(x) ||
      HasDigit(y)) {
    return kOther;
  }
  const size_t slips = SlipsBetween(x, y);
  if (slips > allowed) return kOther;
  const double wanted =
      slips == longer - shorter ? kDiceOfOmissions : kDiceOfChanges;
  const double dice = Dice(TrigramsOfPoints(x), TrigramsOfPoints(y));
  return dice >= wanted ? slips : kOther;
}

}  // namespace

std::vector<Trigram> TrigramsOf(absl::string_view text) {
  return TrigramsOfPoints(CodePoints(text));
}

double Dice(absl::Span<const Trigram> a, absl::Span<const Trigram> b) {
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++shared;
    const bool step_i = a[i] <= b[j];
    const bool step_j = b[j] <= a[i];
    i += step_i ? 1 : 0;
    j += step_j ? 1 : 0;
  }
  return DiceOf(shared, a.size(), b.size());
}

double DiceOf(size_t shared, size_t a, size_t b) {
  return a + b == 0
             ? 0
             : 2 * static_cast<double>(shared) / static_cast<double>(a + b);
}

size_t SharedAtLeast(double dice, size_t count) {
  constexpr double kRounding = 1e-9;
  // It has no fewer trigrams than it shares, so s >= dice * (count + s) / 2.
  const double shared = static_cast<double>(count) * dice / (2 - dice);
  return std::max<size_t>(1,
                          static_cast<size_t>(std::ceil(shared - kRounding)));
}

bool MayBeSlip(absl::string_view a, absl::string_view b) {
  const std::vector<absl::string_view> x = absl::StrSplit(a, ' ');
  const std::vector<absl::string_view> y = absl::StrSplit(b, ' ');
  if (x.size() != y.size()) return false;
  size_t slips = 0;
  for (size_t i = 0; i < x.size() && slips <= kSlipsMax; ++i) {
    if (x[i] != y[i]) slips += SlipsBetweenWords(x[i], y[i]);
  }
  return slips > 0 && slips <= kSlipsMax && IsAlphabetic(a) && IsAlphabetic(b);
}

}  // namespace comity::query
