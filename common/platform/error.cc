#include "common/platform/error.h"

#include <algorithm>
#include <cstdint>
#include <map>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace comity::platform {
namespace {

using model::v1::Reason;

constexpr char kReasonPrefix[] = "REASON_";

// Cuts a text at the bound, never inside a UTF-8 character: a protobuf string
// that is not UTF-8 cannot be read by the other side.
std::string Bounded(absl::string_view text,
                    std::size_t bytes_max = kErrorTextBytesMax) {
  if (text.size() <= bytes_max) return std::string(text);
  constexpr absl::string_view kEllipsis = "...";
  std::size_t end = bytes_max - kEllipsis.size();
  const auto continues_character = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  while (end > 0 && continues_character(end)) --end;
  return absl::StrCat(text.substr(0, end), kEllipsis);
}

// Maps are written in key order: equal errors are equal bytes.
std::string SerializeDeterministically(
    const google::protobuf::MessageLite& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

void SetDetail(const char* url, const google::protobuf::MessageLite& message,
               absl::Status& status) {
  status.SetPayload(url, absl::Cord(SerializeDeterministically(message)));
}

// Whether a violation for `reason` is the request's own fault, whatever the
// state of the service.
bool BelongsToRequest(Reason reason) {
  switch (CodeOf(reason)) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kResourceExhausted:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string ReasonName(Reason reason) {
  const std::string& name = model::v1::Reason_Name(reason);
  return std::string(absl::StripPrefix(name, kReasonPrefix));
}

absl::StatusCode CodeOf(Reason reason) {
  const auto* value = model::v1::Reason_descriptor()->FindValueByNumber(reason);
  if (value == nullptr || reason == model::v1::REASON_UNSPECIFIED) {
    return absl::StatusCode::kInternal;
  }
  // google.rpc.Code and absl::StatusCode share their numbers.
  return static_cast<absl::StatusCode>(
      value->options().GetExtension(model::v1::reason_info).code());
}

Reason ReasonOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kErrorInfoUrl);
  if (!payload.has_value()) return model::v1::REASON_UNSPECIFIED;
  google::rpc::ErrorInfo info;
  if (!info.ParseFromString(std::string(*payload)) ||
      info.domain() != kErrorDomain) {
    return model::v1::REASON_UNSPECIFIED;
  }
  Reason reason = model::v1::REASON_UNSPECIFIED;
  if (!model::v1::Reason_Parse(absl::StrCat(kReasonPrefix, info.reason()),
                               &reason)) {
    return model::v1::REASON_UNSPECIFIED;
  }
  return reason;
}

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status proto;
  proto.set_code(status.raw_code());
  proto.set_message(std::string(status.message()));
  // Payloads come in no order; a map gives them one.
  std::map<std::string, std::string> payloads;
  status.ForEachPayload(
      [&payloads](absl::string_view url, const absl::Cord& bytes) {
        payloads.emplace(std::string(url), std::string(bytes));
      });
  const auto add = [&proto](const std::string& url, const std::string& bytes) {
    google::protobuf::Any* detail = proto.add_details();
    detail->set_type_url(url);
    detail->set_value(bytes);
  };
  if (const auto info = payloads.find(kErrorInfoUrl); info != payloads.end()) {
    add(info->first, info->second);
    payloads.erase(info);
  }
  for (const auto& [url, bytes] : payloads) {
    if (proto.ByteSizeLong() + url.size() + bytes.size() > kRpcStatusBytesMax) {
      continue;
    }
    add(url, bytes);
  }
  return proto;
}

Error::Error(Reason reason, absl::string_view message)
    : reason_(reason), message_(Bounded(message)) {
  info_.set_domain(kErrorDomain);
  info_.set_reason(ReasonName(reason));
}

Error& Error::Field(absl::string_view field, absl::string_view description) {
  auto* violation = bad_request_.add_field_violations();
  violation->set_field(Bounded(field));
  violation->set_description(Bounded(description));
  return *this;
}

Error& Error::Violation(Reason type, absl::string_view subject,
                        absl::string_view description) {
  auto* violation = precondition_failure_.add_violations();
  violation->set_type(ReasonName(type));
  violation->set_subject(Bounded(subject));
  violation->set_description(Bounded(description));
  return *this;
}

Error& Error::Metadata(absl::string_view key, absl::string_view value) {
  (*info_.mutable_metadata())[std::string(key)] = Bounded(value);
  return *this;
}

Error& Error::RetryAfter(absl::Duration delay) {
  const std::int64_t seconds = absl::ToInt64Seconds(delay);
  retry_info_.mutable_retry_delay()->set_seconds(seconds);
  retry_info_.mutable_retry_delay()->set_nanos(static_cast<std::int32_t>(
      absl::ToInt64Nanoseconds(delay - absl::Seconds(seconds))));
  return *this;
}

absl::Status Error::Build() const {
  absl::Status status(CodeOf(reason_), message_);
  SetDetail(kErrorInfoUrl, info_, status);
  if (bad_request_.field_violations_size() > 0) {
    SetDetail(kBadRequestUrl, bad_request_, status);
  }
  if (precondition_failure_.violations_size() > 0) {
    SetDetail(kPreconditionFailureUrl, precondition_failure_, status);
  }
  if (retry_info_.has_retry_delay()) {
    SetDetail(kRetryInfoUrl, retry_info_, status);
  }
  return status;
}

void Violations::Add(Reason reason, absl::string_view field,
                     absl::string_view description) {
  if (std::find(waived_.begin(), waived_.end(), reason) != waived_.end()) {
    return;
  }
  ++count_;
  Entry entry{reason, Bounded(field), Bounded(description)};
  if (entries_.size() < kViolationsListedMax) {
    entries_.push_back(std::move(entry));
  } else if (reason < entries_[LeadingIndex()].reason) {
    // The one that decides the status is always among those listed.
    entries_.back() = std::move(entry);
  }
}

std::size_t Violations::LeadingIndex() const {
  const auto leading = std::min_element(
      entries_.begin(), entries_.end(),
      [](const Entry& a, const Entry& b) { return a.reason < b.reason; });
  return static_cast<std::size_t>(leading - entries_.begin());
}

absl::Status Violations::ToStatus() const {
  if (ok()) return absl::OkStatus();
  const std::size_t leading_index = LeadingIndex();
  const Entry& leading = entries_[leading_index];
  std::string message =
      leading.field.empty()
          ? leading.description
          : absl::StrCat(leading.field, ": ", leading.description);
  if (count_ > 1) {
    const std::string rest = absl::StrCat(" (and ", count_ - 1, " more)");
    message =
        absl::StrCat(Bounded(message, kErrorTextBytesMax - rest.size()), rest);
  }
  Error error(leading.reason, message);

  const auto size_of = [](const Entry& entry) {
    return entry.field.size() + entry.description.size() +
           ReasonName(entry.reason).size();
  };
  std::size_t bytes = size_of(leading);
  std::size_t listed = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (i != leading_index) {
      if (bytes + size_of(entry) > kViolationsListedBytesMax) continue;
      bytes += size_of(entry);
    }
    ++listed;
    if (BelongsToRequest(entry.reason)) {
      error.Field(entry.field, absl::StrCat(ReasonName(entry.reason), ": ",
                                            entry.description));
    } else {
      error.Violation(entry.reason, entry.field, entry.description);
    }
  }
  return error.Metadata("violations", absl::StrCat(count_))
      .Metadata("listed", absl::StrCat(listed));
}

}  // namespace comity::platform
