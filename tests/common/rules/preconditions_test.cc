// R10: two writers with the same precondition: one wins, the other is stale.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability

class PreconditionsTest : public RulesTest {
 protected:
  registry::v1::Precondition& Expect(absl::string_view name) {
    registry::v1::Precondition& precondition = *request_.add_preconditions();
    precondition.set_name(std::string(name));
    return precondition;
  }

  registry::v1::CommitRequest request_ = PutAll({MakeTopic("new")});
};

TEST_F(PreconditionsTest, ThoseThatHoldLetTheCommitPass) {
  view_.Put(MakeTopic("drugs"), 7);
  Expect("topics/drugs").set_revision(7);
  Expect("topics/drugs").mutable_exists();
  Expect("topics/new").mutable_absent();
  EXPECT_OK(Judge(request_));
}

TEST_F(PreconditionsTest, EachStaleOneIsReported) {
  view_.Put(MakeTopic("drugs"), 7);
  Expect("topics/drugs").set_revision(6);
  Expect("topics/drugs").mutable_absent();
  Expect("topics/new").mutable_exists();
  Expect("topics/new").set_revision(1);
  const auto outcome = Judge(request_);
  EXPECT_THAT(outcome, ReasonIs(model::v1::REASON_PRECONDITION_STALE));
  EXPECT_THAT(outcome, Refuses("PRECONDITION_STALE at preconditions[0]",
                               "PRECONDITION_STALE at preconditions[1]",
                               "PRECONDITION_STALE at preconditions[2]",
                               "PRECONDITION_STALE at preconditions[3]"));
}

TEST_F(PreconditionsTest, TheyLookAtTheRegisterBeforeTheCommit) {
  view_.Put(MakeTopic("drugs"), 7);
  request_ = CommitOf({DeletionOf("topics/drugs")});
  Expect("topics/drugs").set_revision(7);
  EXPECT_OK(Judge(request_));
}

}  // namespace
}  // namespace comity::rules
