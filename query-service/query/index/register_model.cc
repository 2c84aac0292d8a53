#include "query/index/register_model.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

#include "common/model/chain.h"
#include "common/model/lifetime.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/error.h"
#include "common/platform/insert_only_map.h"
#include "common/platform/sha256.h"
#include "common/platform/status_macros.h"
#include "query/index/commit_log.h"
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

bool IsParty(model::v1::RecordKind kind) {
  return kind == model::v1::RECORD_KIND_STATE ||
         kind == model::v1::RECORD_KIND_ORGANIZATION;
}

bool IsChild(model::v1::RecordKind kind) {
  return kind == model::v1::RECORD_KIND_INSTITUTION ||
         kind == model::v1::RECORD_KIND_OFFICE;
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
  absl::Status LinkVersion(int64_t revision, Version& version);
  absl::Status LinkMembership(RecordHistory& history, Version& version);
  void LinkOnce(RecordHistory& from, Relation relation,
                const RecordHistory& to);

  std::deque<RecordHistory> histories;
  std::deque<Version> versions;
  std::deque<PairEntry> pairs;
  std::deque<RecordLink> links;
  std::array<std::atomic<const RecordLink*>, model::kKindCount + 1> kinds = {};
  std::atomic<int> parties = 0;
  // What is linked already. The writer's own.
  using LinkKey =
      std::tuple<const RecordHistory*, Relation, const RecordHistory*>;
  absl::flat_hash_set<LinkKey> linked;
  platform::InsertOnlyMap<RecordHistory> by_name;
  platform::InsertOnlyMap<PairEntry> by_pair;
  NameIndex names;
  CommitLog commits;

  std::string digest;  // at the head; the writer's own
  std::atomic<int64_t> head = 0;
};

RecordHistory& RegisterModel::Impl::FindOrAdd(const model::ResourceName& name) {
  RecordHistory* const found = Find(name.name);
  if (found != nullptr) return *found;
  const int ordinal =
      IsParty(name.kind) ? parties.load(std::memory_order_relaxed) : -1;
  RecordHistory& added =
      histories.emplace_back(std::string(name.name), name.kind, ordinal);
  by_name.Insert(HashOfName(added.name()), &added);
  if (ordinal >= 0) parties.store(ordinal + 1, std::memory_order_release);
  std::atomic<const RecordLink*>& of_kind = kinds[name.kind];
  RecordLink& link = links.emplace_back(
      RecordLink{&added, of_kind.load(std::memory_order_relaxed)});
  of_kind.store(&link, std::memory_order_release);
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
    if (IsParty(name->kind)) {
      version.lifetime = std::make_unique<const model::Lifetime>(
          model::LifetimeOf(*version.record));
    }
    if (name->kind == model::v1::RECORD_KIND_MEMBERSHIP) {
      auto compiled = CompileMembership(*version.record);
      if (!compiled.ok()) {
        return Damaged(revision, absl::StrCat("'", change.name(), "': ",
                                              compiled.status().message()));
      }
      version.membership = *std::move(compiled);
    }
  }
  history.Push(version);
  names.Apply(revision, history.name(), version.record.get());
  ++entry.versions;
  entry.records += int{exists} - int{existed};
  return absl::OkStatus();
}

void RegisterModel::Impl::LinkOnce(RecordHistory& from, Relation relation,
                                   const RecordHistory& to) {
  if (!linked.emplace(&from, relation, &to).second) return;
  from.AddLink(relation, links.emplace_back(RecordLink{&to}));
}

absl::Status RegisterModel::Impl::LinkVersion(int64_t revision,
                                              Version& version) {
  const Record& record = *version.record;
  RecordHistory& history = *Find(record.name());
  const auto damaged = [&] {
    return Damaged(revision, absl::StrCat("'", record.name(),
                                          "' names what does not exist"));
  };
  bool whole = true;
  model::ForEachReference(
      record, [&](absl::string_view, absl::string_view target, model::KindSet) {
        RecordHistory* const referred = Find(target);
        if (referred == nullptr) {
          whole = false;
        } else {
          LinkOnce(*referred, Relation::kReferrers, history);
        }
      });
  if (!whole) return damaged();
  if (IsChild(history.kind())) {
    RecordHistory* const parent = Find(model::ParentOf(history.name()));
    if (parent == nullptr) return damaged();
    LinkOnce(*parent, Relation::kChildren, history);
  }
  if (version.lifetime != nullptr) version.party = &history;
  if (version.membership == nullptr) return absl::OkStatus();
  return LinkMembership(history, version);
}

absl::Status RegisterModel::Impl::LinkMembership(RecordHistory& history,
                                                 Version& version) {
  const absl::string_view organization = model::ParentOf(history.name());
  RecordHistory* const organization_history = Find(organization);
  RecordHistory* const member_history =
      Find(version.record->membership().member());
  if (organization_history == nullptr || member_history == nullptr) {
    return Damaged(version.revision, absl::StrCat("'", history.name(),
                                                  "' joins what does not "
                                                  "exist"));
  }
  version.party = member_history;
  if (FindPair(organization, member_history->name()) == nullptr) {
    PairEntry& entry = pairs.emplace_back();
    entry = {organization, member_history->name(), &history};
    by_pair.Insert(HashOfPair(entry.organization, entry.member), &entry);
  }
  // A membership may come to name another member of the same id.
  LinkOnce(*organization_history, Relation::kMembers, history);
  LinkOnce(*member_history, Relation::kMemberships, history);
  if (version.membership->succession) {
    LinkOnce(*organization_history, Relation::kSuccessions, history);
  }
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

  // Records are linked when all of the commit are there, since what they name
  // may come after them.
  const size_t first = impl.versions.size();
  const std::string* before = nullptr;
  for (registry::v1::RecordChange& change : *commit.mutable_changes()) {
    if (before != nullptr && change.name() <= *before) {
      return Damaged(revision, "its records do not ascend by name");
    }
    before = &change.name();
    COMITY_RETURN_IF_ERROR(impl.ApplyChange(revision, change, entry));
  }
  for (size_t i = first; i < impl.versions.size(); ++i) {
    if (impl.versions[i].record == nullptr) continue;
    COMITY_RETURN_IF_ERROR(impl.LinkVersion(revision, impl.versions[i]));
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

const RecordLink* RegisterModel::OfKind(model::v1::RecordKind kind) const {
  return impl_->kinds[kind].load(std::memory_order_acquire);
}

const NameIndex& RegisterModel::names() const { return impl_->names; }

int RegisterModel::party_count() const {
  return impl_->parties.load(std::memory_order_acquire);
}

int64_t RegisterModel::RecordCountAt(int64_t revision) const {
  return revision > 0 ? impl_->commits.At(revision).records : 0;
}

int64_t RegisterModel::VersionCountAt(int64_t revision) const {
  return revision > 0 ? impl_->commits.At(revision).versions : 0;
}

}  // namespace comity::query
