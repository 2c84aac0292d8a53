#include "cli/command/context_flags.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/command/session.h"
#include "cli/command/text_file.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

constexpr char kGroup[] = "As of when, and by whose word";

}  // namespace

void ContextFlags::AddTo(CLI::App& command, Date date) {
  if (date == Date::kOffered) {
    command
        .add_option("--date,--on", date_,
                    "A day or a part of time: 2013-06-01, 2005, 2001-06; "
                    "today when left out")
        ->option_text("DATE")
        // An unset variable of a script would else ask about today.
        ->check([](const std::string& text) {
          return text.empty() ? std::string("a date may not be empty")
                              : std::string();
        })
        ->group(kGroup);
  }
  command
      .add_option("--by", sources_,
                  "Ask these sources alone, whatever the registry accepts")
      ->option_text("SOURCE...")
      ->group(kGroup);
  command
      .add_option("--known-by", known_by_,
                  "As the world could know on that day")
      ->option_text("DAY")
      ->group(kGroup);
  auto* strict = command.add_flag("--strict", strict_, "Only what is certain")
                     ->group(kGroup);
  command.add_flag("--inclusive", inclusive_, "What is possible too")
      ->excludes(strict)
      ->group(kGroup);
  auto* revision =
      command.add_option("--revision", revision_, "As of this revision")
          ->option_text("N")
          ->check(CLI::Range(int64_t{1}, kNumberMax))
          ->group(kGroup);
  auto* fresh = command
                    .add_flag("--fresh", fresh_,
                              "Not older than the registry's newest revision")
                    ->excludes(revision)
                    ->group(kGroup);
  command
      .add_option("--after", token_,
                  "Not older than this token, which a commit returned")
      ->option_text("TOKEN")
      ->excludes(revision)
      ->excludes(fresh)
      ->group(kGroup);
  command
      .add_option("--what-if", what_if_,
                  "Lay the changes of this file over the register for the one "
                  "answer; as `comity commit` takes them")
      ->option_text("FILE")
      ->check(CLI::ExistingFile)
      ->group(kGroup);
}

absl::StatusOr<query::v1::ReadContext> ContextFlags::Context() const {
  query::v1::ReadContext context;
  context.set_date(date_);
  for (const auto& source : sources_) {
    context.add_sources(absl::StrContains(source, '/')
                            ? source
                            : absl::StrCat("sources/", source));
  }
  context.set_evidence_until(known_by_);
  if (strict_) context.set_certainty(query::v1::CERTAINTY_MODE_STRICT);
  if (inclusive_) context.set_certainty(query::v1::CERTAINTY_MODE_INCLUSIVE);
  if (revision_ > 0) context.set_at_revision(revision_);
  if (fresh_) context.mutable_fully_consistent();
  if (!token_.empty()) context.set_at_least_as_fresh(token_);
  if (!what_if_.empty()) {
    registry::v1::CommitRequest changes;
    COMITY_RETURN_IF_ERROR(ReadMessageFile(what_if_, changes));
    *context.mutable_hypotheses() = std::move(*changes.mutable_changes());
  }
  return context;
}

}  // namespace comity::cli
