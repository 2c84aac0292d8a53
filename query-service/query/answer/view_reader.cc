#include "query/answer/view_reader.h"

#include <algorithm>

#include "common/model/edtf.h"
#include "common/model/view.h"

namespace comity::query {
using model::v1::Record;

std::optional<model::DayRange> ViewReader::Covered(model::DayRange days) {
  if (context_.sources.empty()) return days;
  if (!coverage_.has_value()) {
    coverage_.emplace();
    for (const std::string& source : context_.sources) {
      const Record* const record = context_.reader.Find(source);
      if (record == nullptr) continue;
      const auto coverage = model::Interval::Parse(record->source().coverage());
      coverage_->push_back(
          coverage.ok() ? coverage->outer()
                        : model::DayRange{model::kMinDay, model::kMaxDay});
    }
  }
  std::optional<model::DayRange> covered;
  for (const model::DayRange& range : *coverage_) {
    const model::DayRange part = {std::max(range.first, days.first),
                                  std::min(range.last, days.last)};
    if (part.first > part.last) continue;
    if (!covered.has_value()) covered = part;
    covered->first = std::min(covered->first, part.first);
    covered->last = std::max(covered->last, part.last);
  }
  return covered;
}

std::vector<const model::v1::Event*> ViewReader::Select(
    const model::EventList& events) {
  return model::SelectEvents(
      events, context_.view(),
      [this](absl::string_view source) { return PublishedBy(source); });
}

bool ViewReader::TakesAny(const Record* record) {
  return record != nullptr && !Select(model::EventsOf(*record)).empty();
}

bool ViewReader::SpeaksOf(absl::string_view organization) {
  const auto known = speaks_of_.find(organization);
  if (known != speaks_of_.end()) return known->second;
  bool speaks = TakesAny(context_.reader.Find(organization));
  if (!speaks) {
    context_.reader.ForEachMember(organization, [&](const Version& version) {
      speaks = speaks || TakesAny(version.record.get());
    });
  }
  speaks_of_.emplace(organization, speaks);
  return speaks;
}

bool ViewReader::Knows(const Record& record) {
  if (context_.view().canonical()) return true;
  const model::CitationList& citations = model::CitationsOf(record);
  const model::EventList& events = model::EventsOf(record);
  if (citations.empty() && events.empty()) return true;
  for (const model::v1::Citation& citation : citations) {
    if (model::Supports(citation) && Shows(citation)) return true;
  }
  return !Select(events).empty();
}

bool ViewReader::Shows(const model::v1::Citation& citation) {
  if (!context_.sources.empty() &&
      !std::binary_search(context_.sources.begin(), context_.sources.end(),
                          citation.source())) {
    return false;
  }
  if (!context_.evidence_until.has_value()) return true;
  const std::optional<model::Day> published = PublishedBy(citation.source());
  return published.has_value() && *published <= *context_.evidence_until;
}

std::optional<model::Day> ViewReader::PublishedBy(absl::string_view source) {
  const auto known = published_by_.find(source);
  if (known != published_by_.end()) return known->second;
  const Record* const record = context_.reader.Find(source);
  const std::optional<model::Day> day =
      record == nullptr ? std::nullopt : model::PublishedBy(record->source());
  published_by_.emplace(source, day);
  return day;
}

}  // namespace comity::query
