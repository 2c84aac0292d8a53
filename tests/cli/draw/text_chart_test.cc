// Bars on a terminal; and that they tell the same as the picture.
#include "cli/draw/text_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "cli/draw/svg_chart.h"

#include "tests/cli/draw/charts.h"

namespace comity::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int kColumns = 60;
constexpr size_t kLabel = 6;  // "row 0 "

Terminal Screen(bool unicode, bool colour = false) {
  return {.interactive = true,
          .colour = colour,
          .unicode = unicode,
          .width = kColumns + static_cast<int>(kLabel)};
}

// The line of a row, without its label.
std::string BarsOf(const std::string& text, const std::string& label) {
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line.substr(0, label.size()) == label) {
      return std::string(line.substr(label.size() + 1));
    }
  }
  ADD_FAILURE() << "no row " << label << " in\n" << text;
  return "";
}

ChartLane Story() {
  ChartSpan member = Possible(kMember, "2004-01-01", "2009-12-31");
  member.certain = Days("2005-01-01", "2009-12-31");
  member.goes_on = true;
  return {"",
          {Certain(kObserver, "2001-01-01", "2003-12-31"), member},
          {Marker(MarkerKind::kTalks, "2003-06-15")}};
}

TEST(RenderTextTest, LettersTellStatusAndCertaintyWithoutBlocks) {
  const std::string text = RenderText(ChartWith({Story()}), Screen(false));
  EXPECT_THAT(text, HasSubstr("      2000        2002       2004"));
  EXPECT_EQ(BarsOf(text, "row 0"),
            ".     OOOOOOOOOOOOOO^OOOmmmmmmMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM");
  EXPECT_THAT(text, HasSubstr("O observer"));
  EXPECT_THAT(text, HasSubstr("small letter = possible"));
  EXPECT_THAT(text, HasSubstr("^ negotiations opened"));
  for (const char c : text) {
    EXPECT_TRUE(absl::ascii_isascii(static_cast<unsigned char>(c))) << text;
  }
}

TEST(RenderTextTest, BlocksAreShadedWhereOnlyPossible) {
  EXPECT_EQ(BarsOf(RenderText(ChartWith({Story()}), Screen(true)), "row 0"),
            "┊     O▅▅▅▅▅▅▅▅▅▅▅▅▅△▅▅▅m░░░░░M▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇");
}

TEST(RenderTextTest, ColoursStandInForLetters) {
  const std::string text = RenderText(ChartWith({Story()}), Screen(true, true));
  EXPECT_THAT(text, HasSubstr("\x1b[36m▅▅▅▅▅▅▅▅▅▅▅▅▅▅\x1b[0m"));
  EXPECT_THAT(text, HasSubstr("\x1b[32m░░░░░░▇"));
  EXPECT_THAT(RenderText(ChartWith({Story()}), Screen(true)),
              Not(HasSubstr("\x1b")));
}

TEST(RenderTextTest, OfTwoThatMayHoldBothAreSeen) {
  const ChartLane lane = {"",
                          {Possible(kObserver, "2000-01-01", "2009-12-31"),
                           Possible(kMember, "2000-01-01", "2009-12-31")},
                          {}};
  EXPECT_THAT(BarsOf(RenderText(ChartWith({lane}), Screen(false)), "row 0"),
              testing::StartsWith("omomom"));
}

TEST(RenderTextTest, LinesAreNoWiderThanTheTerminal) {
  Chart chart = ChartWith({Story(), Story()});
  chart.title = std::string(300, 't');
  chart.sections[0].rows[1].label = "A label that is longer than there is room";
  for (const int width : {40, 66, 120}) {
    Terminal terminal = Screen(true);
    terminal.width = width;
    const std::string text = RenderText(chart, terminal);
    for (const absl::string_view line : absl::StrSplit(text, '\n')) {
      EXPECT_LE(DisplayWidth(line), width) << line;
    }
  }
}

TEST(RenderTextTest, ASpanShorterThanAColumnIsSeen) {
  const ChartLane lane = {
      "", {Certain(kMember, "2005-03-03", "2005-03-03")}, {}};
  EXPECT_THAT(BarsOf(RenderText(ChartWith({lane}), Screen(false)), "row 0"),
              HasSubstr("M"));
}

// The letters of statuses as the picture's classes name them.
char LetterOf(const Element& span) {
  for (const auto& [name, letter] :
       std::vector<std::pair<std::string, char>>{{"member", 'M'},
                                                 {"associate", 'A'},
                                                 {"observer", 'O'},
                                                 {"dialogue-partner", 'D'},
                                                 {"candidate", 'C'},
                                                 {"guest", 'G'},
                                                 {"suspended", 'S'},
                                                 {"unknown", 'U'}}) {
    if (!span.HasClass("status-" + name)) continue;
    return span.HasClass("certain")
               ? letter
               : absl::ascii_tolower(static_cast<unsigned char>(letter));
  }
  return '\0';
}

TEST(RenderTextTest, EachColumnTellsWhatThePictureTellsOfItsDays) {
  std::mt19937 random(Seed());
  for (int run = 0; run < 200; ++run) {
    const Chart chart = RandomChart(random);
    const std::string text = RenderText(chart, Screen(false));
    const Element root = ParseXml(RenderSvg(chart));
    const auto rows = Find(root, "row");
    ASSERT_EQ(rows.size(), chart.sections[0].rows.size());
    const int first = chart.axis.first.days_since_epoch();
    const int days = chart.axis.last.days_since_epoch() - first + 1;
    for (size_t row = 0; row < rows.size(); ++row) {
      std::string bars = BarsOf(text, chart.sections[0].rows[row].label);
      bars.resize(kColumns, ' ');
      const auto spans = Find(*rows[row], "span");
      for (int column = 0; column < kColumns; ++column) {
        const std::string from =
            model::Day(first + days * column / kColumns).ToString();
        const std::string to =
            model::Day(first + days * (column + 1) / kColumns - 1).ToString();
        std::string wanted;
        for (const Element* span : spans) {
          if (span->attributes.at("data-from") <= to &&
              span->attributes.at("data-to") >= from) {
            wanted.push_back(LetterOf(*span));
          }
        }
        if (wanted.empty()) wanted = " .";
        EXPECT_NE(wanted.find(bars[static_cast<size_t>(column)]),
                  std::string::npos)
            << "row " << row << ", column " << column << ", '" << bars
            << "' and not one of '" << wanted << "'";
      }
    }
  }
}

}  // namespace
}  // namespace comity::cli
