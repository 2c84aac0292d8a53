// What the system was built to answer: every statement of the source essay, and
// what a reader of it would ask, asked over gRPC of the running pair. The table
// seed.table holds them; a test here is one id of it.
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/synchronization/notification.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"

#include "common/platform/grpc/status_grpc.h"
#include "tests/conformance/partial_match.h"
#include "tests/conformance/seed_table.h"
#include "tests/integration/pair.h"
#include "tests/support/status_matchers.h"

namespace comity {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::Missing;
using ::comity::test_support::Pair;
using ::comity::test_support::ParseSeedTable;
using ::comity::test_support::SeedRow;
using ::google::protobuf::Message;
using ::google::protobuf::MessageFactory;
using ::google::protobuf::MethodDescriptor;
using ::google::protobuf::TextFormat;

constexpr char kTable[] = "tests/conformance/seed.table";
constexpr int kStatements = 26;
constexpr int kQuestions = 14;
// How much of a response is printed when it is not as expected.
constexpr size_t kPrintedBytes = 4000;

absl::StatusOr<std::vector<SeedRow>> ReadTable() {
  std::ifstream file(kTable);
  std::stringstream text;
  text << file.rdbuf();
  return ParseSeedTable(text.str());
}

// The ids of the table, each once, in its order; of a table that cannot be
// read, none, which SeedTableTest tells.
std::vector<std::string> Ids() {
  std::vector<std::string> ids;
  const auto rows = ReadTable();
  if (!rows.ok()) return ids;
  for (const SeedRow& row : *rows) {
    if (ids.empty() || ids.back() != row.id) ids.push_back(row.id);
  }
  return ids;
}

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<Message>(
      MessageFactory::generated_factory()->GetPrototype(type)->New());
}

const MethodDescriptor* MethodNamed(const std::string& rpc) {
  const auto* service =
      query::v1::GetReplicaRequest::descriptor()->file()->FindServiceByName(
          "QueryService");
  return service->FindMethodByName(rpc);
}

std::string Printed(const Message& message) {
  std::string text;
  TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  printer.PrintToString(message, &text);
  if (text.size() > kPrintedBytes) {
    text.resize(kPrintedBytes);
    text += "\n... (cut)";
  }
  return text;
}

class SeedTest : public ::testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    pair_ = new Pair();
    ASSERT_THAT(pair_->StartBoth(), IsOk());
    ASSERT_THAT(pair_->ImportStarterData(), IsOk());
    const auto head = pair_->GetHead();
    ASSERT_THAT(head.status(), IsOk());
    ASSERT_THAT(pair_->WaitForRevision(head->revision()), IsOk());
    channel_ = new std::shared_ptr<grpc::Channel>(grpc::CreateChannel(
        pair_->query_target(), grpc::InsecureChannelCredentials()));
  }
  static void TearDownTestSuite() {
    delete channel_;
    channel_ = nullptr;
    delete pair_;
  }

  // Calls by the method's name alone, as a client without our stubs would.
  static absl::Status Ask(const MethodDescriptor& method,
                          const Message& request, Message& response) {
    grpc::TemplatedGenericStub<Message, Message> stub(*channel_);
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(10));
    absl::Notification done;
    grpc::Status status;
    stub.UnaryCall(
        &context,
        absl::StrCat("/", method.service()->full_name(), "/", method.name()),
        grpc::StubOptions(), &request, &response, [&](grpc::Status ended) {
          status = std::move(ended);
          done.Notify();
        });
    done.WaitForNotification();
    return platform::FromGrpcStatus(status);
  }

  static void ExpectAnswered(const SeedRow& row) {
    const MethodDescriptor* method = MethodNamed(row.rpc);
    ASSERT_NE(method, nullptr) << row.rpc;
    ASSERT_FALSE(method->server_streaming()) << row.rpc;
    const auto request = NewMessage(method->input_type());
    ASSERT_TRUE(TextFormat::ParseFromString(row.request, request.get()))
        << row.request;
    const auto part = NewMessage(method->output_type());
    ASSERT_TRUE(TextFormat::ParseFromString(row.part, part.get())) << row.part;
    const auto response = NewMessage(method->output_type());
    ASSERT_THAT(Ask(*method, *request, *response), IsOk());
    const std::vector<std::string> missing = Missing(*part, *response);
    if (row.contained) {
      EXPECT_TRUE(missing.empty())
          << "The answer lacks\n  " << absl::StrJoin(missing, "\n  ")
          << "\nIt is\n"
          << Printed(*response);
    } else {
      EXPECT_FALSE(missing.empty())
          << "The answer must not contain\n  " << row.part << "\nIt is\n"
          << Printed(*response);
    }
  }

  static Pair* pair_;
  static std::shared_ptr<grpc::Channel>* channel_;
};

Pair* SeedTest::pair_ = nullptr;
std::shared_ptr<grpc::Channel>* SeedTest::channel_ = nullptr;

TEST_P(SeedTest, IsAnsweredAndCited) {
  const auto rows = ReadTable();
  ASSERT_THAT(rows.status(), IsOk());
  for (const SeedRow& row : *rows) {
    if (row.id != GetParam()) continue;
    SCOPED_TRACE(absl::StrCat(kTable, ":", row.line, ": ", row.statement, "\n",
                              row.rpc, " ", row.request));
    ExpectAnswered(row);
  }
}

INSTANTIATE_TEST_SUITE_P(Table, SeedTest, ::testing::ValuesIn(Ids()),
                         [](const auto& id) { return id.param; });

std::vector<std::string> Numbered(char letter, int count) {
  std::vector<std::string> ids;
  for (int i = 1; i <= count; ++i) {
    ids.push_back(absl::StrCat(std::string(1, letter), i));
  }
  return ids;
}

TEST(SeedTableTest, HasEachStatementThenEachQuestionOnceAndInOrder) {
  ASSERT_THAT(ReadTable().status(), IsOk());
  std::vector<std::string> expected = Numbered('S', kStatements);
  for (const std::string& id : Numbered('Q', kQuestions)) {
    expected.push_back(id);
  }
  EXPECT_EQ(Ids(), expected);
}

TEST(SeedTableTest, EachStatementIsAnsweredWithTheCitationOfItsParagraph) {
  const auto rows = ReadTable();
  ASSERT_THAT(rows.status(), IsOk());
  std::set<std::string> cited;
  for (const SeedRow& row : *rows) {
    if (row.contained && !row.paragraph.empty()) cited.insert(row.id);
  }
  // S26 is about the source itself, which cites nothing.
  cited.insert("S26");
  for (const std::string& id : Ids()) EXPECT_THAT(cited, testing::Contains(id));
}

}  // namespace
}  // namespace comity
