// What is written is well formed whatever the texts hold.
#include "cli/draw/xml_writer.h"

#include <gtest/gtest.h>

#include "tests/cli/draw/charts.h"

namespace comity::cli {
namespace {

TEST(EscapeXmlTest, MarkupIsEscaped) {
  EXPECT_EQ(EscapeXml("a<b>&\"c\"'"), "a&lt;b&gt;&amp;&quot;c&quot;&apos;");
  EXPECT_EQ(EscapeXml("Côte d’Ivoire 中国"), "Côte d’Ivoire 中国");
}

TEST(EscapeXmlTest, WhatXmlHasNoPlaceForIsReplaced) {
  EXPECT_EQ(EscapeXml(std::string("a\0b\x01", 4)), "a\uFFFDb\uFFFD");
  EXPECT_EQ(EscapeXml("\xC3("), "\uFFFD(");
  EXPECT_EQ(EscapeXml("\xEF\xBF\xBF"), "\uFFFD");
  EXPECT_EQ(EscapeXml("tab\tline\n"), "tab\tline\n");
}

TEST(XmlWriterTest, AnyBytesReadBack) {
  std::string bytes;
  for (int i = 1; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  XmlWriter writer;
  writer.Open("a", {{"x", bytes}});
  writer.Text("b", {}, "x<y & z");
  writer.Leaf("c", {{"y", "\"'<"}});
  writer.Close();
  const Element root = ParseXml(kXmlDeclaration + writer.Take());
  ASSERT_EQ(root.children.size(), 2u);
  EXPECT_EQ(root.children[0].text, "x<y & z");
  EXPECT_EQ(root.children[1].attributes.at("y"), "\"'<");
}

TEST(NumberTest, HasNoZerosAtTheEnd) {
  EXPECT_EQ(Number(12.5), "12.5");
  EXPECT_EQ(Number(3), "3");
  EXPECT_EQ(Number(1.0 / 3), "0.33");
  EXPECT_EQ(Number(-0.001), "0");
}

}  // namespace
}  // namespace comity::cli
