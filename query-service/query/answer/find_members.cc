#include "query/answer/find_members.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "query/answer/fields.h"
#include "query/answer/kleene.h"
#include "query/answer/pair_answer.h"
#include "query/answer/party_view.h"
#include "query/answer/set_expression.h"

namespace comity::query {
namespace {

using platform::Violations;

constexpr char kExpressionField[] = "expression";
constexpr int32_t kExplainedPageMax = 100;

bool IsOfOrganization(const SetAtom& atom) {
  return atom.kind == SetAtom::Kind::kStatus ||
         atom.kind == SetAtom::Kind::kAny;
}

StatusSet StatusesOf(const SetAtom& atom) {
  StatusSet::Statuses statuses;
  if (atom.kind == SetAtom::Kind::kStatus) statuses.Add(atom.status);
  return StatusSet::AnyOr(statuses);
}

// Evaluates one expression, for one answer.
class SetFinder {
 public:
  SetFinder(const ResolvedContext& context, const SetExpression& expression)
      : context_(context), expression_(expression), tools_(context) {}

  // The set, by ordinal of the party.
  absl::StatusOr<KleeneSet> Run();

  // The party of an ordinal that is in the set, perhaps.
  const std::string& NameOf(size_t ordinal) const {
    return parties_[ordinal]->name();
  }

  // How the member stands to each atom.
  absl::Status Explain(const std::string& member, v1::FoundMember& row);

 private:
  model::DayRange DaysOf(const SetAtom& atom) const {
    return atom.date.has_value() ? atom.date->bounds() : context_.days;
  }
  uint8_t& At(KleeneSet& set, const RecordHistory& party);
  void Grow(KleeneSet& set) const { set.resize(parties_.size(), Kleene::kNo); }

  // The states that existed on the days asked; made when first needed.
  const KleeneSet& States();
  // What holds of states of which an atom's record says nothing.
  KleeneSet Default(v1::Verdict verdict);
  absl::StatusOr<KleeneSet> MembersOf(const SetAtom& atom);
  KleeneSet PartiesOf(const SetAtom& atom);

  // Of an atom about an instrument: its parties' acts, and whether it holds of
  // one.
  PartyTracks& TracksOf(const SetAtom& atom);
  v1::Verdict VerdictOnParty(const SetAtom& atom, absl::string_view party);

  const ResolvedContext& context_;
  const SetExpression& expression_;
  Tools tools_;
  // By ordinal; those that were met.
  std::vector<const RecordHistory*> parties_;
  KleeneSet states_;
  bool states_known_ = false;
  std::map<std::string, PartyTracks> tracks_;  // by instrument
};

uint8_t& SetFinder::At(KleeneSet& set, const RecordHistory& party) {
  const auto ordinal = static_cast<size_t>(party.party_ordinal());
  if (ordinal >= parties_.size()) parties_.resize(ordinal + 1);
  parties_[ordinal] = &party;
  if (ordinal >= set.size()) set.resize(ordinal + 1, Kleene::kNo);
  return set[ordinal];
}

const KleeneSet& SetFinder::States() {
  if (states_known_) return states_;
  states_known_ = true;
  context_.reader.ForEachOfKind(
      model::v1::RECORD_KIND_STATE, [&](const Version& version) {
        switch (version.lifetime->During(context_.days)) {
          case model::Certainty::kCertain:
            At(states_, *version.party) = Kleene::kYes;
            break;
          case model::Certainty::kPossible:
            At(states_, *version.party) = Kleene::kPossibly;
            break;
          case model::Certainty::kNone:
            break;
        }
      });
  return states_;
}

KleeneSet SetFinder::Default(v1::Verdict verdict) {
  if (verdict == v1::VERDICT_NO) {
    return KleeneSet(parties_.size(), Kleene::kNo);
  }
  KleeneSet set = States();
  for (uint8_t& value : set) {
    if (value != Kleene::kNo) value = Kleene::Of(verdict);
  }
  return set;
}

absl::StatusOr<KleeneSet> SetFinder::MembersOf(const SetAtom& atom) {
  const model::DayRange days = DaysOf(atom);
  const StatusSet statuses = StatusesOf(atom);
  if (context_.view().canonical()) {
    KleeneSet set = Default(v1::VERDICT_NO);
    context_.reader.ForEachMember(atom.name, [&](const Version& version) {
      At(set, *version.party) =
          Kleene::Of(VerdictOf(version.membership->timeline, days, statuses));
    });
    return set;
  }
  PairAnswerer answerer(context_, statuses);
  v1::MembershipAnswer silence;
  COMITY_RETURN_IF_ERROR(answerer.Fill(atom.name, "", nullptr, days, silence));
  KleeneSet set = Default(silence.verdict());
  absl::Status status;
  context_.reader.ForEachMember(atom.name, [&](const Version& version) {
    v1::MembershipAnswer answer;
    status.Update(answerer.Fill(atom.name, version.party->name(), &version,
                                days, answer));
    At(set, *version.party) = Kleene::Of(answer.verdict());
  });
  COMITY_RETURN_IF_ERROR(status);
  return set;
}

KleeneSet SetFinder::PartiesOf(const SetAtom& atom) {
  // "" is nobody, as any state without an act of its own.
  KleeneSet set = Default(VerdictOnParty(atom, ""));
  for (const auto& [name, track] : TracksOf(atom).tracks()) {
    const Version* const party = context_.reader.FindVersion(name);
    if (party == nullptr) continue;
    At(set, *party->party) = Kleene::Of(VerdictOnParty(atom, name));
  }
  return set;
}

PartyTracks& SetFinder::TracksOf(const SetAtom& atom) {
  // Made only where it is not there yet.
  return tracks_
      .try_emplace(atom.name, *context_.reader.Find(atom.name), tools_)
      .first->second;
}

v1::Verdict SetFinder::VerdictOnParty(const SetAtom& atom,
                                      absl::string_view party) {
  const model::DayRange days = DaysOf(atom);
  const std::optional<model::DayRange> covered = tools_.view.Covered(days);
  if (!covered.has_value() ||
      !tools_.view.Knows(*context_.reader.Find(atom.name))) {
    return v1::VERDICT_UNKNOWN;
  }
  const PartyTracks& parties = TracksOf(atom);
  // On the days that no source speaks of, nothing is known.
  if (*covered != days) {
    return parties.tracks().contains(party) ? v1::VERDICT_POSSIBLY
                                            : v1::VERDICT_UNKNOWN;
  }
  return atom.kind == SetAtom::Kind::kParty ? parties.IsParty(party, days)
                                            : parties.HasSigned(party, days);
}

absl::StatusOr<KleeneSet> SetFinder::Run() {
  std::vector<KleeneSet> atoms;
  for (const SetAtom& atom : expression_.atoms) {
    if (!IsOfOrganization(atom)) {
      atoms.push_back(PartiesOf(atom));
      continue;
    }
    COMITY_ASSIGN_OR_RETURN(KleeneSet set, MembersOf(atom));
    atoms.push_back(std::move(set));
  }
  const bool complements = std::any_of(
      expression_.program.begin(), expression_.program.end(),
      [](const SetStep& step) { return step.op == SetStep::Op::kNot; });
  if (complements) States();
  // From here on no party is met any more: all sets are made of one size.
  Grow(states_);
  for (KleeneSet& set : atoms) Grow(set);

  std::vector<KleeneSet> stack;
  for (const SetStep& step : expression_.program) {
    if (step.op == SetStep::Op::kAtom) {
      stack.push_back(atoms[static_cast<size_t>(step.atom)]);
      continue;
    }
    if (step.op == SetStep::Op::kNot) {
      KleeneSet& top = stack.back();
      for (size_t i = 0; i < top.size(); ++i) {
        top[i] = Kleene::And(states_[i], Kleene::Not(top[i]));
      }
      continue;
    }
    const KleeneSet right = std::move(stack.back());
    stack.pop_back();
    KleeneSet& left = stack.back();
    for (size_t i = 0; i < left.size(); ++i) {
      left[i] = step.op == SetStep::Op::kAnd ? Kleene::And(left[i], right[i])
                                             : Kleene::Or(left[i], right[i]);
    }
  }
  return std::move(stack.back());
}

absl::Status SetFinder::Explain(const std::string& member,
                                v1::FoundMember& row) {
  for (const SetAtom& atom : expression_.atoms) {
    v1::AtomAnswer& answer = *row.add_atoms();
    answer.set_atom(ToString(atom));
    const model::DayRange days = DaysOf(atom);
    if (IsOfOrganization(atom)) {
      PairAnswerer answerer(context_, StatusesOf(atom));
      COMITY_RETURN_IF_ERROR(answerer.Fill(
          atom.name, member, context_.reader.FindMembership(atom.name, member),
          days, *answer.mutable_membership()));
      answer.set_verdict(answer.membership().verdict());
      continue;
    }
    answer.set_verdict(VerdictOnParty(atom, member));
    TracksOf(atom).Describe(member, days, [&](v1::PartyDescription&& party) {
      *answer.add_parties() = std::move(party);
    });
  }
  return absl::OkStatus();
}

absl::Status CheckNames(const SetExpression& expression,
                        const RegisterReader& reader) {
  Violations violations;
  for (const SetAtom& atom : expression.atoms) {
    if (reader.Exists(atom.name)) continue;
    violations.Add(
        model::v1::REASON_RECORD_NOT_FOUND, kExpressionField,
        absl::StrCat("column ", atom.column, ": '", atom.name,
                     "' does not exist at revision ", reader.revision()));
  }
  return violations.ToStatus();
}

}  // namespace

void Question<v1::FindMembersRequest>::CheckFields(
    const v1::FindMembersRequest& request, Violations& violations) {
  const auto expression =
      ParseSetExpression(request.expression(), kExpressionField);
  if (expression.ok()) return;
  violations.Add(platform::ReasonOf(expression.status()), kExpressionField,
                 absl::StripPrefix(expression.status().message(),
                                   absl::StrCat(kExpressionField, ": ")));
}

absl::Status Question<v1::FindMembersRequest>::Compose(
    const v1::FindMembersRequest& request, const ResolvedContext& context,
    Response& response) {
  COMITY_ASSIGN_OR_RETURN(
      const SetExpression expression,
      ParseSetExpression(request.expression(), kExpressionField));
  COMITY_RETURN_IF_ERROR(CheckNames(expression, context.reader));
  SetFinder finder(context, expression);
  COMITY_ASSIGN_OR_RETURN(const KleeneSet set, finder.Run());

  Page page(request);
  if (request.explain()) page.LimitTo(kExplainedPageMax);
  std::vector<std::pair<absl::string_view, v1::Verdict>> rows;
  for (size_t i = 0; i < set.size(); ++i) {
    const v1::Verdict verdict = Kleene::VerdictOf(set[i]);
    if (!IsShown(verdict, context.mode())) continue;
    if (!page.Passed(finder.NameOf(i))) {
      rows.emplace_back(finder.NameOf(i), verdict);
    }
  }
  std::sort(rows.begin(), rows.end());
  for (const auto& [name, verdict] : rows) {
    if (!page.Take(name)) break;
    v1::FoundMember& row = *response.add_members();
    row.set_member(name.data(), name.size());
    row.set_verdict(verdict);
    const std::optional<bool> holds = HoldsOf(verdict, context.mode());
    if (holds.has_value()) row.set_holds(*holds);
    if (!request.explain()) continue;
    COMITY_RETURN_IF_ERROR(finder.Explain(row.member(), row));
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace comity::query
