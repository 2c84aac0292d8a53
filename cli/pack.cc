#include "cli/pack.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/iso_states.h"
#include "comity/pack/v1/pack.pb.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"

namespace comity::cli {
namespace {

// Keeps the first complaint of the parser, with its place.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty()) {
      text_ = absl::StrCat(line + 1, ":", column + 1, ": ", message);
    }
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

template <typename Message>
absl::StatusOr<Message> ReadTextProto(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  }
  std::stringstream content;
  content << file.rdbuf();
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  Message message;
  if (!parser.ParseFromString(content.str(), &message)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ":", error.text()));
  }
  return message;
}

}  // namespace

absl::StatusOr<LoadedPack> LoadPack(const std::string& folder) {
  COMITY_ASSIGN_OR_RETURN(
      const auto pack,
      ReadTextProto<pack::v1::Pack>(absl::StrCat(folder, "/pack.textproto")));
  LoadedPack loaded;
  loaded.title = pack.title();
  for (const auto& required : pack.depends_on()) {
    loaded.depends_on_folders.push_back(absl::StrCat(folder, "/", required));
  }
  for (const auto& name : pack.record_files()) {
    COMITY_ASSIGN_OR_RETURN(
        auto file, ReadTextProto<pack::v1::RecordFile>(
                       absl::StrCat(folder, "/", name)));
    std::move(file.mutable_records()->begin(), file.mutable_records()->end(),
              std::back_inserter(loaded.records));
  }
  if (pack.has_iso_states()) {
    COMITY_ASSIGN_OR_RETURN(auto states,
                            LoadIsoStates(pack.iso_states(), folder));
    std::move(states.begin(), states.end(),
              std::back_inserter(loaded.records));
  }
  std::sort(loaded.records.begin(), loaded.records.end(),
            [](const auto& a, const auto& b) { return a.name() < b.name(); });
  const auto twice = std::adjacent_find(
      loaded.records.begin(), loaded.records.end(),
      [](const auto& a, const auto& b) { return a.name() == b.name(); });
  if (twice != loaded.records.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat(folder, ": '", twice->name(), "' stands in it twice"));
  }
  for (auto& record : loaded.records) model::AssignEventIds(record);
  return loaded;
}

}  // namespace comity::cli
