// Puts events into answers: which one it rests on, when, and who says so.
#ifndef COMITY_QUERY_ANSWER_EXPLAIN_H_
#define COMITY_QUERY_ANSWER_EXPLAIN_H_

#include "comity/query/v1/evidence.pb.h"
#include "common/model/day.h"
#include "common/model/edtf.h"
#include "common/model/record_access.h"
#include "common/model/track.h"
#include "query/answer/context.h"
#include "query/answer/view_reader.h"

namespace comity::query {

v1::Certainty ToProto(model::Certainty certainty);

// The answer to "was it so" from what may have been the case on the days asked.
struct Tally {
  bool asked = false;    // what is asked for may be so
  bool other = false;    // something else may be so
  bool unknown = false;  // nothing may be known

  v1::Verdict verdict() const {
    if (unknown) {
      return asked || other ? v1::VERDICT_POSSIBLY : v1::VERDICT_UNKNOWN;
    }
    if (asked) return other ? v1::VERDICT_POSSIBLY : v1::VERDICT_YES;
    return v1::VERDICT_NO;
  }
};

// The verdict on whether `holds` was true of a track's newest event.
v1::Verdict VerdictOn(const model::Track& track, model::DayRange days,
                      absl::FunctionRef<bool(int place)> holds);

// Whether an answer shows something of this verdict: what is certainly not so
// is left out, and with STRICT what is not certain; what nothing can be said of
// is shown always.
bool IsShown(v1::Verdict verdict, v1::CertaintyMode mode);
bool IsShown(model::Certainty at_some_time, v1::CertaintyMode mode);

// The verdict as the caller's mode reads it; nothing where it cannot tell.
std::optional<bool> HoldsOf(v1::Verdict verdict, v1::CertaintyMode mode);

// For one answer, on one thread.
class Explainer {
 public:
  // Both outlive this.
  Explainer(const ResolvedContext& context, ViewReader& reader)
      : context_(context), reader_(reader) {}

  // The event of a record, with bounds as its order tightened them.
  void Event(const model::v1::Record& record, const model::v1::Event& event,
             model::DayRange bounds, v1::EventBasis& basis);

  // What lies between the places of a stretch.
  void Holding(const model::v1::Record& record, const model::Track& track,
               const model::Stretch& stretch, v1::Holding& holding);

  // Citations that the view shows.
  void Citations(const model::CitationList& citations,
                 google::protobuf::RepeatedPtrField<model::v1::Citation>& out);

 private:
  const ResolvedContext& context_;
  ViewReader& reader_;
};

// A date with its bounds, those at the calendar's ends left out.
void FillDate(const model::v1::Event& event, model::DayRange bounds,
              v1::AnswerDate& date);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_EXPLAIN_H_
