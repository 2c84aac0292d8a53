#include "cli/import/error_places.h"

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/platform/error.h"
#include "google/rpc/error_details.pb.h"

namespace comity::cli {
namespace {

// Takes "[12]" off the front of `path`; -1 if it is none.
int ConsumeIndex(absl::string_view& path) {
  const size_t end = path.find(']');
  int index = -1;
  if (path.empty() || path[0] != '[' || end == absl::string_view::npos ||
      !absl::SimpleAtoi(path.substr(1, end - 1), &index)) {
    return -1;
  }
  path.remove_prefix(end + 1);
  return index;
}

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
  int line = lines.front();
  absl::string_view rest = path;
  if (absl::ConsumePrefix(&rest, "events")) {
    const int event = ConsumeIndex(rest);
    if (event >= 0 && event < static_cast<int>(lines.size())) {
      line = lines[static_cast<size_t>(event)];
    }
  }
  return absl::StrCat(place->second.file, ":", line, ": ", name, ": ", path);
}

}  // namespace

absl::Status AtPlaces(const absl::Status& error,
                      const registry::v1::CommitRequest& request,
                      const std::map<std::string, TablePlace>& places) {
  absl::Status told = error;
  if (const auto payload = error.GetPayload(platform::kBadRequestUrl)) {
    google::rpc::BadRequest detail;
    if (detail.ParseFromString(std::string(*payload))) {
      for (auto& violation : *detail.mutable_field_violations()) {
        violation.set_field(Place(violation.field(), request, places));
      }
      told.SetPayload(platform::kBadRequestUrl,
                      absl::Cord(detail.SerializeAsString()));
    }
  }
  if (const auto payload =
          error.GetPayload(platform::kPreconditionFailureUrl)) {
    google::rpc::PreconditionFailure detail;
    if (detail.ParseFromString(std::string(*payload))) {
      for (auto& violation : *detail.mutable_violations()) {
        violation.set_subject(Place(violation.subject(), request, places));
      }
      told.SetPayload(platform::kPreconditionFailureUrl,
                      absl::Cord(detail.SerializeAsString()));
    }
  }
  return told;
}

}  // namespace comity::cli
