// Gathers from the query service what a chart needs, all at one revision: the
// first answer fixes it for those that follow.
#ifndef COMITY_CLI_DRAW_GATHER_H_
#define COMITY_CLI_DRAW_GATHER_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/command/session.h"
#include "cli/draw/memberships.h"

#include "comity/query/v1/query_service.pb.h"
#include "common/model/day.h"

namespace comity::cli {

// The date to ask about for all that ever was.
inline constexpr char kAllTime[] = "[0001..9999]";

// What a record is called.
struct Names {
  std::string label;  // "European Union"
  std::string brief;  // "EU"; the label where there is nothing shorter

  // For the row of a chart: the label unless it is long.
  const std::string& ForRow() const;
};

// The English label and its shortest alias among labels in use; the last part
// of the record's name where there is none. For a label that is no longer in
// use give those that ever were: the last is taken.
Names NamesOf(
    const std::string& record,
    const google::protobuf::RepeatedPtrField<query::v1::LabelInUse>& labels);

// Not thread-safe. `session` must outlive it.
class Gatherer {
 public:
  // The context's date is the one that Compare asks about.
  Gatherer(query::v1::ReadContext context, Session& session);

  // All events that touch the subject, in the EDTF interval unless it is empty,
  // on one page.
  absl::StatusOr<query::v1::GetTimelineResponse> Timeline(
      const std::string& subject, const std::string& interval);

  // Each membership of or in the record, with all statuses that were ever held.
  // A member's with `of_organization` false.
  absl::StatusOr<std::vector<query::v1::MembershipAnswer>> Memberships(
      const std::string& record, bool of_organization);

  // The same as stories, each with its events. A member of which nothing but
  // steps is known is called what the register has under its id, a state or an
  // organisation.
  absl::StatusOr<std::vector<MembershipStory>> Stories(
      const std::string& record, bool of_organization);

  // All rows on the context's date.
  absl::StatusOr<query::v1::CompareOrganizationsResponse> Compare(
      query::v1::CompareOrganizationsRequest request);

  // Which of the axis' days the sources asked speak of, as the service has it
  // for this pair; unset when no sources are asked or they speak of all.
  absl::StatusOr<std::optional<model::DayRange>> Covered(
      const std::string& organization, const std::string& member,
      model::DayRange axis);

  // What records are called on the date, and by the register's own word whoever
  // else was asked: a label is no claim. Unknown records are called by their
  // id.
  absl::StatusOr<std::map<std::string, Names>> NamesOfAll(
      const std::vector<std::string>& records, const std::string& date);

  const query::v1::ReadContext& context() const { return context_; }
  // Of the newest answer; its date is not looked at.
  const query::v1::AnswerBasis& basis() const { return basis_; }
  // The service's own today. REQUIRES: Timeline was called.
  model::Day today() const { return today_; }

 private:
  // Has the answers that follow rest on the same revision.
  void Fix(const query::v1::AnswerBasis& basis);
  absl::StatusOr<bool> IsThere(const std::string& organization,
                               const std::string& member);
  absl::StatusOr<Names> AskNames(const std::string& record,
                                 const std::string& date);
  // On which of the dates the pair is out of the sources' reach.
  absl::StatusOr<std::vector<bool>> OutOfReach(
      const std::string& organization, const std::string& member,
      const std::vector<std::string>& dates);

  query::v1::ReadContext context_;
  Session& session_;
  query::v1::AnswerBasis basis_;
  model::Day today_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_GATHER_H_
