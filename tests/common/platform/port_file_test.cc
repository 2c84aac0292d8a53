#include "common/platform/port_file.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/support/process.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::platform {
namespace {

using test_support::IsOk;
using test_support::ReadFile;
using test_support::StatusIs;
using test_support::TempFolder;

TEST(PortFileTest, HoldsThePort) {
  const TempFolder folder;
  EXPECT_THAT(WritePortFile(folder.path() + "/port", 4711), IsOk());
  EXPECT_EQ(ReadFile(folder.path() + "/port"), "4711\n");
}

TEST(PortFileTest, FolderThatIsNotThereIsAnError) {
  const TempFolder folder;
  EXPECT_THAT(WritePortFile(folder.path() + "/none/port", 1),
              StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace comity::platform
