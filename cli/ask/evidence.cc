#include "cli/ask/evidence.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/terms.h"
#include "cli/command/words.h"

namespace comity::cli {

using query::v1::CERTAINTY_CERTAIN;

std::string DateInWords(bool has_event, const query::v1::EventBasis& event) {
  return has_event ? DateInWords(event.date()) : "";
}

std::string CitationsText(
    const google::protobuf::RepeatedPtrField<model::v1::Citation>& citations) {
  std::vector<std::string> supporting, disputing;
  for (const auto& citation : citations) {
    std::string text = ShortId(citation.source());
    if (!citation.locator().empty()) {
      absl::StrAppend(&text, " (", citation.locator(), ")");
    }
    (citation.stance() == model::v1::STANCE_DISPUTES ? disputing : supporting)
        .push_back(std::move(text));
  }
  std::string out = absl::StrJoin(supporting, ", ");
  if (!disputing.empty()) {
    absl::StrAppend(&out, out.empty() ? "" : "; ", "disputed by ",
                    absl::StrJoin(disputing, ", "));
  }
  return out;
}

std::string EventText(const query::v1::EventBasis& event) {
  std::string out =
      absl::StrCat(EventInWords(event.what()), " ", DateInWords(event.date()));
  if (event.standing() != model::v1::STANDING_ACCEPTED &&
      event.standing() != model::v1::STANDING_UNSPECIFIED) {
    absl::StrAppend(&out, " (", Words(event.standing()), ")");
  }
  if (event.hypothetical()) absl::StrAppend(&out, " (what if)");
  return out;
}

std::string EvidenceLine(const Terminal& terminal, int indent,
                         absl::string_view word,
                         const query::v1::EventBasis& event) {
  const std::string citations = CitationsText(event.citations());
  return absl::StrCat(std::string(static_cast<size_t>(indent), ' '), word,
                      word.empty() ? "" : " ", EventText(event),
                      citations.empty() ? ""
                                        : Paint(terminal, Style::kFaint,
                                                absl::StrCat("  ", citations)),
                      "\n");
}

std::string HoldingText(query::v1::Certainty at_some_time,
                        query::v1::Certainty throughout,
                        absl::string_view text) {
  if (at_some_time != CERTAINTY_CERTAIN) return absl::StrCat("possibly ", text);
  switch (throughout) {
    case CERTAINTY_CERTAIN:
      return std::string(text);
    case query::v1::CERTAINTY_POSSIBLE:
      return absl::StrCat(text, " for a part at least");
    default:
      return absl::StrCat(text, " for a part");
  }
}

std::string HeldText(const query::v1::HeldStatus& held) {
  std::string text = Words(held.status());
  // A title such as "Observer" says nothing more.
  if (!held.title().empty() && !absl::EqualsIgnoreCase(held.title(), text)) {
    absl::StrAppend(&text, " (", held.title(), ")");
  }
  return HoldingText(held.at_some_time(), held.throughout(), text);
}

std::string StatusesText(const query::v1::MembershipAnswer& answer) {
  std::vector<std::string> held;
  for (const auto& status : answer.statuses()) held.push_back(HeldText(status));
  if (answer.verdict() == query::v1::VERDICT_UNKNOWN) {
    held.push_back(absl::StrCat("unknown: ", Words(answer.unknown_reason())));
  }
  return held.empty() ? "none" : absl::StrJoin(held, ", ");
}

std::string SpanText(const query::v1::Holding& holding) {
  const std::string since = DateInWords(holding.has_since(), holding.since());
  const std::string until = DateInWords(holding.has_until(), holding.until());
  if (since.empty() && until.empty()) return "";
  if (until.empty()) return absl::StrCat("since ", since);
  if (since.empty()) return absl::StrCat("until ", until);
  return absl::StrCat(since, " to ", until);
}

std::string AnswerEvidence(const Terminal& terminal, int indent,
                           const query::v1::MembershipAnswer& answer) {
  std::string out;
  const std::string margin(static_cast<size_t>(indent), ' ');
  for (const auto& held : answer.statuses()) {
    absl::StrAppend(
        &out, margin, Paint(terminal, StyleOf(held.status()), HeldText(held)),
        "\n", EvidenceLine(terminal, indent + 2, "since:", held.since()));
    if (held.has_until()) {
      absl::StrAppend(
          &out, EvidenceLine(terminal, indent + 2, "until:", held.until()));
    }
  }
  if (answer.has_none_since()) {
    absl::StrAppend(&out, EvidenceLine(terminal, indent,
                                       "none since:", answer.none_since()));
  }
  if (out.empty()) absl::StrAppend(&out, margin, StatusesText(answer), "\n");
  for (const auto& succession : answer.successions()) {
    absl::StrAppend(
        &out, EvidenceLine(terminal, indent,
                           absl::StrCat(Words(succession.kind()), " ",
                                        ShortName(succession.member()), ":"),
                           succession.event()));
  }
  return out;
}

std::string AskedText(const query::v1::AnswerBasis& basis) {
  std::string out;
  if (!basis.date().empty()) absl::StrAppend(&out, "on ", basis.date());
  const auto add = [&](absl::string_view word, absl::string_view what) {
    absl::StrAppend(&out, out.empty() ? "" : ", ", word, what);
  };
  if (basis.sources_size() > 0) {
    add("by the word of ", ShortIds(basis.sources()));
  }
  if (!basis.evidence_until().empty()) {
    add("as known by ", basis.evidence_until());
  }
  if (basis.certainty() == query::v1::CERTAINTY_MODE_STRICT) {
    add("only what is certain", "");
  }
  if (basis.hypotheses_size() > 0) {
    add("what if ", Count(basis.hypotheses_size(), "change"));
  }
  return out;
}

std::string RevisionLine(const Terminal& terminal,
                         const query::v1::AnswerBasis& basis) {
  return absl::StrCat(Paint(terminal, Style::kFaint,
                            absl::StrCat("revision ", basis.revision())),
                      "\n");
}

}  // namespace comity::cli
