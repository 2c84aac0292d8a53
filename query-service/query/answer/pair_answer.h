// The answer on one pair of organization and member.
#ifndef COMITY_QUERY_ANSWER_PAIR_ANSWER_H_
#define COMITY_QUERY_ANSWER_PAIR_ANSWER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "comity/query/v1/membership.pb.h"
#include "query/answer/context.h"
#include "query/answer/explain.h"
#include "query/answer/fields.h"
#include "query/answer/view_reader.h"
#include "query/index/history.h"

namespace comity::query {

// Whether one of the statuses was held on the days, by the timeline alone. Does
// not allocate.
v1::Verdict VerdictOf(const model::MembershipTimeline& timeline,
                      model::DayRange days, StatusSet asked);

// For one request, on one thread.
class PairAnswerer {
 public:
  // `context` outlives this.
  PairAnswerer(const ResolvedContext& context, StatusSet asked)
      : context_(context),
        asked_(asked),
        reader_(context),
        explainer_(context, reader_) {}
  PairAnswerer(const PairAnswerer&) = delete;
  PairAnswerer& operator=(const PairAnswerer&) = delete;

  // Fills `answer`, which is empty, for the days given. `version` is the pair's
  // membership at the context's revision; null when there is none, and both
  // records exist. In the canonical view it copies nothing but what it answers.
  // Fails only if the register breaks a rule of its own (INTERNAL).
  absl::Status Fill(absl::string_view organization, absl::string_view member,
                    const Version* version, model::DayRange days,
                    v1::MembershipAnswer& answer);

 private:
  absl::Status FillFromView(const model::v1::Record& record,
                            model::DayRange days, bool wholly_covered,
                            v1::MembershipAnswer& answer);
  void FillFromTimeline(const model::v1::Record& record,
                        const CompiledMembership& membership,
                        model::DayRange days, bool wholly_covered,
                        v1::MembershipAnswer& answer);
  void FillWithoutEvents(bool wholly_covered, v1::MembershipAnswer& answer);

  void AddRow(const model::v1::Record& record,
              const CompiledMembership& membership, const model::Stretch& held,
              bool wholly_covered, v1::MembershipAnswer& answer);
  void Explain(const model::v1::Record& record,
               const CompiledMembership& membership, int place,
               v1::EventBasis& basis);
  // Every succession that the seat is part of, from either end.
  void FillSuccessions(v1::MembershipAnswer& answer);
  void AddSuccession(const model::v1::Record& record,
                     const model::v1::Event& event, v1::SuccessionKind kind,
                     const std::string& before, const std::string& after,
                     v1::MembershipAnswer& answer);
  void SetUnknown(v1::UnknownReason reason, v1::MembershipAnswer& answer) const;
  void SetVerdict(v1::Verdict verdict, v1::MembershipAnswer& answer) const;

  const ResolvedContext& context_;
  const StatusSet asked_;
  ViewReader reader_;
  Explainer explainer_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_PAIR_ANSWER_H_
