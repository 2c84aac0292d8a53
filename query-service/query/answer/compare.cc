#include "query/answer/compare.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "query/answer/fields.h"
#include "query/answer/pair_answer.h"

namespace comity::query {
namespace {

using platform::Violations;
using Names = google::protobuf::RepeatedPtrField<std::string>;
using Verdicts = std::vector<v1::Verdict>;  // one for each thing compared

constexpr int kComparedMin = 2;

bool MayBeIn(v1::Verdict verdict) { return verdict != v1::VERDICT_NO; }
bool IsIn(v1::Verdict verdict) { return verdict == v1::VERDICT_YES; }

void CheckCompared(const Names& names, model::KindSet kinds, const char* field,
                   Violations& violations) {
  const int64_t names_max = model::LimitOf(model::v1::LIMIT_COMPARED);
  if (names.size() > names_max) {
    violations.Add(
        model::v1::REASON_TOO_MANY_ITEMS, field,
        absl::StrCat(names.size(), " are more than the limit of ", names_max));
  } else if (names.size() < kComparedMin) {
    violations.Add(model::v1::REASON_FIELD_INVALID, field,
                   "one alone cannot be compared; give 2 or more");
  }
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < std::min<int64_t>(names.size(), names_max); ++i) {
    const std::string path = absl::StrCat(field, "[", i, "]");
    CheckName(names[i], kinds, Presence::kRequired, path, violations);
    if (!names[i].empty() && !seen.insert(names[i]).second) {
      violations.Add(model::v1::REASON_FIELD_INVALID, path,
                     "is given twice; name each once");
    }
  }
}

// Makes the rows, for one answer.
class Comparer {
 public:
  Comparer(const v1::CompareOrganizationsRequest& request,
           const ResolvedContext& context)
      : of_organizations_(!request.organizations().empty()),
        names_(of_organizations_ ? request.organizations() : request.members()),
        statuses_(StatusSet::MemberOr(request.statuses())),
        context_(context),
        answerer_(context, statuses_) {}

  absl::Status CheckExistence() const;
  // Those that are perhaps in one of the things compared, ascending by name.
  absl::StatusOr<std::map<std::string, Verdicts>> Run();

 private:
  absl::StatusOr<v1::Verdict> VerdictOf(const std::string& name,
                                        const std::string& other,
                                        const Version* version);

  const bool of_organizations_;
  const Names& names_;
  const StatusSet statuses_;
  const ResolvedContext& context_;
  PairAnswerer answerer_;
};

absl::Status Comparer::CheckExistence() const {
  Violations violations;
  const char* const field = of_organizations_ ? "organizations" : "members";
  for (int i = 0; i < names_.size(); ++i) {
    CheckExists(context_.reader, names_[i], absl::StrCat(field, "[", i, "]"),
                violations);
  }
  return violations.ToStatus();
}

absl::StatusOr<v1::Verdict> Comparer::VerdictOf(const std::string& name,
                                                const std::string& other,
                                                const Version* version) {
  if (context_.view().canonical()) {
    return version == nullptr ? v1::VERDICT_NO
                              : query::VerdictOf(version->membership->timeline,
                                                 context_.days, statuses_);
  }
  v1::MembershipAnswer answer;
  COMITY_RETURN_IF_ERROR(answerer_.Fill(of_organizations_ ? name : other,
                                        of_organizations_ ? other : name,
                                        version, context_.days, answer));
  return answer.verdict();
}

absl::StatusOr<std::map<std::string, Verdicts>> Comparer::Run() {
  const auto size = static_cast<size_t>(names_.size());
  std::map<std::string, std::vector<const Version*>> dossiers;
  for (size_t i = 0; i < size; ++i) {
    const std::string& name = names_[static_cast<int>(i)];
    const auto add = [&](const Version& version) {
      const model::v1::Record& record = *version.record;
      std::string other = of_organizations_
                              ? record.membership().member()
                              : std::string(model::ParentOf(record.name()));
      auto& row = dossiers[std::move(other)];
      row.resize(size, nullptr);
      row[i] = &version;
    };
    if (of_organizations_) {
      context_.reader.ForEachMember(name, add);
    } else {
      context_.reader.ForEachMembership(name, add);
    }
  }
  std::map<std::string, Verdicts> rows;
  for (const auto& [other, versions] : dossiers) {
    Verdicts verdicts;
    for (size_t i = 0; i < size; ++i) {
      COMITY_ASSIGN_OR_RETURN(
          const v1::Verdict verdict,
          VerdictOf(names_[static_cast<int>(i)], other, versions[i]));
      verdicts.push_back(verdict);
    }
    if (std::any_of(verdicts.begin(), verdicts.end(), MayBeIn)) {
      rows.emplace_hint(rows.end(), other, std::move(verdicts));
    }
  }
  return rows;
}

double Ratio(int64_t part, int64_t whole) {
  return whole == 0 ? 0
                    : static_cast<double>(part) / static_cast<double>(whole);
}

void AddOverlap(const std::map<std::string, Verdicts>& rows,
                const std::vector<int>& indexes, v1::Overlap& overlap) {
  int64_t shared_min = 0, shared_max = 0, union_min = 0, union_max = 0;
  // Those in all or in none, for all that is known.
  int64_t shared_or_absent = 0;
  for (const auto& [name, verdicts] : rows) {
    const auto is = [&verdicts = verdicts](bool (*test)(v1::Verdict)) {
      return [&verdicts, test](int index) {
        return test(verdicts[static_cast<size_t>(index)]);
      };
    };
    const bool any_certain =
        std::any_of(indexes.begin(), indexes.end(), is(IsIn));
    const bool all_possible =
        std::all_of(indexes.begin(), indexes.end(), is(MayBeIn));
    shared_min += std::all_of(indexes.begin(), indexes.end(), is(IsIn));
    shared_max += all_possible;
    union_min += any_certain;
    union_max += std::any_of(indexes.begin(), indexes.end(), is(MayBeIn));
    shared_or_absent += all_possible && !any_certain;
  }
  overlap.mutable_indexes()->Assign(indexes.begin(), indexes.end());
  overlap.set_shared_min(shared_min);
  overlap.set_shared_max(shared_max);
  overlap.set_union_min(union_min);
  overlap.set_union_max(union_max);
  overlap.set_jaccard_min(Ratio(shared_min, union_max));
  // It is greatest when all that may be shared are, and nobody else joins.
  overlap.set_jaccard_max(Ratio(shared_max, union_min + shared_or_absent));
}

void AddOverlaps(const std::map<std::string, Verdicts>& rows, int size,
                 v1::CompareOrganizationsResponse& response) {
  std::vector<int> all;
  for (int i = 0; i < size; ++i) all.push_back(i);
  AddOverlap(rows, all, *response.add_overlaps());
  if (size == kComparedMin) return;
  for (int i = 0; i < size; ++i) {
    for (int j = i + 1; j < size; ++j) {
      AddOverlap(rows, {i, j}, *response.add_overlaps());
    }
  }
}

// How many of the things compared the row counts as being in.
int64_t CountIn(const Verdicts& verdicts, v1::CertaintyMode mode) {
  return std::count_if(verdicts.begin(), verdicts.end(),
                       mode == v1::CERTAINTY_MODE_STRICT ? IsIn : MayBeIn);
}

void Fill(const std::string& name, const Verdicts& verdicts, int64_t count,
          v1::ComparedRow& row) {
  row.set_name(name);
  for (const v1::Verdict verdict : verdicts) row.add_verdicts(verdict);
  row.set_share(count == static_cast<int64_t>(verdicts.size()) ? v1::SHARE_ALL
                : count == 1                                   ? v1::SHARE_ONE
                             : v1::SHARE_SOME);
  const bool certain =
      std::all_of(verdicts.begin(), verdicts.end(), [](v1::Verdict verdict) {
        return verdict == v1::VERDICT_YES || verdict == v1::VERDICT_NO;
      });
  row.set_certainty(certain ? v1::CERTAINTY_CERTAIN : v1::CERTAINTY_POSSIBLE);
}

}  // namespace

void Question<v1::CompareOrganizationsRequest>::CheckFields(
    const v1::CompareOrganizationsRequest& request, Violations& violations) {
  if (request.organizations().empty() && request.members().empty()) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "organizations",
                   "organizations or members are required");
  } else if (!request.organizations().empty() && !request.members().empty()) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "members",
                   "only one of organizations and members can be compared");
  }
  if (!request.organizations().empty()) {
    CheckCompared(request.organizations(), kOrganizations, "organizations",
                  violations);
  }
  if (!request.members().empty()) {
    CheckCompared(request.members(), kMembers, "members", violations);
  }
  CheckStatuses(request.statuses(), violations);
}

absl::Status Question<v1::CompareOrganizationsRequest>::Compose(
    const v1::CompareOrganizationsRequest& request,
    const ResolvedContext& context, Response& response) {
  Comparer comparer(request, context);
  COMITY_RETURN_IF_ERROR(comparer.CheckExistence());
  COMITY_ASSIGN_OR_RETURN(const auto rows, comparer.Run());
  AddOverlaps(rows, request.organizations_size() + request.members_size(),
              response);
  Page page(request);
  for (const auto& [name, verdicts] : rows) {
    const int64_t count = CountIn(verdicts, context.mode());
    if (count == 0 || page.Passed(name)) continue;
    if (!page.Take(name)) break;
    Fill(name, verdicts, count, *response.add_rows());
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace comity::query
