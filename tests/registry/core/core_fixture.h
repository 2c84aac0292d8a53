// A registry over a SQLite store in a temporary folder, with a clock that the
// test moves.
#ifndef TESTS_REGISTRY_CORE_CORE_FIXTURE_H_
#define TESTS_REGISTRY_CORE_CORE_FIXTURE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

#include "registry/core/registry.h"
#include "registry/core/watch.h"
#include "registry/store/sqlite_store.h"
#include "tests/fakes/fake_clock.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/watch_auditor.h"

namespace comity::registry {

using test_support::TempFolder;

class CoreTest : public testing::Test {
 protected:
  void SetUp() override { Open(); }

  // Opens the store, anew if it is open.
  void Open(WatchOptions watch = {}, RegistryOptions options = {}) {
    registry_.reset();
    hub_.reset();
    store_.reset();
    ASSERT_OK_AND_ASSIGN(
        store_, OpenSqliteStore({.path = folder_.File("registry.db")}));
    ASSERT_OK_AND_ASSIGN(hub_, WatchHub::Create(*store_, clock_, watch));
    registry_ = std::make_unique<Registry>(*store_, clock_, *hub_, options);
  }

  absl::StatusOr<v1::CommitResponse> Commit(const v1::CommitRequest& request) {
    return registry_->Commit(request, "tester", absl::InfiniteFuture());
  }

  // Commits a source of this id and title; a title makes it a new version.
  absl::StatusOr<v1::CommitResponse> CommitSource(
      const std::string& id, const std::string& title = "a title") {
    model::v1::Record record = test_support::MakeSource(id);
    record.mutable_source()->set_title(title);
    return Commit(test_support::PutAll({std::move(record)}));
  }

  // Commits `count` sources one by one: s1, s2, ...
  void CommitSources(int count) {
    for (int i = 1; i <= count; ++i) {
      ASSERT_OK(CommitSource(absl::StrCat("s", i)));
    }
  }

  // A commit of `count` sources that takes some 4 KiB for each.
  static v1::CommitRequest LargeCommit(int count) {
    std::vector<model::v1::Record> records;
    for (int i = 0; i < count; ++i) {
      records.push_back(test_support::MakeSource(absl::StrCat("large", i)));
      records.back().mutable_source()->set_disclaimer(std::string(4000, 'x'));
    }
    return test_support::PutAll(std::move(records));
  }

  // Feeds the auditor with all that the watch has to say now.
  static void PullAll(Watch& watch, test_support::WatchAuditor& auditor) {
    while (true) {
      ASSERT_OK_AND_ASSIGN(const auto message, watch.Next());
      if (!message.has_value()) return;
      ASSERT_OK(auditor.See(*message));
    }
  }

  TempFolder folder_;
  platform::FakeClock clock_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<WatchHub> hub_;
  std::unique_ptr<Registry> registry_;
};

}  // namespace comity::registry

#endif  // TESTS_REGISTRY_CORE_CORE_FIXTURE_H_
