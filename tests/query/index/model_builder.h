// A register made commit by commit, chained as the registry does it.
//
//   ModelBuilder register_;
//   register_.Put(SourceRecord("charter"));
//   register_.Put(MembershipRecord(
//       "organizations/sco", "states/IND",
//       {{"2005-07-05", "admitted { status: MEMBERSHIP_STATUS_OBSERVER }"}}));
//   register_.Commit();

#ifndef TESTS_QUERY_INDEX_MODEL_BUILDER_H_
#define TESTS_QUERY_INDEX_MODEL_BUILDER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "google/protobuf/text_format.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/commit.pb.h"
#include "common/model/chain.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "query/index/proto_time.h"
#include "query/index/register_model.h"
#include "tests/support/status_matchers.h"

namespace comity::query {

inline constexpr char kRegistryId[] = "3f2b8c1e-0d55-4a6e-9a53-1c52c8b0e7d1";
inline constexpr char kEpoch[] = "0123456789abcdef";
// The commit time of revision n is n minutes after this.
inline const absl::Time kBeforeFirstCommit =
    absl::FromUnixSeconds(1'767'225'600);  // 2026-01-01

struct EventSpec {
  std::string date;
  std::string rest;  // in text format: the payload, perhaps a standing
  std::vector<std::string> supported_by = {"charter"};
};

inline model::v1::Event EventOf(const EventSpec& spec) {
  model::v1::Event event;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(spec.rest, &event))
      << spec.rest;
  event.set_date(spec.date);
  for (const std::string& source : spec.supported_by) {
    event.add_citations()->set_source(absl::StrCat("sources/", source));
  }
  return event;
}

inline model::v1::Record SourceRecord(const std::string& id,
                                      const std::string& published = "",
                                      const std::string& coverage = "") {
  model::v1::Record record;
  record.set_name(absl::StrCat("sources/", id));
  record.mutable_source()->set_title(id);
  record.mutable_source()->set_published(published);
  record.mutable_source()->set_coverage(coverage);
  return record;
}

inline model::v1::Record StateRecord(const std::string& id) {
  model::v1::Record record;
  record.set_name(absl::StrCat("states/", id));
  record.mutable_state()->set_type(model::v1::STATE_TYPE_SOVEREIGN);
  return record;
}

inline model::v1::Record OrganizationRecord(const std::string& id) {
  model::v1::Record record;
  record.set_name(absl::StrCat("organizations/", id));
  record.mutable_organization();
  return record;
}

inline model::v1::Record MembershipRecord(
    const std::string& organization, const std::string& member,
    const std::vector<EventSpec>& events) {
  model::v1::Record record;
  record.set_name(model::MembershipName(organization, member));
  record.mutable_membership()->set_member(member);
  for (const EventSpec& event : events) {
    *record.mutable_membership()->add_events() = EventOf(event);
  }
  model::AssignEventIds(record);
  return record;
}

// For one thread.
class ModelBuilder {
 public:
  ModelBuilder()
      : model_(std::make_shared<RegisterModel>(kRegistryId, kEpoch)) {}

  void Put(model::v1::Record record) {
    registry::v1::RecordChange change;
    change.set_name(record.name());
    *change.mutable_record() = std::move(record);
    changes_[change.name()] = std::move(change);
  }

  void Delete(const std::string& name) {
    registry::v1::RecordChange change;
    change.set_name(name);
    change.mutable_deletion();
    changes_[name] = std::move(change);
  }

  // The commit that would be next, of what was put and deleted since.
  registry::v1::Commit Next() {
    registry::v1::Commit commit;
    commit.set_revision(model_->head_revision() + 1);
    *commit.mutable_commit_time() = TimestampOf(
        kBeforeFirstCommit + absl::Minutes(model_->head_revision() + 1));
    commit.set_author("anonymous");
    for (auto& [name, change] : changes_) {
      *commit.add_changes() = std::move(change);
    }
    changes_.clear();
    commit.set_digest(model::CommitDigest(model_->digest(), commit));
    return commit;
  }

  // Applies it; its revision.
  int64_t Commit() {
    EXPECT_OK(model_->Apply(Next()));
    return model_->head_revision();
  }

  RegisterModel& model() { return *model_; }
  std::shared_ptr<const RegisterModel> shared() const { return model_; }

 private:
  std::shared_ptr<RegisterModel> model_;
  std::map<std::string, registry::v1::RecordChange> changes_;
};

}  // namespace comity::query

#endif  // TESTS_QUERY_INDEX_MODEL_BUILDER_H_
