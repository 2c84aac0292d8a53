// The flags that `timeline` and `compare` share: what of a chart to show and
// where to draw it.
#ifndef COMITY_CLI_DRAW_CHART_FLAGS_H_
#define COMITY_CLI_DRAW_CHART_FLAGS_H_

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/status/status.h"
#include "cli/command/session.h"
#include "cli/draw/chart.h"

namespace comity::cli {

class ChartFlags {
 public:
  void AddTo(CLI::App& command);

  // Whether a chart is wanted, and not a list: on a terminal, when a picture is
  // asked for, or with --bars.
  bool WantsChart(Session& session) const;

  // Whether --from is before --to; to be asked first.
  absl::Status Check() const;

  // `--from` and `--to` as an EDTF interval; empty when neither is given.
  std::string Interval() const;

  // Sets the chart's axis: all of its time but for the ends that the flags
  // give; and leaves out the rows that are not on it or not wanted by --only.
  // REQUIRES: chart.today is set.
  void Choose(Chart& chart) const;

  const std::vector<model::v1::MembershipStatus>& only() const { return only_; }

  // Sorts the chart and writes it: the picture to its file, or the bars to
  // stdout.
  absl::Status Draw(Chart chart, Session& session) const;

 private:
  model::DayRange AxisOf(model::DayRange natural) const;

  std::string from_, to_;
  std::string svg_;
  std::vector<model::v1::MembershipStatus> only_;
  RowOrder order_ = RowOrder::kSince;
  bool list_ = false;
  bool bars_ = false;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_CHART_FLAGS_H_
