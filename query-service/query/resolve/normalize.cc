#include "query/resolve/normalize.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

#include "common/model/errors.h"
#include "common/model/limits.h"

namespace comity::query {
namespace {

using icu::UnicodeString;

constexpr UChar32 kDotlessI = 0x0131;
constexpr UChar32 kTatweel = 0x0640;

UnicodeString FromUtf8(absl::string_view text) {
  return UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string ToUtf8(const UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

bool IsApostrophe(UChar32 c) {
  switch (c) {
    case '\'':
    case '`':
    case 0x00B4:  // acute accent
    case 0x02B9:  // modifier letter prime
    case 0x02BB:  // okina
    case 0x02BC:  // modifier letter apostrophe
    case 0x05F3:  // geresh
    case 0x05F4:  // gershayim
    case 0x2018:  // single quotation marks
    case 0x2019:
    case 0x201B:
    case 0x2032:  // prime
    case 0xFF07:  // full-width apostrophe
      return true;
    default:
      return false;
  }
}

bool IsMark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

UScriptCode ScriptOf(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(c, &error);
}

// Whether marks on a letter of the script tell how to read it and not what it
// is.
bool MarksAreDropped(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
    case USCRIPT_COMMON:
      return true;
    default:
      return false;
  }
}

// ICU's data comes with its library; without it the process cannot work.
const icu::Normalizer2& Normalizer(
    const icu::Normalizer2* (*instance)(UErrorCode&)) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const normalizer = instance(error);
  if (U_FAILURE(error)) std::abort();
  return *normalizer;
}

UnicodeString Normalized(const icu::Normalizer2& normalizer,
                         const UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  return normalizer.normalize(text, error);
}

// Steps 1 and 2.
UnicodeString Folded(absl::string_view text) {
  static const icu::Normalizer2& kFold =
      Normalizer(&icu::Normalizer2::getNFKCCasefoldInstance);
  const UnicodeString raw = FromUtf8(text);
  UnicodeString kept;
  for (int32_t i = 0; i < raw.length(); i = raw.moveIndex32(i, 1)) {
    const UChar32 c = raw.char32At(i);
    if (IsApostrophe(c)) continue;
    if (c == '&' || c == 0xFF06) {
      kept.append(UnicodeString(" and "));
    } else {
      kept.append(c);
    }
  }
  return Normalized(kFold, kept);
}

// Step 3.
UnicodeString WithoutMarks(const UnicodeString& folded) {
  static const icu::Normalizer2& kDecompose =
      Normalizer(&icu::Normalizer2::getNFDInstance);
  static const icu::Normalizer2& kCompose =
      Normalizer(&icu::Normalizer2::getNFCInstance);
  const UnicodeString apart = Normalized(kDecompose, folded);
  UnicodeString kept;
  UScriptCode script = USCRIPT_COMMON;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (c == kTatweel) continue;
    if (IsMark(c)) {
      if (MarksAreDropped(script)) continue;
    } else {
      script = ScriptOf(c);
    }
    kept.append(c == kDotlessI ? UChar32{'i'} : c);
  }
  return Normalized(kCompose, kept);
}

std::vector<UChar32> CodePointsOf(const UnicodeString& text) {
  std::vector<UChar32> points;
  points.reserve(static_cast<size_t>(text.length()));
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    points.push_back(text.char32At(i));
  }
  return points;
}

bool IsWordPart(UChar32 c) { return u_isalnum(c) != 0 || IsMark(c); }

// Whether points[i] is the full stop of "u.s.a" before a single letter.
bool IsStopOfInitials(const std::vector<UChar32>& points, size_t i) {
  const auto single_letter = [&points](size_t at) {
    return at < points.size() && u_isalpha(points[at]) != 0 &&
           (at == 0 || !IsWordPart(points[at - 1])) &&
           (at + 1 == points.size() || !IsWordPart(points[at + 1]));
  };
  return points[i] == '.' && i > 0 && single_letter(i - 1) &&
         single_letter(i + 1);
}

// Steps 4 and 5.
std::string Words(const UnicodeString& text) {
  const std::vector<UChar32> points = CodePointsOf(text);
  UnicodeString words;
  bool space = false;
  for (size_t i = 0; i < points.size(); ++i) {
    if (!IsWordPart(points[i])) {
      space = space || !IsStopOfInitials(points, i);
      continue;
    }
    if (space && !words.isEmpty()) words.append(UChar32{' '});
    space = false;
    words.append(points[i]);
  }
  std::string utf8 = ToUtf8(words);
  if (absl::StartsWith(utf8, "the ")) utf8.erase(0, 4);
  return utf8;
}

bool AllLettersOf(const UnicodeString& text, UScriptCode wanted) {
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isalpha(c) != 0 && ScriptOf(c) != wanted) return false;
  }
  return true;
}

// A transliterator of ICU's, for the life of the process, or null. Its const
// methods are safe to call from any number of threads.
const icu::Transliterator* MakeTransliterator(const char* id) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Transliterator* const made =
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, error);
  return U_FAILURE(error) ? nullptr : made;
}

void AddForm(const icu::Transliterator* transliterator, UnicodeString text,
             std::vector<std::string>& forms) {
  if (transliterator != nullptr) transliterator->transliterate(text);
  std::string form =
      absl::StrReplaceAll(Words(WithoutMarks(text)), {{" ", ""}});
  if (!form.empty() &&
      std::find(forms.begin(), forms.end(), form) == forms.end()) {
    forms.push_back(std::move(form));
  }
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

}  // namespace

absl::Status CheckName(absl::string_view text) {
  const auto invalid = [text](absl::string_view what) {
    return model::QuotedError(model::v1::REASON_FIELD_INVALID, text, what);
  };
  const int64_t bytes_max = model::LimitOf(model::v1::LIMIT_SHORT_TEXT_BYTES);
  if (static_cast<int64_t>(text.size()) > bytes_max) {
    return model::ReasonError(
        model::v1::REASON_TOO_LARGE,
        absl::StrCat("has ", text.size(), " bytes; the limit is ", bytes_max));
  }
  bool blank = true;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0) return invalid("is not UTF-8");
    blank = blank && u_isUWhiteSpace(c) != 0;
  }
  if (blank) return invalid("is blank; a name or code is required");
  return absl::OkStatus();
}

std::string Normalize(absl::string_view text) {
  return Words(WithoutMarks(Folded(text)));
}

std::vector<std::string> LatinForms(absl::string_view text) {
  static const icu::Transliterator* const kFromLatin =
      MakeTransliterator("Latin-ASCII");
  static const icu::Transliterator* const kFromAny =
      MakeTransliterator("Any-Latin; Latin-ASCII");
  static const icu::Transliterator* const kFromCyrillic =
      MakeTransliterator("Russian-Latin/BGN; Latin-ASCII");
  std::vector<std::string> forms;
  const UnicodeString folded = Folded(text);
  if (IsAscii(text)) {
    AddForm(nullptr, folded, forms);
  } else if (AllLettersOf(folded, USCRIPT_LATIN)) {
    AddForm(kFromLatin, folded, forms);
  } else {
    AddForm(kFromAny, folded, forms);
    if (AllLettersOf(folded, USCRIPT_CYRILLIC)) {
      AddForm(kFromCyrillic, folded, forms);
    }
  }
  return forms;
}

std::string NormalizeInverted(absl::string_view text) {
  constexpr absl::string_view kCommas[] = {",", "،", "，"};
  absl::string_view head;
  absl::string_view tail;
  int commas = 0;
  for (const absl::string_view comma : kCommas) {
    for (size_t at = text.find(comma); at != absl::string_view::npos;
         at = text.find(comma, at + comma.size())) {
      ++commas;
      head = text.substr(0, at);
      tail = text.substr(at + comma.size());
    }
  }
  return commas == 1 ? Normalize(absl::StrCat(tail, " ", head)) : "";
}

std::u32string CodePoints(absl::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(text.data(), i, c);
    points.push_back(static_cast<char32_t>(c));
  }
  return points;
}

int LetterCount(absl::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return c != ' ' && (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool IsAlphabetic(absl::string_view text) {
  for (const char32_t point : CodePoints(text)) {
    const auto c = static_cast<UChar32>(point);
    if (u_isdigit(c) != 0 || c == ' ') continue;
    switch (ScriptOf(c)) {
      case USCRIPT_LATIN:
      case USCRIPT_GREEK:
      case USCRIPT_CYRILLIC:
      case USCRIPT_ARMENIAN:
      case USCRIPT_GEORGIAN:
        break;
      default:
        return false;
    }
  }
  return true;
}

}  // namespace comity::query
