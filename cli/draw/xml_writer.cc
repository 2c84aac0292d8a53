#include "cli/draw/xml_writer.h"

#include <cmath>
#include <cstdint>

#include <unicode/utf8.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace comity::cli {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

bool IsXmlCharacter(UChar32 character) {
  return character == '\t' || character == '\n' || character == '\r' ||
         (character >= 0x20 && character <= 0xD7FF) ||
         (character >= 0xE000 && character <= 0xFFFD) || character >= 0x10000;
}

}  // namespace

std::string EscapeXml(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    const int32_t begin = at;
    UChar32 character = 0;
    U8_NEXT(text.data(), at, size, character);
    switch (character) {
      case '&':
        out += "&amp;";
        continue;
      case '<':
        out += "&lt;";
        continue;
      case '>':
        out += "&gt;";
        continue;
      case '"':
        out += "&quot;";
        continue;
      case '\'':
        out += "&apos;";
        continue;
      default:
        break;
    }
    if (character < 0 || !IsXmlCharacter(character)) {
      out += kReplacement;
    } else {
      absl::StrAppend(&out, text.substr(static_cast<size_t>(begin),
                                        static_cast<size_t>(at - begin)));
    }
  }
  return out;
}

std::string Number(double value) {
  constexpr double kHundred = 100;
  const double rounded = std::round(value * kHundred) / kHundred;
  // No "-0".
  return absl::StrFormat("%g", rounded == 0 ? 0.0 : rounded);
}

void XmlWriter::Begin(const char* element, const Attributes& attributes) {
  absl::StrAppend(&out_, std::string(2 * open_.size(), ' '), "<", element);
  for (const auto& [name, value] : attributes) {
    absl::StrAppend(&out_, " ", name, "=\"", EscapeXml(value), "\"");
  }
}

void XmlWriter::Open(const char* element, const Attributes& attributes) {
  Begin(element, attributes);
  absl::StrAppend(&out_, ">\n");
  open_.push_back(element);
}

void XmlWriter::Close() {
  const char* element = open_.back();
  open_.pop_back();
  absl::StrAppend(&out_, std::string(2 * open_.size(), ' '), "</", element,
                  ">\n");
}

void XmlWriter::Leaf(const char* element, const Attributes& attributes) {
  Begin(element, attributes);
  absl::StrAppend(&out_, "/>\n");
}

void XmlWriter::Text(const char* element, const Attributes& attributes,
                     absl::string_view text) {
  Begin(element, attributes);
  absl::StrAppend(&out_, ">", EscapeXml(text), "</", element, ">\n");
}

void XmlWriter::Raw(absl::string_view xml) { absl::StrAppend(&out_, xml); }

}  // namespace comity::cli
