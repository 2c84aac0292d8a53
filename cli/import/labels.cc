#include "cli/import/labels.h"

#include <algorithm>
#include <vector>

namespace comity::cli {

using model::LabelList;
using model::v1::Label;

Label* FindLabel(LabelList& labels, const std::string& language,
                 const std::string& text) {
  for (Label& label : labels) {
    if (label.language() == language && label.text() == text) return &label;
  }
  return nullptr;
}

bool HasShort(const LabelList& labels, const std::string& language) {
  return std::any_of(labels.begin(), labels.end(), [&](const Label& label) {
    return label.language() == language &&
           label.kind() == model::v1::LABEL_KIND_SHORT;
  });
}

void MakeShortAnAlias(LabelList& labels, const std::string& language) {
  for (Label& label : labels) {
    if (label.language() == language && label.valid().empty() &&
        label.kind() == model::v1::LABEL_KIND_SHORT) {
      label.set_kind(model::v1::LABEL_KIND_ALIAS);
    }
  }
}

void PutEnglishFirst(LabelList& labels) {
  const auto rank = [](const Label& label) {
    if (label.language() != "en") return 2;
    const bool is_short = label.kind() == model::v1::LABEL_KIND_SHORT;
    return is_short && label.valid().empty() ? 0 : 1;
  };
  std::vector<Label> sorted(labels.begin(), labels.end());
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [&](const Label& a, const Label& b) { return rank(a) < rank(b); });
  labels.Assign(sorted.begin(), sorted.end());
}

void Cite(CitationList& citations, const std::string& source,
          const std::string& locator) {
  for (const auto& citation : citations) {
    if (citation.source() == source && citation.locator() == locator) return;
  }
  auto* citation = citations.Add();
  citation->set_source(source);
  citation->set_locator(locator);
  citation->set_stance(model::v1::STANCE_SUPPORTS);
}

}  // namespace comity::cli
