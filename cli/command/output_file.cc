#include "cli/command/output_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <sys/stat.h>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace comity::cli {
namespace {

// Whether something is there that is no regular file: a device, a pipe. It is
// written as it is, since nothing may take its place.
bool IsSpecial(const std::string& path) {
  struct stat found = {};
  return stat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode);
}

// Where a link leads, so that the file is replaced and not the link.
std::string TargetOf(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

// Of a file made now, by the process's mask.
mode_t ModeOfNewFiles() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
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
    return std::unique_ptr<OutputFile>(new OutputFile("", "", stdout));
  }
  if (IsSpecial(path)) {
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return ErrorOf(path);
    return std::unique_ptr<OutputFile>(new OutputFile(path, "", file));
  }
  const std::string target = TargetOf(path);
  std::string part = absl::StrCat(target, ".part-XXXXXX");
  const int fd = mkstemp(part.data());
  // As a file that fopen makes: mkstemp keeps it from everybody else.
  std::FILE* const file =
      fd < 0 || fchmod(fd, ModeOfNewFiles()) != 0 ? nullptr : fdopen(fd, "wb");
  if (file == nullptr) {
    const absl::Status error = ErrorOf(path);
    if (fd >= 0) close(fd);
    return error;
  }
  return std::unique_ptr<OutputFile>(new OutputFile(target, part, file));
}

OutputFile::OutputFile(std::string path, std::string part, std::FILE* file)
    : path_(std::move(path)), part_(std::move(part)), file_(file) {}

OutputFile::~OutputFile() {
  if (file_ == nullptr || path_.empty()) return;
  std::fclose(file_);
  if (!part_.empty()) std::remove(part_.c_str());
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
  if (!part_.empty() && fsync(fileno(file_)) != 0) return ErrorOf(path_);
  if (std::fclose(std::exchange(file_, nullptr)) != 0 ||
      (!part_.empty() && std::rename(part_.c_str(), path_.c_str()) != 0)) {
    return ErrorOf(path_);
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
