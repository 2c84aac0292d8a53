#include "cli/import/cldr_names.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Label;

// A territory and the use of the name: "" for the plain one, "short",
// "variant". The plain one comes first.
using NameKey = std::pair<std::string, std::string>;

struct Locale {
  std::string language;  // in BCP 47
  std::map<NameKey, std::string> names;
};

// By the file's name without its ending, which is the locale's id in CLDR.
using Locales = std::map<std::string, Locale>;

// Parents that are not found by cutting off the last part of an id.
using Parents = std::map<std::string, std::string>;

std::string LanguageOf(const pugi::xml_node& identity) {
  std::string language = identity.child("language").attribute("type").value();
  for (const char* part : {"script", "territory", "variant"}) {
    const std::string subtag = identity.child(part).attribute("type").value();
    if (subtag.empty()) continue;
    const bool is_variant = absl::string_view(part) == "variant";
    absl::StrAppend(&language, "-",
                    is_variant ? absl::AsciiStrToLower(subtag) : subtag);
  }
  return language;
}

bool IsDraft(const pugi::xml_node& name) {
  const absl::string_view draft = name.attribute("draft").value();
  return draft == "provisional" || draft == "unconfirmed";
}

absl::StatusOr<Locale> ReadLocale(const std::string& path) {
  pugi::xml_document document;
  COMITY_RETURN_IF_ERROR(ReadCldrFile(path, document));
  const pugi::xml_node ldml = document.child("ldml");
  Locale locale{.language = LanguageOf(ldml.child("identity"))};
  const auto territories =
      ldml.child("localeDisplayNames").child("territories");
  for (const auto& name : territories.children("territory")) {
    const std::string text = name.child_value();
    if (text.empty() || IsDraft(name)) continue;
    locale.names[{name.attribute("type").value(),
                  name.attribute("alt").value()}] = text;
  }
  return locale;
}

absl::StatusOr<Locales> ReadLocales(const std::string& folder) {
  std::error_code error;
  const std::filesystem::directory_iterator files(folder, error);
  if (error) {
    return absl::NotFoundError(absl::StrCat(
        folder, ": cannot be read; install the package unicode-cldr-core"));
  }
  Locales locales;
  for (const auto& file : files) {
    if (file.path().extension() != ".xml") continue;
    COMITY_ASSIGN_OR_RETURN(Locale locale, ReadLocale(file.path().string()));
    if (locale.names.empty()) continue;
    if (locale.language.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.path().string(), ": does not say its language"));
    }
    locales.emplace(file.path().stem().string(), std::move(locale));
  }
  return locales;
}

absl::StatusOr<Parents> ReadParents(const std::string& path) {
  pugi::xml_document document;
  COMITY_RETURN_IF_ERROR(ReadCldrFile(path, document));
  Parents parents;
  for (const auto& rule : document.child("supplementalData")
                              .child("parentLocales")
                              .children("parentLocale")) {
    const absl::string_view locales = rule.attribute("locales").value();
    for (const auto id : absl::StrSplit(locales, ' ', absl::SkipEmpty())) {
      parents.emplace(std::string(id), rule.attribute("parent").value());
    }
  }
  return parents;
}

// What the locale has from those that it inherits from; empty if nothing.
std::string Inherited(std::string id, const NameKey& key,
                      const Locales& locales, const Parents& parents) {
  while (true) {
    if (const auto parent = parents.find(id); parent != parents.end()) {
      id = parent->second;
    } else if (const auto cut = id.rfind('_'); cut != std::string::npos) {
      id.resize(cut);
    } else {
      return "";  // `root` has no names of territories
    }
    const auto locale = locales.find(id);
    if (locale == locales.end()) continue;
    const auto name = locale->second.names.find(key);
    if (name != locale->second.names.end()) return name->second;
  }
}

}  // namespace

absl::StatusOr<CldrLabels> ReadCldrLabels(const std::string& folder) {
  COMITY_ASSIGN_OR_RETURN(const Locales locales,
                          ReadLocales(absl::StrCat(folder, "/main")));
  COMITY_ASSIGN_OR_RETURN(
      const Parents parents,
      ReadParents(absl::StrCat(folder, "/supplemental/supplementalData.xml")));
  CldrLabels labels;
  for (const auto& [id, locale] : locales) {
    std::set<std::pair<std::string, std::string>> seen;  // territory, text
    for (const auto& [key, text] : locale.names) {
      if (Inherited(id, key, locales, parents) == text) continue;
      if (!seen.emplace(key.first, text).second) continue;
      Label& label = labels[key.first].emplace_back();
      label.set_language(locale.language);
      label.set_text(text);
      label.set_kind(key.second.empty() ? model::v1::LABEL_KIND_SHORT
                                        : model::v1::LABEL_KIND_ALIAS);
    }
  }
  for (auto& [territory, list] : labels) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Label& a, const Label& b) {
                       return a.language() < b.language();
                     });
  }
  return labels;
}

}  // namespace comity::cli
