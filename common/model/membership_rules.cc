#include "common/model/membership_rules.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/model/fold.h"
#include "common/model/record_access.h"

namespace comity::model {
namespace {

using v1::Event;
using v1::MembershipStatus;

// "dialogue partner".
std::string StatusWord(MembershipStatus status) {
  std::string word = absl::AsciiStrToLower(absl::StripPrefix(
      v1::MembershipStatus_Name(status), "MEMBERSHIP_STATUS_"));
  for (char& c : word) {
    if (c == '_') c = ' ';
  }
  return word;
}

// What the event breaks, as the rest of a sentence; empty if nothing.
std::string WhyNot(const Event& event, const Outcome& held) {
  if (held.kind == OutcomeKind::kUnknown) return "";
  const bool holds = held.kind == OutcomeKind::kStatus;
  const bool suspended = held.status == v1::MEMBERSHIP_STATUS_SUSPENDED;
  const auto holds_already = [&held](MembershipStatus status) {
    return status == held.status
               ? absl::StrCat("but is ", StatusWord(status), " already")
               : std::string();
  };
  switch (event.payload_case()) {
    case Event::kAdmitted:
      return holds ? holds_already(event.admitted().status()) : "";
    case Event::kStatusUnknown:
      return "";
    case Event::kReinstated:
      return suspended ? "" : "but is not suspended at that point";
    case Event::kStatusChanged:
      if (holds) return holds_already(event.status_changed().status());
      break;
    case Event::kSuspended:
      if (suspended) return "but is suspended already";
      break;
    default:
      break;
  }
  return holds ? "" : "but holds no status at that point";
}

}  // namespace

bool JudgeMembershipFold(absl::Span<const Event* const> events,
                         FoldViolationVisitor visitor) {
  bool legal = true;
  MembershipFold fold;
  for (size_t i = 0; i < events.size(); ++i) {
    const Event& event = *events[i];
    if (!BearsStatus(event)) continue;
    const std::string why = WhyNot(event, fold.current());
    if (!why.empty()) {
      legal = false;
      visitor(i, absl::StrCat("'", PayloadName(event), "' ", why));
    }
    fold.Apply(event, static_cast<int>(i));
  }
  return legal;
}

}  // namespace comity::model
