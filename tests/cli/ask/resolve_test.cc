// Messy names in, records out, and never a guess that looks like an answer.
#include "cli/ask/resolve.h"

#include <sstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/ask/resolve_sheet.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

using query::v1::ResolveNamesResponse;

constexpr char kIndia[] =
    "results { name: 'India' outcome: RESOLVE_OUTCOME_EXACT "
    "record: 'states/IND' candidates { record: 'states/IND' score: 1 } }";
constexpr char kRusia[] =
    "results { name: 'Rusia' outcome: RESOLVE_OUTCOME_FUZZY "
    "record: 'states/RUS' candidates { record: 'states/RUS' score: 0.9 "
    "label { text: 'Russia' } in_use: CERTAINTY_CERTAIN } }";
constexpr char kKorea[] =
    "results { name: 'Korea' outcome: RESOLVE_OUTCOME_AMBIGUOUS "
    "candidates { record: 'states/KOR' score: 0.6 label { text: 'South Korea' "
    "} "
    "in_use: CERTAINTY_CERTAIN } candidates { record: 'states/PRK' score: 0.6 "
    "code { value: 'KP' } } }";

// Knows three names, and remembers what it was asked.
class FakeNames {
 public:
  AskNames Ask() {
    return [this](const std::vector<std::string>& names)
               -> absl::StatusOr<ResolveNamesResponse> {
      calls.push_back(names);
      ResolveNamesResponse response;
      response.mutable_basis()->set_revision(7);
      for (const auto& name : names) *response.add_results() = Resolve(name);
      return response;
    };
  }

  std::vector<std::vector<std::string>> calls;

 private:
  static query::v1::ResolvedName Resolve(const std::string& name) {
    for (const char* text : {kIndia, kRusia, kKorea}) {
      const auto known = FromText<ResolveNamesResponse>(text);
      if (known.results(0).name() == name) return known.results(0);
    }
    query::v1::ResolvedName unknown;
    unknown.set_name(name);
    unknown.set_outcome(query::v1::RESOLVE_OUTCOME_NOT_FOUND);
    return unknown;
  }
};

struct Copied {
  absl::StatusOr<ResolveCounts> counts;
  std::string text;
};

Copied Copy(const std::string& table, const std::string& column,
            FakeNames& names) {
  std::istringstream input(table);
  std::ostringstream output;
  Copied copied;
  copied.counts =
      ResolveSheet(input, output, column, names.Ask(), [](int64_t) {});
  copied.text = output.str();
  return copied;
}

TEST(ResolveTest, TableTellsOutcomesAndWhatAPersonShouldLookAt) {
  const auto response = FromText<ResolveNamesResponse>(
      absl::StrCat(kIndia, kRusia, kKorea, kBasis));
  EXPECT_EQ(
      DescribeResolved(kPipe, response),
      "NAME   OUTCOME    RECORD      CANDIDATES\n"
      "India  exact      states/IND\n"
      "Rusia  fuzzy      states/RUS  states/RUS 0.90 (Russia)\n"
      "Korea  ambiguous              states/KOR 0.60 (South Korea); states/PRK "
      "0.60 (KP), not in use then\n"
      "\n"
      "3 names: 1 exact, 1 fuzzy, 1 ambiguous, on 2015-06-01\n"
      "revision 7\n");
}

TEST(ResolveTest, ManyNamesAreAskedInBatches) {
  FakeNames names;
  std::vector<std::string> many;
  for (int i = 0; i < 2500; ++i) many.push_back(absl::StrCat("name ", i));
  const auto response = ResolveAll(many, names.Ask());
  ASSERT_TRUE(response.ok());
  ASSERT_EQ(names.calls.size(), 3u);
  EXPECT_EQ(names.calls[0].size(), kNamesMax);
  EXPECT_EQ(names.calls[2].size(), 500u);
  EXPECT_EQ(response->results_size(), 2500);
  EXPECT_EQ(response->results(2499).name(), "name 2499");
  EXPECT_EQ(response->basis().revision(), 7);
}

TEST(ResolveSheetTest, RowsComeOutWithThreeColumnsMore) {
  FakeNames names;
  const auto copied = Copy(
      "id,country,note\n1,India,\"a, b\"\n2,Rusia,\n3, "
      ",x\n4,Korea,\n5,Xyzzy,\n",
      "country", names);
  EXPECT_EQ(copied.text,
            "id,country,note,name,code,candidates\n"
            "1,India,\"a, b\",states/IND,IND,\n"
            "2,Rusia,,states/RUS,RUS,states/RUS 0.90 (Russia)\n"
            "3,,x,,,\n"
            "4,Korea,,,,\"states/KOR 0.60 (South Korea); states/PRK 0.60 (KP), "
            "not in use then\"\n"
            "5,Xyzzy,,,,\n");
  ASSERT_TRUE(copied.counts.ok());
  EXPECT_EQ(CountsText(*copied.counts),
            "4 names: 1 exact, 1 fuzzy, 1 ambiguous, 1 not found, 1 blank");
}

TEST(ResolveSheetTest, NameIsAskedForOnceHoweverManyRowsHaveIt) {
  FakeNames names;
  std::string table = "country\n";
  for (int i = 0; i < 2500; ++i) table += i % 2 == 0 ? "India\n" : "Rusia\n";
  const auto copied = Copy(table, "country", names);
  ASSERT_TRUE(copied.counts.ok());
  EXPECT_EQ(names.calls,
            (std::vector<std::vector<std::string>>{{"India", "Rusia"}}));
  EXPECT_EQ(CountsText(*copied.counts), "2500 names: 1250 exact, 1250 fuzzy");
}

TEST(ResolveSheetTest, SemicolonsAndColumnsThatAreTakenAreKept) {
  FakeNames names;
  EXPECT_EQ(Copy("code;name\n7;India\n", "name", names).text,
            "code;name;resolved_name;resolved_code;candidates\n"
            "7;India;states/IND;IND;\n");
}

TEST(ResolveSheetTest, ColumnThatIsMissingIsTold) {
  FakeNames names;
  const auto copied = Copy("id,country\n1,India\n", "land", names);
  EXPECT_EQ(copied.counts.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_NE(copied.counts.status().message().find("id, country"),
            std::string::npos);
  EXPECT_EQ(copied.text, "");
}

}  // namespace
}  // namespace comity::cli
