#include "query/resolve/name_index.h"

#include <deque>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/model/record_access.h"
#include "common/platform/insert_only_map.h"
#include "query/resolve/normalize.h"

namespace comity::query {
namespace {

using model::v1::Code;
using model::v1::Label;
using model::v1::Record;

struct WordList {
  std::string word;
  NameTextList texts;
};

struct TrigramList {
  Trigram trigram = 0;
  NameTextList texts;
};

size_t HashOf(absl::string_view text) {
  return absl::Hash<absl::string_view>()(text);
}

size_t HashOf(TextForm form, absl::string_view text) {
  using Key = std::pair<TextForm, absl::string_view>;
  return absl::Hash<Key>()(Key(form, text));
}

size_t HashOf(Trigram trigram) { return absl::Hash<Trigram>()(trigram); }

// A label or code of a record, before it is known whether it is a new one.
struct Borne {
  const Label* label = nullptr;
  const Code* code = nullptr;
  bool renaming = false;
};

// Equal for what readers cannot tell apart.
std::string KeyOf(const Borne& borne) {
  return borne.code != nullptr
             ? absl::StrCat("code", borne.code->SerializeAsString())
             : absl::StrCat(borne.renaming ? "renaming" : "label",
                            borne.label->SerializeAsString());
}

std::vector<Borne> BorneBy(const Record& record) {
  std::vector<Borne> all;
  for (const Label& label : model::LabelsOf(record)) {
    all.push_back({.label = &label});
  }
  for (const auto& event : model::EventsOf(record)) {
    for (const Label& label : event.renamed().labels()) {
      all.push_back({.label = &label, .renaming = true});
    }
  }
  for (const Code& code : record.state().codes()) {
    all.push_back({.code = &code});
  }
  return all;
}

}  // namespace

bool NamedRecord::ExistsAt(int64_t revision) const {
  bool exists = false;
  spans.ForEach([&](const RevisionSpan* span) {
    exists = exists || span->HoldsAt(revision);
  });
  return exists;
}

// Everything lies in deques, whose elements never move.
struct NameIndex::Impl {
  // What the newest version of a record left open. The writer's own.
  struct Open {
    NamedRecord* record = nullptr;
    RevisionSpan* existence = nullptr;
    std::vector<NameEntry*> entries;
  };

  NamedRecord* FindRecord(absl::string_view name) const {
    return by_name.Find(HashOf(name), [name](const NamedRecord& record) {
      return record.name == name;
    });
  }
  NameText* FindText(TextForm form, absl::string_view text) const {
    return by_text.Find(HashOf(form, text), [form, text](const NameText& t) {
      return t.form == form && t.text == text;
    });
  }
  WordList* FindWord(absl::string_view word) const {
    return by_word.Find(HashOf(word), [word](const WordList& list) {
      return list.word == word;
    });
  }
  TrigramList* FindTrigram(Trigram trigram) const {
    return by_trigram.Find(HashOf(trigram), [trigram](const TrigramList& list) {
      return list.trigram == trigram;
    });
  }

  Open& OpenOf(absl::string_view name);
  void AddEntry(int64_t revision, Open& open, const Borne& borne);
  void AddTo(TextForm form, std::string text, const NameEntry& entry);
  void IndexLabelText(NameText& text);

  std::deque<NamedRecord> records;
  std::deque<RevisionSpan> spans;
  std::deque<NameEntry> entries;
  std::deque<NameText> texts;
  std::deque<WordList> words;
  std::deque<TrigramList> trigrams;
  absl::flat_hash_map<const NamedRecord*, Open> open;
  platform::InsertOnlyMap<NamedRecord> by_name;
  platform::InsertOnlyMap<NameText> by_text;
  platform::InsertOnlyMap<WordList> by_word;
  platform::InsertOnlyMap<TrigramList> by_trigram;
  std::atomic<uint32_t> label_texts = 0;
};

NameIndex::Impl::Open& NameIndex::Impl::OpenOf(absl::string_view name) {
  NamedRecord* record = FindRecord(name);
  if (record == nullptr) {
    record = &records.emplace_back();
    record->name = std::string(name);
    record->kind = model::KindOf(name).value_or(record->kind);
    by_name.Insert(HashOf(record->name), record);
  }
  Open& found = open[record];
  found.record = record;
  return found;
}

// A text of labels is found by its words and trigrams from here on, though at
// first it has no entry.
void NameIndex::Impl::IndexLabelText(NameText& text) {
  text.ordinal = label_texts.load(std::memory_order_relaxed);
  const std::vector<Trigram> trigrams_of_text = TrigramsOf(text.text);
  text.trigram_count = static_cast<uint32_t>(trigrams_of_text.size());
  label_texts.store(text.ordinal + 1, std::memory_order_release);
  const absl::flat_hash_set<absl::string_view> distinct =
      absl::StrSplit(text.text, ' ');
  for (const absl::string_view word : distinct) {
    WordList* list = FindWord(word);
    if (list == nullptr) {
      list = &words.emplace_back();
      list->word = std::string(word);
      by_word.Insert(HashOf(word), list);
    }
    list->texts.Add({&text, text.ordinal});
  }
  for (const Trigram trigram : trigrams_of_text) {
    TrigramList* list = FindTrigram(trigram);
    if (list == nullptr) {
      list = &trigrams.emplace_back();
      list->trigram = trigram;
      by_trigram.Insert(HashOf(trigram), list);
    }
    list->texts.Add({&text, text.ordinal});
  }
}

void NameIndex::Impl::AddTo(TextForm form, std::string text,
                            const NameEntry& entry) {
  if (text.empty()) return;
  NameText* found = FindText(form, text);
  if (found == nullptr) {
    found = &texts.emplace_back();
    found->form = form;
    found->text = std::move(text);
    if (form == TextForm::kLabel) IndexLabelText(*found);
    by_text.Insert(HashOf(form, found->text), found);
  }
  found->entries.Add(&entry);
}

void NameIndex::Impl::AddEntry(int64_t revision, Open& open_record,
                               const Borne& borne) {
  NameEntry& entry = entries.emplace_back(open_record.record, revision);
  entry.label = borne.label;
  entry.code = borne.code;
  entry.renaming = borne.renaming;
  open_record.entries.push_back(&entry);
  if (borne.code != nullptr) {
    AddTo(TextForm::kCode, borne.code->value(), entry);
    return;
  }
  const std::string& label = borne.label->text();
  AddTo(TextForm::kLabel, Normalize(label), entry);
  if (open_record.record->kind == model::v1::RECORD_KIND_STATE) {
    AddTo(TextForm::kLabel, NormalizeInverted(label), entry);
  }
  for (std::string& form : LatinForms(label)) {
    AddTo(TextForm::kLatin, std::move(form), entry);
  }
}

NameIndex::NameIndex() : impl_(std::make_unique<Impl>()) {}

NameIndex::~NameIndex() = default;

void NameIndex::Apply(int64_t revision, absl::string_view name,
                      const Record* record) {
  Impl& impl = *impl_;
  Impl::Open& open = impl.OpenOf(name);
  const auto close = [revision](RevisionSpan& span) {
    span.last.store(revision - 1, std::memory_order_release);
  };

  if (record != nullptr && open.existence == nullptr) {
    open.existence = &impl.spans.emplace_back(revision);
    open.record->spans.Add(open.existence);
  } else if (record == nullptr && open.existence != nullptr) {
    close(*open.existence);
    open.existence = nullptr;
  }

  // Keys are made of the entries when they are needed; kept, they would take as
  // much memory as the labels.
  absl::flat_hash_map<std::string, NameEntry*> before;
  for (NameEntry* const entry : open.entries) {
    before.emplace(KeyOf({.label = entry->label,
                          .code = entry->code,
                          .renaming = entry->renaming}),
                   entry);
  }
  open.entries.clear();
  if (record != nullptr) {
    absl::flat_hash_set<std::string> taken;
    for (const Borne& borne : BorneBy(*record)) {
      const auto [key, is_new] = taken.insert(KeyOf(borne));
      if (!is_new) continue;
      const auto kept = before.find(*key);
      if (kept == before.end()) {
        impl.AddEntry(revision, open, borne);
      } else {
        open.entries.push_back(kept->second);
        before.erase(kept);
      }
    }
  }
  for (const auto& [key, entry] : before) close(entry->span);
}

const NamedRecord* NameIndex::FindRecord(absl::string_view name) const {
  return impl_->FindRecord(name);
}

const NameText* NameIndex::FindText(TextForm form,
                                    absl::string_view text) const {
  return impl_->FindText(form, text);
}

const NameTextList* NameIndex::WithWord(absl::string_view word) const {
  const WordList* const list = impl_->FindWord(word);
  return list == nullptr ? nullptr : &list->texts;
}

const NameTextList* NameIndex::WithTrigram(Trigram trigram) const {
  const TrigramList* const list = impl_->FindTrigram(trigram);
  return list == nullptr ? nullptr : &list->texts;
}

uint32_t NameIndex::label_text_count() const {
  return impl_->label_texts.load(std::memory_order_acquire);
}

}  // namespace comity::query
