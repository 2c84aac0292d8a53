#include "registry/store/file_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include <sys/file.h>

#include "absl/strings/str_cat.h"

#include "common/platform/log.h"
#include "registry/store/store_errors.h"

namespace comity::registry {

absl::StatusOr<FileLock> FileLock::Acquire(const std::string& path) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    platform::Log(platform::LogLevel::kError, "lock file cannot be opened",
                  {{"path", path}, {"errno", errno}});
    return StoreUnavailable(
        absl::StrCat("the lock file ", path,
                     " cannot be opened: see that its folder exists and that "
                     "the registry may write there"));
  }
  FileLock lock(fd);
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    platform::Log(platform::LogLevel::kError, "lock file is held",
                  {{"path", path}, {"errno", errno}});
    return StoreUnavailable(
        absl::StrCat("another registry holds ", path,
                     ": one database serves one registry; stop the other one "
                     "or give this one a file of its own"));
  }
  return lock;
}

FileLock::~FileLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace comity::registry
