// The client's side of ExportRecords: one export, over as many streams as it
// takes.
#ifndef COMITY_CLI_CLIENT_RECORD_EXPORTER_H_
#define COMITY_CLI_CLIENT_RECORD_EXPORTER_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

#include "comity/registry/v1/registry_service.grpc.pb.h"

namespace comity::cli {

// Hands each chunk of the export to `take`, once and in order; `take` may move
// from it, and an error of its ends the export. A stream that breaks is taken
// up again where it broke, as often as Retry says and while the registry
// comes back within a call's deadline. OK only after the last chunk.
absl::Status ExportRecords(
    registry::v1::RegistryService::Stub& stub,
    registry::v1::ExportRecordsRequest request,
    absl::FunctionRef<absl::Status(registry::v1::ExportRecordsResponse&)> take);

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_RECORD_EXPORTER_H_
