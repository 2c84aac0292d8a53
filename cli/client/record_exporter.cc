#include "cli/client/record_exporter.h"

#include "absl/time/clock.h"
#include "cli/client/call.h"
#include "cli/client/retry.h"
#include "cli/client/stream.h"
#include "grpcpp/client_context.h"

#include "common/platform/status_macros.h"

namespace comity::cli {

using registry::v1::ExportRecordsResponse;

absl::Status ExportRecords(
    registry::v1::RegistryService::Stub& stub,
    registry::v1::ExportRecordsRequest request,
    absl::FunctionRef<absl::Status(ExportRecordsResponse&)> take) {
  Retry retry;
  while (true) {
    bool last = false;
    grpc::ClientContext context;
    absl::Status status = ReadStream<ExportRecordsResponse>(
        context,
        [&](grpc::ClientContext* stream) {
          return stub.ExportRecords(stream, request);
        },
        [&](ExportRecordsResponse& chunk) {
          last = chunk.last();
          retry.Progressed();
          request.set_resume_token(chunk.resume_token());
          return take(chunk);
        });
    if (status.ok() && last) return status;
    if (status.ok()) {
      status = absl::UnavailableError("the export ended before its last chunk");
    }
    if (!retry.May(status)) return status;
    absl::SleepFor(retry.Pause());
    COMITY_RETURN_IF_ERROR(Call(stub,
                                &registry::v1::RegistryService::Stub::GetHead,
                                registry::v1::GetHeadRequest())
                               .status());
  }
}

}  // namespace comity::cli
