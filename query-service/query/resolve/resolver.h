// From a text to the record that it names: the rules of ResolveNames.
//
// A text is tried in these steps, and the first that finds a record ends it.
// A label or code counts when it may be in use on a day asked; what was in use
// at other times only is listed at half its score, and decides nothing.
//
//   1. Whole. The text is the name of a record ("states/IND"); or a code, an
//      alphabetic one in capitals only ("in" is a word); or, normalized, a
//      label (normalize.h), which for states is also found the right way round
//      ("Republic of Korea" by "Korea, Republic of"). One record: EXACT.
//      Several: AMBIGUOUS, whichever way each was found. Only records whose
//      label or code was not in use: NOT_FOUND, and they tell where it went.
//   2. Of four letters or more: transliterated. The text is a label once both
//      are in Latin letters without spaces. One record: FUZZY. Several:
//      AMBIGUOUS.
//   3. Of four letters or more: near. A record is close if the text may be a
//      slip for one of its labels (similarity.h), and is hinted at if the text
//      is a whole word or words of a label ("Korea"), or only similar to one.
//      One close record, leading all others by kLeadMin, and the text no part
//      of another's label: FUZZY. Else AMBIGUOUS if there are a close record
//      and another one that kept it from FUZZY, or two records of whose labels
//      the text is a part. Else NOT_FOUND: a single part of a name is not that
//      name ("Guinea" is not Equatorial Guinea), and what is only similar is
//      listed and no more ("Nigera" is neither Niger nor Nigeria).
//
// When a system of codes is named, the text is a code of it, in any case, or
// nothing.
#ifndef COMITY_QUERY_RESOLVE_RESOLVER_H_
#define COMITY_QUERY_RESOLVE_RESOLVER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "comity/query/v1/names.pb.h"
#include "common/model/day.h"
#include "common/model/edtf.h"
#include "common/model/resource_name.h"
#include "query/resolve/name_index.h"

namespace comity::query {

// How many candidates an answer lists.
inline constexpr size_t kNameCandidatesMax = 10;
// By how much the score of a FUZZY record exceeds that of any other.
inline constexpr double kLeadMin = 0.1;
// The least Dice of a label that is listed as similar.
inline constexpr double kSimilarMin = 0.6;

// The events of the record's version at the revision asked that the view takes.
// The pointers outlive the resolver.
using EventsOfView =
    std::function<std::vector<const model::v1::Event*>(absl::string_view)>;

// What is the same for all texts of a request.
struct NameQuestion {
  const NameIndex* index = nullptr;
  // REQUIRES: the caller synchronised with it.
  int64_t revision = 0;
  // Records laid over the register, or null: an index of its own, read at its
  // newest. What it was given under a name hides the register's record.
  const NameIndex* laid_over = nullptr;

  model::DayRange days;
  // A BCP 47 tag: labels of it, of its narrower ones ("pt" takes "pt-BR") and
  // of "und". Empty: any.
  std::string language;
  model::KindSet kinds;  // empty: all
  std::optional<model::v1::CodeSystem> code_system;

  // Asked only of records whose labels of a renaming match. Null: no renaming
  // is in the view.
  EventsOfView events;
};

// One record that the text may mean, by the label or code that fits best. The
// pointers live as long as the index.
struct NameCandidate {
  const NamedRecord* record = nullptr;
  double score = 0;  // 0 to 1; 1 is exact and in use
  v1::MatchKind match = v1::MATCH_KIND_UNSPECIFIED;
  const model::v1::Label* label = nullptr;
  const model::v1::Code* code = nullptr;
  model::Certainty in_use = model::Certainty::kNone;
  // In use: the text may be a slip for a label, or is a part of one.
  bool close = false;
  bool part = false;
};

struct NameAnswer {
  v1::ResolveOutcome outcome = v1::RESOLVE_OUTCOME_NOT_FOUND;
  // Best first, equals by name; each record once. EXACT and FUZZY are about the
  // first.
  std::vector<NameCandidate> candidates;
};

// Answers the texts of one request. For one thread.
class NameResolver {
 public:
  explicit NameResolver(NameQuestion question);
  ~NameResolver();

  // Fails as CheckName does. The answer depends on the question and the text
  // alone, not on how the index came to be.
  absl::StatusOr<NameAnswer> Resolve(absl::string_view text);

 private:
  struct Layer;
  class Collector;

  void CollectWhole(absl::string_view text, absl::string_view normalized,
                    Collector& found);
  void CollectCodes(absl::string_view text, Collector& found);
  void CollectTransliterated(absl::string_view text,
                             absl::string_view normalized, Collector& found);
  void CollectNear(absl::string_view normalized, Collector& found);

  // Adds what the text's entries bear at the revision and the question takes.
  void CollectEntries(const Layer& layer, const NameText* text,
                      NameCandidate how, Collector& found);
  bool Takes(const Layer& layer, const NameEntry& entry) const;
  model::Certainty InUse(const NameEntry& entry);

  const NameQuestion question_;
  std::vector<std::unique_ptr<Layer>> layers_;
  // The labels of renamings in use, by record.
  struct RenamedLabel {
    const model::v1::Label* label;
    model::Certainty in_use;
  };
  absl::flat_hash_map<const NamedRecord*, std::vector<RenamedLabel>> renamed_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_RESOLVE_RESOLVER_H_
