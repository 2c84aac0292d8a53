// The form of whole records, kind by kind.
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/limits.h"
#include "common/rules/form.h"
#include "common/rules/form_values.h"

namespace comity::rules {
namespace {

using model::LimitOf;
using model::v1::Record;

void CheckSource(const Path& path, const model::v1::Source& source,
                 Violations& violations) {
  CheckRequiredText(path.Field("title"), source.title(),
                    LimitOf(model::v1::LIMIT_SOURCE_TITLE_BYTES), violations);
  CheckCount(path.Field("authors"), source.authors_size(),
             LimitOf(model::v1::LIMIT_SHORT_LIST), violations);
  const int64_t short_text = LimitOf(model::v1::LIMIT_SHORT_TEXT_BYTES);
  for (int i = 0; i < source.authors_size(); ++i) {
    CheckRequiredText(path.Item("authors", i), source.authors(i), short_text,
                      violations);
  }
  CheckText(path.Field("publisher"), source.publisher(), short_text,
            violations);
  CheckDate(path.Field("published"), source.published(), violations);
  CheckText(path.Field("url"), source.url(),
            LimitOf(model::v1::LIMIT_URL_BYTES), violations);
  if (!source.language().empty()) {
    CheckLanguage(path.Field("language"), source.language(), violations);
  }
  CheckText(path.Field("disclaimer"), source.disclaimer(),
            LimitOf(model::v1::LIMIT_LONG_TEXT_BYTES), violations);
  CheckInterval(path.Field("coverage"), source.coverage(), violations);
  CheckPresent(path.Field("kind"),
               source.kind() != model::v1::SOURCE_KIND_UNSPECIFIED, violations);
}

void CheckState(const Path& path, const model::v1::State& state,
                Violations& violations) {
  CheckPresent(path.Field("type"),
               state.type() != model::v1::STATE_TYPE_UNSPECIFIED, violations);
  CheckCount(path.Field("codes"), state.codes_size(),
             LimitOf(model::v1::LIMIT_CODES), violations);
  for (int i = 0; i < state.codes_size(); ++i) {
    CheckCode(path.Item("codes", i), state.codes(i), violations);
  }
}

void CheckOrganization(const Path& path,
                       const model::v1::Organization& organization,
                       Violations& violations) {
  CheckPresent(path.Field("type"),
               organization.type() != model::v1::ORGANIZATION_TYPE_UNSPECIFIED,
               violations);
  CheckCount(path.Field("principles"), organization.principles_size(),
             LimitOf(model::v1::LIMIT_SHORT_LIST), violations);
  for (int i = 0; i < organization.principles_size(); ++i) {
    const Path principle = path.Item("principles", i);
    CheckLabels(principle, organization.principles(i).labels(), violations);
    CheckCitations(principle, organization.principles(i).citations(),
                   "a principle", violations);
  }
}

void CheckMembership(const Path& path, absl::string_view name,
                     const model::v1::Membership& membership,
                     Violations& violations) {
  const std::string& member = membership.member();
  if (CheckPresent(path.Field("member"), !member.empty(), violations) &&
      model::IdOf(member) != model::IdOf(name)) {
    violations.Add(model::v1::REASON_FIELD_INVALID,
                   path.Field("member").ToString(),
                   absl::StrCat(model::Quoted(member),
                                " is not the member that the name ends with, ",
                                model::Quoted(model::IdOf(name))));
  }
  if (membership.events().empty()) {
    AddMissing(path.Field("events"),
               "a membership cites by its events alone: it needs at least one",
               violations);
  }
}

void CheckInstitution(const Path& path,
                      const model::v1::Institution& institution,
                      Violations& violations) {
  CheckPresent(path.Field("type"),
               institution.type() != model::v1::INSTITUTION_TYPE_UNSPECIFIED,
               violations);
  if (institution.precedence() < 0) {
    violations.Add(
        model::v1::REASON_FIELD_INVALID, path.Field("precedence").ToString(),
        absl::StrCat("must not be negative, was ", institution.precedence()));
  }
  if (!institution.has_staffing()) return;
  const Path staffing = path.Field("staffing");
  CheckCitations(staffing, institution.staffing().citations(),
                 "a staffing rule", violations);
  if (institution.staffing().has_named_states()) {
    const auto& named = institution.staffing().named_states();
    const Path list = staffing.Field("named_states");
    CheckPresent(list.Field("states"), !named.states().empty(), violations);
    CheckCount(list.Field("states"), named.states_size(),
               LimitOf(model::v1::LIMIT_LIST_IN_RECORD), violations);
  } else if (!institution.staffing().has_all_members()) {
    AddMissing(staffing,
               "a staffing rule says who: all_members or "
               "named_states",
               violations);
  }
}

void CheckProposal(const Path& path, const model::v1::Proposal& proposal,
                   Violations& violations) {
  CheckPresent(path.Field("kind"),
               proposal.kind() != model::v1::PROPOSAL_KIND_UNSPECIFIED,
               violations);
  CheckCount(path.Field("subjects"), proposal.subjects_size(),
             LimitOf(model::v1::LIMIT_SHORT_LIST), violations);
}

void CheckPosition(const Path& path, const model::v1::Position& position,
                   Violations& violations) {
  CheckPresent(path.Field("holders"), !position.holders().empty(), violations);
  CheckCount(path.Field("holders"), position.holders_size(),
             LimitOf(model::v1::LIMIT_SHORT_LIST), violations);
  CheckPresent(path.Field("stance"),
               position.stance() != model::v1::POSITION_STANCE_UNSPECIFIED,
               violations);
  CheckPresent(path.Field("targets"), !position.targets().empty(), violations);
  CheckCount(path.Field("targets"), position.targets_size(),
             LimitOf(model::v1::LIMIT_SHORT_LIST), violations);
  CheckSummary(path, position.summary(), violations);
}

// What is particular to the kind.
void CheckBody(const Path& path, const Record& record, Violations& violations) {
  switch (record.body_case()) {
    case Record::kSource:
      return CheckSource(path, record.source(), violations);
    case Record::kState:
      return CheckState(path, record.state(), violations);
    case Record::kOrganization:
      return CheckOrganization(path, record.organization(), violations);
    case Record::kMembership:
      return CheckMembership(path, record.name(), record.membership(),
                             violations);
    case Record::kInstitution:
      return CheckInstitution(path, record.institution(), violations);
    case Record::kInstrument:
      return CheckText(path.Field("place"), record.instrument().place(),
                       LimitOf(model::v1::LIMIT_NAME_TEXT_BYTES), violations);
    case Record::kProposal:
      return CheckProposal(path, record.proposal(), violations);
    case Record::kPosition:
      return CheckPosition(path, record.position(), violations);
    case Record::kTopic:
    case Record::kOffice:
    case Record::BODY_NOT_SET:
      return;
  }
}

bool KindBearsLabels(model::Kind kind) {
  return kind != model::v1::RECORD_KIND_SOURCE &&
         kind != model::v1::RECORD_KIND_MEMBERSHIP &&
         kind != model::v1::RECORD_KIND_POSITION;
}

void CheckEvents(const Path& body, const model::EventList& events,
                 model::Kind kind, Violations& violations) {
  CheckCount(body.Field("events"), events.size(),
             LimitOf(model::v1::LIMIT_EVENTS_PER_RECORD), violations);
  absl::flat_hash_map<absl::string_view, int> first_by_id;
  for (int i = 0; i < events.size(); ++i) {
    const Path path = body.Item("events", i);
    CheckEvent(path, events[i], kind, violations);
    if (events[i].id().empty()) continue;
    const auto [first, is_new] = first_by_id.try_emplace(events[i].id(), i);
    if (is_new) continue;
    violations.Add(
        model::v1::REASON_EVENT_ID_DUPLICATE, path.Field("id").ToString(),
        absl::StrCat(model::Quoted(events[i].id()), " is borne by events[",
                     first->second, "] too"));
  }
}

}  // namespace

void CheckRecord(const Path& path, const Record& record,
                 Violations& violations) {
  const int64_t bytes = static_cast<int64_t>(record.ByteSizeLong());
  const int64_t bytes_max = LimitOf(model::v1::LIMIT_RECORD_BYTES);
  if (bytes > bytes_max) {
    violations.Add(model::v1::REASON_TOO_LARGE, path.ToString(),
                   absl::StrCat(bytes, " bytes are more than the limit of ",
                                bytes_max, " a record"));
  }
  const std::optional<model::Kind> kind = model::KindOfBody(record);
  if (!kind.has_value()) {
    AddMissing(path, "a record needs a body of one of the ten kinds",
               violations);
    CheckName(path.Field("name"), record.name(), model::KindSet::All(),
              violations);
    return;
  }
  CheckName(path.Field("name"), record.name(), {*kind}, violations);
  const Path body = path.Field(model::KindWord(*kind));
  if (KindBearsLabels(*kind)) {
    CheckLabels(body, model::LabelsOf(record), violations);
  }
  CheckBody(body, record, violations);
  if (model::KindBearsCitations(*kind)) {
    CheckCitations(body, model::CitationsOf(record), model::KindPhrase(*kind),
                   violations);
  }
  CheckEvents(body, model::EventsOf(record), *kind, violations);
}

}  // namespace comity::rules
