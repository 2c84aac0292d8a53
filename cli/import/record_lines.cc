#include "cli/import/record_lines.h"

#include <utility>

#include <sys/stat.h>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/command/json_line.h"
#include "cli/command/utf8.h"
#include "cli/import/input_errors.h"
#include "cli/term/progress.h"

#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/sha256.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Record;

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

bool IsRegular(std::FILE* file, int64_t& bytes) {
  struct stat status;
  if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
    return false;
  }
  bytes = status.st_size;
  return true;
}

}  // namespace

// The first pass over a file: judges its lines and notes where they are.
class RecordLinesScan {
 public:
  RecordLinesScan(RecordLines& lines, const Terminal& terminal, int64_t bytes)
      : lines_(lines), progress_(terminal, "reading", bytes) {}

  // `copy` gets what is read, if it is not null.
  absl::Status Run(std::FILE* input, std::FILE* copy) {
    std::string block(kBlockBytes, '\0');
    while (const size_t got = std::fread(block.data(), 1, kBlockBytes, input)) {
      const absl::string_view text(block.data(), got);
      sha_.Update(text);
      if (copy != nullptr && std::fwrite(text.data(), 1, got, copy) != got) {
        return absl::UnknownError("stdin: no room for a temporary copy of it");
      }
      TakeBlock(text);
      progress_.Set(offset_);
    }
    if (std::ferror(input) != 0) {
      return absl::InvalidArgumentError(
          absl::StrCat(lines_.path_, ": cannot be read"));
    }
    if (!line_.empty() || line_bytes_ > 0) EndLine();
    lines_.digest_ = absl::BytesToHexString(sha_.Finish());
    return errors_.ToStatus();
  }

 private:
  void TakeBlock(absl::string_view text) {
    while (!text.empty()) {
      const size_t end = text.find('\n');
      const absl::string_view piece = text.substr(0, end);
      line_bytes_ += piece.size();
      // What is too long is counted, and not kept.
      if (line_bytes_ <= RecordLines::kLineBytesMax) {
        line_.append(piece.data(), piece.size());
      }
      offset_ += static_cast<int64_t>(piece.size());
      if (end == absl::string_view::npos) return;
      EndLine();
      ++offset_;
      text.remove_prefix(end + 1);
    }
  }

  void EndLine() {
    ++number_;
    const absl::Status judged = Judge();
    if (!judged.ok()) errors_.Add(lines_.path_, number_, judged.message());
    line_.clear();
    line_bytes_ = 0;
  }

  absl::Status Judge() {
    if (line_bytes_ > RecordLines::kLineBytesMax) {
      return absl::InvalidArgumentError(
          absl::StrCat(line_bytes_, " bytes are more than a record can take"));
    }
    absl::string_view text = line_;
    if (number_ == 1) absl::ConsumePrefix(&text, kByteOrderMark);
    if (absl::StripAsciiWhitespace(text).empty()) return absl::OkStatus();
    Record record;
    COMITY_RETURN_IF_ERROR(ParseJsonLine(text, record));
    if (record.name().empty()) {
      return absl::InvalidArgumentError("the record has no name");
    }
    COMITY_RETURN_IF_ERROR(model::ParseName(record.name()).status());
    const auto [first, added] = lines_.lines_.emplace(record.name(), number_);
    if (!added) {
      return absl::InvalidArgumentError(absl::StrCat(
          record.name(), " stands in line ", first->second, " too"));
    }
    lines_.entries_.push_back(
        {.offset = offset_ - static_cast<int64_t>(text.size()),
         .bytes = text.size(),
         .line = number_});
    return absl::OkStatus();
  }

  RecordLines& lines_;
  Progress progress_;
  InputErrors errors_;
  platform::Sha256 sha_;
  std::string line_;
  std::size_t line_bytes_ = 0;
  int64_t offset_ = 0;  // of the end of what was taken
  int number_ = 0;
};

absl::StatusOr<RecordLines> RecordLines::Open(const std::string& path,
                                              const Terminal& terminal) {
  RecordLines lines;
  const bool from_stdin = path == "-";
  lines.path_ = from_stdin ? "stdin" : path;
  std::unique_ptr<std::FILE, Close> opened(
      from_stdin ? nullptr : std::fopen(path.c_str(), "rb"));
  std::FILE* const input = from_stdin ? stdin : opened.get();
  if (input == nullptr) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  }
  int64_t bytes = 0;
  if (!from_stdin && IsRegular(input, bytes)) {
    COMITY_RETURN_IF_ERROR(
        RecordLinesScan(lines, terminal, bytes).Run(input, nullptr));
    lines.file_ = std::move(opened);
    return lines;
  }
  // A pipe is read once, and the records are needed twice.
  lines.file_.reset(std::tmpfile());
  if (lines.file_ == nullptr) {
    return absl::UnknownError(
        absl::StrCat(lines.path_, ": no temporary file can be made"));
  }
  COMITY_RETURN_IF_ERROR(
      RecordLinesScan(lines, terminal, 0).Run(input, lines.file_.get()));
  return lines;
}

absl::StatusOr<std::vector<std::vector<uint32_t>>> RecordLines::References() {
  std::unordered_map<int, uint32_t> index_of_line;
  for (size_t i = 0; i < entries_.size(); ++i) {
    index_of_line.emplace(entries_[i].line, static_cast<uint32_t>(i));
  }
  std::vector<std::vector<uint32_t>> references(entries_.size());
  for (size_t i = 0; i < entries_.size(); ++i) {
    COMITY_ASSIGN_OR_RETURN(const Record record, Read(i));
    const auto add = [&](absl::string_view name) {
      const auto line = lines_.find(std::string(name));
      if (line != lines_.end()) {
        references[i].push_back(index_of_line.at(line->second));
      }
    };
    add(model::ParentOf(record.name()));
    model::ForEachReference(
        record, [&](absl::string_view /*path*/, absl::string_view target,
                    model::KindSet) { add(target); });
  }
  return references;
}

absl::Status RecordLines::SortByReferences() {
  COMITY_ASSIGN_OR_RETURN(const auto references, References());
  std::vector<Entry> sorted;
  sorted.reserve(entries_.size());
  std::vector<bool> begun(entries_.size());
  // Depth first, without recursion: how far each record on the way is.
  std::vector<std::pair<uint32_t, size_t>> way;
  for (uint32_t root = 0; root < entries_.size(); ++root) {
    if (!begun[root]) way.emplace_back(root, 0);
    while (!way.empty()) {
      auto& [index, next] = way.back();
      begun[index] = true;
      while (next < references[index].size() &&
             begun[references[index][next]]) {
        ++next;
      }
      if (next < references[index].size()) {
        way.emplace_back(references[index][next], 0);
      } else {
        sorted.push_back(entries_[index]);
        way.pop_back();
      }
    }
  }
  entries_ = std::move(sorted);
  return absl::OkStatus();
}

absl::StatusOr<Record> RecordLines::Read(std::size_t index) {
  const Entry& entry = entries_[index];
  std::string text(entry.bytes, '\0');
  Record record;
  if (fseeko(file_.get(), entry.offset, SEEK_SET) != 0 ||
      std::fread(text.data(), 1, text.size(), file_.get()) != text.size() ||
      !ParseJsonLine(text, record).ok() ||
      lines_.find(record.name()) == lines_.end() ||
      lines_.at(record.name()) != entry.line) {
    return absl::InvalidArgumentError(absl::StrCat(
        path_, ":", entry.line, ": was changed while it was imported"));
  }
  record.clear_revision();
  record.clear_commit_time();
  model::AssignEventIds(record);
  return record;
}

std::string RecordLines::PlaceOf(const std::string& name) const {
  const auto line = lines_.find(name);
  return line == lines_.end() ? "" : absl::StrCat(path_, ":", line->second);
}

}  // namespace comity::cli
