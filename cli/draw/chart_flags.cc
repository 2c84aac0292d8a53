#include "cli/draw/chart_flags.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/command/words.h"
#include "cli/draw/svg_chart.h"
#include "cli/draw/text_chart.h"

#include "common/model/edtf.h"

namespace comity::cli {
namespace {

constexpr char kGroup[] = "What to draw";

// "dialogue-partner" and the others.
std::map<std::string, model::v1::MembershipStatus> Statuses() {
  std::map<std::string, model::v1::MembershipStatus> statuses;
  for (int i = model::v1::MembershipStatus_MIN;
       i <= model::v1::MembershipStatus_MAX; ++i) {
    const auto status = static_cast<model::v1::MembershipStatus>(i);
    if (i == 0 || !model::v1::MembershipStatus_IsValid(i)) continue;
    statuses.emplace(absl::StrReplaceAll(StatusInWords(status), {{" ", "-"}}),
                     status);
  }
  return statuses;
}

std::string IsDate(const std::string& text) {
  const auto date = model::Date::Parse(text);
  if (!date.ok()) return std::string(date.status().message());
  return date->unknown() ? "a date is required" : "";
}

absl::Status WriteFile(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file ? absl::OkStatus()
              : absl::UnknownError(absl::StrCat(path, ": cannot be written"));
}

}  // namespace

void ChartFlags::AddTo(CLI::App& command) {
  command.add_option("--from", from_, "Not before this date: 1990, 2004-05-01")
      ->option_text("DATE")
      ->check(IsDate)
      ->group(kGroup);
  command.add_option("--to", to_, "Not after this date")
      ->option_text("DATE")
      ->check(IsDate)
      ->group(kGroup);
  command
      .add_option("--only", only_,
                  "Those alone that had one of these statuses at some time: "
                  "member, associate, observer, dialogue-partner, candidate, "
                  "guest, suspended")
      ->option_text("STATUS,...")
      ->delimiter(',')
      ->transform(CLI::CheckedTransformer(Statuses(), CLI::ignore_case))
      ->group(kGroup);
  command
      .add_option("--sort", order_,
                  "since (who was in first), name, or status at the end")
      ->option_text("ORDER")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, RowOrder>{{"since", RowOrder::kSince},
                                          {"name", RowOrder::kName},
                                          {"status", RowOrder::kStatus}}))
      ->group(kGroup);
  auto* svg = command
                  .add_option("--svg", svg_,
                              "Write a picture to this file; - is stdout")
                  ->option_text("FILE")
                  ->group(kGroup);
  auto* bars =
      command.add_flag("--bars", bars_, "Bars, though it is no terminal")
          ->excludes(svg)
          ->group(kGroup);
  command.add_flag("--list", list_, "Lines, though it is a terminal")
      ->excludes(svg)
      ->excludes(bars)
      ->group(kGroup);
}

bool ChartFlags::WantsChart(Session& session) const {
  if (!svg_.empty() || bars_) return true;
  return !list_ && session.terminal().interactive;
}

std::string ChartFlags::Interval() const {
  if (from_.empty() && to_.empty()) return "";
  return absl::StrCat(from_.empty() ? ".." : from_, "/",
                      to_.empty() ? ".." : to_);
}

absl::Status ChartFlags::Check() const {
  const model::Date from = model::Date::Parse(from_).value_or(model::Date());
  const model::Date to = model::Date::Parse(to_).value_or(model::Date());
  if (from.earliest() <= to.latest()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--from ", from_, " is after --to ", to_));
}

// An end that lies beyond the natural other end makes an axis of its year.
model::DayRange ChartFlags::AxisOf(model::DayRange natural) const {
  model::DayRange axis = natural;
  if (!from_.empty()) {
    axis.first = model::Date::Parse(from_).value_or(model::Date()).earliest();
    const model::Day year_end(
        absl::CivilDay(axis.first.ToCivil().year(), 12, 31));
    axis.last = std::max(axis.last, year_end);
  }
  if (!to_.empty()) {
    axis.last = model::Date::Parse(to_).value_or(model::Date()).latest();
    const model::Day year_begin(
        absl::CivilDay(axis.last.ToCivil().year(), 1, 1));
    if (from_.empty()) axis.first = std::min(axis.first, year_begin);
  }
  return axis;
}

void ChartFlags::Choose(Chart& chart) const {
  const auto set_axis = [&] {
    chart.axis = AxisOf(NaturalAxis(chart, *chart.today));
  };
  set_axis();
  KeepOnAxis(chart);
  KeepStatuses(only_, chart);
  // What is left may need less.
  if (!chart.empty()) set_axis();
}

absl::Status ChartFlags::Draw(Chart chart, Session& session) const {
  KeepOnAxis(chart);
  SortRows(order_, chart);
  if (chart.empty()) {
    session.Print("Nothing to draw in these years.\n");
    return absl::OkStatus();
  }
  if (svg_.empty()) {
    session.Print(RenderText(chart, session.terminal()));
    return absl::OkStatus();
  }
  const std::string picture = RenderSvg(chart);
  if (svg_ == "-") {
    session.Print(picture);
    return absl::OkStatus();
  }
  if (const auto status = WriteFile(svg_, picture); !status.ok()) {
    session.Fail(status, kExitCannotWrite);
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
