// Tables and lines on a terminal and on a pipe.
#include "cli/term/table.h"

#include <gtest/gtest.h>

#include "cli/term/progress.h"

namespace comity::cli {
namespace {

Terminal Pipe() { return {}; }
Terminal Screen(int width) {
  return {
      .interactive = true, .colour = false, .unicode = true, .width = width};
}

TEST(TableTest, ColumnsAlignByDisplayWidth) {
  Table table({"name", "status"});
  table.AddRow({"日本", "member"});
  table.AddRow({"São Tomé", "observer"});
  EXPECT_EQ(table.Render(Pipe()),
            "NAME      STATUS\n"
            "日本      member\n"
            "São Tomé  observer\n");
}

TEST(TableTest, EmptyColumnsAndSpacesAtLineEndsAreLeftOut) {
  Table table({"a", "b", "c"});
  table.AddRow({"1", "", "x"});
  table.AddRow({"2", "", ""});
  EXPECT_EQ(table.Render(Pipe()), "A  C\n1  x\n2\n");
}

TEST(TableTest, LastColumnIsCutToATerminalAndNotForAPipe) {
  Table table({"a", "note"});
  table.AddRow({"1", "a long note that goes on"});
  EXPECT_EQ(table.Render(Screen(18)), "A  NOTE\n1  a long note th…\n");
  EXPECT_EQ(table.Render(Pipe()), "A  NOTE\n1  a long note that goes on\n");
}

TEST(TableTest, ColourWrapsTheTextAloneAndAlignsAsWithout) {
  Table table({"", ""});
  table.AddRow({{"yes", Style::kGood}, "x"});
  table.AddRow({"maybe", "y"});
  Terminal terminal = Screen(80);
  terminal.colour = true;
  EXPECT_EQ(table.Render(terminal), "\x1b[32myes\x1b[0m    x\nmaybe  y\n");
}

TEST(TerminalTest, TextIsCutAtCharactersNotBytes) {
  EXPECT_EQ(FitWidth("日本国", 5), "日本…");
  EXPECT_EQ(FitWidth("日本国", 4), "日…");
  EXPECT_EQ(FitWidth("日本国", 6), "日本国");
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);
}

TEST(ProgressTest, BarFillsInProportionAndFitsTheWidth) {
  Terminal terminal = Screen(40);
  terminal.unicode = false;
  EXPECT_EQ(ProgressLine(terminal, "rows", 50, 100),
            "rows  #############--------------  50 %");
  EXPECT_EQ(ProgressLine(Screen(20), "rows", 1, 3), "rows  33 %");
  EXPECT_EQ(ProgressLine(Screen(40), "rows", 7, 0), "rows  7");
}

}  // namespace
}  // namespace comity::cli
