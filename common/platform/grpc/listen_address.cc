#include "common/platform/grpc/listen_address.h"

#include <cerrno>
#include <memory>
#include <netdb.h>
#include <system_error>
#include <unistd.h>

#include <arpa/inet.h>
#include <sys/socket.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace comity::platform {
namespace {

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

// Null when `listen` is not an address.
Addresses Resolve(absl::string_view listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == absl::string_view::npos) return nullptr;
  absl::string_view host = listen.substr(0, colon);
  if (absl::ConsumePrefix(&host, "[")) absl::ConsumeSuffix(&host, "]");
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* addresses = nullptr;
  const int fault = getaddrinfo(std::string(host).c_str(),
                                std::string(listen.substr(colon + 1)).c_str(),
                                &hints, &addresses);
  return Addresses(fault == 0 ? addresses : nullptr);
}

bool IsLoopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    return (ntohl(v4.sin_addr.s_addr) >> 24) == IN_LOOPBACKNET;
  }
  if (address.sa_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
  }
  return false;
}

// The errno of a bind that is undone at once; 0 when it succeeds.
int TryBind(const addrinfo& address) {
  const int fd = socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC,
                        address.ai_protocol);
  if (fd < 0) return errno;
  const int fault =
      bind(fd, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
  close(fd);
  return fault;
}

}  // namespace

bool IsLoopback(const std::string& listen) {
  // This name is loopback by RFC 6761, section 6.3, also where no hosts file
  // says so.
  if (absl::StartsWith(listen, "localhost:")) return true;
  const Addresses addresses = Resolve(listen);
  if (addresses == nullptr) return false;
  for (const addrinfo* a = addresses.get(); a != nullptr; a = a->ai_next) {
    if (!IsLoopback(*a->ai_addr)) return false;
  }
  return true;
}

bool IsAddress(const std::string& listen) { return Resolve(listen) != nullptr; }

std::string WhyCannotListen(const std::string& listen) {
  const Addresses addresses = Resolve(listen);
  if (addresses == nullptr) {
    return "it is not an address; write HOST:PORT, such as 127.0.0.1:7400";
  }
  for (const addrinfo* a = addresses.get(); a != nullptr; a = a->ai_next) {
    const int fault = TryBind(*a);
    if (fault == EADDRINUSE) {
      return "the port is in use; stop the process that has it, or choose "
             "another port";
    }
    if (fault != 0) return std::generic_category().message(fault);
  }
  return "the port was taken for a moment; try again";
}

}  // namespace comity::platform
