#include "query/index/register_reader.h"

#include <utility>

#include "absl/container/flat_hash_map.h"

#include "common/model/canonical.h"
#include "common/model/lifetime.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"

namespace comity::query {
namespace {

using model::v1::Record;

bool IsMembershipIn(const Record& record, absl::string_view organization) {
  return record.has_membership() &&
         model::ParentOf(record.name()) == organization;
}

bool Names(const Record& record, absl::string_view name) {
  bool names = false;
  model::ForEachReference(
      record, [&](absl::string_view, absl::string_view target, model::KindSet) {
        names |= target == name;
      });
  return names;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Overlay>> Overlay::Make(
    std::vector<registry::v1::RecordChange> changes, const RegisterModel& model,
    int64_t revision) {
  std::shared_ptr<Overlay> overlay(new Overlay());
  for (registry::v1::RecordChange& change : changes) {
    Version& version = overlay->versions_[change.name()];
    version.revision = revision;
    if (!change.has_record()) continue;
    version.record.reset(change.release_record());
    const RecordHistory* const history = model.Find(change.name());
    overlay->NoteHypothetical(
        *version.record,
        history == nullptr ? nullptr : history->RecordAt(revision));
    if (version.record->has_state() || version.record->has_organization()) {
      version.lifetime = std::make_unique<const model::Lifetime>(
          model::LifetimeOf(*version.record));
      version.party = history != nullptr
                          ? history
                          : &overlay->parties_.emplace_back(
                                change.name(), *model::KindOf(change.name()),
                                model.party_count() +
                                    static_cast<int>(overlay->parties_.size()));
    }
  }
  for (auto& [name, version] : overlay->versions_) {
    if (version.record == nullptr || !version.record->has_membership()) {
      continue;
    }
    COMITY_ASSIGN_OR_RETURN(version.membership,
                            CompileMembership(*version.record));
    const std::string& member = version.record->membership().member();
    version.party = model.Find(member);
    for (const RecordHistory& party : overlay->parties_) {
      if (party.name() == member) version.party = &party;
    }
  }
  return std::shared_ptr<const Overlay>(std::move(overlay));
}

void Overlay::NoteHypothetical(const Record& record, const Record* stored) {
  absl::flat_hash_map<absl::string_view, const model::v1::Event*> before;
  if (stored != nullptr) {
    for (const model::v1::Event& event : model::EventsOf(*stored)) {
      before.emplace(event.id(), &event);
    }
  }
  for (const model::v1::Event& event : model::EventsOf(record)) {
    const auto found = before.find(event.id());
    if (found == before.end() || model::SerializeCanonically(*found->second) !=
                                     model::SerializeCanonically(event)) {
      hypothetical_.insert(&event);
    }
  }
}

const Version* Overlay::Find(absl::string_view name) const {
  const auto found = versions_.find(name);
  return found == versions_.end() ? nullptr : &found->second;
}

const Version* RegisterReader::FindVersion(absl::string_view name) const {
  const Version* version = overlay_ == nullptr ? nullptr : overlay_->Find(name);
  if (version == nullptr) {
    const RecordHistory* const history = model_->Find(name);
    if (history == nullptr) return nullptr;
    version = history->At(revision_);
  }
  return version == nullptr || version->record == nullptr ? nullptr : version;
}

const Version* RegisterReader::FindMembership(absl::string_view organization,
                                              absl::string_view member) const {
  if (overlay_ != nullptr) {
    for (const auto& [name, version] : overlay_->versions()) {
      if (version.record != nullptr &&
          IsMembershipIn(*version.record, organization) &&
          version.record->membership().member() == member) {
        return &version;
      }
    }
  }
  const RecordHistory* const history =
      model_->FindMembership(organization, member);
  if (history == nullptr) return nullptr;
  if (overlay_ != nullptr && overlay_->Find(history->name()) != nullptr) {
    return nullptr;  // laid over, and no longer this pair's
  }
  const Version* const version = history->At(revision_);
  // A later version may name another member of the same id.
  const bool exists = version != nullptr && version->record != nullptr &&
                      version->record->membership().member() == member;
  return exists ? version : nullptr;
}

void RegisterReader::ForEachLink(const RecordLink* link,
                                 Visitor visitor) const {
  for (; link != nullptr; link = link->next) {
    if (overlay_ != nullptr &&
        overlay_->Find(link->history->name()) != nullptr) {
      continue;
    }
    const Version* const version = link->history->At(revision_);
    if (version != nullptr && version->record != nullptr) visitor(*version);
  }
}

void RegisterReader::ForEachRelated(
    absl::string_view name, Relation relation,
    absl::FunctionRef<bool(const Record&)> belongs, Visitor visitor) const {
  const RecordHistory* const history = model_->Find(name);
  if (history != nullptr) ForEachLink(history->links(relation), visitor);
  if (overlay_ == nullptr) return;
  for (const auto& [overlaid, version] : overlay_->versions()) {
    if (version.record != nullptr && belongs(*version.record)) {
      visitor(version);
    }
  }
}

void RegisterReader::ForEachOfKind(model::v1::RecordKind kind,
                                   Visitor visitor) const {
  ForEachLink(model_->OfKind(kind), visitor);
  if (overlay_ == nullptr) return;
  for (const auto& [name, version] : overlay_->versions()) {
    if (version.record != nullptr &&
        model::KindOfBody(*version.record) == kind) {
      visitor(version);
    }
  }
}

void RegisterReader::ForEachMember(absl::string_view organization,
                                   Visitor visitor) const {
  ForEachRelated(
      organization, Relation::kMembers,
      [&](const Record& record) {
        return IsMembershipIn(record, organization);
      },
      visitor);
}

void RegisterReader::ForEachMembership(absl::string_view member,
                                       Visitor visitor) const {
  const auto is_its = [&](const Record& record) {
    return record.has_membership() && record.membership().member() == member;
  };
  ForEachRelated(member, Relation::kMemberships, is_its,
                 [&](const Version& version) {
                   // At this revision it may name another of the same id.
                   if (is_its(*version.record)) visitor(version);
                 });
}

void RegisterReader::ForEachSuccession(absl::string_view organization,
                                       Visitor visitor) const {
  ForEachRelated(
      organization, Relation::kSuccessions,
      [&](const Record& record) {
        return IsMembershipIn(record, organization);
      },
      visitor);
}

void RegisterReader::ForEachChild(absl::string_view parent,
                                  Visitor visitor) const {
  ForEachRelated(
      parent, Relation::kChildren,
      [&](const Record& record) {
        return (record.has_institution() || record.has_office()) &&
               model::ParentOf(record.name()) == parent;
      },
      visitor);
}

void RegisterReader::ForEachReferrer(absl::string_view name,
                                     Visitor visitor) const {
  ForEachRelated(
      name, Relation::kReferrers,
      [&](const Record& record) { return Names(record, name); }, visitor);
}

}  // namespace comity::query
