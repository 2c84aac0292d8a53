// Writes well-formed XML as text, indented.
#ifndef COMITY_CLI_DRAW_XML_WRITER_H_
#define COMITY_CLI_DRAW_XML_WRITER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace comity::cli {

// `text` as it may stand in an element or a quoted attribute: markup escaped,
// and what XML 1.0 does not allow at all (control characters, bytes that are no
// UTF-8) as U+FFFD.
std::string EscapeXml(absl::string_view text);

// Rounded to hundredths, without zeros at the end: "12.5".
std::string Number(double value);

// The first line of a document.
inline constexpr char kXmlDeclaration[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

// Not thread-safe.
class XmlWriter {
 public:
  using Attributes = std::vector<std::pair<const char*, std::string>>;

  // Element names and attribute names are ours and not escaped; values are.
  void Open(const char* element, const Attributes& attributes = {});
  void Close();
  // An element without content.
  void Leaf(const char* element, const Attributes& attributes = {});
  // An element that holds a text alone.
  void Text(const char* element, const Attributes& attributes,
            absl::string_view text);

  // What another writer took.
  void Raw(absl::string_view xml);

  // What was written. REQUIRES: every element was closed.
  std::string Take() { return std::move(out_); }

 private:
  void Begin(const char* element, const Attributes& attributes);

  std::string out_;
  std::vector<const char*> open_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_XML_WRITER_H_
