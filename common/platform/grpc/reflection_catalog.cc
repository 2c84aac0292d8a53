#include "common/platform/grpc/reflection_catalog.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.pb.h"

namespace comity::platform {
namespace {

using google::protobuf::FileDescriptor;

// A file before what it imports; imports are shared, so `seen` keeps each once.
void AppendWithImports(const FileDescriptor& file,
                       std::set<const FileDescriptor*>& seen,
                       std::vector<std::string>& files) {
  if (!seen.insert(&file).second) return;
  google::protobuf::FileDescriptorProto proto;
  file.CopyTo(&proto);
  files.push_back(proto.SerializeAsString());
  for (int i = 0; i < file.dependency_count(); ++i) {
    AppendWithImports(*file.dependency(i), seen, files);
  }
}

std::vector<std::string> WithImports(const FileDescriptor& file) {
  std::set<const FileDescriptor*> seen;
  std::vector<std::string> files;
  AppendWithImports(file, seen, files);
  return files;
}

absl::Status NotHere(const std::string& what) {
  return absl::NotFoundError(absl::StrCat("'", what, "' is not known here"));
}

}  // namespace

ReflectionCatalog::ReflectionCatalog(
    const google::protobuf::DescriptorPool& pool,
    std::vector<std::string> services)
    : pool_(pool), services_(std::move(services)) {
  std::sort(services_.begin(), services_.end());
}

absl::StatusOr<std::vector<std::string>> ReflectionCatalog::FilesByName(
    const std::string& file_name) const {
  const FileDescriptor* file = pool_.FindFileByName(file_name);
  if (file == nullptr) return NotHere(file_name);
  return WithImports(*file);
}

absl::StatusOr<std::vector<std::string>> ReflectionCatalog::FilesBySymbol(
    const std::string& symbol) const {
  const FileDescriptor* file = pool_.FindFileContainingSymbol(symbol);
  if (file == nullptr) return NotHere(symbol);
  return WithImports(*file);
}

absl::StatusOr<std::vector<std::string>> ReflectionCatalog::FilesByExtension(
    const std::string& message_name, std::int32_t number) const {
  const auto* message = pool_.FindMessageTypeByName(message_name);
  if (message == nullptr) return NotHere(message_name);
  const auto* extension = pool_.FindExtensionByNumber(message, number);
  if (extension == nullptr) {
    return NotHere(absl::StrCat(message_name, " extension ", number));
  }
  return WithImports(*extension->file());
}

absl::StatusOr<std::vector<std::int32_t>> ReflectionCatalog::ExtensionNumbers(
    const std::string& message_name) const {
  const auto* message = pool_.FindMessageTypeByName(message_name);
  if (message == nullptr) return NotHere(message_name);
  std::vector<const google::protobuf::FieldDescriptor*> extensions;
  pool_.FindAllExtensions(message, &extensions);
  std::vector<std::int32_t> numbers;
  for (const auto* extension : extensions) {
    numbers.push_back(extension->number());
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace comity::platform
