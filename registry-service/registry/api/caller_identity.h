// Who calls. The one place that decides it, so that commits bear an author that
// the service vouches for.
#ifndef COMITY_REGISTRY_API_CALLER_IDENTITY_H_
#define COMITY_REGISTRY_API_CALLER_IDENTITY_H_

#include <string>

#include <grpcpp/server_context.h>

namespace comity::registry {

// The author of what this caller commits; `anonymous` where nothing
// authenticated them. What a caller says of itself in metadata does not count.
std::string CallerIdentity(const grpc::CallbackServerContext& context);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_API_CALLER_IDENTITY_H_
