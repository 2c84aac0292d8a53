// A register in a map: the rules' view of it, without a store.
//
// Not thread-safe.
#ifndef TESTS_FAKES_MAP_REGISTER_H_
#define TESTS_FAKES_MAP_REGISTER_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/model/record_access.h"
#include "common/rules/judge.h"
#include "common/rules/register_view.h"

namespace comity::rules {

class MapRegister : public RegisterView {
 public:
  // Stores a record as of `revision`, with event ids as a commit would give
  // them, unjudged.
  void Put(model::v1::Record record, int64_t revision = 1) {
    model::AssignEventIds(record);
    record.set_revision(revision);
    std::string name = record.name();
    records_[std::move(name)] = std::move(record);
  }

  // Stores what a commit made, as of `revision`.
  void Apply(const JudgedCommit& commit, int64_t revision) {
    for (const registry::v1::RecordChange& change : commit.changes) {
      if (change.has_deletion()) {
        records_.erase(change.name());
      } else {
        Put(change.record(), revision);
      }
    }
  }

  // From now on every read fails so; OK mends it.
  void FailWith(absl::Status status) { failure_ = std::move(status); }

  absl::StatusOr<std::optional<model::v1::Record>> Find(
      absl::string_view name) override {
    if (!failure_.ok()) return failure_;
    const auto found = records_.find(std::string(name));
    if (found == records_.end()) return std::optional<model::v1::Record>();
    return std::optional<model::v1::Record>(found->second);
  }

  absl::StatusOr<std::vector<std::string>> Referrers(absl::string_view name,
                                                     size_t limit) override {
    return NamesWhere(limit, [name](const model::v1::Record& record) {
      bool refers = false;
      model::ForEachReference(
          record,
          [name, &refers](absl::string_view, absl::string_view target,
                          model::KindSet) { refers |= target == name; });
      return refers;
    });
  }

  absl::StatusOr<std::vector<std::string>> Children(absl::string_view name,
                                                    size_t limit) override {
    const std::string prefix = absl::StrCat(name, "/");
    return NamesWhere(limit, [&prefix](const model::v1::Record& record) {
      return absl::StartsWith(record.name(), prefix);
    });
  }

  absl::StatusOr<std::vector<std::string>> CodeHolders(
      model::v1::CodeSystem system, absl::string_view value) override {
    return NamesWhere(
        records_.size(), [system, value](const model::v1::Record& record) {
          for (const auto& code : record.state().codes()) {
            if (code.system() == system && code.value() == value) {
              return true;
            }
          }
          return false;
        });
  }

 private:
  template <typename Predicate>
  absl::StatusOr<std::vector<std::string>> NamesWhere(size_t limit,
                                                      Predicate predicate) {
    if (!failure_.ok()) return failure_;
    std::vector<std::string> names;
    for (const auto& [name, record] : records_) {
      if (names.size() == limit) break;
      if (predicate(record)) names.push_back(name);
    }
    return names;
  }

  std::map<std::string, model::v1::Record> records_;
  absl::Status failure_;
};

}  // namespace comity::rules

#endif  // TESTS_FAKES_MAP_REGISTER_H_
