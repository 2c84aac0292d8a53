// Goal: tokens round-trip, and nothing but a token of ours is taken for one.
#include "common/model/tokens.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/support/status_matchers.h"

namespace comity::model {
namespace {

using test_support::ReasonIs;
using v1::REASON_PAGE_TOKEN_MALFORMED;
using v1::REASON_TOKEN_MALFORMED;

v1::ConsistencyToken Sample() {
  v1::ConsistencyToken token;
  token.set_registry_id("0f8fad5b-d9cb-469f-a165-70867728950e");
  token.set_epoch("0011223344556677");
  token.set_revision(1234567);
  return token;
}

TEST(TokensTest, RoundTrip) {
  const std::string text = EncodeToken(Sample());
  EXPECT_EQ(text.find_first_of("+/="), std::string::npos);
  ASSERT_OK_AND_ASSIGN(const auto token, DecodeConsistencyToken(text, "token"));
  EXPECT_EQ(token.SerializeAsString(), Sample().SerializeAsString());
}

TEST(TokensTest, OtherTextIsRefused) {
  const std::string text = EncodeToken(Sample());
  v1::ConsistencyToken negative = Sample();
  negative.set_revision(-1);
  v1::ConsistencyToken unnamed = Sample();
  unnamed.clear_registry_id();
  for (const std::string& bad :
       {std::string(), text + "=", text + " ", text.substr(0, text.size() - 2),
        std::string("%%%"), std::string("\0\xff", 2), EncodeToken(negative),
        EncodeToken(unnamed)}) {
    EXPECT_THAT(DecodeConsistencyToken(bad, "token"),
                ReasonIs(REASON_TOKEN_MALFORMED))
        << bad;
  }
}

// A token cut or changed anywhere is refused or is another valid one; it never
// crashes.
TEST(TokensTest, AnyChangedByteIsSafe) {
  const std::string text = EncodeToken(Sample());
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = text;
      changed[i] = static_cast<char>(byte);
      const auto token = DecodeConsistencyToken(changed, "token");
      if (token.ok()) {
        EXPECT_EQ(EncodeToken(*token), changed);
      }
    }
  }
}

TEST(TokensTest, PageArgumentsTellMethodsAndArgumentsApart) {
  EXPECT_EQ(PageArguments("ListRecords", "x").size(), kPageArgumentsBytes);
  EXPECT_NE(PageArguments("ListRecords", "x"),
            PageArguments("ListRecord", "sx"));
  v1::PageToken page;
  page.set_arguments(PageArguments("ListRecords", "x"));
  page.set_epoch("e");
  page.set_revision(1);
  page.set_after("states/IND");
  ASSERT_OK_AND_ASSIGN(const auto again,
                       DecodePageToken(EncodeToken(page), "page_token"));
  EXPECT_EQ(again.after(), "states/IND");
  page.set_arguments("short");
  EXPECT_THAT(DecodePageToken(EncodeToken(page), "page_token"),
              ReasonIs(REASON_PAGE_TOKEN_MALFORMED));
}

}  // namespace
}  // namespace comity::model
