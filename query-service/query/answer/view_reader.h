// What a view lets through, and what it can know at all: the sources behind a
// question that is not for the canonical view.
#ifndef COMITY_QUERY_ANSWER_VIEW_READER_H_
#define COMITY_QUERY_ANSWER_VIEW_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/citation.pb.h"
#include "comity/model/v1/event.pb.h"
#include "common/model/day.h"
#include "common/model/record_access.h"
#include "query/answer/context.h"

namespace comity::query {

// For one request, on one thread: it remembers what it looked up. Costs nothing
// until it is asked.
class ViewReader {
 public:
  // `context` outlives this.
  explicit ViewReader(const ResolvedContext& context) : context_(context) {}
  ViewReader(const ViewReader&) = delete;
  ViewReader& operator=(const ViewReader&) = delete;

  // The part of the days that the sources asked may speak of, by their
  // coverage; nothing when it is none of them. All when no sources were asked.
  std::optional<model::DayRange> Covered(model::DayRange days);

  // The events that the view takes, in their order.
  std::vector<const model::v1::Event*> Select(const model::EventList& events);

  // Whether the view takes any event of the organization or of a membership
  // in it: whether it speaks of the organization at all.
  bool SpeaksOf(absl::string_view organization);

  // Whether the view has the record at all: it takes one of its events, or
  // shows one of its own citations, or the record neither cites nor has events.
  bool Knows(const model::v1::Record& record);

  // Whether a citation may be shown as part of the view: its source is one of
  // those asked, and was published by the cut.
  bool Shows(const model::v1::Citation& citation);

 private:
  bool TakesAny(const model::v1::Record* record);
  std::optional<model::Day> PublishedBy(absl::string_view source);

  const ResolvedContext& context_;
  // The days that each source asked may speak of; read when first needed.
  std::optional<std::vector<model::DayRange>> coverage_;
  absl::flat_hash_map<std::string, std::optional<model::Day>> published_by_;
  absl::flat_hash_map<std::string, bool> speaks_of_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_VIEW_READER_H_
