#include "cli/term/progress.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace comity::cli {
namespace {

constexpr absl::Duration kInterval = absl::Milliseconds(100);
constexpr int kBarMax = 40;
constexpr int kBarMin = 10;

std::string Repeat(absl::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) absl::StrAppend(&out, text);
  return out;
}

}  // namespace

std::string ProgressLine(const Terminal& terminal, const std::string& label,
                         int64_t done, int64_t total) {
  if (total <= 0) return absl::StrCat(label, "  ", done);
  done = std::clamp<int64_t>(done, 0, total);
  const std::string percent = absl::StrCat(done * 100 / total, " %");
  const int room = terminal.width - DisplayWidth(label) -
                   static_cast<int>(percent.size()) - 5;
  if (room < kBarMin) return absl::StrCat(label, "  ", percent);
  const int bar = std::min(room, kBarMax);
  const int filled = static_cast<int>(done * bar / total);
  return absl::StrCat(label, "  ", Repeat(terminal.unicode ? "█" : "#", filled),
                      Repeat(terminal.unicode ? "░" : "-", bar - filled), "  ",
                      percent);
}

Progress::Progress(const Terminal& terminal, std::string label, int64_t total)
    : terminal_(terminal),
      label_(std::move(label)),
      total_(total),
      next_(absl::InfinitePast()) {}

Progress::~Progress() {
  if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::Set(int64_t done) {
  if (!terminal_.interactive) return;
  const absl::Time now = absl::Now();
  if (now < next_ && done != total_) return;
  next_ = now + kInterval;
  drawn_ = true;
  std::cerr << "\r\x1b[K" << ProgressLine(terminal_, label_, done, total_)
            << std::flush;
}

}  // namespace comity::cli
