#include "common/platform/sha256.h"

#include <string>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/random.h"

namespace comity::platform {
namespace {

// The examples of FIPS 180-4.
TEST(Sha256Test, GivesTheStandardsExamples) {
  EXPECT_EQ(Sha256Hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256Test, BordersOfPartsDoNotMatter) {
  EXPECT_EQ(Sha256().Update("a").Update("").Update("bc").Finish(),
            Sha256Bytes("abc"));
}

TEST(Sha256Test, BytesAndHexAreOneDigest) {
  EXPECT_EQ(Sha256Bytes("abc").size(), kSha256Bytes);
  EXPECT_EQ(absl::BytesToHexString(Sha256Bytes("abc")), Sha256Hex("abc"));
}

TEST(RandomTest, GivesHexOfTheLengthAskedAndNeverTwice) {
  const std::string first = RandomHex(16);
  EXPECT_THAT(first, testing::MatchesRegex("[0-9a-f]+"));
  EXPECT_EQ(first.size(), 32u);
  EXPECT_NE(first, RandomHex(16));
}

}  // namespace
}  // namespace comity::platform
