// Who held an office on a day, and whether its events make a story.
//
// An office with one holder at a time has one order of events. Where several
// may hold it at once, each holder's events are an order of their own.
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_OFFICE_FOLD_H_
#define COMMON_MODEL_OFFICE_FOLD_H_

#include <cstddef>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "comity/model/v1/event.pb.h"
#include "comity/model/v1/reason.pb.h"
#include "common/model/day.h"
#include "common/model/edtf.h"

namespace comity::model {

struct OfficeHolder {
  // The ASSUMED event by which it holds the office: state and person stand in
  // it. One of the events given.
  const v1::Event* assumed = nullptr;
  Certainty certainty = Certainty::kNone;
};

// The certain and the possible holders on a day, in the order of the list.
// `events` are those of one view; all but ASSUMED and VACATED are passed over.
// Fails with REASON_DATE_MALFORMED only: where the order is impossible, events
// are taken by their earliest day. In an office of one holder a new one
// displaces the one before, even if nobody said that that one left.
absl::StatusOr<std::vector<OfficeHolder>> HoldersAt(
    absl::Span<const v1::Event* const> events, bool concurrent_holders,
    Day day);

// Called with the index of an event, the reason that it breaks
// (REASON_OFFICE_OCCUPIED, REASON_STEP_OUT_OF_ORDER, REASON_ORDER_IMPOSSIBLE or
// REASON_DATE_MALFORMED) and a sentence.
using OfficeViolationVisitor = absl::FunctionRef<void(
    size_t index, v1::Reason reason, absl::string_view message)>;

// Visits every broken rule; true if there is none. `events` as above.
//   An office of one holder is assumed only when the one before vacated it.
//   Nobody assumes what they hold, or vacates what they do not hold.
//   The dates do not contradict the order.
bool JudgeOffice(absl::Span<const v1::Event* const> events,
                 bool concurrent_holders, OfficeViolationVisitor visitor);

}  // namespace comity::model

#endif  // COMMON_MODEL_OFFICE_FOLD_H_
