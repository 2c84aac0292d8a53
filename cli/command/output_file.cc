#include "cli/command/output_file.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace comity::cli {
namespace {

std::string PartOf(const std::string& path) {
  return absl::StrCat(path, ".part");
}

// Marks the errors of this class, since a service may fail by any code.
constexpr char kUrl[] = "comity/cannot-write";

absl::Status ErrorOf(const std::string& path) {
  absl::Status status = absl::UnknownError(absl::StrCat(
      path.empty() ? "stdout" : path, ": cannot be written: ",
      std::strerror(errno)));  // NOLINT(concurrency-mt-unsafe): one thread
  status.SetPayload(kUrl, absl::Cord());
  return status;
}

}  // namespace

bool IsCannotWrite(const absl::Status& status) {
  return status.GetPayload(kUrl).has_value();
}

absl::StatusOr<std::unique_ptr<OutputFile>> OutputFile::Open(
    const std::string& path) {
  if (path.empty() || path == "-") {
    return std::unique_ptr<OutputFile>(new OutputFile("", stdout));
  }
  std::FILE* file = std::fopen(PartOf(path).c_str(), "wb");
  if (file == nullptr) return ErrorOf(path);
  return std::unique_ptr<OutputFile>(new OutputFile(path, file));
}

OutputFile::OutputFile(std::string path, std::FILE* file)
    : path_(std::move(path)), file_(file) {}

OutputFile::~OutputFile() {
  if (file_ == nullptr || path_.empty()) return;
  std::fclose(file_);
  std::remove(PartOf(path_).c_str());
}

absl::Status OutputFile::Write(absl::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) == text.size()) {
    return absl::OkStatus();
  }
  return ErrorOf(path_);
}

absl::Status OutputFile::Finish() {
  if (std::fflush(file_) != 0) return ErrorOf(path_);
  if (path_.empty()) {
    file_ = nullptr;
    return absl::OkStatus();
  }
  if (fsync(fileno(file_)) != 0) return ErrorOf(path_);
  if (std::fclose(std::exchange(file_, nullptr)) != 0 ||
      std::rename(PartOf(path_).c_str(), path_.c_str()) != 0) {
    return ErrorOf(path_);
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
