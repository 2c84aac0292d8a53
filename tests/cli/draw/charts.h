// Small charts, and a picture read back.
#ifndef TESTS_CLI_DRAW_CHARTS_H_
#define TESTS_CLI_DRAW_CHARTS_H_

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "cli/draw/chart.h"

namespace comity::cli {

inline constexpr auto kMember = model::v1::MEMBERSHIP_STATUS_MEMBER;
inline constexpr auto kObserver = model::v1::MEMBERSHIP_STATUS_OBSERVER;
inline constexpr auto kCandidate = model::v1::MEMBERSHIP_STATUS_CANDIDATE;

// "2001-06-15".
model::Day DayOf(const std::string& text);

// From the one day to the other.
model::DayRange Days(const std::string& first, const std::string& last);

// Certain on all its days.
ChartSpan Certain(model::v1::MembershipStatus status, const std::string& first,
                  const std::string& last);
// Certain on none.
ChartSpan Possible(model::v1::MembershipStatus status, const std::string& first,
                   const std::string& last);

ChartMarker Marker(MarkerKind kind, const std::string& day);

// One section of rows of one lane each, labelled "row 0", "row 1"…, on the axis
// 2000-01-01 to 2009-12-31.
Chart ChartWith(std::vector<ChartLane> lanes);

// A chart of that shape by chance: overlaps, gaps, spans that leave the axis.
Chart RandomChart(std::mt19937& random);

// An element of an XML document, with the elements and the text in it.
struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;  // its own, and that of elements in it
  std::vector<Element> children;

  // Of its class attribute.
  bool HasClass(const std::string& wanted) const;
};

// The root of the document. Adds a failure to the test, and gives an empty
// element, when it is not well formed.
Element ParseXml(const std::string& text);

// All elements of this class below, in the document's order.
std::vector<const Element*> Find(const Element& root,
                                 const std::string& wanted_class);

// The seed of this run: COMITY_SEED, or a fixed one. It is printed.
uint32_t Seed();

}  // namespace comity::cli

#endif  // TESTS_CLI_DRAW_CHARTS_H_
