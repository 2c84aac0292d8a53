#include "registry/core/log_access.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/model/chain.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"

namespace comity::registry {

absl::StatusOr<v1::CommitPart> ReadPart(Store& store, const LogPosition& from,
                                        std::size_t bytes_max) {
  COMITY_ASSIGN_OR_RETURN(std::optional<v1::CommitPart> part,
                          store.ReadLog(from, bytes_max));
  if (!part.has_value()) {
    return platform::Error(
        model::v1::REASON_STORE_DAMAGED,
        absl::StrCat("the log has no commit ", from.revision,
                     " although a later one was acknowledged"));
  }
  return *std::move(part);
}

absl::StatusOr<std::string> DigestAt(Store& store,
                                     absl::string_view registry_id,
                                     int64_t revision) {
  if (revision == 0) return model::GenesisDigest(registry_id);
  COMITY_ASSIGN_OR_RETURN(
      const v1::CommitPart part,
      ReadPart(store, LogPosition{.revision = revision}, 1));
  return part.commit().digest();
}

absl::Status RevisionInFuture(absl::string_view field, int64_t asked,
                              int64_t newest) {
  const std::string description =
      absl::StrCat(asked, " is not there yet; the newest is ", newest);
  return platform::Error(model::v1::REASON_REVISION_IN_FUTURE,
                         absl::StrCat(field, ": ", description))
      .Field(field, description)
      .Metadata("revision", absl::StrCat(newest));
}

absl::Status FieldInvalid(absl::string_view field,
                          absl::string_view description) {
  return platform::Error(model::v1::REASON_FIELD_INVALID,
                         absl::StrCat(field, ": ", description))
      .Field(field, description);
}

absl::Status CheckEpoch(absl::string_view field, absl::string_view epoch,
                        const Head& head) {
  if (epoch == head.epoch) return absl::OkStatus();
  constexpr absl::string_view kDescription =
      "is of another epoch; the registry was restored from a backup since";
  return platform::Error(model::v1::REASON_EPOCH_MISMATCH,
                         absl::StrCat(field, ": ", kDescription))
      .Violation(model::v1::REASON_EPOCH_MISMATCH, field, kDescription)
      .Metadata("epoch", head.epoch);
}

}  // namespace comity::registry
