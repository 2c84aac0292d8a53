#include "registry/api/caller_identity.h"

#include <vector>

#include <grpcpp/security/auth_context.h>

namespace comity::registry {
namespace {

constexpr char kAnonymous[] = "anonymous";

}  // namespace

std::string CallerIdentity(const grpc::CallbackServerContext& context) {
  const auto auth = context.auth_context();
  if (auth == nullptr || !auth->IsPeerAuthenticated()) return kAnonymous;
  const std::vector<grpc::string_ref> identity = auth->GetPeerIdentity();
  if (identity.empty() || identity.front().empty()) return kAnonymous;
  return std::string(identity.front().data(), identity.front().size());
}

}  // namespace comity::registry
