#include "query/resolve/name_index.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/query/resolve/name_records.h"

namespace comity::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Bearers(const NameIndex& index, TextForm form,
                                 absl::string_view text, int64_t revision) {
  std::vector<std::string> names;
  const NameText* const found = index.FindText(form, text);
  if (found == nullptr) return names;
  found->entries.ForEach([&](const NameEntry* entry) {
    if (entry->span.HoldsAt(revision)) names.push_back(entry->record->name);
  });
  return names;
}

TEST(NameIndexTest, ARemovedLabelIsStillThereAtItsRevisions) {
  Names names;
  names.Put("states/SWZ", StateCalled({"Swaziland"}));
  names.Commit();
  names.Put("states/SWZ", StateCalled({"Eswatini"}));
  names.Commit();
  const auto bearers = [&](const char* text, int64_t revision) {
    return Bearers(names.index(), TextForm::kLabel, text, revision);
  };
  EXPECT_THAT(bearers("swaziland", 0), IsEmpty());
  EXPECT_THAT(bearers("swaziland", 1), ElementsAre("states/SWZ"));
  EXPECT_THAT(bearers("swaziland", 2), IsEmpty());
  EXPECT_THAT(bearers("eswatini", 1), IsEmpty());
  EXPECT_THAT(bearers("eswatini", 2), ElementsAre("states/SWZ"));
}

TEST(NameIndexTest, ADeletedRecordComesBackUnderItsName) {
  Names names;
  names.Put("states/IND", StateCalled({"India"}));
  names.Commit();
  names.Delete("states/IND");
  names.Commit();
  names.Put("states/IND", StateCalled({"India"}));
  names.Commit();
  const NamedRecord* const record = names.index().FindRecord("states/IND");
  ASSERT_NE(record, nullptr);
  for (const auto& [revision, exists] :
       {std::pair(0, false), std::pair(1, true), std::pair(2, false),
        std::pair(3, true)}) {
    EXPECT_EQ(record->ExistsAt(revision), exists) << revision;
    EXPECT_EQ(
        Bearers(names.index(), TextForm::kLabel, "india", revision).size(),
        exists ? 1U : 0U)
        << revision;
  }
}

TEST(NameIndexTest, AnUnchangedLabelKeepsItsEntry) {
  Names names;
  for (int i = 0; i < 50; ++i) {
    names.Put("states/IND", StateCalled({"India", absl::StrCat("Name ", i)}));
    names.Commit();
  }
  const NameText* const text =
      names.index().FindText(TextForm::kLabel, "india");
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->entries.size(), 1U);
  EXPECT_THAT(Bearers(names.index(), TextForm::kLabel, "india", 50),
              ElementsAre("states/IND"));
}

TEST(NameIndexTest, KeepsATextOnceForAllThatBearIt) {
  Names names;
  names.Put("states/GUM", StateCalled({"Guam"}));
  names.Put("organizations/guam",
            "organization { labels { language: 'en' text: 'GUAM' } }");
  names.Commit();
  EXPECT_EQ(names.index().label_text_count(), 1U);
  EXPECT_THAT(Bearers(names.index(), TextForm::kLabel, "guam", 1),
              UnorderedElementsAre("states/GUM", "organizations/guam"));
}

TEST(NameIndexTest, TakesCodesRenamingsAndLatinForms) {
  Names names;
  names.Put("states/CHN",
            "state { labels { language: 'zh' text: '中国' } codes { "
            "system: CODE_SYSTEM_ISO_ALPHA2 value: 'CN' } events { renamed { "
            "labels { language: 'en' text: 'Cathay' } } } }");
  names.Commit();
  for (const auto& [form, text] : {std::pair(TextForm::kLabel, "中国"),
                                   std::pair(TextForm::kLatin, "zhongguo"),
                                   std::pair(TextForm::kCode, "CN"),
                                   std::pair(TextForm::kLabel, "cathay")}) {
    EXPECT_THAT(Bearers(names.index(), form, text, 1),
                ElementsAre("states/CHN"))
        << text;
  }
}

TEST(NameIndexTest, OnlyStatesAreTurnedRoundAtTheirComma) {
  Names names;
  names.Put("states/KOR", StateCalled({"Korea, Republic of"}));
  names.Put("topics/trade", "topic { labels { text: 'Trade, fair' } }");
  names.Commit();
  EXPECT_THAT(Bearers(names.index(), TextForm::kLabel, "republic of korea", 1),
              ElementsAre("states/KOR"));
  EXPECT_THAT(Bearers(names.index(), TextForm::kLabel, "fair trade", 1),
              IsEmpty());
}

TEST(NameIndexTest, ReadersSeeTheirRevisionWhileTheWriterGoesOn) {
  constexpr int64_t kRevisions = 2'000;
  Names names;
  std::atomic<int64_t> head = 0;
  std::thread reader([&] {
    // Bounded by the writer, who goes on without waiting for anybody.
    for (int64_t known = 0; known < kRevisions;) {
      known = head.load(std::memory_order_acquire);
      if (known == 0) continue;
      const auto bearers = [&](int64_t number) {
        return Bearers(names.index(), TextForm::kLabel,
                       absl::StrCat("name ", number), known);
      };
      // Each version has one name of its own and drops the one before.
      ASSERT_THAT(bearers(known), ElementsAre("states/IND"));
      ASSERT_THAT(bearers(known - 1), IsEmpty());
      ASSERT_THAT(bearers(known + 1), IsEmpty());
    }
  });
  for (int64_t i = 1; i <= kRevisions; ++i) {
    names.Put("states/IND", StateCalled({absl::StrCat("Name ", i)}));
    head.store(names.Commit(), std::memory_order_release);
  }
  reader.join();
}

}  // namespace
}  // namespace comity::query
