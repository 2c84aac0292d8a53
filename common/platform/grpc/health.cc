#include "common/platform/grpc/health.h"

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"

#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"
#include "common/platform/grpc/unary.h"

namespace comity::platform {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

// One stream of Watch. It keeps only the newest state to tell: a slow reader
// skips states, it does not queue them.
class HealthService::Watcher final
    : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService& service, std::string name)
      : service_(service), name_(std::move(name)) {}

  const std::string& name() const { return name_; }

  // Tells the caller a state, unless it is what was told last.
  void Tell(Status status) {
    MutexLock lock(mutex_);
    next_ = status;
    AdvanceLocked();
  }

  // Ends the stream once the caller was told the last state.
  void End() {
    MutexLock lock(mutex_);
    ending_ = true;
    AdvanceLocked();
  }

  void OnWriteDone(bool ok) override {
    MutexLock lock(mutex_);
    writing_ = false;
    if (ok) {
      AdvanceLocked();
    } else {
      FinishLocked(absl::CancelledError("the caller left"));
    }
  }

  void OnCancel() override {
    MutexLock lock(mutex_);
    FinishLocked(absl::CancelledError("the caller left"));
  }

  void OnDone() override {
    service_.Remove(this);
    delete this;
  }

 private:
  void AdvanceLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (writing_ || finished_) return;
    if (next_.has_value() && next_ != told_) {
      told_ = next_;
      response_.set_status(*next_);
      writing_ = true;
      StartWrite(&response_);
    } else if (ending_) {
      FinishLocked(
          Error(model::v1::REASON_SERVER_DRAINING, "the server is draining"));
    }
  }

  void FinishLocked(const absl::Status& status)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (finished_) return;
    finished_ = true;
    Finish(ToGrpcStatus(status));
  }

  HealthService& service_;
  const std::string name_;

  Mutex mutex_;
  HealthCheckResponse response_ ABSL_GUARDED_BY(mutex_);
  absl::optional<Status> next_ ABSL_GUARDED_BY(mutex_);
  absl::optional<Status> told_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool ending_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
};

namespace {

// A stream that was refused before it began.
class RefusedWatch final
    : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  explicit RefusedWatch(const absl::Status& status) {
    Finish(ToGrpcStatus(status));
  }
  void OnDone() override { delete this; }
};

}  // namespace

HealthService::HealthService(const std::vector<std::string>& names) {
  MutexLock lock(mutex_);
  serving_[""] = false;
  for (const std::string& name : names) serving_[name] = false;
}

HealthService::~HealthService() = default;

void HealthService::SetServing(const std::string& name, bool serving) {
  MutexLock lock(mutex_);
  if (draining_) return;
  serving_[name] = serving;
  for (Watcher* watcher : watchers_) {
    if (watcher->name() == name) watcher->Tell(StatusOfLocked(name));
  }
}

void HealthService::Drain() {
  MutexLock lock(mutex_);
  draining_ = true;
  for (auto& [name, serving] : serving_) serving = false;
  for (Watcher* watcher : watchers_) {
    watcher->Tell(StatusOfLocked(watcher->name()));
    watcher->End();
  }
}

HealthService::Status HealthService::StatusOfLocked(
    const std::string& name) const {
  const auto known = serving_.find(name);
  if (known == serving_.end()) return HealthCheckResponse::SERVICE_UNKNOWN;
  return known->second ? HealthCheckResponse::SERVING
                       : HealthCheckResponse::NOT_SERVING;
}

grpc::ServerUnaryReactor* HealthService::Check(
    grpc::CallbackServerContext* context, const HealthCheckRequest* request,
    HealthCheckResponse* response) {
  Status status;
  {
    MutexLock lock(mutex_);
    status = StatusOfLocked(request->service());
  }
  if (status == HealthCheckResponse::SERVICE_UNKNOWN) {
    return FinishNow(context,
                     Error(model::v1::REASON_RECORD_NOT_FOUND,
                           absl::StrCat("service: '", request->service(),
                                        "' is not a service of this server"))
                         .Field("service", "is not served here"));
  }
  response->set_status(status);
  return FinishNow(context, absl::OkStatus());
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(
    grpc::CallbackServerContext* /*context*/,
    const HealthCheckRequest* request) {
  MutexLock lock(mutex_);
  if (draining_) {
    return new RefusedWatch(
        Error(model::v1::REASON_SERVER_DRAINING, "the server is draining"));
  }
  if (watchers_.size() >= kHealthWatchersMax) {
    return new RefusedWatch(
        Error(model::v1::REASON_OVERLOADED,
              absl::StrCat(kHealthWatchersMax, " health watches are open")));
  }
  auto* watcher = new Watcher(*this, request->service());
  watchers_.insert(watcher);
  watcher->Tell(StatusOfLocked(watcher->name()));
  return watcher;
}

void HealthService::Remove(Watcher* watcher) {
  MutexLock lock(mutex_);
  watchers_.erase(watcher);
}

}  // namespace comity::platform
