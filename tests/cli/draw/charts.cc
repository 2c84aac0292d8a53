#include "tests/cli/draw/charts.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/model/edtf.h"

namespace comity::cli {
namespace {

constexpr uint32_t kSeed = 20040501;

std::string Text(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

std::string Take(xmlChar* text) {
  std::string taken = Text(text);
  xmlFree(text);
  return taken;
}

Element Read(xmlNode* node) {
  Element element;
  element.name = Text(node->name);
  element.text = Take(xmlNodeGetContent(node));
  for (xmlAttr* at = node->properties; at != nullptr; at = at->next) {
    element.attributes[Text(at->name)] = Take(xmlGetProp(node, at->name));
  }
  for (xmlNode* at = node->children; at != nullptr; at = at->next) {
    if (at->type == XML_ELEMENT_NODE) element.children.push_back(Read(at));
  }
  return element;
}

void Collect(const Element& element, const std::string& wanted,
             std::vector<const Element*>& found) {
  if (element.HasClass(wanted)) found.push_back(&element);
  for (const Element& child : element.children) Collect(child, wanted, found);
}

}  // namespace

model::Day DayOf(const std::string& text) {
  return model::Date::Parse(text).value().earliest();
}

model::DayRange Days(const std::string& first, const std::string& last) {
  return {DayOf(first), DayOf(last)};
}

ChartSpan Possible(model::v1::MembershipStatus status, const std::string& first,
                   const std::string& last) {
  ChartSpan span;
  span.status = status;
  span.possible = Days(first, last);
  span.since = first.substr(0, 4);
  span.until = last.substr(0, 4);
  span.story = absl::StrCat(first, " to ", last);
  return span;
}

ChartSpan Certain(model::v1::MembershipStatus status, const std::string& first,
                  const std::string& last) {
  ChartSpan span = Possible(status, first, last);
  span.certain = span.possible;
  return span;
}

ChartMarker Marker(MarkerKind kind, const std::string& day) {
  return {kind, Days(day, day), day};
}

Chart ChartWith(std::vector<ChartLane> lanes) {
  Chart chart;
  chart.title = "A title";
  chart.axis = Days("2000-01-01", "2009-12-31");
  chart.sections.emplace_back();
  for (size_t i = 0; i < lanes.size(); ++i) {
    chart.sections[0].rows.push_back(
        {absl::StrCat("row ", i), "", {std::move(lanes[i])}});
  }
  return chart;
}

Chart RandomChart(std::mt19937& random) {
  const auto pick = [&](int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random);
  };
  std::vector<ChartLane> lanes(static_cast<size_t>(pick(1, 5)));
  for (ChartLane& lane : lanes) {
    const int spans = pick(1, 4);
    for (int i = 0; i < spans; ++i) {
      ChartSpan span;
      span.status = static_cast<model::v1::MembershipStatus>(pick(0, 7));
      span.possible.first = model::Day(pick(10500, 14900));
      span.possible.last =
          model::Day(span.possible.first.days_since_epoch() + pick(0, 2500));
      if (pick(0, 4) == 0) span.possible.last = model::kMaxDay;
      span.goes_on = span.possible.last == model::kMaxDay;
      if (pick(0, 3) > 0) {
        span.certain = span.possible;
        const int cut = pick(0, 300);
        span.certain->first =
            std::min(model::Day(span.possible.first.days_since_epoch() + cut),
                     span.certain->last);
      }
      lane.spans.push_back(span);
    }
  }
  return ChartWith(std::move(lanes));
}

bool Element::HasClass(const std::string& wanted) const {
  const auto at = attributes.find("class");
  if (at == attributes.end()) return false;
  const std::vector<std::string> classes = absl::StrSplit(at->second, ' ');
  return std::find(classes.begin(), classes.end(), wanted) != classes.end();
}

Element ParseXml(const std::string& text) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      xmlReadMemory(text.data(), static_cast<int>(text.size()), "chart.svg",
                    nullptr, XML_PARSE_NONET),
      &xmlFreeDoc);
  if (document == nullptr) {
    ADD_FAILURE() << "not well formed:\n" << text;
    return {};
  }
  return Read(xmlDocGetRootElement(document.get()));
}

std::vector<const Element*> Find(const Element& root,
                                 const std::string& wanted_class) {
  std::vector<const Element*> found;
  Collect(root, wanted_class, found);
  return found;
}

uint32_t Seed() {
  uint32_t seed = kSeed;
  const char* given = std::getenv("COMITY_SEED");
  if (given != nullptr && !absl::SimpleAtoi(given, &seed)) seed = kSeed;
  std::cout << "seed " << seed << "\n";
  return seed;
}

}  // namespace comity::cli
