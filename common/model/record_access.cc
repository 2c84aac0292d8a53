#include "common/model/record_access.h"

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/model/canonical.h"
#include "common/model/errors.h"

namespace comity::model {
namespace {

using v1::Event;
using v1::Record;

// KindOfBody converts by arithmetic: the fields of the body stand in the order
// of the kinds.
static_assert(Record::kSource == v1::RECORD_KIND_SOURCE + 1);
static_assert(Record::kMembership == v1::RECORD_KIND_MEMBERSHIP + 1);
static_assert(Record::kPosition == v1::RECORD_KIND_POSITION + 1);

constexpr size_t kMaxEventIdLength = 63;

// `text` as part of an id: lower-case letters and digits, one hyphen for
// whatever lies between.
std::string Slug(absl::string_view text) {
  std::string slug;
  for (char c : text) {
    if (absl::ascii_isalnum(c)) {
      slug.push_back(absl::ascii_tolower(c));
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
    if (slug.size() == kMaxEventIdLength) break;
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

std::string ReadableId(const Event& event) {
  const absl::string_view payload = PayloadName(event);
  return Slug(
      absl::StrCat(payload.empty() ? "event" : payload, "-", event.date()));
}

}  // namespace

std::optional<Kind> KindOfBody(const Record& record) {
  if (record.body_case() == Record::BODY_NOT_SET) return std::nullopt;
  return static_cast<Kind>(record.body_case() - 1);
}

const EventList& EventsOf(const Record& record) {
  static const EventList* const kNone = new EventList;
  switch (record.body_case()) {
    case Record::kState:
      return record.state().events();
    case Record::kOrganization:
      return record.organization().events();
    case Record::kMembership:
      return record.membership().events();
    case Record::kInstitution:
      return record.institution().events();
    case Record::kOffice:
      return record.office().events();
    case Record::kInstrument:
      return record.instrument().events();
    case Record::kProposal:
      return record.proposal().events();
    case Record::kPosition:
      return record.position().events();
    case Record::kSource:
    case Record::kTopic:
    case Record::BODY_NOT_SET:
      break;
  }
  return *kNone;
}

EventList* MutableEventsOf(Record& record) {
  switch (record.body_case()) {
    case Record::kState:
      return record.mutable_state()->mutable_events();
    case Record::kOrganization:
      return record.mutable_organization()->mutable_events();
    case Record::kMembership:
      return record.mutable_membership()->mutable_events();
    case Record::kInstitution:
      return record.mutable_institution()->mutable_events();
    case Record::kOffice:
      return record.mutable_office()->mutable_events();
    case Record::kInstrument:
      return record.mutable_instrument()->mutable_events();
    case Record::kProposal:
      return record.mutable_proposal()->mutable_events();
    case Record::kPosition:
      return record.mutable_position()->mutable_events();
    case Record::kSource:
    case Record::kTopic:
    case Record::BODY_NOT_SET:
      break;
  }
  return nullptr;
}

const CitationList& CitationsOf(const Record& record) {
  static const CitationList* const kNone = new CitationList;
  switch (record.body_case()) {
    case Record::kState:
      return record.state().citations();
    case Record::kOrganization:
      return record.organization().citations();
    case Record::kInstitution:
      return record.institution().citations();
    case Record::kOffice:
      return record.office().citations();
    case Record::kInstrument:
      return record.instrument().citations();
    case Record::kProposal:
      return record.proposal().citations();
    case Record::kPosition:
      return record.position().citations();
    case Record::kSource:
    case Record::kTopic:
    case Record::kMembership:
    case Record::BODY_NOT_SET:
      break;
  }
  return *kNone;
}

bool KindBearsCitations(Kind kind) {
  return kind != v1::RECORD_KIND_SOURCE && kind != v1::RECORD_KIND_TOPIC &&
         kind != v1::RECORD_KIND_MEMBERSHIP;
}

const LabelList& LabelsOf(const Record& record) {
  static const LabelList* const kNone = new LabelList;
  switch (record.body_case()) {
    case Record::kTopic:
      return record.topic().labels();
    case Record::kState:
      return record.state().labels();
    case Record::kOrganization:
      return record.organization().labels();
    case Record::kInstitution:
      return record.institution().labels();
    case Record::kOffice:
      return record.office().labels();
    case Record::kInstrument:
      return record.instrument().labels();
    case Record::kProposal:
      return record.proposal().labels();
    case Record::kSource:
    case Record::kMembership:
    case Record::kPosition:
    case Record::BODY_NOT_SET:
      break;
  }
  return *kNone;
}

std::string NameOfEvent(const Event& event) {
  const absl::string_view name =
      event.id().empty() ? PayloadName(event) : absl::string_view(event.id());
  const std::string date =
      event.date().empty() ? "date unknown" : event.date().substr(0, 32);
  return absl::StrCat(Quoted(name), " (", date, ")");
}

void AssignEventIds(Record& record) {
  EventList* events = MutableEventsOf(record);
  if (events == nullptr) return;
  absl::flat_hash_set<std::string> taken;
  for (const Event& event : *events) {
    if (!event.id().empty()) taken.insert(event.id());
  }
  // Where to go on counting for an id, so that many alike stay linear.
  absl::flat_hash_map<std::string, int> next;
  for (Event& event : *events) {
    if (!event.id().empty()) continue;
    const std::string base = ReadableId(event);
    std::string id = base;
    int& number = next.try_emplace(base, 2).first->second;
    while (!taken.insert(id).second) {
      const std::string suffix = absl::StrCat("-", number++);
      id = base.substr(0, kMaxEventIdLength - suffix.size());
      while (!id.empty() && id.back() == '-') id.pop_back();
      id.append(suffix);
    }
    event.set_id(id);
  }
}

std::string CanonicalBytes(const Record& record) {
  if (record.revision() == 0 && !record.has_commit_time()) {
    return SerializeCanonically(record);
  }
  Record content = record;
  content.clear_revision();
  content.clear_commit_time();
  return SerializeCanonically(content);
}

}  // namespace comity::model
