// A registry that cannot trust its database does not start, and says what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/integration/pair.h"
#include "tests/support/status_matchers.h"

namespace comity {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::Pair;
using ::comity::test_support::ReadFile;
using ::testing::HasSubstr;

TEST(StoreStartTest, DamagedFileStopsTheStartWithASentence) {
  Pair pair;
  std::ofstream(pair.database()) << "this is no database, but it is a file";
  pair.StartRegistry();
  EXPECT_EQ(pair.registry()->Wait(absl::Seconds(20)), 1);
  EXPECT_THAT(ReadFile(pair.registry_log()), HasSubstr(pair.database()));
}

TEST(StoreStartTest, SecondRegistryOnOneFileIsRefused) {
  Pair pair;
  pair.StartRegistry();
  ASSERT_THAT(pair.WaitForRegistry(), IsOk());
  test_support::Process second(
      {std::string(COMITY_BIN_DIR) + "/comity-registry", "--listen=127.0.0.1:0",
       "--store=sqlite:" + pair.database()},
      pair.folder() + "/second.log");
  EXPECT_EQ(second.Wait(absl::Seconds(20)), 1);
  EXPECT_THAT(ReadFile(pair.folder() + "/second.log"),
              HasSubstr(pair.database()));
}

TEST(StoreStartTest, PortInUseStopsTheStartWithASentence) {
  Pair pair;
  pair.StartRegistry();
  ASSERT_THAT(pair.WaitForRegistry(), IsOk());
  test_support::Process second({std::string(COMITY_BIN_DIR) + "/comity-registry",
                           "--listen=" + pair.registry_target(),
                           "--store=sqlite:" + pair.folder() + "/other.db"},
                          pair.folder() + "/second.log");
  EXPECT_EQ(second.Wait(absl::Seconds(20)), 1);
  EXPECT_THAT(ReadFile(pair.folder() + "/second.log"),
              HasSubstr(pair.registry_target()));
}

TEST(StoreStartTest, PlaintextOffLoopbackIsRefusedUnlessAskedFor) {
  Pair pair;
  test_support::Process process(
      {std::string(COMITY_BIN_DIR) + "/comity-registry", "--listen=0.0.0.0:0",
       "--store=sqlite:" + pair.database()},
      pair.registry_log());
  EXPECT_EQ(process.Wait(absl::Seconds(20)), 1);
  EXPECT_THAT(ReadFile(pair.registry_log()), HasSubstr("allow_plaintext"));
}

}  // namespace
}  // namespace comity
