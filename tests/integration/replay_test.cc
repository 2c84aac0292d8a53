// Q3 for every kind of question: an answer's basis gives the same bytes again
// after 1,000 more commits and a restart of both programs.
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/client_context.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"

#include "common/platform/grpc/status_grpc.h"
#include "tests/integration/pair.h"
#include "tests/support/status_matchers.h"

namespace comity {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::Pair;
using Service = query::v1::QueryService;

constexpr int kCommits = 1000;

// A question that was asked, and its answer's bytes.
class Asked {
 public:
  template <typename Request, typename Response>
  Asked(Pair& pair, const std::string& text,
        grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                              const Request&, Response*))
      : text_(text) {
    Request request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request))
        << text;
    const auto ask = [&pair, method](const Request& question) {
      grpc::ClientContext context;
      Response response;
      EXPECT_THAT(platform::FromGrpcStatus((pair.questions().*method)(
                      &context, question, &response)),
                  IsOk());
      return response;
    };
    const Response response = ask(request);
    bytes_ = response.SerializeAsString();
    request.clear_context();
    *request.mutable_context()->mutable_basis() = response.basis();
    again_ = [ask, request] { return ask(request).SerializeAsString(); };
  }

  void ExpectTheSame() const {
    EXPECT_EQ(again_(), bytes_) << text_;
    EXPECT_GT(bytes_.size(), 200u) << "hardly an answer: " << text_;
  }

 private:
  const std::string text_;
  std::string bytes_;
  std::function<std::string()> again_;
};

std::vector<Asked> AskAll(Pair& pair) {
  using Stub = Service::Stub;
  const std::string on = "context { date: '2013-06-01' }";
  const std::string sco = "organization: 'organizations/sco' ";
  std::vector<Asked> asked;
  asked.emplace_back(pair,
                     sco + "member: 'states/IND' context { date: '2017' }",
                     &Stub::CheckMembership);
  asked.emplace_back(
      pair,
      sco +
          "member: 'states/IND' context { date: '2030' hypotheses { "
          "append_events { name: 'organizations/sco/memberships/IND' "
          "events { date: '2029' withdrew {} } } } }",
      &Stub::CheckMembership);
  asked.emplace_back(pair, sco, &Stub::ListMembers);  // as of today
  asked.emplace_back(pair,
                     "member: 'states/IND' context { evidence_until: "
                     "'2013-12-31' }",
                     &Stub::ListMemberships);
  asked.emplace_back(pair,
                     "expression: 'member of sco and not observer of sco on "
                     "2013' explain: true",
                     &Stub::FindMembers);
  asked.emplace_back(pair, sco + on, &Stub::GetOrganizationProfile);
  asked.emplace_back(pair, "state: 'states/RUS' " + on, &Stub::GetStateProfile);
  asked.emplace_back(pair,
                     "institution: 'organizations/sco/institutions/rats' " + on,
                     &Stub::GetInstitutionProfile);
  asked.emplace_back(pair, sco + "member: 'states/IND' " + on,
                     &Stub::GetAccession);
  asked.emplace_back(pair, "subject: 'states/IND'", &Stub::GetTimeline);
  asked.emplace_back(pair,
                     "organizations: 'organizations/sco' "
                     "organizations: 'organizations/central-asia' " +
                         on,
                     &Stub::CompareOrganizations);
  asked.emplace_back(pair,
                     sco + "from_date: '2016' to_date: '2018' from_revision: 1",
                     &Stub::DiffMemberships);
  asked.emplace_back(pair, "", &Stub::ListDisagreements);
  asked.emplace_back(pair, "names: 'Korea' names: 'Kazakstan' names: 'RUS'",
                     &Stub::ResolveNames);
  asked.emplace_back(pair, on, &Stub::ListInstitutions);
  asked.emplace_back(pair, on, &Stub::ListProposals);
  asked.emplace_back(pair,
                     "context { sources: 'sources/russia-in-sco' date: '2013' "
                     "}",
                     &Stub::ListPositions);
  asked.emplace_back(pair, on, &Stub::ListOfficeHolders);
  asked.emplace_back(pair, on, &Stub::ListInstrumentParties);
  return asked;
}

TEST(ReplayTest, EveryAnswerIsTheSameAfterAThousandCommitsAndARestart) {
  Pair pair;
  ASSERT_THAT(pair.StartBoth(), IsOk());
  ASSERT_THAT(pair.ImportStarterData(), IsOk());
  const auto head = pair.GetHead();
  ASSERT_THAT(head.status(), IsOk());
  ASSERT_THAT(pair.WaitForRevision(head->revision()), IsOk());
  const std::vector<Asked> asked = AskAll(pair);
  for (int i = 0; i < kCommits; ++i) {
    ASSERT_THAT(pair.PutTopic(absl::StrCat("later-", i)).status(), IsOk());
  }
  ASSERT_THAT(pair.WaitForRevision(head->revision() + kCommits), IsOk());
  for (const Asked& question : asked) question.ExpectTheSame();
  pair.KillQuery();
  pair.KillRegistry();
  ASSERT_THAT(pair.StartBoth(), IsOk());
  ASSERT_THAT(pair.WaitForRevision(head->revision() + kCommits), IsOk());
  for (const Asked& question : asked) question.ExpectTheSame();
}

}  // namespace
}  // namespace comity
