#include "cli/draw/chart.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/string_view.h"
#include "cli/command/words.h"

namespace comity::cli {
namespace {

using model::Day;
using model::DayRange;
using model::v1::MembershipStatus;

bool Overlap(DayRange a, DayRange b) {
  return a.first <= b.last && b.first <= a.last;
}

bool Covers(DayRange outer, DayRange inner) {
  return outer.first <= inner.first && inner.last <= outer.last;
}

// `chart` is a Chart, const or not, and so are the lanes.
template <typename ChartType, typename Visitor>
void ForEachLane(ChartType& chart, const Visitor& visitor) {
  for (auto& section : chart.sections) {
    for (auto& row : section.rows) {
      for (auto& lane : row.lanes) visitor(lane);
    }
  }
}

// Takes out of each section the rows that `keep` does not want, then sections
// without rows.
template <typename Keep>
void KeepRows(const Keep& keep, Chart& chart) {
  for (ChartSection& section : chart.sections) {
    std::erase_if(section.rows,
                  [&](const ChartRow& row) { return !keep(row); });
  }
  std::erase_if(chart.sections, [](const ChartSection& section) {
    return section.rows.empty();
  });
}

bool IsEmpty(const ChartRow& row) {
  return std::all_of(row.lanes.begin(), row.lanes.end(),
                     [](const ChartLane& lane) {
                       return lane.spans.empty() && lane.markers.empty();
                     });
}

// In the order of the enum, but with what is unknown last.
int RankOf(MembershipStatus status) {
  return status == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED
             ? model::v1::MembershipStatus_ARRAYSIZE
             : static_cast<int>(status);
}

Day FirstDayOf(const ChartRow& row) {
  Day first = model::kMaxDay;
  for (const ChartLane& lane : row.lanes) {
    for (const ChartSpan& span : lane.spans) {
      first = std::min(first, span.possible.first);
    }
  }
  return first;
}

// The best status held on the axis' last day, perhaps; rows that hold none come
// after all that do.
int LastRankOf(const ChartRow& row, DayRange axis) {
  int best = model::v1::MembershipStatus_ARRAYSIZE + 1;
  for (const ChartLane& lane : row.lanes) {
    for (const ChartSpan& span : lane.spans) {
      if (span.possible.last >= axis.last) {
        best = std::min(best, RankOf(span.status));
      }
    }
  }
  return best;
}

}  // namespace

Day ChartMarker::middle() const {
  return Day(days.first.days_since_epoch() +
             (days.last.days_since_epoch() - days.first.days_since_epoch()) /
                 2);
}

bool Chart::empty() const { return sections.empty(); }

std::vector<Piece> PiecesOf(const ChartLane& lane, DayRange axis) {
  std::set<Day> cuts;
  const auto cut_around = [&](DayRange days) {
    cuts.insert(std::max(days.first, axis.first));
    cuts.insert(std::min(days.last, axis.last).Next());
  };
  for (const ChartSpan& span : lane.spans) {
    if (!Overlap(span.possible, axis)) continue;
    cut_around(span.possible);
    if (span.certain.has_value() && Overlap(*span.certain, axis)) {
      cut_around(*span.certain);
    }
  }
  std::vector<Piece> pieces;
  for (auto from = cuts.begin(); from != cuts.end(); ++from) {
    const auto next = std::next(from);
    if (next == cuts.end()) break;
    Piece piece = {{*from, next->Previous()}, {}};
    for (const ChartSpan& span : lane.spans) {
      if (!Covers(span.possible, piece.days)) continue;
      piece.layers.push_back({&span, span.certain.has_value() &&
                                         Covers(*span.certain, piece.days)});
    }
    if (!piece.layers.empty()) pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::vector<const ChartMarker*> MarkersOf(const ChartLane& lane,
                                          DayRange axis) {
  std::vector<const ChartMarker*> markers;
  for (const ChartMarker& marker : lane.markers) {
    const Day day = marker.middle();
    if (day >= axis.first && day <= axis.last) markers.push_back(&marker);
  }
  std::stable_sort(markers.begin(), markers.end(),
                   [](const ChartMarker* a, const ChartMarker* b) {
                     return a->middle() < b->middle();
                   });
  return markers;
}

DayRange NaturalAxis(const Chart& chart, Day today) {
  Day first = today;
  Day last = today;
  const auto take = [&](Day day) {
    if (day == model::kMinDay || day == model::kMaxDay) return;
    first = std::min(first, day);
    last = std::max(last, day);
  };
  ForEachLane(chart, [&](const ChartLane& lane) {
    for (const ChartSpan& span : lane.spans) {
      for (const DayRange& days :
           {span.possible, span.certain.value_or(span.possible)}) {
        take(days.first);
        take(days.last);
      }
    }
    for (const ChartMarker& marker : lane.markers) {
      take(marker.days.first);
      take(marker.days.last);
    }
  });
  return {Day(absl::CivilDay(first.ToCivil().year(), 1, 1)),
          Day(absl::CivilDay(last.ToCivil().year(), 12, 31))};
}

void HoldTo(DayRange covered, Chart& chart) {
  const auto cut = [&](DayRange days) {
    return DayRange{std::max(days.first, covered.first),
                    std::min(days.last, covered.last)};
  };
  chart.covered = covered;
  ForEachLane(chart, [&](ChartLane& lane) {
    for (ChartSpan& span : lane.spans) {
      if (span.possible.last > covered.last) span.goes_on = false;
      span.possible = cut(span.possible);
      if (!span.certain.has_value()) continue;
      span.certain = cut(*span.certain);
      if (span.certain->first > span.certain->last) span.certain.reset();
    }
    std::erase_if(lane.spans, [](const ChartSpan& span) {
      return span.possible.first > span.possible.last;
    });
  });
}

void KeepOnAxis(Chart& chart) {
  ForEachLane(chart, [&](ChartLane& lane) {
    std::erase_if(lane.spans, [&](const ChartSpan& span) {
      return !Overlap(span.possible, chart.axis);
    });
    std::erase_if(lane.markers, [&](const ChartMarker& marker) {
      return !Covers(chart.axis, {marker.middle(), marker.middle()});
    });
  });
  KeepRows([](const ChartRow& row) { return !IsEmpty(row); }, chart);
}

void KeepStatuses(const std::vector<MembershipStatus>& statuses, Chart& chart) {
  if (statuses.empty()) return;
  const auto wanted = [&](const ChartSpan& span) {
    return Overlap(span.possible, chart.axis) &&
           std::find(statuses.begin(), statuses.end(), span.status) !=
               statuses.end();
  };
  KeepRows(
      [&](const ChartRow& row) {
        return std::any_of(
            row.lanes.begin(), row.lanes.end(), [&](const ChartLane& lane) {
              return std::any_of(lane.spans.begin(), lane.spans.end(), wanted);
            });
      },
      chart);
}

void SortRows(RowOrder order, Chart& chart) {
  const auto key = [&](const ChartRow& row) {
    const int rank =
        order == RowOrder::kStatus ? LastRankOf(row, chart.axis) : 0;
    const Day day = order == RowOrder::kName ? Day() : FirstDayOf(row);
    return std::make_tuple(rank, day, absl::string_view(row.label));
  };
  for (ChartSection& section : chart.sections) {
    std::stable_sort(
        section.rows.begin(), section.rows.end(),
        [&](const ChartRow& a, const ChartRow& b) { return key(a) < key(b); });
  }
}

Shown ShownIn(const Chart& chart) {
  std::set<int> statuses;
  std::set<MarkerKind> markers;
  Shown shown;
  ForEachLane(chart, [&](const ChartLane& lane) {
    for (const Piece& piece : PiecesOf(lane, chart.axis)) {
      for (const Layer& layer : piece.layers) {
        const MembershipStatus status = layer.span->status;
        if (status == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED) {
          shown.unknown = true;
          continue;
        }
        statuses.insert(status);
        shown.possible |= !layer.certain;
      }
    }
    for (const ChartMarker* marker : MarkersOf(lane, chart.axis)) {
      markers.insert(marker->kind);
    }
  });
  for (const int status : statuses) {
    shown.statuses.push_back(static_cast<MembershipStatus>(status));
  }
  shown.markers.assign(markers.begin(), markers.end());
  return shown;
}

std::string StatusWord(MembershipStatus status) {
  return status == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED
             ? "unknown"
             : StatusInWords(status);
}

std::string MarkerWords(MarkerKind kind) {
  switch (kind) {
    case MarkerKind::kApplication:
      return "invited or applied";
    case MarkerKind::kTalks:
      return "negotiations opened";
    case MarkerKind::kDecision:
      return "admission decided";
    case MarkerKind::kSignature:
      return "accession signed or ratified";
    case MarkerKind::kLeaving:
      return "application withdrawn or leave announced";
  }
  return "";
}

}  // namespace comity::cli
