// The register as of one revision, perhaps with hypotheses laid over it: the
// only way in which answers read it, so that a "what if" needs no code of its
// own anywhere else.
//
// Thread safety: immutable; any number of readers. Pointers are good as long as
// the model and the overlay.
#ifndef COMITY_QUERY_INDEX_REGISTER_READER_H_
#define COMITY_QUERY_INDEX_REGISTER_READER_H_

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/commit.pb.h"
#include "query/index/register_model.h"

namespace comity::query {

// Records that are laid over the register, as a commit would leave them.
class Overlay {
 public:
  // `changes` are whole records and deletions that the commit rules let through
  // at the revision. Fails only for a membership whose story does not compile.
  static absl::StatusOr<std::shared_ptr<const Overlay>> Make(
      std::vector<registry::v1::RecordChange> changes,
      const RegisterModel& model, int64_t revision);

  // The version laid over the record of this name, which may be a deletion;
  // null when there is none.
  const Version* Find(absl::string_view name) const;

  // All of them, ascending by name.
  const std::map<std::string, Version, std::less<>>& versions() const {
    return versions_;
  }

  // Whether the event is in a record laid over, and not as it is in the
  // register.
  bool IsHypothetical(const model::v1::Event& event) const {
    return hypothetical_.contains(&event);
  }

 private:
  Overlay() = default;
  void NoteHypothetical(const model::v1::Record& record,
                        const model::v1::Record* stored);

  std::map<std::string, Version, std::less<>> versions_;
  // Of states and organizations that the register does not have.
  std::deque<RecordHistory> parties_;
  absl::flat_hash_set<const model::v1::Event*> hypothetical_;
};

class RegisterReader {
 public:
  using Visitor = absl::FunctionRef<void(const Version&)>;

  RegisterReader() = default;
  // REQUIRES: `model` is at or past `revision`. `overlay` may be null.
  RegisterReader(std::shared_ptr<const RegisterModel> model, int64_t revision,
                 std::shared_ptr<const Overlay> overlay = nullptr)
      : model_(std::move(model)),
        overlay_(std::move(overlay)),
        revision_(revision) {}

  const RegisterModel& model() const { return *model_; }
  const std::shared_ptr<const RegisterModel>& shared_model() const {
    return model_;
  }
  int64_t revision() const { return revision_; }
  const Overlay* overlay() const { return overlay_.get(); }

  // The record, or null where it does not exist.
  const Version* FindVersion(absl::string_view name) const;
  const model::v1::Record* Find(absl::string_view name) const {
    const Version* const version = FindVersion(name);
    return version == nullptr ? nullptr : version->record.get();
  }
  bool Exists(absl::string_view name) const {
    return FindVersion(name) != nullptr;
  }

  // The pair's membership, or null.
  const Version* FindMembership(absl::string_view organization,
                                absl::string_view member) const;

  // Visit what exists, each record once, in no order. Of states and
  // organizations that do not exist themselves there is nothing.

  // All records of a kind.
  void ForEachOfKind(model::v1::RecordKind kind, Visitor visitor) const;
  // The memberships in an organization, and those of a member.
  void ForEachMember(absl::string_view organization, Visitor visitor) const;
  void ForEachMembership(absl::string_view member, Visitor visitor) const;
  // The memberships in an organization that tell of a succession, and perhaps
  // some that did so at other revisions.
  void ForEachSuccession(absl::string_view organization, Visitor visitor) const;
  // The institutions and offices of a state or organization.
  void ForEachChild(absl::string_view parent, Visitor visitor) const;
  // The records that name it in any field, citations included, and perhaps some
  // that did so at other revisions.
  void ForEachReferrer(absl::string_view name, Visitor visitor) const;

  // Whether the event comes from a hypothesis.
  bool IsHypothetical(const model::v1::Event& event) const {
    return overlay_ != nullptr && overlay_->IsHypothetical(event);
  }

 private:
  void ForEachLink(const RecordLink* link, Visitor visitor) const;
  // The same for what is linked to a record, and for records laid over that
  // `belongs` says are related to it.
  void ForEachRelated(absl::string_view name, Relation relation,
                      absl::FunctionRef<bool(const model::v1::Record&)> belongs,
                      Visitor visitor) const;

  std::shared_ptr<const RegisterModel> model_;
  std::shared_ptr<const Overlay> overlay_;
  int64_t revision_ = 0;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_REGISTER_READER_H_
