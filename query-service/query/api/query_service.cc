#include "query/api/query_service.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"
#include "common/platform/grpc/unary.h"
#include "common/platform/status_macros.h"
#include "query/answer/accession.h"
#include "query/answer/compare.h"
#include "query/answer/diff.h"
#include "query/answer/disagreements.h"
#include "query/answer/find_members.h"
#include "query/answer/lists.h"
#include "query/answer/membership_answer.h"
#include "query/answer/profiles.h"
#include "query/answer/resolve_names.h"
#include "query/answer/timeline.h"

namespace comity::query {
namespace {

using platform::Error;

absl::Status Loading() {
  return Error(model::v1::REASON_LOADING,
               "the replica has not finished its first load")
      .RetryAfter(kRetryDelay);
}

// Until when a call may wait. By the machine's clock, which gRPC's deadlines
// and alarms go by.
absl::Time WaitUntil(const grpc::CallbackServerContext& context,
                     const ApiOptions& options) {
  const absl::Time now = absl::FromChrono(std::chrono::system_clock::now());
  const absl::Time longest = now + options.wait_max;
  if (context.deadline() == std::chrono::system_clock::time_point::max()) {
    return longest;
  }
  const absl::Time deadline = absl::FromChrono(context.deadline());
  const absl::Duration margin = std::clamp(
      (deadline - now) / 4, absl::ZeroDuration(), options.deadline_margin);
  return std::min(longest, deadline - margin);
}

// Whether the view is the one that the index has folded already.
bool IsCanonical(const v1::ReadContext& context) {
  const auto canonical = [](const auto& view) {
    return view.sources().empty() && view.evidence_until().empty() &&
           view.hypotheses().empty();
  };
  return context.has_basis() ? canonical(context.basis()) : canonical(context);
}

}  // namespace

// A call that waits. It deletes itself when gRPC is done with it.
template <typename Request, typename Response>
class QueryService::WaitingCall final : public grpc::ServerUnaryReactor {
 public:
  WaitingCall(QueryService& service, const Request& request, Response& response)
      : service_(service), request_(request), response_(response) {}

  // REQUIRES: called before gRPC is given the reactor, so that OnCancel comes
  // later.
  void Begin(ConsistencyNeed need, absl::Time until) {
    wait_ = service_.waits_.Begin(std::move(need), until,
                                  [this](absl::StatusOr<absl::Time> ended) {
                                    OnEnded(std::move(ended));
                                  });
  }

 private:
  // A wait that ended already takes no notice.
  void OnCancel() override {
    wait_->Abandon(absl::CancelledError("the caller left"));
  }
  void OnDone() override { delete this; }

  // Comes once, on any thread, perhaps before Begin returns. Finish is the last
  // touch on each way.
  void OnEnded(absl::StatusOr<absl::Time> ended) {
    if (!ended.ok()) {
      Finish(platform::ToGrpcStatus(ended.status()));
      return;
    }
    const absl::Time asked = *ended;
    const bool accepted = service_.executor_.TrySchedule([this, asked] {
      Finish(platform::ToGrpcStatus(
          service_.AnswerNow(request_, asked, response_)));
    });
    if (accepted) return;
    Finish(platform::ToGrpcStatus(
        Error(model::v1::REASON_OVERLOADED,
              absl::StrCat("the queue of ", service_.executor_.queue_max(),
                           " calls is full or closed; try again after a "
                           "moment"))
            .RetryAfter(kRetryDelay)));
  }

  QueryService& service_;
  const Request& request_;
  Response& response_;
  std::shared_ptr<ConsistencyWait> wait_;
};

QueryService::QueryService(std::shared_ptr<Replica> replica, RegistryFeed& feed,
                           const platform::Clock& clock,
                           platform::Executor& executor, ApiOptions options)
    : replica_(std::move(replica)),
      clock_(clock),
      executor_(executor),
      options_(options),
      waits_(replica_, feed, clock, options.waits_max),
      hub_(replica_, clock, options.subscription_stall_max),
      streams_(options.subscriptions_max),
      subscriptions_("subscriptions", 1, options.subscriptions_max + 1) {}

absl::StatusOr<bool> QueryService::MustWait(const ConsistencyNeed& need) const {
  const auto [model, fresh_at] = replica_->published();
  if (model == nullptr) return Loading();
  COMITY_RETURN_IF_ERROR(CheckSameRegister(need, *model));
  if (need.kind == ConsistencyNeed::Kind::kNone ||
      IsMet(need, *model, fresh_at)) {
    return false;
  }
  switch (need.kind) {
    case ConsistencyNeed::Kind::kRevision:
      // A token, a page and a basis were given out by one who had the revision,
      // perhaps another replica. A mere number is refused, not waited for.
      return need.promised || !need.registry_id.empty();
    case ConsistencyNeed::Kind::kTime:
      // Nobody knows yet what will have been committed by a time to come.
      return need.time <= clock_.Now();
    default:
      return true;
  }
}

template <typename Request, typename Response>
absl::Status QueryService::AnswerNow(const Request& request, absl::Time asked,
                                     Response& response) const {
  auto [model, fresh_at] = replica_->published();
  COMITY_ASSIGN_OR_RETURN(
      response,
      AnswerWellFormed(request, {.model = std::move(model),
                                 .fresh_at = std::max(fresh_at, asked),
                                 .now = clock_.Now()}));
  return absl::OkStatus();
}

template <typename Request, typename Response>
grpc::ServerUnaryReactor* QueryService::Serve(
    Place place, grpc::CallbackServerContext* context, const Request& request,
    Response& response) {
  absl::StatusOr<ConsistencyNeed> need = NeedOf(request);
  if (!need.ok()) return platform::FinishNow(context, need.status());
  const absl::StatusOr<bool> must_wait = MustWait(*need);
  if (!must_wait.ok()) {
    return platform::FinishNow(context, must_wait.status());
  }
  if (*must_wait) {
    auto* const call =
        new WaitingCall<Request, Response>(*this, request, response);
    call->Begin(*std::move(need), WaitUntil(*context, options_));
    return call;
  }
  if (place == Place::kHere) {
    return platform::FinishNow(
        context, AnswerNow(request, absl::InfinitePast(), response));
  }
  return platform::RunOn(executor_, context, [this, &request, &response] {
    return AnswerNow(request, absl::InfinitePast(), response);
  });
}

grpc::ServerUnaryReactor* QueryService::CheckMembership(
    grpc::CallbackServerContext* context,
    const v1::CheckMembershipRequest* request,
    v1::CheckMembershipResponse* response) {
  return Serve(
      IsCanonical(request->context()) ? Place::kHere : Place::kExecutor,
      context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::BatchCheckMemberships(
    grpc::CallbackServerContext* context,
    const v1::BatchCheckMembershipsRequest* request,
    v1::BatchCheckMembershipsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListMembers(
    grpc::CallbackServerContext* context, const v1::ListMembersRequest* request,
    v1::ListMembersResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListMemberships(
    grpc::CallbackServerContext* context,
    const v1::ListMembershipsRequest* request,
    v1::ListMembershipsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::FindMembers(
    grpc::CallbackServerContext* context, const v1::FindMembersRequest* request,
    v1::FindMembersResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::CompareOrganizations(
    grpc::CallbackServerContext* context,
    const v1::CompareOrganizationsRequest* request,
    v1::CompareOrganizationsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::DiffMemberships(
    grpc::CallbackServerContext* context,
    const v1::DiffMembershipsRequest* request,
    v1::DiffMembershipsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::GetTimeline(
    grpc::CallbackServerContext* context, const v1::GetTimelineRequest* request,
    v1::GetTimelineResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::GetAccession(
    grpc::CallbackServerContext* context,
    const v1::GetAccessionRequest* request,
    v1::GetAccessionResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::GetStateProfile(
    grpc::CallbackServerContext* context,
    const v1::GetStateProfileRequest* request,
    v1::GetStateProfileResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::GetOrganizationProfile(
    grpc::CallbackServerContext* context,
    const v1::GetOrganizationProfileRequest* request,
    v1::GetOrganizationProfileResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::GetInstitutionProfile(
    grpc::CallbackServerContext* context,
    const v1::GetInstitutionProfileRequest* request,
    v1::GetInstitutionProfileResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListInstitutions(
    grpc::CallbackServerContext* context,
    const v1::ListInstitutionsRequest* request,
    v1::ListInstitutionsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListProposals(
    grpc::CallbackServerContext* context,
    const v1::ListProposalsRequest* request,
    v1::ListProposalsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListPositions(
    grpc::CallbackServerContext* context,
    const v1::ListPositionsRequest* request,
    v1::ListPositionsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListOfficeHolders(
    grpc::CallbackServerContext* context,
    const v1::ListOfficeHoldersRequest* request,
    v1::ListOfficeHoldersResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListInstrumentParties(
    grpc::CallbackServerContext* context,
    const v1::ListInstrumentPartiesRequest* request,
    v1::ListInstrumentPartiesResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ListDisagreements(
    grpc::CallbackServerContext* context,
    const v1::ListDisagreementsRequest* request,
    v1::ListDisagreementsResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

grpc::ServerUnaryReactor* QueryService::ResolveNames(
    grpc::CallbackServerContext* context,
    const v1::ResolveNamesRequest* request,
    v1::ResolveNamesResponse* response) {
  return Serve(Place::kExecutor, context, *request, *response);
}

void QueryService::Drain() {
  waits_.Drain();
  streams_.Drain();
}

void QueryService::Tick() {
  hub_.Tick();
  streams_.CancelStuck(clock_.MonotonicNow(), options_.subscription_stall_max);
}

}  // namespace comity::query
