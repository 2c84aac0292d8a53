#include "query/answer/hypotheses.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "common/rules/judge.h"
#include "common/rules/register_view.h"

namespace comity::query {
namespace {

using model::v1::Record;

// The register of one revision as the commit rules see it.
class ReaderView final : public rules::RegisterView {
 public:
  explicit ReaderView(const RegisterReader& reader) : reader_(reader) {}

  absl::StatusOr<std::optional<Record>> Find(absl::string_view name) override {
    const Version* const version = reader_.FindVersion(name);
    if (version == nullptr) return std::optional<Record>();
    Record record = *version->record;
    record.set_revision(version->revision);
    return std::optional<Record>(std::move(record));
  }

  absl::StatusOr<std::vector<std::string>> Referrers(absl::string_view name,
                                                     size_t limit) override {
    std::set<std::string> names;
    reader_.ForEachReferrer(name, [&](const Version& version) {
      if (Refers(*version.record, name)) names.insert(version.record->name());
    });
    return FirstOf(names, limit);
  }

  absl::StatusOr<std::vector<std::string>> Children(absl::string_view name,
                                                    size_t limit) override {
    std::set<std::string> names;
    const auto add = [&names](const Version& version) {
      names.insert(version.record->name());
    };
    reader_.ForEachChild(name, add);
    reader_.ForEachMember(name, add);
    return FirstOf(names, limit);
  }

  absl::StatusOr<std::vector<std::string>> CodeHolders(
      model::v1::CodeSystem system, absl::string_view value) override {
    std::vector<std::string> names;
    reader_.ForEachOfKind(
        model::v1::RECORD_KIND_STATE, [&](const Version& version) {
          const auto& codes = version.record->state().codes();
          const bool bears = std::any_of(
              codes.begin(), codes.end(), [&](const model::v1::Code& code) {
                return code.system() == system && code.value() == value;
              });
          if (bears) names.push_back(version.record->name());
        });
    return names;
  }

 private:
  static bool Refers(const Record& record, absl::string_view name) {
    bool refers = false;
    model::ForEachReference(record,
                            [&](absl::string_view, absl::string_view target,
                                model::KindSet) { refers |= target == name; });
    return refers;
  }

  static std::vector<std::string> FirstOf(const std::set<std::string>& names,
                                          size_t limit) {
    std::vector<std::string> first(names.begin(), names.end());
    if (first.size() > limit) first.resize(limit);
    return first;
  }

  const RegisterReader& reader_;
};

}  // namespace

absl::StatusOr<RegisterReader> LayHypotheses(const Hypotheses& hypotheses,
                                             const std::string& field,
                                             const RegisterReader& reader) {
  registry::v1::CommitRequest request;
  *request.mutable_changes() = hypotheses;
  ReaderView view(reader);
  COMITY_ASSIGN_OR_RETURN(
      rules::JudgedCommit judged,
      rules::JudgeCommit(request, view,
                         {.citations_required = false, .field = field}));
  COMITY_ASSIGN_OR_RETURN(std::shared_ptr<const Overlay> overlay,
                          Overlay::Make(std::move(judged.changes),
                                        reader.model(), reader.revision()));
  return RegisterReader(reader.shared_model(), reader.revision(),
                        std::move(overlay));
}

}  // namespace comity::query
