#include "common/model/resource_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"

namespace comity::model {
namespace {

using v1::REASON_NAME_MALFORMED;

constexpr size_t kMaxIdLength = 63;

struct KindInfo {
  absl::string_view word;
  absl::string_view collection;
  bool top_level;
};

// Indexed by Kind, less one.
constexpr KindInfo kKinds[kKindCount] = {
    {"source", "sources", true},
    {"topic", "topics", true},
    {"state", "states", true},
    {"organization", "organizations", true},
    {"membership", "memberships", false},
    {"institution", "institutions", false},
    {"office", "offices", false},
    {"instrument", "instruments", true},
    {"proposal", "proposals", true},
    {"position", "positions", true},
};

const KindInfo& InfoOf(Kind kind) { return kKinds[kind - 1]; }

bool IsThreeLetters(absl::string_view id) {
  return id.size() == 3 &&
         std::all_of(id.begin(), id.end(), absl::ascii_isalpha);
}

bool IsIdOfKind(Kind kind, absl::string_view id) {
  switch (kind) {
    case v1::RECORD_KIND_STATE:
      return IsStateCode(id) || (IsId(id) && !IsThreeLetters(id));
    case v1::RECORD_KIND_MEMBERSHIP:
      return IsStateCode(id) || IsId(id);
    default:
      return IsId(id);
  }
}

// A name cut at its slashes: one or two pairs of collection and id.
struct Cut {
  absl::string_view segments[4];
  int size = 0;  // 5 stands for more than four
};

Cut CutName(absl::string_view name) {
  Cut cut;
  while (true) {
    if (cut.size == 4) {
      cut.size = 5;
      return cut;
    }
    const size_t slash = name.find('/');
    cut.segments[cut.size++] = name.substr(0, slash);
    if (slash == absl::string_view::npos) return cut;
    name.remove_prefix(slash + 1);
  }
}

// How an id should have read, as the rest of a sentence.
std::string WhyNotId(Kind kind, absl::string_view collection,
                     absl::string_view id) {
  if (id.empty()) return absl::StrCat("is not a name; its id is empty");
  if (kind == v1::RECORD_KIND_STATE && IsThreeLetters(id)) {
    return absl::StrCat("is not a name; an ISO alpha-3 code is in upper case: ",
                        collection, "/", absl::AsciiStrToUpper(id));
  }
  const std::string lower = absl::AsciiStrToLower(id);
  if (lower != id && IsId(lower) &&
      !(kind == v1::RECORD_KIND_STATE && IsThreeLetters(lower))) {
    return absl::StrCat("is not a name; an id is in lower case: ", collection,
                        "/", lower);
  }
  if (id.size() > kMaxIdLength) {
    return absl::StrCat("is not a name; its id is longer than ", kMaxIdLength,
                        " characters");
  }
  return "is not a name; an id is of a-z, 0-9 and inner hyphens";
}

std::string WhyNotName(absl::string_view name) {
  if (name.empty()) {
    return "is not a name; a name reads like states/IND or organizations/sco";
  }
  if (name.front() == '/') return "is not a name; it starts with a slash";
  const Cut cut = CutName(name);
  if (cut.size % 2 != 0 || cut.size > 4) {
    return "is not a name; a name is of one or two pairs of collection and id, "
           "such as states/IND or organizations/sco/memberships/IND";
  }
  const std::optional<Kind> first = KindOfCollection(cut.segments[0]);
  if (!first.has_value()) {
    return "is not a name; it does not begin with a collection, such as "
           "states/ or organizations/";
  }
  if (!InfoOf(*first).top_level) {
    return absl::StrCat("is not a name; ", cut.segments[0],
                        " live under an organization or a state, such as "
                        "organizations/sco/",
                        cut.segments[0], "/...");
  }
  if (!IsIdOfKind(*first, cut.segments[1])) {
    return WhyNotId(*first, cut.segments[0], cut.segments[1]);
  }
  const std::optional<Kind> second = KindOfCollection(cut.segments[2]);
  if (!second.has_value() || InfoOf(*second).top_level) {
    return "is not a name; the collections within a record are memberships, "
           "institutions and offices";
  }
  if (*first == v1::RECORD_KIND_STATE &&
      *second == v1::RECORD_KIND_MEMBERSHIP) {
    return "is not a name; a membership lives under its organization";
  }
  if (*first != v1::RECORD_KIND_STATE &&
      *first != v1::RECORD_KIND_ORGANIZATION) {
    return absl::StrCat("is not a name; ", KindPhrase(*first),
                        " holds no records");
  }
  return WhyNotId(*second, name.substr(0, name.rfind('/')), cut.segments[3]);
}

}  // namespace

absl::string_view KindWord(Kind kind) { return InfoOf(kind).word; }

std::string KindPhrase(Kind kind) {
  const absl::string_view word = KindWord(kind);
  const bool vowel =
      absl::string_view("aeio").find(word[0]) != absl::string_view::npos;
  return absl::StrCat(vowel ? "an " : "a ", word);
}

absl::string_view CollectionOf(Kind kind) { return InfoOf(kind).collection; }

std::optional<Kind> KindOfCollection(absl::string_view collection) {
  for (Kind kind : kAllKinds) {
    if (InfoOf(kind).collection == collection) return kind;
  }
  return std::nullopt;
}

bool IsId(absl::string_view id) {
  if (id.empty() || id.size() > kMaxIdLength) return false;
  for (char c : id) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '-') {
      return false;
    }
  }
  return id.front() != '-' && id.back() != '-';
}

bool IsStateCode(absl::string_view id) {
  return id.size() == 3 &&
         std::all_of(id.begin(), id.end(), absl::ascii_isupper);
}

std::optional<ResourceName> TryParseName(absl::string_view name) {
  const Cut cut = CutName(name);
  if (cut.size != 2 && cut.size != 4) return std::nullopt;
  const std::optional<Kind> first = KindOfCollection(cut.segments[0]);
  if (!first.has_value() || !InfoOf(*first).top_level ||
      !IsIdOfKind(*first, cut.segments[1])) {
    return std::nullopt;
  }
  if (cut.size == 2) return ResourceName{*first, name, "", cut.segments[1]};
  const std::optional<Kind> second = KindOfCollection(cut.segments[2]);
  const bool parent_fits =
      *first == v1::RECORD_KIND_ORGANIZATION ||
      (*first == v1::RECORD_KIND_STATE && second != v1::RECORD_KIND_MEMBERSHIP);
  if (!second.has_value() || InfoOf(*second).top_level || !parent_fits ||
      !IsIdOfKind(*second, cut.segments[3])) {
    return std::nullopt;
  }
  return ResourceName{*second, name, ParentOf(name), cut.segments[3]};
}

absl::StatusOr<ResourceName> ParseName(absl::string_view name) {
  if (std::optional<ResourceName> parsed = TryParseName(name)) return *parsed;
  return QuotedError(REASON_NAME_MALFORMED, name, WhyNotName(name));
}

absl::StatusOr<ResourceName> ParseNameOf(absl::string_view name,
                                         KindSet allowed) {
  absl::StatusOr<ResourceName> parsed = ParseName(name);
  if (!parsed.ok() || allowed.Has(parsed->kind)) return parsed;
  std::string wanted;
  for (Kind kind : kAllKinds) {
    if (!allowed.Has(kind)) continue;
    absl::StrAppend(&wanted, wanted.empty() ? "" : " or ", KindPhrase(kind));
  }
  return QuotedError(REASON_NAME_MALFORMED, name,
                     absl::StrCat("is the name of ", KindPhrase(parsed->kind),
                                  ", not of ", wanted));
}

absl::string_view ParentOf(absl::string_view name) {
  const size_t id = name.rfind('/');
  if (id == absl::string_view::npos || id == 0) return "";
  const size_t collection = name.rfind('/', id - 1);
  return collection == absl::string_view::npos ? absl::string_view()
                                               : name.substr(0, collection);
}

absl::string_view IdOf(absl::string_view name) {
  const size_t slash = name.rfind('/');
  return slash == absl::string_view::npos ? name : name.substr(slash + 1);
}

std::string MembershipName(absl::string_view organization,
                           absl::string_view member) {
  return absl::StrCat(organization, "/memberships/", IdOf(member));
}

}  // namespace comity::model
