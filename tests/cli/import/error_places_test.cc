// A registry's complaints, told where a person can mend them.
#include "cli/import/error_places.h"

#include <gtest/gtest.h>

#include "absl/strings/cord.h"

#include "common/platform/error.h"
#include "google/rpc/error_details.pb.h"

namespace comity::cli {
namespace {

// What becomes of a field of the error.
std::string Told(const std::string& field,
                 const registry::v1::CommitRequest& request,
                 const std::map<std::string, TablePlace>& places) {
  const absl::Status error =
      platform::Error(model::v1::REASON_FOLD_ILLEGAL, "x")
          .Violation(model::v1::REASON_FOLD_ILLEGAL, field, "wrong");
  const absl::Status told = AtPlaces(error, request, places);
  google::rpc::PreconditionFailure failure;
  const auto payload = told.GetPayload(platform::kPreconditionFailureUrl);
  EXPECT_TRUE(payload.has_value() &&
              failure.ParseFromString(std::string(*payload)));
  return failure.violations(0).subject();
}

TEST(ErrorPlacesTest, RowIsFoundByItsEventWhereverThatStands) {
  registry::v1::CommitRequest request;
  request.add_changes()->mutable_put()->set_name("topics/a");
  auto& record = *request.add_changes()->mutable_put();
  record.set_name("organizations/eu/memberships/FRA");
  // Somebody else's event stands before the table's.
  for (const char* id : {"theirs", "first", "second", "derived"}) {
    record.mutable_membership()->add_events()->set_id(id);
  }
  const std::map<std::string, TablePlace> places = {
      {record.name(),
       {.file = "m.csv",
        .first_line = 7,
        .lines = {{"first", 7}, {"second", 9}}}}};
  EXPECT_EQ(Told("changes[1].put.membership.events[2].date", request, places),
            "m.csv:9: organizations/eu/memberships/FRA: events[2].date");
  EXPECT_EQ(Told("changes[1].put.membership.events[3]", request, places),
            "m.csv:7: organizations/eu/memberships/FRA: events[3]");
  EXPECT_EQ(Told("changes[0].put.topic.labels", request, places),
            "topics/a: topic.labels");
  EXPECT_EQ(Told("changes[9].put", request, places), "changes[9].put");
  EXPECT_EQ(Told("request_id", request, places), "request_id");
}

}  // namespace
}  // namespace comity::cli
