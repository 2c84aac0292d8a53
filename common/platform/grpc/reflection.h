// The standard reflection service, in both of its versions: v1, which current
// tools ask first, and v1alpha, which older ones know. gRPC's own has v1alpha
// only, and a thread for each stream.

#ifndef COMMON_PLATFORM_GRPC_REFLECTION_H_
#define COMMON_PLATFORM_GRPC_REFLECTION_H_

#include <memory>
#include <string>
#include <vector>

#include <grpcpp/impl/service_type.h>

namespace comity::platform {

// The services to register with a server: they list `service_names` and
// themselves, and describe all that is linked into the program.
std::vector<std::unique_ptr<grpc::Service>> MakeReflectionServices(
    std::vector<std::string> service_names);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_REFLECTION_H_
