#include "cli/import/error_places.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/client/error_fields.h"

namespace comity::cli {
namespace {

std::string Place(const std::string& field,
                  const registry::v1::CommitRequest& request,
                  const std::map<std::string, TablePlace>& places) {
  absl::string_view path = field;
  if (!absl::ConsumePrefix(&path, "changes")) return field;
  const int change = ConsumeIndex(path);
  if (change < 0 || change >= request.changes_size()) return field;
  absl::ConsumePrefix(&path, ".put");
  absl::ConsumePrefix(&path, ".");
  const std::string& name = request.changes(change).put().name();
  const auto place = places.find(name);
  if (place == places.end()) return absl::StrCat(name, ": ", path);
  absl::ConsumePrefix(&path, "membership.");
  const auto& lines = place->second.lines;
  int line = place->second.first_line;
  absl::string_view rest = path;
  if (absl::ConsumePrefix(&rest, "events")) {
    // Others' events may stand before the table's, so the id tells which.
    const int event = ConsumeIndex(rest);
    const auto& events = request.changes(change).put().membership().events();
    if (event >= 0 && event < events.size()) {
      const auto it = lines.find(events[event].id());
      if (it != lines.end()) line = it->second;
    }
  }
  return absl::StrCat(place->second.file, ":", line, ": ", name, ": ", path);
}

}  // namespace

absl::Status AtPlaces(const absl::Status& error,
                      const registry::v1::CommitRequest& request,
                      const std::map<std::string, TablePlace>& places) {
  return RenameFields(error, [&](const std::string& field) {
    return Place(field, request, places);
  });
}

}  // namespace comity::cli
