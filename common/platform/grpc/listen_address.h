// What can be said of an address to listen on, "host:port" or "[v6]:port".
//
// Thread safety: any thread.

#ifndef COMMON_PLATFORM_GRPC_LISTEN_ADDRESS_H_
#define COMMON_PLATFORM_GRPC_LISTEN_ADDRESS_H_

#include <string>

namespace comity::platform {

// Whether only this machine can reach the address: all that its host stands for
// is in 127.0.0.0/8 or is ::1. False for what is not an address.
bool IsLoopback(const std::string& listen);

// Whether it is of that form and its host can be looked up.
bool IsAddress(const std::string& listen);

// Why a server cannot listen there, in words that say what to do: gRPC itself
// only says that it could not. Tries by binding a socket for a moment.
std::string WhyCannotListen(const std::string& listen);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_LISTEN_ADDRESS_H_
