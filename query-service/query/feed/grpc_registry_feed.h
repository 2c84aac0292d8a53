// A registry reached over gRPC.
#ifndef COMITY_QUERY_FEED_GRPC_REGISTRY_FEED_H_
#define COMITY_QUERY_FEED_GRPC_REGISTRY_FEED_H_

#include <memory>
#include <string>

#include "query/feed/registry_feed.h"

namespace comity::query {

// A feed from the registry at `target` ("HOST:PORT"), in plaintext. Nothing is
// connected before the first call; a lost connection is made anew by the next.
//
// Its streams block the thread that calls them, which the feed's own thread
// may do and a thread of gRPC may not.
std::unique_ptr<RegistryFeed> CreateGrpcRegistryFeed(const std::string& target);

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_GRPC_REGISTRY_FEED_H_
