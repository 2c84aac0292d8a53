#include "common/platform/grpc/listen_address.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace comity::platform {
namespace {

using testing::HasSubstr;

TEST(ListenAddressTest, KnowsLoopback) {
  EXPECT_TRUE(IsLoopback("127.0.0.1:7400"));
  EXPECT_TRUE(IsLoopback("127.8.8.8:0"));
  EXPECT_TRUE(IsLoopback("[::1]:7400"));
  EXPECT_TRUE(IsLoopback("localhost:7400"));
}

TEST(ListenAddressTest, WhatOthersCanReachIsNotLoopback) {
  EXPECT_FALSE(IsLoopback("0.0.0.0:7400"));
  EXPECT_FALSE(IsLoopback("[::]:7400"));
  EXPECT_FALSE(IsLoopback("192.0.2.1:7400"));
  EXPECT_FALSE(IsLoopback(":7400"));
}

TEST(ListenAddressTest, WhatIsNoAddressIsNotLoopback) {
  EXPECT_FALSE(IsLoopback(""));
  EXPECT_FALSE(IsLoopback("127.0.0.1"));
  EXPECT_FALSE(IsLoopback("127.0.0.1:http-ish"));
}

TEST(ListenAddressTest, SaysWhyOneCannotListen) {
  EXPECT_THAT(WhyCannotListen("nonsense"), HasSubstr("not an address"));
  // 192.0.2.0/24 is for documentation, so no machine has it.
  EXPECT_THAT(WhyCannotListen("192.0.2.1:1"), HasSubstr("assign"));
}

}  // namespace
}  // namespace comity::platform
