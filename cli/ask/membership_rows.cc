#include "cli/ask/membership_rows.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/evidence.h"
#include "cli/ask/terms.h"
#include "cli/command/words.h"
#include "cli/term/table.h"

namespace comity::cli {
namespace {

using query::v1::CERTAINTY_CERTAIN;
using query::v1::HeldStatus;
using query::v1::MembershipAnswer;

constexpr int kUncertain = model::v1::MembershipStatus_ARRAYSIZE;
constexpr int kUnknown = 2 * kUncertain;

int Rank(const HeldStatus& held) {
  return held.status() +
         (held.at_some_time() == CERTAINTY_CERTAIN ? 0 : kUncertain);
}

int Rank(const MembershipAnswer& answer) {
  int rank = kUnknown;
  for (const auto& held : answer.statuses()) {
    rank = std::min(rank, Rank(held));
  }
  return rank;
}

std::vector<const MembershipAnswer*> InOrder(const MembershipAnswers& answers) {
  std::vector<const MembershipAnswer*> out;
  for (const auto& answer : answers) out.push_back(&answer);
  std::stable_sort(out.begin(), out.end(),
                   [](const auto* left, const auto* right) {
                     return Rank(*left) < Rank(*right);
                   });
  return out;
}

const std::string& NameOf(RowsBy by, const MembershipAnswer& answer) {
  return by == RowsBy::kMember ? answer.member() : answer.organization();
}

std::string Note(const MembershipAnswer& answer, const HeldStatus& held) {
  std::vector<std::string> notes;
  for (const auto& succession : answer.successions()) {
    notes.push_back(absl::StrCat(Words(succession.kind()), " ",
                                 ShortName(succession.member())));
  }
  if (held.since().hypothetical() || held.until().hypothetical()) {
    notes.emplace_back("what if");
  }
  return absl::StrJoin(notes, ", ");
}

Cell StatusCell(const HeldStatus& held) {
  return {HeldText(held), held.at_some_time() == CERTAINTY_CERTAIN
                              ? StyleOf(held.status())
                              : Style::kCaution};
}

std::string CountText(RowsBy by, int status, int count) {
  const bool adjective = status == kUncertain || status == kUnknown ||
                         status == model::v1::MEMBERSHIP_STATUS_SUSPENDED;
  const std::string word =
      status == kUncertain ? "uncertain"
      : status == kUnknown
          ? "unknown"
          : Words(static_cast<model::v1::MembershipStatus>(status));
  if (by == RowsBy::kOrganization) {
    return absl::StrCat(word, adjective ? " in " : " of ", count);
  }
  return adjective ? absl::StrCat(count, " ", word) : Count(count, word);
}

}  // namespace

std::string CountStatuses(RowsBy by, const MembershipAnswers& answers) {
  std::map<int, int> counts;
  for (const auto& answer : answers) {
    bool certain = false;
    for (const auto& held : answer.statuses()) {
      if (held.at_some_time() != CERTAINTY_CERTAIN) continue;
      certain = true;
      ++counts[held.status()];
    }
    if (answer.verdict() == query::v1::VERDICT_UNKNOWN) {
      ++counts[kUnknown];
    } else if (!certain) {
      ++counts[kUncertain];
    }
  }
  std::vector<std::string> parts;
  for (const auto& [status, count] : counts) {
    parts.push_back(CountText(by, status, count));
  }
  return parts.empty() ? "none" : absl::StrJoin(parts, ", ");
}

std::string MembershipTable(const Terminal& terminal, RowsBy by,
                            const MembershipAnswers& answers) {
  Table table({by == RowsBy::kMember ? "member" : "organization", "status",
               "since", "until", "note"});
  for (const auto* answer : InOrder(answers)) {
    const std::string name = ShortName(NameOf(by, *answer));
    for (const auto& held : answer->statuses()) {
      table.AddRow({name, StatusCell(held), DateInWords(held.since().date()),
                    DateInWords(held.has_until(), held.until()),
                    Note(*answer, held)});
    }
    if (answer->verdict() == query::v1::VERDICT_UNKNOWN) {
      table.AddRow({name, Cell("unknown", Style::kCaution), "", "",
                    Words(answer->unknown_reason())});
    }
  }
  return table.Render(terminal);
}

std::string MembershipEvidence(const Terminal& terminal, RowsBy by,
                               const MembershipAnswers& answers) {
  std::string out;
  for (const auto* answer : InOrder(answers)) {
    absl::StrAppend(
        &out, Paint(terminal, Style::kStrong, ShortName(NameOf(by, *answer))),
        "\n", AnswerEvidence(terminal, 2, *answer));
  }
  return out;
}

}  // namespace comity::cli
