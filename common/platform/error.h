// Builds the absl::Status of a refused or failed call from the catalogue of
// reasons (protos/comity/model/v1/reason.proto). The status code follows from
// the reason; nobody chooses one by hand.
//
// Details travel inside the status as payloads keyed by the type URL of their
// google.rpc message, so that code below the API needs nothing of gRPC.
//
//   return Error(model::v1::REASON_NAME_MALFORMED, "name: 'x' is not a name")
//       .Field("name", "'x' is not a name");
//
// Thread safety: values; each may be used by one thread at a time.
//
// Bounds: texts are cut at kErrorTextBytesMax, because a status travels in
// HTTP/2 trailers, and a client drops a call whose trailers exceed 8 KiB.

#ifndef COMMON_PLATFORM_ERROR_H_
#define COMMON_PLATFORM_ERROR_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "comity/model/v1/reason.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace comity::platform {

// The domain of every google.rpc.ErrorInfo that Comity sends.
inline constexpr char kErrorDomain[] = "comity";

// Longest text (a message, a field path, a description) kept in a status.
inline constexpr std::size_t kErrorTextBytesMax = 500;

// Most violations that one status lists, and most bytes that their list takes;
// the rest is only counted.
inline constexpr std::size_t kViolationsListedMax = 100;
inline constexpr std::size_t kViolationsListedBytesMax = 3000;

// What a status with its details may take. Clients built on gRPC's C core drop
// a call with more than 8 KiB of trailers, and base64 adds a third.
inline constexpr std::size_t kRpcStatusBytesMax = 5500;

// The type URLs under which details are kept as payloads of an absl::Status.
inline constexpr char kErrorInfoUrl[] =
    "type.googleapis.com/google.rpc.ErrorInfo";
inline constexpr char kBadRequestUrl[] =
    "type.googleapis.com/google.rpc.BadRequest";
inline constexpr char kPreconditionFailureUrl[] =
    "type.googleapis.com/google.rpc.PreconditionFailure";
inline constexpr char kRetryInfoUrl[] =
    "type.googleapis.com/google.rpc.RetryInfo";

// The reason's name on the wire, such as "NAME_MALFORMED" for
// REASON_NAME_MALFORMED. Empty for a number outside the catalogue.
std::string ReasonName(model::v1::Reason reason);

// The status code of calls that fail for `reason`; kInternal for
// REASON_UNSPECIFIED and for a number outside the catalogue.
absl::StatusCode CodeOf(model::v1::Reason reason);

// The reason that `status` bears, or REASON_UNSPECIFIED when it is OK, has no
// ErrorInfo of Comity's domain, or has one of a later catalogue.
model::v1::Reason ReasonOf(const absl::Status& status);

// The status as a message, such as for one item of a batch: its payloads as
// details in a fixed order, ErrorInfo first, so that equal errors are equal
// bytes. A detail that would make it larger than kRpcStatusBytesMax is left
// out.
google::rpc::Status ToRpcStatus(const absl::Status& status);

// One failed call in the making. Converts to absl::Status, and so to any
// absl::StatusOr, where it is returned.
class Error {
 public:
  // `message` is for a developer who reads a log; "field: what is wrong".
  Error(model::v1::Reason reason, absl::string_view message);

  // Adds a BadRequest.FieldViolation.
  Error& Field(absl::string_view field, absl::string_view description);

  // Adds a PreconditionFailure.Violation whose type is the name of `type`.
  Error& Violation(model::v1::Reason type, absl::string_view subject,
                   absl::string_view description);

  // Adds to ErrorInfo.metadata; a key given twice keeps the later value.
  Error& Metadata(absl::string_view key, absl::string_view value);

  // Tells the caller how long to wait before trying again (RetryInfo).
  Error& RetryAfter(absl::Duration delay);

  absl::Status Build() const;
  // Implicit, so that a function returns an Error where it returns a status.
  operator absl::Status() const { return Build(); }  // NOLINT

 private:
  model::v1::Reason reason_;
  std::string message_;
  google::rpc::ErrorInfo info_;
  google::rpc::BadRequest bad_request_;
  google::rpc::PreconditionFailure precondition_failure_;
  google::rpc::RetryInfo retry_info_;
};

// Collects all that is wrong with one request, so that its caller can mend it
// in one round.
class Violations {
 public:
  // Notes that `field` breaks the rule named by `reason`. `field` is a path
  // from the request's root, such as "changes[0].put.name".
  void Add(model::v1::Reason reason, absl::string_view field,
           absl::string_view description);

  // From now on takes no notice of what breaks this rule.
  void Waive(model::v1::Reason reason) { waived_.push_back(reason); }

  // Whether nothing was added.
  bool ok() const { return count_ == 0; }

  // How often something was added, beyond the listed bound too.
  std::size_t size() const { return count_; }

  // OK when nothing was added. Otherwise one status with the reason that comes
  // first in the catalogue, listing violations in the order added:
  // INVALID_ARGUMENT, NOT_FOUND and RESOURCE_EXHAUSTED ones in a BadRequest
  // ("REASON: description"), others in a PreconditionFailure. The list holds at
  // most kViolationsListedMax and kViolationsListedBytesMax, the leading one
  // always; ErrorInfo.metadata says how many there are ("violations") and how
  // many are listed ("listed").
  absl::Status ToStatus() const;

 private:
  struct Entry {
    model::v1::Reason reason;
    std::string field;
    std::string description;
  };
  // Which of the entries gives the status its reason.
  std::size_t LeadingIndex() const;

  std::vector<Entry> entries_;
  std::size_t count_ = 0;
  std::vector<model::v1::Reason> waived_;
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_ERROR_H_
