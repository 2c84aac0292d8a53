#include "query/feed/grpc_registry_feed.h"

#include <utility>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/sync_stream.h>

#include "comity/registry/v1/registry_service.grpc.pb.h"
#include "common/platform/grpc/status_grpc.h"
#include "common/platform/mutex.h"
#include "query/feed/options.h"

namespace comity::query {
namespace {

using registry::v1::ExportRecordsRequest;
using registry::v1::ExportRecordsResponse;
using registry::v1::GetHeadRequest;
using registry::v1::GetHeadResponse;
using registry::v1::RegistryService;
using registry::v1::WatchRequest;
using registry::v1::WatchResponse;

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

std::shared_ptr<grpc::Channel> Connect(const std::string& target) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, Millis(kKeepaliveTime));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Millis(kKeepaliveTimeout));
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS,
                   Millis(kChannelReconnectMin));
  // By its name a pause; in gRPC C++ it bounds how long one attempt may take.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS,
                   Millis(kChannelConnectTimeout));
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS,
                   Millis(kChannelReconnectMax));
  arguments.SetMaxReceiveMessageSize(kReceiveBytesMax);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(),
                                   arguments);
}

class GrpcRegistryFeed final : public RegistryFeed {
 public:
  explicit GrpcRegistryFeed(const std::string& target)
      : stub_(RegistryService::NewStub(Connect(target))) {}

  absl::Status ExportHistory(const std::string& resume_token,
                             ExportSink sink) override {
    ExportRecordsRequest request;
    request.set_history(true);
    request.set_resume_token(resume_token);
    return Stream<ExportRecordsResponse>(
        [&](grpc::ClientContext* context) {
          return stub_->ExportRecords(context, request);
        },
        sink);
  }

  absl::Status Watch(int64_t after_revision, const std::string& epoch,
                     WatchSink sink) override {
    WatchRequest request;
    request.set_after_revision(after_revision);
    request.set_epoch(epoch);
    return Stream<WatchResponse>(
        [&](grpc::ClientContext* context) {
          return stub_->Watch(context, request);
        },
        sink);
  }

  void GetHead(absl::Time deadline, HeadCallback callback) override {
    struct Call {
      grpc::ClientContext context;
      GetHeadRequest request;
      GetHeadResponse response;
      HeadCallback callback;
    };
    // Lives until its answer came, whatever becomes of this feed: the channel
    // is kept by the call itself.
    auto call = std::make_shared<Call>();
    call->callback = std::move(callback);
    call->context.set_deadline(absl::ToChronoTime(deadline));
    stub_->async()->GetHead(
        &call->context, &call->request, &call->response,
        [call](const grpc::Status& status) {
          if (status.ok()) {
            call->callback(std::move(call->response));
          } else {
            call->callback(platform::FromGrpcStatus(status));
          }
        });
  }

  void Cancel() override {
    platform::MutexLock lock(mutex_);
    cancelled_ = true;
    if (stream_ != nullptr) stream_->TryCancel();
  }

 private:
  // Reads a stream to its end, or until `sink` refuses a message.
  template <typename Message, typename Open, typename Sink>
  absl::Status Stream(Open open, Sink sink) {
    grpc::ClientContext context;
    {
      platform::MutexLock lock(mutex_);
      if (cancelled_) return absl::CancelledError("the feed was stopped");
      stream_ = &context;
    }
    absl::Status refused;
    grpc::Status ended;
    {
      std::unique_ptr<grpc::ClientReader<Message>> reader = open(&context);
      Message message;
      while (refused.ok() && reader->Read(&message)) {
        refused = sink(std::move(message));
        message.Clear();
      }
      if (!refused.ok()) context.TryCancel();
      ended = reader->Finish();
    }
    platform::MutexLock lock(mutex_);
    stream_ = nullptr;
    return refused.ok() ? platform::FromGrpcStatus(ended) : refused;
  }

  const std::unique_ptr<RegistryService::Stub> stub_;

  platform::Mutex mutex_;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  // The stream under way, for Cancel.
  grpc::ClientContext* stream_ ABSL_GUARDED_BY(mutex_) = nullptr;
};

}  // namespace

std::unique_ptr<RegistryFeed> CreateGrpcRegistryFeed(
    const std::string& target) {
  return std::make_unique<GrpcRegistryFeed>(target);
}

}  // namespace comity::query
