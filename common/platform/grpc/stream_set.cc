#include "common/platform/grpc/stream_set.h"

#include <utility>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"

namespace comity::platform {
namespace {

constexpr absl::Duration kRetryDelay = absl::Seconds(1);

}  // namespace

absl::Status DrainingStatus(int64_t revision) {
  return Error(model::v1::REASON_SERVER_DRAINING,
               absl::StrCat("the server is draining; resume after revision ",
                            revision))
      .Metadata("revision", absl::StrCat(revision))
      .RetryAfter(kRetryDelay);
}

StreamSet::StreamSet(std::size_t streams_max) : streams_max_(streams_max) {}

absl::Status StreamSet::Add(const std::shared_ptr<OpenStream>& stream,
                            int64_t revision) {
  MutexLock lock(mutex_);
  if (draining_) return DrainingStatus(revision);
  if (streams_.size() >= streams_max_) {
    return Error(model::v1::REASON_OVERLOADED,
                 absl::StrCat("there are ", streams_.size(),
                              " streams, as many as may be"))
        .RetryAfter(kRetryDelay);
  }
  streams_.emplace(stream.get(), stream);
  return absl::OkStatus();
}

void StreamSet::Remove(const OpenStream* stream) {
  MutexLock lock(mutex_);
  streams_.erase(stream);
}

void StreamSet::Drain() {
  {
    MutexLock lock(mutex_);
    draining_ = true;
  }
  for (const auto& stream : Living()) stream->EndForDrain();
}

void StreamSet::CancelStuck(absl::Time now, absl::Duration grace) {
  for (const auto& stream : Living()) stream->CancelIfStuck(now, grace);
}

std::size_t StreamSet::size() const {
  MutexLock lock(mutex_);
  return streams_.size();
}

std::vector<std::shared_ptr<OpenStream>> StreamSet::Living() const {
  std::vector<std::shared_ptr<OpenStream>> living;
  MutexLock lock(mutex_);
  for (const auto& [key, weak] : streams_) {
    if (auto stream = weak.lock()) living.push_back(std::move(stream));
  }
  return living;
}

}  // namespace comity::platform
