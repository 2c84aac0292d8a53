// Small dossiers and tables for the tests of this folder.
#ifndef TESTS_CLI_CROSS_CHECK_BUILDERS_H_
#define TESTS_CLI_CROSS_CHECK_BUILDERS_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/import/facts.h"

#include "comity/model/v1/record.pb.h"
#include "comity/pack/v1/pack.pb.h"
#include "common/model/edtf.h"

namespace comity::cli::test {

inline constexpr char kTable[] = "sources/table";

// An event that cites `source`.
inline model::v1::Event At(const std::string& date,
                           const std::string& source = "sources/treaty") {
  model::v1::Event event;
  event.set_date(date);
  event.add_citations()->set_source(source);
  return event;
}

inline model::v1::Event Admitted(
    const std::string& date,
    model::v1::MembershipStatus status = model::v1::MEMBERSHIP_STATUS_MEMBER,
    const std::string& source = "sources/treaty") {
  auto event = At(date, source);
  event.mutable_admitted()->set_status(status);
  return event;
}

inline model::v1::Event Withdrew(const std::string& date) {
  auto event = At(date);
  event.mutable_withdrew();
  return event;
}

inline model::v1::Record Membership(const std::string& organization,
                                    const std::string& state,
                                    std::vector<model::v1::Event> events) {
  model::v1::Record record;
  record.set_name(
      absl::StrCat("organizations/", organization, "/memberships/", state));
  record.mutable_membership()->set_member(absl::StrCat("states/", state));
  for (auto& event : events) {
    *record.mutable_membership()->add_events() = std::move(event);
  }
  return record;
}

// The table says this of the pair in the years.
inline void Tell(model::v1::Record record, int first, int last, Facts& facts) {
  const std::string name = record.name();
  facts.subjects.insert(name.substr(0, name.find("/memberships/")));
  for (int year = first; year <= last; ++year) {
    const auto date = model::Date::Parse(absl::StrCat(year));
    facts.spoken[name].push_back(date->bounds());
  }
  if (record.membership().events_size() > 0) {
    facts.told.emplace(name, std::move(record));
  }
}

}  // namespace comity::cli::test

#endif  // TESTS_CLI_CROSS_CHECK_BUILDERS_H_
