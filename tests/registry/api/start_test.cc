// Goal: the service starts, or says in a sentence why not.
#include "gmock/gmock.h"

#include "registry/server/store_spec.h"
#include "tests/registry/api/api_fixture.h"

namespace comity::registry {
namespace {

using test_support::IsOk;
using test_support::StatusIs;
using testing::HasSubstr;

class StartTest : public testing::Test {
 protected:
  RegistryServerOptions Options() {
    RegistryServerOptions options;
    options.listen = "127.0.0.1:0";
    options.store = absl::StrCat("sqlite:", folder_.File("data/registry.db"));
    return options;
  }

  TempFolder folder_;
};

TEST_F(StartTest, MakesTheFolderOfAFreshStore) {
  ASSERT_OK_AND_ASSIGN(const auto server, RegistryServer::Create(Options()));
  EXPECT_GT(server->port(), 0);
}

TEST_F(StartTest, AnUnknownFormOfStoreIsRefused) {
  RegistryServerOptions options = Options();
  options.store = "registry.db";
  EXPECT_THAT(RegistryServer::Create(options),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("write sqlite:PATH")));
}

TEST_F(StartTest, PlaintextOffLoopbackIsRefusedUnlessAllowed) {
  RegistryServerOptions options = Options();
  options.listen = "0.0.0.0:0";
  EXPECT_THAT(
      RegistryServer::Create(options),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("plaintext")));
  options.allow_plaintext = true;
  EXPECT_THAT(RegistryServer::Create(options), IsOk());
}

TEST_F(StartTest, APortInUseIsTold) {
  ASSERT_OK_AND_ASSIGN(const auto server, RegistryServer::Create(Options()));
  RegistryServerOptions options = Options();
  options.store = absl::StrCat("sqlite:", folder_.File("other.db"));
  options.listen = absl::StrCat("127.0.0.1:", server->port());
  EXPECT_THAT(RegistryServer::Create(options),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr(options.listen)));
}

}  // namespace
}  // namespace comity::registry
