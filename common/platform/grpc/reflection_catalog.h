// What the reflection service answers, free of its two protocol versions: look-
// ups in a descriptor pool.
//
// Thread safety: any thread; the pool is only read.

#ifndef COMMON_PLATFORM_GRPC_REFLECTION_CATALOG_H_
#define COMMON_PLATFORM_GRPC_REFLECTION_CATALOG_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"

namespace comity::platform {

class ReflectionCatalog {
 public:
  // Describes what `pool` holds, and lists `services`. The pool outlives this.
  ReflectionCatalog(const google::protobuf::DescriptorPool& pool,
                    std::vector<std::string> services);

  // Full names, sorted.
  const std::vector<std::string>& services() const { return services_; }

  // Serialized FileDescriptorProtos: the file first, then all that it imports,
  // directly or not, each once. NOT_FOUND for what the pool does not hold.
  absl::StatusOr<std::vector<std::string>> FilesByName(
      const std::string& file_name) const;
  // As above, of the file that declares a message, enum, service, method, field
  // or extension by its full name.
  absl::StatusOr<std::vector<std::string>> FilesBySymbol(
      const std::string& symbol) const;
  // As above, of the file that declares an extension of a message.
  absl::StatusOr<std::vector<std::string>> FilesByExtension(
      const std::string& message_name, std::int32_t number) const;

  // The numbers of all known extensions of a message, ascending.
  absl::StatusOr<std::vector<std::int32_t>> ExtensionNumbers(
      const std::string& message_name) const;

 private:
  const google::protobuf::DescriptorPool& pool_;
  std::vector<std::string> services_;
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_REFLECTION_CATALOG_H_
