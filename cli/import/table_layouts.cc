#include "cli/import/table_layouts.h"

#include <map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "cli/command/csv_reader.h"
#include "cli/import/input_errors.h"

#include "common/model/edtf.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Event;

// A row that was read: which state, and its cells.
struct MemberRow {
  int line = 0;
  std::string member;
  std::vector<std::string> cells;  // of the columns asked for
};

absl::StatusOr<std::string> MemberOf(const std::string& cell,
                                     const pack::v1::DataSet& data_set,
                                     const CodeTable& codes) {
  for (const auto& word : data_set.members()) {
    if (word.word() == cell) return word.member();
  }
  const auto names =
      codes.Find(model::v1::CODE_SYSTEM_ISO_ALPHA3, cell, model::DayRange{});
  if (names.size() == 1) return names.front();
  return absl::InvalidArgumentError(
      names.empty() ? absl::StrCat("no state bears the code '", cell, "'")
                    : absl::StrCat("the code '", cell, "' is borne by ",
                                   absl::StrJoin(names, ", ")));
}

// The rows of the file, each member once. `columns`: the member's first.
absl::StatusOr<std::vector<MemberRow>> ReadMemberRows(
    const std::string& path, const std::vector<std::string>& columns,
    const pack::v1::DataSet& data_set, const CodeTable& codes,
    InputErrors& errors, LeftOut& left_out) {
  COMITY_ASSIGN_OR_RETURN(CsvReader reader, CsvReader::Open(path));
  std::vector<size_t> places;
  for (const auto& column : columns) {
    COMITY_ASSIGN_OR_RETURN(places.emplace_back(), reader.Column(column));
  }
  std::vector<MemberRow> rows;
  std::map<std::string, size_t> by_member;
  while (true) {
    CsvRow row;
    COMITY_ASSIGN_OR_RETURN(const bool more, reader.Next(row));
    if (!more) break;
    MemberRow read{.line = row.line};
    for (const size_t place : places) read.cells.push_back(row.cells[place]);
    const auto member = MemberOf(read.cells[0], data_set, codes);
    if (!member.ok()) {
      errors.Add(path, row.line, member.status().message());
      continue;
    }
    read.member = *member;
    const auto [first, is_new] = by_member.try_emplace(*member, rows.size());
    if (is_new) {
      rows.push_back(std::move(read));
    } else if (rows[first->second].cells == read.cells) {
      left_out.Add(path, row.line, "repeats another row", read.cells[0]);
    } else {
      errors.Add(path, row.line,
                 absl::StrCat("contradicts line ", rows[first->second].line,
                              " on ", read.member));
    }
  }
  // A file that was cut would have everything taken back.
  if (rows.empty() && errors.ok()) {
    errors.Add(path, 0, "has no rows below the header");
  }
  return rows;
}

// Sets the date; what is none is an error.
bool SetDate(const std::string& cell, const std::string& path, int line,
             Event& event, InputErrors& errors) {
  if (cell.empty()) return true;
  const auto date = model::Date::Parse(cell);
  if (!date.ok()) {
    errors.Add(path, line, date.status().message());
    return false;
  }
  event.set_date(cell);
  return true;
}

// Sets what the act of consent was, by the table's word for it.
bool SetConsent(const std::string& word, const std::string& party,
                Event& event) {
  model::v1::ConsentForm form;
  if (!model::v1::ConsentForm_Parse(
          absl::StrCat("CONSENT_FORM_", absl::AsciiStrToUpper(word)), &form) ||
      form == model::v1::CONSENT_FORM_UNSPECIFIED) {
    return false;
  }
  const bool joins_later = form == model::v1::CONSENT_FORM_ACCESSION ||
                           form == model::v1::CONSENT_FORM_SUCCESSION;
  if (joins_later) {
    event.mutable_acceded()->set_party(party);
    event.mutable_acceded()->set_form(form);
  } else {
    event.mutable_ratified()->set_party(party);
    event.mutable_ratified()->set_form(form);
  }
  return true;
}

std::string IdOf(const std::string& name) {
  return absl::AsciiStrToLower(name.substr(name.rfind('/') + 1));
}

}  // namespace

std::string MembershipName(const std::string& organization,
                           const std::string& member) {
  return absl::StrCat(organization, "/memberships/",
                      member.substr(member.rfind('/') + 1));
}

std::string OwnEventId(const std::string& source, const std::string& what) {
  return absl::StrCat(absl::StripPrefix(source, "sources/"), "-", what);
}

void CiteOnly(const std::string& source, const std::string& locator,
              Event& event) {
  event.clear_citations();
  auto* citation = event.add_citations();
  citation->set_source(source);
  citation->set_locator(locator);
  citation->set_stance(model::v1::STANCE_SUPPORTS);
}

absl::Status ReadMemberList(const pack::v1::DataSet& data_set,
                            const std::string& path, const CodeTable& codes,
                            Facts& facts) {
  const auto& layout = data_set.member_list();
  InputErrors errors;
  COMITY_ASSIGN_OR_RETURN(
      const auto rows,
      ReadMemberRows(path, {layout.member_column(), layout.date_column()},
                     data_set, codes, errors, facts.left_out));
  for (const auto& row : rows) {
    const auto name = MembershipName(layout.organization(), row.member);
    auto& record = facts.told[name];
    record.set_name(name);
    record.mutable_membership()->set_member(row.member);
    Event& event = *record.mutable_membership()->add_events();
    event.set_id(OwnEventId(data_set.source(), "admitted"));
    event.mutable_admitted()->set_status(model::v1::MEMBERSHIP_STATUS_MEMBER);
    SetDate(row.cells[1], path, row.line, event, errors);
    CiteOnly(data_set.source(), absl::StrCat("entry ", row.cells[0]), event);
  }
  facts.subjects.insert(layout.organization());
  return errors.ToStatus();
}

absl::Status ReadParticipation(const pack::v1::DataSet& data_set,
                               const std::string& path, const CodeTable& codes,
                               Facts& facts) {
  const auto& layout = data_set.participation();
  InputErrors errors;
  const bool signs = !layout.signature_column().empty();
  std::vector<std::string> columns = {
      layout.party_column(), layout.consent_column(), layout.form_column()};
  if (signs) columns.push_back(layout.signature_column());
  COMITY_ASSIGN_OR_RETURN(
      const auto rows,
      ReadMemberRows(path, columns, data_set, codes, errors, facts.left_out));
  auto& record = facts.told[layout.instrument()];
  record.set_name(layout.instrument());
  auto& events = *record.mutable_instrument()->mutable_events();
  const auto add = [&](const MemberRow& row, const char* act,
                       const std::string& date, auto fill) {
    Event event;
    event.set_id(OwnEventId(data_set.source(),
                            absl::StrCat(act, "-", IdOf(row.member))));
    CiteOnly(data_set.source(), absl::StrCat("entry ", row.cells[0]), event);
    if (SetDate(date, path, row.line, event, errors) && fill(event)) {
      *events.Add() = std::move(event);
    }
  };
  for (const auto& row : rows) {
    if (signs && !row.cells[3].empty()) {
      add(row, "signed", row.cells[3], [&](Event& event) {
        event.mutable_signed_()->set_party(row.member);
        return true;
      });
    }
    if (row.cells[1].empty()) {
      if (!signs || row.cells[3].empty()) {
        facts.left_out.Add(path, row.line, "neither signed nor bound",
                           row.cells[0]);
      }
      continue;
    }
    add(row, "bound", row.cells[1], [&](Event& event) {
      if (SetConsent(row.cells[2], row.member, event)) return true;
      errors.Add(path, row.line,
                 absl::StrCat("'", row.cells[2],
                              "' is no way to be bound: Ratification, "
                              "Acceptance, Approval, Accession or Succession"));
      return false;
    });
  }
  facts.subjects.insert(layout.instrument());
  return errors.ToStatus();
}

}  // namespace comity::cli
