#include "query/resolve/resolver.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

#include "common/model/naming.h"
#include "common/platform/status_macros.h"
#include "query/resolve/normalize.h"
#include "query/resolve/similarity.h"
#include "query/resolve/text_search.h"

namespace comity::query {
namespace {

using model::Certainty;
using model::v1::Code;
using model::v1::Label;

constexpr double kScoreOfTransliteration = 0.9;
constexpr double kScoreOfPart = 0.6;
constexpr double kFactorOutOfUse = 0.5;
constexpr int kLettersOfNearMin = 4;

// Basic filtering of RFC 4647.
bool LanguageMatches(absl::string_view range, absl::string_view tag) {
  if (range.empty() || absl::EqualsIgnoreCase(tag, "und")) return true;
  return absl::StartsWithIgnoreCase(tag, range) &&
         (tag.size() == range.size() || tag[range.size()] == '-');
}

bool SameLabel(const Label& a, const Label& b) {
  return a.text() == b.text() && a.language() == b.language() &&
         a.kind() == b.kind();
}

// Orders by how well they fit, then by what they are, so that an answer does
// not depend on the order in which an index was filled. Of labels that fit
// equally well the English one is shown, which most callers can read.
auto RankOf(const NameCandidate& candidate) {
  using Text = absl::string_view;
  const auto* const label = candidate.label;
  const auto* const code = candidate.code;
  return std::make_tuple(!candidate.close, -candidate.score, candidate.match,
                         -static_cast<int>(candidate.in_use),
                         label == nullptr ? 0 : static_cast<int>(label->kind()),
                         label != nullptr && label->language() != "en",
                         label == nullptr ? Text() : Text(label->language()),
                         label == nullptr ? Text() : Text(label->text()),
                         label == nullptr ? Text() : Text(label->valid()),
                         code == nullptr ? 0 : static_cast<int>(code->system()),
                         code == nullptr ? Text() : Text(code->valid()));
}

}  // namespace

// One of the two indexes, the revision at which it is read, and the index whose
// records hide those of this one.
struct NameResolver::Layer {
  const NameIndex* index;
  int64_t revision;
  const NameIndex* hidden_by;
  TextSearch search;
};

// The best candidate of each record.
class NameResolver::Collector {
 public:
  void Add(const NameCandidate& candidate) {
    const auto [place, added] =
        places_.try_emplace(candidate.record, candidates_.size());
    if (added) {
      candidates_.push_back(candidate);
      return;
    }
    NameCandidate& best = candidates_[place->second];
    const bool part = best.part || candidate.part;
    if (RankOf(candidate) < RankOf(best)) best = candidate;
    best.part = part;
  }

  bool empty() const { return candidates_.empty(); }
  bool AnyInUse() const { return CountInUse() > 0; }

  // All of them are as good as each other, but for those out of use.
  NameAnswer Decide(v1::ResolveOutcome when_single) && {
    const size_t in_use = CountInUse();
    return std::move(*this).Answer(in_use == 0 ? v1::RESOLVE_OUTCOME_NOT_FOUND
                                   : in_use == 1
                                       ? when_single
                                       : v1::RESOLVE_OUTCOME_AMBIGUOUS);
  }

  // The decision of step 3.
  NameAnswer DecideNear() && {
    const NameCandidate* close = nullptr;
    for (const NameCandidate& candidate : candidates_) {
      if (candidate.close &&
          (close == nullptr || candidate.score > close->score)) {
        close = &candidate;
      }
    }
    size_t parts = 0;
    bool leads = true;
    for (const NameCandidate& other : candidates_) {
      parts += other.part ? 1 : 0;
      if (close == nullptr || &other == close) continue;
      const bool near = other.score > close->score - kLeadMin &&
                        other.in_use != Certainty::kNone;
      if (other.close || other.part || near) leads = false;
    }
    const v1::ResolveOutcome outcome =
        close != nullptr ? (leads ? v1::RESOLVE_OUTCOME_FUZZY
                                  : v1::RESOLVE_OUTCOME_AMBIGUOUS)
                         : (parts > 1 ? v1::RESOLVE_OUTCOME_AMBIGUOUS
                                      : v1::RESOLVE_OUTCOME_NOT_FOUND);
    return std::move(*this).Answer(outcome);
  }

 private:
  size_t CountInUse() const {
    return static_cast<size_t>(std::count_if(
        candidates_.begin(), candidates_.end(),
        [](const NameCandidate& c) { return c.in_use != Certainty::kNone; }));
  }

  NameAnswer Answer(v1::ResolveOutcome outcome) && {
    std::sort(candidates_.begin(), candidates_.end(),
              [](const NameCandidate& a, const NameCandidate& b) {
                return std::tie(b.score, a.record->name) <
                       std::tie(a.score, b.record->name);
              });
    if (candidates_.size() > kNameCandidatesMax) {
      candidates_.resize(kNameCandidatesMax);
    }
    return {outcome, std::move(candidates_)};
  }

  std::vector<NameCandidate> candidates_;
  absl::flat_hash_map<const NamedRecord*, size_t> places_;
};

NameResolver::NameResolver(NameQuestion question)
    : question_(std::move(question)) {
  const auto add = [this](const NameIndex* index, int64_t revision,
                          const NameIndex* hidden_by) {
    layers_.push_back(std::make_unique<Layer>(
        Layer{index, revision, hidden_by, TextSearch(*index)}));
  };
  add(question_.index, question_.revision, question_.laid_over);
  if (question_.laid_over != nullptr) {
    add(question_.laid_over, kNewestRevision, nullptr);
  }
}

NameResolver::~NameResolver() = default;

bool NameResolver::Takes(const Layer& layer, const NameEntry& entry) const {
  if (!entry.span.HoldsAt(layer.revision)) return false;
  if (!question_.kinds.empty() && !question_.kinds.Has(entry.record->kind)) {
    return false;
  }
  if (entry.label != nullptr &&
      !LanguageMatches(question_.language, entry.label->language())) {
    return false;
  }
  return layer.hidden_by == nullptr ||
         layer.hidden_by->FindRecord(entry.record->name) == nullptr;
}

Certainty NameResolver::InUse(const NameEntry& entry) {
  if (entry.code != nullptr) return model::InUse(*entry.code, question_.days);
  if (!entry.renaming) return model::InUse(*entry.label, question_.days);
  const auto [place, added] = renamed_.try_emplace(entry.record);
  if (added && question_.events != nullptr) {
    // Of no record, so that only those of the renamings come back.
    for (const model::LabelInUse& in_use : model::LabelsInUse(
             model::v1::Record(), question_.events(entry.record->name),
             question_.days)) {
      place->second.push_back({in_use.label, in_use.at_some_time});
    }
  }
  Certainty certainty = Certainty::kNone;
  for (const RenamedLabel& renamed : place->second) {
    if (SameLabel(*renamed.label, *entry.label)) {
      certainty = std::max(certainty, renamed.in_use);
    }
  }
  return certainty;
}

void NameResolver::CollectEntries(const Layer& layer, const NameText* text,
                                  NameCandidate how, Collector& found) {
  if (text == nullptr) return;
  text->entries.ForEach([&](const NameEntry* entry) {
    if (!Takes(layer, *entry)) return;
    NameCandidate candidate = how;
    candidate.record = entry->record;
    candidate.label = entry->label;
    candidate.code = entry->code;
    candidate.in_use = InUse(*entry);
    if (candidate.in_use == Certainty::kNone) {
      candidate.score *= kFactorOutOfUse;
      candidate.close = false;
      candidate.part = false;
    }
    found.Add(candidate);
  });
}

void NameResolver::CollectCodes(absl::string_view text, Collector& found) {
  const std::string code = question_.code_system.has_value()
                               ? absl::AsciiStrToUpper(text)
                               : std::string(text);
  for (const auto& layer : layers_) {
    const NameText* const codes = layer->index->FindText(TextForm::kCode, code);
    if (codes == nullptr) continue;
    codes->entries.ForEach([&](const NameEntry* entry) {
      if (question_.code_system.has_value() &&
          entry->code->system() != *question_.code_system) {
        return;
      }
      if (!Takes(*layer, *entry)) return;
      const Certainty in_use = InUse(*entry);
      found.Add({.record = entry->record,
                 .score = in_use == Certainty::kNone ? kFactorOutOfUse : 1,
                 .match = v1::MATCH_KIND_CODE,
                 .code = entry->code,
                 .in_use = in_use});
    });
  }
}

void NameResolver::CollectWhole(absl::string_view text,
                                absl::string_view normalized,
                                Collector& found) {
  CollectCodes(text, found);
  for (const auto& layer : layers_) {
    CollectEntries(*layer, layer->index->FindText(TextForm::kLabel, normalized),
                   {.score = 1, .match = v1::MATCH_KIND_LABEL}, found);
    const NamedRecord* const named = layer->index->FindRecord(text);
    if (named == nullptr || !named->ExistsAt(layer->revision)) continue;
    if (!question_.kinds.empty() && !question_.kinds.Has(named->kind)) continue;
    if (layer->hidden_by != nullptr &&
        layer->hidden_by->FindRecord(text) != nullptr) {
      continue;
    }
    found.Add({.record = named,
               .score = 1,
               .match = v1::MATCH_KIND_RESOURCE_NAME,
               .in_use = Certainty::kCertain});
  }
}

void NameResolver::CollectTransliterated(absl::string_view text,
                                         absl::string_view normalized,
                                         Collector& found) {
  if (LetterCount(normalized) < kLettersOfNearMin) return;
  for (const std::string& form : LatinForms(text)) {
    for (const auto& layer : layers_) {
      CollectEntries(*layer, layer->index->FindText(TextForm::kLatin, form),
                     {.score = kScoreOfTransliteration,
                      .match = v1::MATCH_KIND_TRANSLITERATION},
                     found);
    }
  }
}

void NameResolver::CollectNear(absl::string_view normalized, Collector& found) {
  if (LetterCount(normalized) < kLettersOfNearMin) return;
  for (const auto& layer : layers_) {
    layer->search.ForEachContaining(normalized, [&](const NameText& text) {
      CollectEntries(
          *layer, &text,
          {.score = kScoreOfPart, .match = v1::MATCH_KIND_PART, .part = true},
          found);
    });
    layer->search.ForEachSimilar(
        normalized, kSimilarMin, [&](const NameText& text, double dice) {
          if (HasWords(text.text, normalized)) return;  // found above
          // Equal trigrams do not yet make equal texts: only those score 1.
          CollectEntries(*layer, &text,
                         {.score = std::min(dice, kScoreOfTransliteration),
                          .match = v1::MATCH_KIND_SIMILAR,
                          .close = MayBeSlip(normalized, text.text)},
                         found);
        });
  }
}

absl::StatusOr<NameAnswer> NameResolver::Resolve(absl::string_view text) {
  COMITY_RETURN_IF_ERROR(CheckName(text));
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  Collector found;
  if (question_.code_system.has_value()) {
    CollectCodes(trimmed, found);
    return std::move(found).Decide(v1::RESOLVE_OUTCOME_EXACT);
  }
  const std::string normalized = Normalize(trimmed);
  CollectWhole(trimmed, normalized, found);
  if (!found.empty()) {
    return std::move(found).Decide(v1::RESOLVE_OUTCOME_EXACT);
  }
  CollectTransliterated(trimmed, normalized, found);
  if (found.AnyInUse()) {
    return std::move(found).Decide(v1::RESOLVE_OUTCOME_FUZZY);
  }
  CollectNear(normalized, found);
  return std::move(found).DecideNear();
}

}  // namespace comity::query
