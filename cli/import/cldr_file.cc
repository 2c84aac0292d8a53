#include "cli/import/cldr_file.h"

#include "absl/strings/str_cat.h"

namespace comity::cli {

absl::Status ReadCldrFile(const std::string& path,
                          pugi::xml_document& document) {
  const pugi::xml_parse_result result = document.load_file(path.c_str());
  if (result.status == pugi::status_file_not_found) {
    return absl::NotFoundError(absl::StrCat(
        path, ": cannot be read; install the package unicode-cldr-core"));
  }
  if (!result) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", result.description(), " at byte ",
                     static_cast<long long>(result.offset)));
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
