#include "cli/cross_check/comparison.h"

#include <algorithm>
#include <optional>
#include <set>

#include "cli/command/words.h"

#include "common/model/resource_name.h"

namespace comity::cli {
namespace {

using model::DayRange;
using model::MembershipTimeline;
using model::OutcomeKind;
using model::v1::MembershipStatus;

constexpr MembershipStatus kNone = model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;

std::string InWord(MembershipStatus status) {
  return status == kNone ? "none" : StatusInWords(status);
}

// The status held throughout the days; nothing where that is not certain.
std::optional<MembershipStatus> Throughout(const MembershipTimeline& timeline,
                                           DayRange days) {
  // Which events may be the newest rises with the days, so all that may be so
  // within them lie between the first of the first and the last of the last.
  const int first = timeline.At(days.first).possible.first;
  const int last = timeline.At(days.last).possible.last;
  const auto& held = timeline.outcome(last);
  if (held.kind == OutcomeKind::kUnknown) return std::nullopt;
  for (int place = first; place < last; ++place) {
    if (!timeline.outcome(place).SameStatus(held)) return std::nullopt;
  }
  return held.status;
}

class Comparer {
 public:
  Comparer(const RegistrySide& registry, const TableSide& table)
      : registry_(registry), table_(table) {}

  Comparison Run() {
    std::set<std::string> names;
    for (const auto& [name, timeline] : registry_.memberships()) {
      names.insert(name);
    }
    for (const auto& [name, timeline] : table_.memberships) names.insert(name);
    for (const auto& name : names) ComparePair(name);
    for (const auto& organization : registry_.organizations()) {
      if (!table_.organizations.contains(organization)) {
        ++out_.registry_alone;
      }
    }
    for (const auto& organization : table_.organizations) {
      if (!registry_.organizations().contains(organization)) {
        ++out_.table_alone;
      }
    }
    std::sort(out_.differences.begin(), out_.differences.end());
    return std::move(out_);
  }

 private:
  const std::vector<DayRange>& PeriodsOf(
      const std::string& name, const std::string& organization) const {
    static const auto& never = *new std::vector<DayRange>();
    const auto pair = table_.spoken.find(name);
    if (pair != table_.spoken.end()) return pair->second;
    const auto all = table_.spoken_of_others.find(organization);
    return all == table_.spoken_of_others.end() ? never : all->second;
  }

  void ComparePair(const std::string& name) {
    static const auto& nothing = *new MembershipTimeline();
    const std::string organization(model::ParentOf(name));
    const auto& periods = PeriodsOf(name, organization);
    if (!registry_.organizations().contains(organization) || periods.empty()) {
      return;
    }
    auto& counts = out_.counts[std::string(model::IdOf(organization))];
    ++counts.pairs;
    const auto ours = registry_.memberships().find(name);
    const auto theirs = table_.memberships.find(name);
    for (const auto& period : periods) {
      ComparePeriod(
          name, period,
          ours == registry_.memberships().end() ? nothing : ours->second,
          theirs == table_.memberships.end() ? nothing : theirs->second,
          counts);
    }
  }

  void ComparePeriod(const std::string& name, DayRange period,
                     const MembershipTimeline& ours,
                     const MembershipTimeline& theirs,
                     ComparisonCounts& counts) {
    const auto registry = Throughout(ours, period);
    const auto table = Throughout(theirs, period);
    if (!registry.has_value() || !table.has_value() ||
        !HasWordFor(*registry, *table)) {
      ++counts.not_certain;
    } else if (*registry == *table) {
      ++(*table == kNone ? counts.agree_out : counts.agree_in);
    } else {
      const DifferenceKind kind =
          *table == kNone      ? DifferenceKind::kRegistryOnly
          : *registry == kNone ? DifferenceKind::kTableOnly
                               : DifferenceKind::kStatus;
      ++counts.differ[kind];
      out_.differences.push_back(
          {.organization = std::string(model::IdOf(model::ParentOf(name))),
           .member = std::string(model::IdOf(name)),
           .year = static_cast<int>(period.first.ToCivil().year()),
           .registry = InWord(*registry),
           .table = InWord(*table),
           .kind = kind});
    }
  }

  bool HasWordFor(MembershipStatus registry, MembershipStatus table) const {
    if (registry == model::v1::MEMBERSHIP_STATUS_SUSPENDED) return false;
    return registry == kNone || table != kNone ||
           table_.vocabulary.contains(registry);
  }

  const RegistrySide& registry_;
  const TableSide& table_;
  Comparison out_;
};

}  // namespace

Comparison CompareMemberships(const RegistrySide& registry,
                              const TableSide& table) {
  return Comparer(registry, table).Run();
}

}  // namespace comity::cli
