// Goal: tools can list and describe what a server serves by either version of
// the reflection protocol. Method: one typed suite over both versions, against
// a real server.

#include "common/platform/grpc/reflection.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "gtest/gtest.h"

#include "common/platform/grpc/server.h"
#include "tests/support/status_matchers.h"

namespace comity::platform {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr std::chrono::seconds kCallTimeout(20);

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
class ReflectionTest : public testing::Test {
 protected:
  using Request = typename Version::Request;
  using Response = typename Version::Response;

  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(const int port, server_.Start());
    stub_ = Version::Service::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }

  // The answers to questions put one after the other on one stream.
  std::vector<Response> Ask(const std::vector<Request>& requests) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    context.set_wait_for_ready(true);
    const auto stream = stub_->ServerReflectionInfo(&context);
    std::vector<Response> responses;
    for (const Request& request : requests) {
      EXPECT_TRUE(stream->Write(request));
      EXPECT_TRUE(stream->Read(&responses.emplace_back()));
    }
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
    return responses;
  }
  Response AskOne(const Request& request) { return Ask({request}).front(); }

  static std::vector<std::string> FileNames(const Response& response) {
    std::vector<std::string> names;
    for (const std::string& bytes :
         response.file_descriptor_response().file_descriptor_proto()) {
      google::protobuf::FileDescriptorProto file;
      EXPECT_TRUE(file.ParseFromString(bytes));
      names.push_back(file.name());
    }
    return names;
  }

  grpc::Service empty_;
  Server server_{ServerOptions{}, {{"test.Empty", &empty_}}};
  std::unique_ptr<typename Version::Service::Stub> stub_;
};

using Versions = testing::Types<V1, V1Alpha>;
TYPED_TEST_SUITE(ReflectionTest, Versions);

TYPED_TEST(ReflectionTest, ListsWhatIsServedAndTheStandardServices) {
  typename TypeParam::Request request;
  request.set_list_services("*");
  const typename TypeParam::Response response = this->AskOne(request);
  std::vector<std::string> names;
  for (const auto& service : response.list_services_response().service()) {
    names.push_back(service.name());
  }
  EXPECT_THAT(names, ElementsAre("grpc.health.v1.Health",
                                 "grpc.reflection.v1.ServerReflection",
                                 "grpc.reflection.v1alpha.ServerReflection",
                                 "test.Empty"));
}

TYPED_TEST(ReflectionTest, DescribesHealthAndErrorDetails) {
  for (const char* symbol :
       {"grpc.health.v1.Health", "grpc.health.v1.Health.Check",
        "google.rpc.ErrorInfo", "comity.model.v1.Reason"}) {
    typename TypeParam::Request request;
    request.set_file_containing_symbol(symbol);
    EXPECT_FALSE(this->FileNames(this->AskOne(request)).empty()) << symbol;
  }
}

TYPED_TEST(ReflectionTest, SendsAFileWithAllThatItImportsEachOnce) {
  typename TypeParam::Request request;
  request.set_file_by_filename("comity/model/v1/reason.proto");
  EXPECT_THAT(this->FileNames(this->AskOne(request)),
              UnorderedElementsAre("comity/model/v1/reason.proto",
                                   "google/protobuf/descriptor.proto",
                                   "google/rpc/code.proto"));
}

TYPED_TEST(ReflectionTest, FindsExtensions) {
  typename TypeParam::Request numbers;
  numbers.set_all_extension_numbers_of_type("google.protobuf.EnumValueOptions");
  typename TypeParam::Request file;
  file.mutable_file_containing_extension()->set_containing_type(
      "google.protobuf.EnumValueOptions");
  file.mutable_file_containing_extension()->set_extension_number(50001);
  const auto answers = this->Ask({numbers, file});
  EXPECT_THAT(answers[0].all_extension_numbers_response().extension_number(),
              Contains(50001));
  EXPECT_THAT(this->FileNames(answers[1]),
              Contains("comity/model/v1/reason.proto"));
}

TYPED_TEST(ReflectionTest, AnswersWhatIsUnknownWithNotFoundAndGoesOn) {
  typename TypeParam::Request unknown;
  unknown.set_file_containing_symbol("no.such.Symbol");
  typename TypeParam::Request nothing;
  typename TypeParam::Request known;
  known.set_file_by_filename("google/rpc/code.proto");
  const auto answers = this->Ask({unknown, nothing, known});
  EXPECT_EQ(answers[0].error_response().error_code(),
            grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(answers[0].original_request().file_containing_symbol(),
            "no.such.Symbol");
  EXPECT_EQ(answers[1].error_response().error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(this->FileNames(answers[2]),
              ElementsAre("google/rpc/code.proto"));
}

}  // namespace
}  // namespace comity::platform
