// All labels and codes of all records, at all revisions, found by text.
//
// A text is kept once, however many records and languages have it; what bears
// it hangs on it, each entry with the revisions at which a record had it. The
// texts are found whole, by a word and by a trigram. Nothing is removed: an
// entry that a later version no longer has is closed, and readers of earlier
// revisions go on finding it.
//
// Which entries are in use on a day, and what makes a match, is not said here:
// see resolver.h.
#ifndef COMITY_QUERY_RESOLVE_NAME_INDEX_H_
#define COMITY_QUERY_RESOLVE_NAME_INDEX_H_

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "common/model/resource_name.h"
#include "query/resolve/insert_only_list.h"
#include "query/resolve/similarity.h"

namespace comity::query {

// The revision at which all that is not closed holds.
inline constexpr int64_t kNewestRevision = std::numeric_limits<int64_t>::max();

// The revisions at which something is so: from the first, until it is closed.
struct RevisionSpan {
  explicit RevisionSpan(int64_t from) : first(from) {}

  bool HoldsAt(int64_t revision) const {
    return first <= revision &&
           revision <= last.load(std::memory_order_acquire);
  }

  const int64_t first;
  std::atomic<int64_t> last = kNewestRevision;
};

// A record that there was at some revision.
struct NamedRecord {
  std::string name;
  model::Kind kind = model::v1::RECORD_KIND_UNSPECIFIED;
  // When it existed.
  InsertOnlyList<const RevisionSpan*> spans;

  bool ExistsAt(int64_t revision) const;
};

// One label or code of a record, as long as versions of it have it unchanged.
struct NameEntry {
  NameEntry(const NamedRecord* of, int64_t from) : record(of), span(from) {}

  const NamedRecord* record;
  // One of the two, in the first version that has it.
  const model::v1::Label* label = nullptr;
  const model::v1::Code* code = nullptr;
  // The label is not the record's own, but came with a renaming.
  bool renaming = false;
  RevisionSpan span;
};

// How a text came to be; one space of texts each.
enum class TextForm : uint8_t {
  kLabel,  // Normalize of a label
  kLatin,  // LatinForms of a label
  kCode,   // a code as it is
};

// A text that some entry has or had. Immutable but for its entries.
struct NameText {
  std::string text;
  TextForm form = TextForm::kLabel;
  // Of labels: a dense number, and how many trigrams the text has.
  uint32_t ordinal = 0;
  uint32_t trigram_count = 0;
  InsertOnlyList<const NameEntry*> entries;
};

// A text in a list. The ordinal is the text's, to be at hand without it.
struct NameTextRef {
  const NameText* text = nullptr;
  uint32_t ordinal = 0;
};
using NameTextList = InsertOnlyList<NameTextRef>;

// Thread-safe for one writer (Apply) and any number of readers, each of which
// asks as of a revision that it synchronised with.
class NameIndex {
 public:
  NameIndex();
  ~NameIndex();
  NameIndex(const NameIndex&) = delete;
  NameIndex& operator=(const NameIndex&) = delete;

  // Takes what a commit left of a record; null: the record does not exist, or
  // is deleted. All kinds may be given, those without labels too. Writer only.
  // REQUIRES: `name` is well-formed; `record` lives as long as the index;
  // revisions do not go down, and a record has one version at each.
  void Apply(int64_t revision, absl::string_view name,
             const model::v1::Record* record);

  // The record that Apply was given under this name, whether or not it ever
  // existed; else null.
  const NamedRecord* FindRecord(absl::string_view name) const;

  // The text of this form, or null.
  const NameText* FindText(TextForm form, absl::string_view text) const;

  // The texts of labels that have the word, or the trigram; null: none.
  const NameTextList* WithWord(absl::string_view word) const;
  const NameTextList* WithTrigram(Trigram trigram) const;

  // Ordinals of the texts of labels lie below it.
  uint32_t label_text_count() const;

 private:
  struct Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_RESOLVE_NAME_INDEX_H_
