#include "query/index/register_model.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "absl/hash/hash.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

#include "common/model/chain.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/model/view.h"
#include "common/platform/error.h"
#include "common/platform/sha256.h"
#include "common/platform/status_macros.h"
#include "query/index/commit_log.h"
#include "query/index/insert_only_map.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

using model::v1::Record;

// A membership under the two names that questions know it by. The views point
// into its history's name and into one of its versions.
struct PairEntry {
  absl::string_view organization;
  absl::string_view member;
  const RecordHistory* history = nullptr;
};

size_t HashOfName(absl::string_view name) {
  return absl::Hash<absl::string_view>()(name);
}

size_t HashOfPair(absl::string_view organization, absl::string_view member) {
  using Pair = std::pair<absl::string_view, absl::string_view>;
  return absl::Hash<Pair>()(Pair(organization, member));
}

absl::Status Damaged(int64_t revision, absl::string_view what) {
  return platform::Error(
      model::v1::REASON_STORE_DAMAGED,
      absl::StrCat("commit ", revision, " of the registry: ", what));
}

absl::StatusOr<std::unique_ptr<const CompiledMembership>> Compile(
    const Record& record) {
  auto compiled = std::make_unique<CompiledMembership>();
  compiled->events = model::AcceptedEvents(record.membership().events());
  COMITY_ASSIGN_OR_RETURN(compiled->timeline,
                          model::MembershipTimeline::Build(
                              compiled->events, model::View{}.order_policy()));
  return compiled;
}

}  // namespace

// Everything lies in deques, whose elements never move, and is found by
// pointer.
struct RegisterModel::Impl {
  RecordHistory* Find(absl::string_view name) const {
    return by_name.Find(HashOfName(name), [name](const RecordHistory& history) {
      return history.name() == name;
    });
  }
  PairEntry* FindPair(absl::string_view organization,
                      absl::string_view member) const {
    return by_pair.Find(HashOfPair(organization, member),
                        [organization, member](const PairEntry& entry) {
                          return entry.member == member &&
                                 entry.organization == organization;
                        });
  }

  RecordHistory& FindOrAdd(const model::ResourceName& name);
  absl::Status ApplyChange(int64_t revision, registry::v1::RecordChange& change,
                           CommitEntry& entry);
  absl::Status LinkMembership(int64_t revision, const Record& record);

  std::deque<RecordHistory> histories;
  std::deque<Version> versions;
  std::deque<PairEntry> pairs;
  std::deque<MembershipLink> links;
  InsertOnlyMap<RecordHistory> by_name;
  InsertOnlyMap<PairEntry> by_pair;
  CommitLog commits;

  std::string digest;  // at the head; the writer's own
  std::atomic<int64_t> head = 0;
};

RecordHistory& RegisterModel::Impl::FindOrAdd(const model::ResourceName& name) {
  RecordHistory* const found = Find(name.name);
  if (found != nullptr) return *found;
  RecordHistory& added =
      histories.emplace_back(std::string(name.name), name.kind);
  by_name.Insert(HashOfName(added.name()), &added);
  return added;
}

absl::Status RegisterModel::Impl::ApplyChange(
    int64_t revision, registry::v1::RecordChange& change, CommitEntry& entry) {
  const std::optional<model::ResourceName> name =
      model::TryParseName(change.name());
  if (!name.has_value()) return Damaged(revision, "a name is malformed");
  const bool exists = change.has_record();
  if (exists && (change.record().name() != change.name() ||
                 model::KindOfBody(change.record()) != name->kind)) {
    return Damaged(revision, absl::StrCat("the record of '", change.name(),
                                          "' is not the one it should be"));
  }
  RecordHistory& history = FindOrAdd(*name);
  const bool existed = history.RecordAt(revision - 1) != nullptr;
  if (!exists && !existed) {
    return Damaged(revision, absl::StrCat("'", change.name(),
                                          "' is deleted and does not exist"));
  }

  Version& version = versions.emplace_back();
  version.revision = revision;
  if (exists) {
    version.record.reset(change.release_record());
    if (name->kind == model::v1::RECORD_KIND_MEMBERSHIP) {
      auto compiled = Compile(*version.record);
      if (!compiled.ok()) {
        return Damaged(revision, absl::StrCat("'", change.name(), "': ",
                                              compiled.status().message()));
      }
      version.membership = *std::move(compiled);
    }
  }
  history.Push(version);
  ++entry.versions;
  entry.records += int{exists} - int{existed};
  return absl::OkStatus();
}

absl::Status RegisterModel::Impl::LinkMembership(int64_t revision,
                                                 const Record& record) {
  const std::string& member = record.membership().member();
  RecordHistory* const history = Find(record.name());
  const absl::string_view organization = model::ParentOf(history->name());
  if (FindPair(organization, member) != nullptr) return absl::OkStatus();

  RecordHistory* const organization_history = Find(organization);
  RecordHistory* const member_history = Find(member);
  if (organization_history == nullptr || member_history == nullptr) {
    return Damaged(revision, absl::StrCat("'", record.name(),
                                          "' joins what does not exist"));
  }
  // A membership may come to name another member of the same id: then it is in
  // its organization's list already.
  const bool listed = history->At(revision)->older != nullptr;
  PairEntry& entry = pairs.emplace_back();
  entry = {organization, member, history};
  by_pair.Insert(HashOfPair(organization, member), &entry);
  if (!listed) {
    organization_history->AddMember(
        links.emplace_back(MembershipLink{history}));
  }
  member_history->AddMembership(links.emplace_back(MembershipLink{history}));
  return absl::OkStatus();
}

RegisterModel::RegisterModel(std::string registry_id, std::string epoch)
    : registry_id_(std::move(registry_id)),
      epoch_(std::move(epoch)),
      impl_(std::make_unique<Impl>()) {
  impl_->digest = model::GenesisDigest(registry_id_);
}

RegisterModel::~RegisterModel() = default;

absl::Status RegisterModel::Apply(registry::v1::Commit commit) {
  Impl& impl = *impl_;
  const int64_t head = head_revision();
  const int64_t revision = head + 1;
  if (commit.revision() != revision) {
    return platform::Error(
        model::v1::REASON_INTERNAL,
        absl::StrCat("commit ", commit.revision(),
                     " was to be applied to a model at revision ", head));
  }
  std::string digest = model::CommitDigest(impl.digest, commit);
  if (digest != commit.digest()) {
    return Damaged(
        revision,
        absl::StrCat("its digest is ", absl::BytesToHexString(digest),
                     " and not ", absl::BytesToHexString(commit.digest())));
  }
  CommitEntry entry = head > 0 ? impl.commits.At(head) : CommitEntry();
  entry.time = TimeOf(commit.commit_time());
  std::copy(digest.begin(), digest.end(), entry.digest.begin());
  if (head > 0 && entry.time <= impl.commits.At(head).time) {
    return Damaged(revision, "it is not later than the one before");
  }

  // Memberships are linked when all records of the commit are there, since the
  // members' names may come after theirs.
  std::vector<const Record*> memberships;
  const std::string* before = nullptr;
  for (registry::v1::RecordChange& change : *commit.mutable_changes()) {
    if (before != nullptr && change.name() <= *before) {
      return Damaged(revision, "its records do not ascend by name");
    }
    before = &change.name();
    COMITY_RETURN_IF_ERROR(impl.ApplyChange(revision, change, entry));
    const Version& version = impl.versions.back();
    if (version.membership != nullptr) {
      memberships.push_back(version.record.get());
    }
  }
  for (const Record* record : memberships) {
    COMITY_RETURN_IF_ERROR(impl.LinkMembership(revision, *record));
  }
  impl.commits.Put(revision, entry);
  impl.digest = std::move(digest);
  impl.head.store(revision, std::memory_order_release);
  return absl::OkStatus();
}

int64_t RegisterModel::head_revision() const {
  return impl_->head.load(std::memory_order_acquire);
}

std::string RegisterModel::digest() const { return DigestAt(head_revision()); }

std::string RegisterModel::DigestAt(int64_t revision) const {
  if (revision == 0) return model::GenesisDigest(registry_id_);
  const std::array<char, platform::kSha256Bytes>& digest =
      impl_->commits.At(revision).digest;
  return std::string(digest.data(), digest.size());
}

absl::Time RegisterModel::CommitTime(int64_t revision) const {
  return impl_->commits.At(revision).time;
}

int64_t RegisterModel::RevisionAt(absl::Time time) const {
  return impl_->commits.RevisionAt(time, head_revision());
}

const RecordHistory* RegisterModel::Find(absl::string_view name) const {
  return impl_->Find(name);
}

const RecordHistory* RegisterModel::FindMembership(
    absl::string_view organization, absl::string_view member) const {
  const PairEntry* const entry = impl_->FindPair(organization, member);
  return entry == nullptr ? nullptr : entry->history;
}

int64_t RegisterModel::RecordCountAt(int64_t revision) const {
  return revision > 0 ? impl_->commits.At(revision).records : 0;
}

int64_t RegisterModel::VersionCountAt(int64_t revision) const {
  return revision > 0 ? impl_->commits.At(revision).versions : 0;
}

}  // namespace comity::query
