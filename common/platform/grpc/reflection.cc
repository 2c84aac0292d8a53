#include "common/platform/grpc/reflection.h"

#include <utility>

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"

#include "common/platform/grpc/reflection_catalog.h"

namespace comity::platform {
namespace {

// The two versions differ in nothing but their packages' names.
struct V1 {
  using Service = grpc::reflection::v1::ServerReflection;
  using Request = grpc::reflection::v1::ServerReflectionRequest;
  using Response = grpc::reflection::v1::ServerReflectionResponse;
};
struct V1Alpha {
  using Service = grpc::reflection::v1alpha::ServerReflection;
  using Request = grpc::reflection::v1alpha::ServerReflectionRequest;
  using Response = grpc::reflection::v1alpha::ServerReflectionResponse;
};

template <typename Version>
void SetError(const absl::Status& status,
              typename Version::Response& response) {
  auto* error = response.mutable_error_response();
  error->set_error_code(status.raw_code());
  error->set_error_message(std::string(status.message()));
}

template <typename Version>
void SetFiles(absl::StatusOr<std::vector<std::string>> files,
              typename Version::Response& response) {
  if (!files.ok()) return SetError<Version>(files.status(), response);
  auto* target = response.mutable_file_descriptor_response();
  for (std::string& file : *files) {
    target->add_file_descriptor_proto(std::move(file));
  }
}

template <typename Version>
typename Version::Response Answer(const ReflectionCatalog& catalog,
                                  const typename Version::Request& request) {
  typename Version::Response response;
  response.set_valid_host(request.host());
  *response.mutable_original_request() = request;
  switch (request.message_request_case()) {
    case Version::Request::kFileByFilename:
      SetFiles<Version>(catalog.FilesByName(request.file_by_filename()),
                        response);
      break;
    case Version::Request::kFileContainingSymbol:
      SetFiles<Version>(catalog.FilesBySymbol(request.file_containing_symbol()),
                        response);
      break;
    case Version::Request::kFileContainingExtension:
      SetFiles<Version>(
          catalog.FilesByExtension(
              request.file_containing_extension().containing_type(),
              request.file_containing_extension().extension_number()),
          response);
      break;
    case Version::Request::kAllExtensionNumbersOfType: {
      const std::string& type = request.all_extension_numbers_of_type();
      const auto numbers = catalog.ExtensionNumbers(type);
      if (!numbers.ok()) {
        SetError<Version>(numbers.status(), response);
        break;
      }
      auto* target = response.mutable_all_extension_numbers_response();
      target->set_base_type_name(type);
      target->mutable_extension_number()->Add(numbers->begin(), numbers->end());
      break;
    }
    case Version::Request::kListServices:
      for (const std::string& name : catalog.services()) {
        response.mutable_list_services_response()->add_service()->set_name(
            name);
      }
      break;
    case Version::Request::MESSAGE_REQUEST_NOT_SET:
      SetError<Version>(absl::InvalidArgumentError("the request asks nothing"),
                        response);
      break;
  }
  return response;
}

// One stream: a question is read only when the one before is answered.
template <typename Version>
class Stream final
    : public grpc::ServerBidiReactor<typename Version::Request,
                                     typename Version::Response> {
 public:
  explicit Stream(const ReflectionCatalog& catalog) : catalog_(catalog) {
    this->StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      this->Finish(grpc::Status::OK);
      return;
    }
    response_ = Answer<Version>(catalog_, request_);
    this->StartWrite(&response_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) {
      this->Finish(grpc::Status::CANCELLED);
      return;
    }
    this->StartRead(&request_);
  }

  void OnDone() override { delete this; }

 private:
  const ReflectionCatalog& catalog_;
  typename Version::Request request_;
  typename Version::Response response_;
};

template <typename Version>
class ReflectionService final : public Version::Service::CallbackService {
 public:
  explicit ReflectionService(std::vector<std::string> service_names)
      : catalog_(*google::protobuf::DescriptorPool::generated_pool(),
                 std::move(service_names)) {}

  grpc::ServerBidiReactor<typename Version::Request,
                          typename Version::Response>*
  ServerReflectionInfo(grpc::CallbackServerContext* /*context*/) override {
    return new Stream<Version>(catalog_);
  }

 private:
  const ReflectionCatalog catalog_;
};

}  // namespace

std::vector<std::unique_ptr<grpc::Service>> MakeReflectionServices(
    std::vector<std::string> service_names) {
  service_names.emplace_back(V1::Service::service_full_name());
  service_names.emplace_back(V1Alpha::Service::service_full_name());
  std::vector<std::unique_ptr<grpc::Service>> services;
  services.push_back(std::make_unique<ReflectionService<V1>>(service_names));
  services.push_back(
      std::make_unique<ReflectionService<V1Alpha>>(service_names));
  return services;
}

}  // namespace comity::platform
