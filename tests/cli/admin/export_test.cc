// Goal: an export holds just what was asked for, in lines that can be read
// again. Method: a registry that sends what the test says.
#include "cli/admin/export.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command/text_file.h"

#include "tests/cli/client/fake_registry.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using test_support::IsOk;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ExportTest : public ::testing::Test {
 protected:
  ExportTest() {
    registry_.export_records = [this](const auto&, auto& writer) {
      writer.Write(chunk_);
      return absl::OkStatus();
    };
    chunk_.set_revision(7);
    chunk_.set_last(true);
  }

  void Export(ExportOptions options) {
    auto out = OutputFile::Open(path_);
    ASSERT_THAT(out.status(), IsOk());
    auto report = WriteExport(options, client_, Terminal(), **out);
    ASSERT_THAT(report.status(), IsOk());
    ASSERT_THAT((*out)->Finish(), IsOk());
    report_ = *report;
    text_ = ReadTextFile(path_).value_or("");
  }

  test_support::FakeRegistry registry_;
  RegistryClient client_{OpenChannel(registry_.target())};
  registry::v1::ExportRecordsResponse chunk_;
  test_support::TempFolder folder_;
  const std::string path_ = folder_.File("out");
  ExportReport report_;
  std::string text_;
};

TEST_F(ExportTest, LineIsTheContentWithoutOutputOnlyFields) {
  auto& record = *chunk_.add_records();
  record = test_support::MakeSource("s");
  record.set_revision(3);
  record.mutable_commit_time()->set_seconds(1);
  Export({});
  EXPECT_EQ(text_,
            "{\"name\":\"sources/s\",\"source\":{\"title\":\"s\",\"kind\":"
            "\"SOURCE_KIND_OFFICIAL\"}}\n");
  EXPECT_EQ(report_.revision, 7);
  EXPECT_EQ(report_.written, 1);
  Export({.output_only_fields = true});
  EXPECT_THAT(text_, HasSubstr("\"revision\":\"3\",\"commitTime\":"));
}

TEST_F(ExportTest, OnlyKindsThatWereAskedFor) {
  *chunk_.add_records() = test_support::MakeSource("s");
  *chunk_.add_records() = test_support::MakeTopic("t");
  CLI::App app;
  ExportOptions options;
  options.kinds.AddTo(app);
  app.parse("--kind topic");
  Export(options);
  EXPECT_EQ(report_.written, 1);
  EXPECT_THAT(text_, StartsWith("{\"name\":\"topics/t\""));
}

TEST_F(ExportTest, PartsOfACommitMakeOneLine) {
  for (const char* id : {"a", "b"}) {
    auto& part = *chunk_.add_parts();
    part.mutable_commit()->set_revision(1);
    auto& change = *part.mutable_commit()->add_changes();
    *change.mutable_record() = test_support::MakeSource(id);
    change.set_name(change.record().name());
    part.set_more(id[0] == 'a');
  }
  Export({.history = true});
  EXPECT_EQ(report_.written, 1);
  EXPECT_EQ(std::count(text_.begin(), text_.end(), '\n'), 1);
  EXPECT_THAT(text_, HasSubstr("sources/a"));
  EXPECT_THAT(text_, HasSubstr("sources/b"));
}

TEST_F(ExportTest, TableHasTheHeaderOfPacksAndOnlyMemberships) {
  *chunk_.add_records() = test_support::MakeSource("s");
  Export({.format = ExportOptions::Format::kCsv});
  EXPECT_EQ(text_,
            "organization,member,event,status,date,source,locator,other,title,"
            "note\n");
  EXPECT_EQ(report_.written, 0);
}

}  // namespace
}  // namespace comity::cli
