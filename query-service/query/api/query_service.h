// The query service on the wire: waits until the replica is fresh enough, and
// leaves the answering to answer/.
//
// Where work runs: a check of the canonical view is answered on the gRPC thread
// that it came in on, since it is folded already and takes microseconds. Lists,
// batches and other views, which may take milliseconds, and what had to wait
// are answered on an executor: neither gRPC nor the feed must be held up.
#ifndef COMITY_QUERY_API_QUERY_SERVICE_H_
#define COMITY_QUERY_API_QUERY_SERVICE_H_

#include <memory>

#include "comity/query/v1/query_service.grpc.pb.h"
#include "common/platform/clock.h"
#include "common/platform/executor.h"
#include "common/platform/grpc/stream_set.h"
#include "query/api/answer_hub.h"
#include "query/api/answer_source.h"
#include "query/api/consistency_wait.h"
#include "query/api/options.h"
#include "query/feed/registry_feed.h"
#include "query/index/replica.h"

namespace comity::query {

// Thread-safe.
class QueryService final : public v1::QueryService::CallbackService {
 public:
  // The full name, for health and reflection.
  static constexpr char kName[] = "comity.query.v1.QueryService";

  // All but the replica, which is shared, outlive this.
  QueryService(std::shared_ptr<Replica> replica, RegistryFeed& feed,
               const platform::Clock& clock, platform::Executor& executor,
               ApiOptions options);

  // Ends the calls that wait and the subscriptions, with SERVER_DRAINING. Calls
  // that need no wait are answered for as long as they come.
  void Drain();

  // To be called every second or so: subscriptions notice that a day came, and
  // those who do not keep up are cut.
  void Tick();

  grpc::ServerUnaryReactor* CheckMembership(
      grpc::CallbackServerContext* context,
      const v1::CheckMembershipRequest* request,
      v1::CheckMembershipResponse* response) override;
  grpc::ServerUnaryReactor* BatchCheckMemberships(
      grpc::CallbackServerContext* context,
      const v1::BatchCheckMembershipsRequest* request,
      v1::BatchCheckMembershipsResponse* response) override;
  grpc::ServerUnaryReactor* ListMembers(
      grpc::CallbackServerContext* context,
      const v1::ListMembersRequest* request,
      v1::ListMembersResponse* response) override;
  grpc::ServerUnaryReactor* ListMemberships(
      grpc::CallbackServerContext* context,
      const v1::ListMembershipsRequest* request,
      v1::ListMembershipsResponse* response) override;
  grpc::ServerUnaryReactor* FindMembers(
      grpc::CallbackServerContext* context,
      const v1::FindMembersRequest* request,
      v1::FindMembersResponse* response) override;
  grpc::ServerUnaryReactor* CompareOrganizations(
      grpc::CallbackServerContext* context,
      const v1::CompareOrganizationsRequest* request,
      v1::CompareOrganizationsResponse* response) override;
  grpc::ServerUnaryReactor* DiffMemberships(
      grpc::CallbackServerContext* context,
      const v1::DiffMembershipsRequest* request,
      v1::DiffMembershipsResponse* response) override;
  grpc::ServerUnaryReactor* GetTimeline(
      grpc::CallbackServerContext* context,
      const v1::GetTimelineRequest* request,
      v1::GetTimelineResponse* response) override;
  grpc::ServerUnaryReactor* GetAccession(
      grpc::CallbackServerContext* context,
      const v1::GetAccessionRequest* request,
      v1::GetAccessionResponse* response) override;
  grpc::ServerUnaryReactor* GetStateProfile(
      grpc::CallbackServerContext* context,
      const v1::GetStateProfileRequest* request,
      v1::GetStateProfileResponse* response) override;
  grpc::ServerUnaryReactor* GetOrganizationProfile(
      grpc::CallbackServerContext* context,
      const v1::GetOrganizationProfileRequest* request,
      v1::GetOrganizationProfileResponse* response) override;
  grpc::ServerUnaryReactor* GetInstitutionProfile(
      grpc::CallbackServerContext* context,
      const v1::GetInstitutionProfileRequest* request,
      v1::GetInstitutionProfileResponse* response) override;
  grpc::ServerUnaryReactor* ListInstitutions(
      grpc::CallbackServerContext* context,
      const v1::ListInstitutionsRequest* request,
      v1::ListInstitutionsResponse* response) override;
  grpc::ServerUnaryReactor* ListProposals(
      grpc::CallbackServerContext* context,
      const v1::ListProposalsRequest* request,
      v1::ListProposalsResponse* response) override;
  grpc::ServerUnaryReactor* ListPositions(
      grpc::CallbackServerContext* context,
      const v1::ListPositionsRequest* request,
      v1::ListPositionsResponse* response) override;
  grpc::ServerUnaryReactor* ListOfficeHolders(
      grpc::CallbackServerContext* context,
      const v1::ListOfficeHoldersRequest* request,
      v1::ListOfficeHoldersResponse* response) override;
  grpc::ServerUnaryReactor* ListInstrumentParties(
      grpc::CallbackServerContext* context,
      const v1::ListInstrumentPartiesRequest* request,
      v1::ListInstrumentPartiesResponse* response) override;
  grpc::ServerUnaryReactor* ListDisagreements(
      grpc::CallbackServerContext* context,
      const v1::ListDisagreementsRequest* request,
      v1::ListDisagreementsResponse* response) override;
  grpc::ServerUnaryReactor* ResolveNames(
      grpc::CallbackServerContext* context,
      const v1::ResolveNamesRequest* request,
      v1::ResolveNamesResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchAnswerResponse>* WatchAnswer(
      grpc::CallbackServerContext* context,
      const v1::WatchAnswerRequest* request) override;
  grpc::ServerUnaryReactor* GetReplica(
      grpc::CallbackServerContext* context,
      const v1::GetReplicaRequest* request,
      v1::GetReplicaResponse* response) override;

 private:
  // Where an answer that needs no wait is composed.
  enum class Place { kHere, kExecutor };

  template <typename Request, typename Response>
  class WaitingCall;

  // All RPCs with a ReadContext.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Serve(Place place,
                                  grpc::CallbackServerContext* context,
                                  const Request& request, Response& response);

  // Whether a call with this need must wait; an error when it can only fail.
  absl::StatusOr<bool> MustWait(const ConsistencyNeed& need) const;

  // Answers from the model as it is now. `asked` is when the registry was
  // asked, if it was, for the newest revision that the model now has.
  template <typename Request, typename Response>
  absl::Status AnswerNow(const Request& request, absl::Time asked,
                         Response& response) const;

  // Starts a subscription to a question's answer.
  template <typename Request>
  grpc::ServerWriteReactor<v1::WatchAnswerResponse>* Watch(
      grpc::CallbackServerContext* context, const Request& request,
      typename AnswerSource<Request>::Field field);

  void Describe(v1::GetReplicaResponse& response) const;

  const std::shared_ptr<Replica> replica_;
  const platform::Clock& clock_;
  platform::Executor& executor_;
  const ApiOptions options_;
  ConsistencyWaits waits_;
  AnswerHub hub_;
  platform::StreamSet streams_;
  // Answers subscriptions, so that many of them do not hold up calls. Its queue
  // takes a task of each.
  platform::Executor subscriptions_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_API_QUERY_SERVICE_H_
