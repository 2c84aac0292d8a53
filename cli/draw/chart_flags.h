// The flags that `timeline` and `compare` share: what of a chart to show and
// where to draw it.
#ifndef COMITY_CLI_DRAW_CHART_FLAGS_H_
#define COMITY_CLI_DRAW_CHART_FLAGS_H_

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/command/session.h"
#include "cli/draw/chart.h"

namespace comity::cli {

class ChartFlags {
 public:
  void AddTo(CLI::App& command);

  // Whether a chart is wanted, and not a list: on a terminal, when a picture is
  // asked for, or with --bars.
  bool WantsChart(Session& session) const;

  // `--from` and `--to` as an EDTF interval; empty when neither is given.
  std::string Interval() const;

  // The days to draw: `natural` but for the ends that the flags give.
  absl::StatusOr<model::DayRange> AxisOf(model::DayRange natural) const;

  const std::vector<model::v1::MembershipStatus>& only() const { return only_; }

  // Cuts the chart to its axis and to what --only wants, sorts it, and writes
  // it: the picture to its file, or the bars to stdout.
  absl::Status Draw(Chart chart, Session& session) const;

 private:
  std::string from_, to_;
  std::string svg_;
  std::vector<model::v1::MembershipStatus> only_;
  RowOrder order_ = RowOrder::kSince;
  bool list_ = false;
  bool bars_ = false;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_CHART_FLAGS_H_
