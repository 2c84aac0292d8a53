#include "tests/registry/store/raw_sqlite.h"

#include <sqlite3.h>

#include "gtest/gtest.h"

namespace comity::registry::testing {
namespace {

int KeepFirst(void* result, int columns, char** values, char**) {
  auto& text = *static_cast<std::string*>(result);
  if (text.empty() && columns > 0 && values[0] != nullptr) text = values[0];
  return 0;
}

}  // namespace

std::string QuerySql(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  std::string result;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), KeepFirst, &result, nullptr),
            SQLITE_OK)
      << sqlite3_errmsg(db);
  sqlite3_close(db);
  return result;
}

void RunSql(const std::string& path, const std::string& sql) {
  QuerySql(path, sql);
}

}  // namespace comity::registry::testing
