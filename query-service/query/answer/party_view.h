// How states and organizations stand to an instrument.
//
// Each party's acts on it are a track of their own, which its termination ends:
// to sign makes a signatory, to ratify or accede a party, to withdraw a former
// one.
#ifndef COMITY_QUERY_ANSWER_PARTY_VIEW_H_
#define COMITY_QUERY_ANSWER_PARTY_VIEW_H_

#include <map>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

#include "comity/query/v1/description.pb.h"
#include "common/model/track.h"
#include "query/answer/tools.h"

namespace comity::query {

class PartyTracks {
 public:
  // REQUIRES: an instrument, which outlives this.
  PartyTracks(const model::v1::Record& instrument, Tools& tools);

  // Those with any act on record, ascending by name.
  const std::map<absl::string_view, model::Track>& tracks() const {
    return tracks_;
  }

  // Whether it was bound on the days; whether it had signed, whatever came of
  // it. NO for one without any act.
  v1::Verdict IsParty(absl::string_view party, model::DayRange days) const;
  v1::Verdict HasSigned(absl::string_view party, model::DayRange days) const;

  // Visits how the party may have stood on the days, one row a state.
  void Describe(absl::string_view party, model::DayRange days,
                absl::FunctionRef<void(v1::PartyDescription&&)> visitor);

 private:
  const model::v1::Record& instrument_;
  Tools& tools_;
  std::map<absl::string_view, model::Track> tracks_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_PARTY_VIEW_H_
