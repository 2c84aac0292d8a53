// What every store must do, as one suite over a factory (store.h). A new store
// joins by instantiating it:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StoreConformanceTest, Values(&NewHome));
#ifndef COMITY_TESTS_REGISTRY_STORE_STORE_CONFORMANCE_H_
#define COMITY_TESTS_REGISTRY_STORE_STORE_CONFORMANCE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"

#include "registry/store/store.h"

namespace comity::registry::testing {

// Where one store keeps its content: a folder, a schema of a server.
class StoreHome {
 public:
  virtual ~StoreHome() = default;

  // Opens it; empty at first. One store at a time.
  virtual absl::StatusOr<std::unique_ptr<Store>> Open() = 0;
};

using StoreHomeFactory = std::unique_ptr<StoreHome> (*)();

class StoreConformanceTest : public ::testing::TestWithParam<StoreHomeFactory> {
 protected:
  void SetUp() override {
    home_ = GetParam()();
    Reopen();
  }

  // Closes the store and opens it anew, as a restart does.
  void Reopen() {
    store_.reset();
    absl::StatusOr<std::unique_ptr<Store>> store = home_->Open();
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  Store& store() { return *store_; }

 private:
  std::unique_ptr<StoreHome> home_;
  std::unique_ptr<Store> store_;
};

}  // namespace comity::registry::testing

#endif  // COMITY_TESTS_REGISTRY_STORE_STORE_CONFORMANCE_H_
