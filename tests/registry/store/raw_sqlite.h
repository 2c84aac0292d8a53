// SQLite without our code in between: how a test damages or looks into a
// database behind the store's back.
#ifndef COMITY_TESTS_REGISTRY_STORE_RAW_SQLITE_H_
#define COMITY_TESTS_REGISTRY_STORE_RAW_SQLITE_H_

#include <string>

namespace comity::registry::testing {

// Runs statements on the file; fails the test when SQLite refuses.
void RunSql(const std::string& path, const std::string& sql);

// The first column of the first row, as text; empty when there is none.
std::string QuerySql(const std::string& path, const std::string& sql);

}  // namespace comity::registry::testing

#endif  // COMITY_TESTS_REGISTRY_STORE_RAW_SQLITE_H_
