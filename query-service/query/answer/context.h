// From the context that a request carries to the one that its answer is given
// in: which revision of which model, which days, by whose word.
//
// It is done in two steps, since the first may call for a wait that only the
// API can do without holding a thread:
//
//   COMITY_ASSIGN_OR_RETURN(ConsistencyNeed need, NeedOf(context));
//   ... wait until the replica meets it ...
//   Resolve(context, model, fresh_at, now);
//
// Both are done for any question in question.h.
//
// Thread safety: pure functions; the clock is the caller's.
#ifndef COMITY_QUERY_ANSWER_CONTEXT_H_
#define COMITY_QUERY_ANSWER_CONTEXT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "comity/query/v1/context.pb.h"
#include "common/model/day.h"
#include "common/model/view.h"
#include "common/platform/error.h"
#include "query/index/register_model.h"
#include "query/index/register_reader.h"

namespace comity::query {

// What must be so before a request can be answered.
struct ConsistencyNeed {
  enum class Kind {
    // Nothing: any published model will do.
    kNone,
    // The model has reached `revision`. It comes with a token, a basis, a page
    // or by number.
    kRevision,
    // The registry was asked for its newest revision after the call arrived,
    // and the model has reached it.
    kAskRegistry,
    // The model has all commits up to `time`: its head was committed later, or
    // was known to be the newest at or after it.
    kTime,
  };
  Kind kind = Kind::kNone;
  int64_t revision = 0;
  absl::Time time = absl::InfinitePast();

  // The registry and epoch that the revision is of; empty: whichever the
  // replica follows.
  std::string registry_id;
  std::string epoch;
  // The field that it comes from, for errors: "context.at_least_as_fresh".
  std::string field;
  // Whether not to reach it is the replica's fault and passes (a token: the
  // registry gave it out), or may be the caller's (a number).
  bool promised = false;
};

// The need of a context, having judged its form. Fails with all that is
// malformed in it, each by its own reason, fields beginning with "context.".
absl::StatusOr<ConsistencyNeed> NeedOf(const v1::ReadContext& context);

// The same of a context whose form was found good.
ConsistencyNeed NeedOfWellFormed(const v1::ReadContext& context);

// FAILED_PRECONDITION (REGISTRY_MISMATCH, EPOCH_MISMATCH) when the need is of
// another registry or epoch than the model: no wait will help then. Resolve
// makes sure of it too.
absl::Status CheckSameRegister(const ConsistencyNeed& need,
                               const RegisterModel& model);

// Whether the model as it is now meets the need; false for kAskRegistry, which
// only the caller can tell.
bool IsMet(const ConsistencyNeed& need, const RegisterModel& model,
           absl::Time fresh_at);

// As of when, and by whose word, a question is answered.
struct ResolvedContext {
  // The register at the revision, with the hypotheses laid over it.
  RegisterReader reader;
  // The days of the date asked; one day: first == last.
  model::DayRange days;
  std::optional<model::Day> evidence_until;
  // The sources asked, ascending, each once; they exist at the revision.
  std::vector<std::string> sources;
  // What the answer rests on, complete.
  v1::AnswerBasis basis;

  int64_t revision() const { return reader.revision(); }
  v1::CertaintyMode mode() const { return basis.certainty(); }
  // Good as long as this is neither moved nor changed.
  model::View view() const { return {sources, evidence_until}; }
};

// Fixes revision, date and view. `fresh_at` is the replica's, read before the
// model's head is, so that it never claims too much; `now` says which day today
// is. REQUIRES: the form of the context was checked. Fails with
//   NOT_FOUND (RECORD_NOT_FOUND) for a source that does not exist,
//   FAILED_PRECONDITION as CheckSameRegister,
//   UNAVAILABLE (REPLICA_BEHIND) when the model lacks a token's revision, or
//     commits up to at_time,
//   OUT_OF_RANGE (REVISION_IN_FUTURE) when it lacks at_revision or a basis's
//     revision, or at_time is after `now`; (REVISION_GONE) when at_time is
//     before the first commit,
//   and as a commit of the hypotheses would, for fields under theirs.
absl::StatusOr<ResolvedContext> Resolve(
    const v1::ReadContext& context, std::shared_ptr<const RegisterModel> model,
    absl::Time fresh_at, absl::Time now);

// The field of every list that holds the token of its page, and the one of a
// basis to replay.
inline constexpr char kPageTokenField[] = "page_token";
inline constexpr char kBasisField[] = "context.basis";

// What the first page of a list fixed for all of them.
struct PagePosition {
  std::string epoch;
  int64_t revision = 0;
  std::string date;
  std::optional<google::protobuf::Timestamp> fresh_at;
};

// What a later page needs: the revision of the first.
ConsistencyNeed NeedOf(const PagePosition& page);

// Resolve for a later page: revision, date and freshness are those of the
// first page, whatever the context's consistency says. UNAVAILABLE
// (REPLICA_BEHIND) when the model lacks the revision. REQUIRES: the form of the
// context was checked, and the date parses.
absl::StatusOr<ResolvedContext> ResolvePage(
    const v1::ReadContext& context, const PagePosition& page,
    std::shared_ptr<const RegisterModel> model);

// Adds what is malformed in a context to `violations`. For those who judge a
// whole request at once.
void CheckForm(const v1::ReadContext& context,
               platform::Violations& violations);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_CONTEXT_H_
