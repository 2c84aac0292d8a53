// Builders for the tests of stores: records, and commits that follow a head.
#ifndef COMITY_TESTS_REGISTRY_STORE_STORE_BUILDERS_H_
#define COMITY_TESTS_REGISTRY_STORE_STORE_BUILDERS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/commit.pb.h"
#include "registry/store/store.h"
#include "tests/support/temp_folder.h"

namespace comity::registry::testing {

using test_support::TempFolder;

// A topic or a source whose text is `text`; a topic may have a broader one.
model::v1::Record Topic(absl::string_view name, absl::string_view text,
                        absl::string_view broader = "");
model::v1::Record Source(absl::string_view name, absl::string_view text);

// A state that bears one ISO alpha-2 code and cites a source.
model::v1::Record State(absl::string_view name, absl::string_view alpha2,
                        absl::string_view source);

v1::RecordChange Put(model::v1::Record record);
v1::RecordChange Delete(absl::string_view name);

struct CommitText {
  std::string request_id;
  std::string message = "a message";
};

// The commit that follows `head`: revision, time and digest filled in.
v1::Commit CommitAfter(const Head& head, std::vector<v1::RecordChange> changes,
                       const CommitText& text = {});

// Appends it in a transaction of its own and returns its revision.
absl::StatusOr<int64_t> Append(Store& store,
                               std::vector<v1::RecordChange> changes,
                               const CommitText& text = {});

// 32 bytes that stand for a request's content.
std::string Fingerprint(absl::string_view content);

// The commit put together from parts of at most `bytes_max`.
absl::StatusOr<v1::Commit> ReadWhole(Store& store, int64_t revision,
                                     size_t bytes_max, int* parts = nullptr);

// More bytes than any test stores.
inline constexpr size_t kNoBound = size_t{1} << 30;

// Every record as of a revision.
inline ListQuery AllAt(int64_t revision) {
  return {.revision = revision, .count_max = 1000, .bytes_max = kNoBound};
}

inline std::string Bytes(const google::protobuf::MessageLite& message) {
  return message.SerializeAsString();
}

std::vector<std::string> NamesOf(const std::vector<model::v1::Record>& records);

}  // namespace comity::registry::testing

#endif  // COMITY_TESTS_REGISTRY_STORE_STORE_BUILDERS_H_
