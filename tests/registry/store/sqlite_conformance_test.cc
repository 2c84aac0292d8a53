// The SQLite store under the suite that every store must pass.
#include "registry/store/sqlite_store.h"
#include "tests/registry/store/store_builders.h"
#include "tests/registry/store/store_conformance.h"

namespace comity::registry::testing {
namespace {

class SqliteHome final : public StoreHome {
 public:
  absl::StatusOr<std::unique_ptr<Store>> Open() override {
    return OpenSqliteStore({.path = folder_.File("registry.db")});
  }

 private:
  TempFolder folder_;
};

std::unique_ptr<StoreHome> NewSqliteHome() {
  return std::make_unique<SqliteHome>();
}

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreConformanceTest,
                         ::testing::Values(&NewSqliteHome),
                         [](const auto&) { return std::string("File"); });

}  // namespace
}  // namespace comity::registry::testing
