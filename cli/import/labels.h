// What is done to lists of labels and citations while records are made.
#ifndef COMITY_CLI_IMPORT_LABELS_H_
#define COMITY_CLI_IMPORT_LABELS_H_

#include <string>

#include "comity/model/v1/label.pb.h"
#include "common/model/record_access.h"

namespace comity::cli {

using CitationList = google::protobuf::RepeatedPtrField<model::v1::Citation>;

// The label of that text in that language, or null.
model::v1::Label* FindLabel(model::LabelList& labels,
                            const std::string& language,
                            const std::string& text);

// Whether there is a short name in that language, of any time.
bool HasShort(const model::LabelList& labels, const std::string& language);

// Makes an alias of the short name of today in that language, if there is one.
void MakeShortAnAlias(model::LabelList& labels, const std::string& language);

// Puts English before the other languages, and in it the short name of today
// first. Otherwise the order stays.
void PutEnglishFirst(model::LabelList& labels);

// Says that the source supports what the record holds, once.
void Cite(CitationList& citations, const std::string& source,
          const std::string& locator);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_LABELS_H_
