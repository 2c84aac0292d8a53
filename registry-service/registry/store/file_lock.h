// A lock on a file that holds as long as the object lives and ends with the
// process however that ends: so a registry killed by -9 leaves no stale lock.
//
// Thread safety: a value that one owner holds; the lock is between processes
// and between objects of one process.
#ifndef COMITY_REGISTRY_STORE_FILE_LOCK_H_
#define COMITY_REGISTRY_STORE_FILE_LOCK_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace comity::registry {

class FileLock {
 public:
  // Takes the lock or fails at once with STORE_UNAVAILABLE when somebody else
  // has it. The file is created if absent, and never deleted: deleting it would
  // let two owners lock two files of one name.
  static absl::StatusOr<FileLock> Acquire(const std::string& path);

  FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}

  int fd_;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_FILE_LOCK_H_
