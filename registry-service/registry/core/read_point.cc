#include "registry/core/read_point.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "registry/core/log_access.h"

namespace comity::registry {
namespace {

// The bounds of google.protobuf.Timestamp: the years 1 to 9999.
constexpr int64_t kSecondsMin = -62135596800;
constexpr int64_t kSecondsMax = 253402300799;
constexpr int32_t kNanosMax = 999999999;

absl::StatusOr<int64_t> ResolveRevision(int64_t revision, const Head& head) {
  if (revision < 1) {
    return FieldInvalid("at.revision",
                        absl::StrCat("must be 1 or more, was ", revision));
  }
  if (revision > head.revision) {
    return RevisionInFuture("at.revision", revision, head.revision);
  }
  return revision;
}

absl::StatusOr<int64_t> ResolveTime(const google::protobuf::Timestamp& at,
                                    const Head& head, Store& store,
                                    CommitClock& commit_clock) {
  if (at.seconds() < kSecondsMin || at.seconds() > kSecondsMax ||
      at.nanos() < 0 || at.nanos() > kNanosMax) {
    return FieldInvalid("at.time",
                        "is not a timestamp between the years 1 and 9999");
  }
  const absl::Time time =
      absl::FromUnixSeconds(at.seconds()) + absl::Nanoseconds(at.nanos());
  if (time > head.commit_time && !commit_clock.Close(time)) {
    return platform::Error(model::v1::REASON_REVISION_IN_FUTURE,
                           absl::StrCat("at.time: ", absl::FormatTime(time),
                                        " has not come yet"))
        .Field("at.time", "has not come yet")
        .Metadata("revision", absl::StrCat(head.revision));
  }
  COMITY_ASSIGN_OR_RETURN(const int64_t revision, store.RevisionAt(time));
  if (revision == 0) {
    return platform::Error(model::v1::REASON_REVISION_GONE,
                           absl::StrCat("at.time: ", absl::FormatTime(time),
                                        " is before the first commit"))
        .Field("at.time", "is before the first commit");
  }
  return revision;
}

}  // namespace

absl::StatusOr<int64_t> ResolveReadPoint(const v1::ReadPoint& at,
                                         const Head& head, Store& store,
                                         CommitClock& commit_clock) {
  switch (at.point_case()) {
    case v1::ReadPoint::kRevision:
      return ResolveRevision(at.revision(), head);
    case v1::ReadPoint::kTime:
      return ResolveTime(at.time(), head, store, commit_clock);
    case v1::ReadPoint::POINT_NOT_SET:
      return head.revision;
  }
  return head.revision;
}

}  // namespace comity::registry
