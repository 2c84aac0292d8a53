#include "cli/draw/gather.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "cli/client/call.h"
#include "cli/term/progress.h"
#include "cli/term/terminal.h"

#include "common/model/edtf.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using query::v1::MembershipAnswer;
using Stub = query::v1::QueryService::Stub;
using Labels = google::protobuf::RepeatedPtrField<query::v1::LabelInUse>;

constexpr int kPageSize = 1000;
constexpr char kLanguage[] = "en";

// For lists of whatever was at any time. Of all time hardly anything is certain
// throughout, so they are asked for what is possible too; each row tells.
query::v1::ReadContext AtAllTime(query::v1::ReadContext context) {
  context.set_date(kAllTime);
  context.clear_certainty();
  return context;
}

std::string IdOf(const std::string& record) {
  return record.substr(record.rfind('/') + 1);
}

}  // namespace

Names NamesOf(const std::string& record, const Labels& labels) {
  Names names;
  for (const query::v1::LabelInUse& in_use : labels) {
    const model::v1::Label& label = in_use.label();
    if (label.language() != kLanguage) continue;
    if (label.kind() == model::v1::LABEL_KIND_SHORT ||
        label.kind() == model::v1::LABEL_KIND_UNSPECIFIED) {
      names.label = label.text();
    } else if (label.kind() == model::v1::LABEL_KIND_ALIAS &&
               (names.brief.empty() ||
                label.text().size() < names.brief.size())) {
      names.brief = label.text();
    }
  }
  if (names.label.empty()) names.label = IdOf(record);
  if (names.brief.empty() || names.brief.size() > names.label.size()) {
    names.brief = names.label;
  }
  return names;
}

const std::string& Names::ForRow() const {
  constexpr int kLong = 30;
  return DisplayWidth(label) > kLong ? brief : label;
}

Gatherer::Gatherer(query::v1::ReadContext context, Session& session)
    : context_(std::move(context)), session_(session) {}

void Gatherer::Fix(const query::v1::AnswerBasis& basis) {
  basis_ = basis;
  basis_.set_certainty(context_.certainty());
  context_.set_at_revision(basis.revision());
}

absl::StatusOr<query::v1::GetTimelineResponse> Gatherer::Timeline(
    const std::string& subject, const std::string& interval) {
  query::v1::GetTimelineRequest request;
  *request.mutable_context() = context_;
  request.mutable_context()->clear_date();
  request.set_subject(subject);
  request.set_interval(interval);
  request.set_page_size(kPageSize);
  query::v1::GetTimelineResponse all;
  COMITY_RETURN_IF_ERROR(
      CallPages(session_.query(), &Stub::GetTimeline, request,
                [&](const query::v1::GetTimelineResponse& page) {
                  all.mutable_entries()->MergeFrom(page.entries());
                  *all.mutable_basis() = page.basis();
                  return true;
                }));
  Fix(all.basis());
  COMITY_ASSIGN_OR_RETURN(const model::Date today,
                          model::Date::Parse(all.basis().date()));
  today_ = today.earliest();
  return all;
}

absl::StatusOr<std::vector<MembershipAnswer>> Gatherer::Memberships(
    const std::string& record, bool of_organization) {
  std::vector<MembershipAnswer> answers;
  query::v1::AnswerBasis basis;
  const auto take = [&](const auto& list, const auto& response) {
    answers.insert(answers.end(), list.begin(), list.end());
    basis = response.basis();
    return true;
  };
  absl::Status status;
  if (of_organization) {
    query::v1::ListMembersRequest request;
    *request.mutable_context() = AtAllTime(context_);
    request.set_organization(record);
    request.set_page_size(kPageSize);
    status = CallPages(session_.query(), &Stub::ListMembers, request,
                       [&](const query::v1::ListMembersResponse& response) {
                         return take(response.members(), response);
                       });
  } else {
    query::v1::ListMembershipsRequest request;
    *request.mutable_context() = AtAllTime(context_);
    request.set_member(record);
    request.set_page_size(kPageSize);
    status = CallPages(session_.query(), &Stub::ListMemberships, request,
                       [&](const query::v1::ListMembershipsResponse& response) {
                         return take(response.memberships(), response);
                       });
  }
  COMITY_RETURN_IF_ERROR(status);
  Fix(basis);
  return answers;
}

absl::StatusOr<bool> Gatherer::IsThere(const std::string& organization,
                                       const std::string& member) {
  query::v1::CheckMembershipRequest request;
  *request.mutable_context() = AtAllTime(context_);
  request.set_organization(organization);
  request.set_member(member);
  const auto response = Call(session_.query(), &Stub::CheckMembership, request);
  if (absl::IsNotFound(response.status())) return false;
  if (!response.ok()) return response.status();
  return true;
}

absl::StatusOr<std::vector<MembershipStory>> Gatherer::Stories(
    const std::string& record, bool of_organization) {
  COMITY_ASSIGN_OR_RETURN(const auto timeline, Timeline(record, ""));
  COMITY_ASSIGN_OR_RETURN(const auto answers,
                          Memberships(record, of_organization));
  std::vector<MembershipStory> stories =
      StoriesOf(record, of_organization, answers,
                {timeline.entries().begin(), timeline.entries().end()});
  for (MembershipStory& story : stories) {
    const bool answered = !story.answer.member().empty();
    if (answered || absl::StartsWith(story.member, "states/")) continue;
    COMITY_ASSIGN_OR_RETURN(const bool is_organization,
                            IsThere(story.organization, story.member));
    if (!is_organization) story.member = "states/" + IdOf(story.member);
  }
  return stories;
}

absl::StatusOr<query::v1::CompareOrganizationsResponse> Gatherer::Compare(
    query::v1::CompareOrganizationsRequest request) {
  *request.mutable_context() = context_;
  request.set_page_size(kPageSize);
  query::v1::CompareOrganizationsResponse all;
  COMITY_RETURN_IF_ERROR(
      CallPages(session_.query(), &Stub::CompareOrganizations, request,
                [&](const query::v1::CompareOrganizationsResponse& page) {
                  all.mutable_rows()->MergeFrom(page.rows());
                  *all.mutable_overlaps() = page.overlaps();
                  *all.mutable_basis() = page.basis();
                  return true;
                }));
  Fix(all.basis());
  return all;
}

absl::StatusOr<std::vector<bool>> Gatherer::OutOfReach(
    const std::string& organization, const std::string& member,
    const std::vector<std::string>& dates) {
  query::v1::BatchCheckMembershipsRequest request;
  *request.mutable_context() = context_;
  request.mutable_context()->clear_date();
  for (const std::string& date : dates) {
    query::v1::MembershipCheck& check = *request.add_checks();
    check.set_organization(organization);
    check.set_member(member);
    check.set_date(date);
  }
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      Call(session_.query(), &Stub::BatchCheckMemberships, request));
  std::vector<bool> out;
  for (const auto& result : response.results()) {
    out.push_back(result.answer().unknown_reason() ==
                  query::v1::UNKNOWN_REASON_OUTSIDE_COVERAGE);
  }
  return out;
}

// The reach is one stretch of days: first the years that it touches, then the
// days of the first and last of them.
absl::StatusOr<std::optional<model::DayRange>> Gatherer::Covered(
    const std::string& organization, const std::string& member,
    model::DayRange axis) {
  if (context_.sources().empty()) return std::nullopt;
  const auto first_year = axis.first.ToCivil().year();
  const auto last_year = axis.last.ToCivil().year();
  std::vector<std::string> years;
  for (auto year = first_year; year <= last_year; ++year) {
    years.push_back(absl::StrFormat("%04d", year));
  }
  COMITY_ASSIGN_OR_RETURN(const std::vector<bool> years_out,
                          OutOfReach(organization, member, years));
  const auto begin = std::find(years_out.begin(), years_out.end(), false);
  if (begin == years_out.end()) {
    // Nothing of the axis.
    return model::DayRange{axis.last.Next(), axis.first.Previous()};
  }
  const auto end = std::find(years_out.rbegin(), years_out.rend(), false);
  const auto from_year = first_year + (begin - years_out.begin());
  const auto to_year = last_year - (end - years_out.rbegin());
  std::vector<model::Day> days;
  std::vector<std::string> dates;
  for (const auto year : {from_year, to_year}) {
    for (absl::CivilDay day(year, 1, 1); day.year() == year; ++day) {
      days.emplace_back(day);
      dates.push_back(days.back().ToString());
    }
  }
  COMITY_ASSIGN_OR_RETURN(const std::vector<bool> days_out,
                          OutOfReach(organization, member, dates));
  const auto first = std::find(days_out.begin(), days_out.end(), false);
  const auto last = std::find(days_out.rbegin(), days_out.rend(), false);
  if (first == days_out.end()) return std::nullopt;
  const model::DayRange covered = {
      days[static_cast<size_t>(first - days_out.begin())],
      days[static_cast<size_t>(days_out.rend() - last - 1)]};
  if (covered.first <= axis.first && covered.last >= axis.last) {
    return std::nullopt;
  }
  return covered;
}

absl::StatusOr<Names> Gatherer::AskNames(const std::string& record,
                                         const std::string& date) {
  query::v1::ReadContext context;
  context.set_at_revision(basis_.revision());
  *context.mutable_hypotheses() = context_.hypotheses();
  context.set_date(date);
  if (absl::StartsWith(record, "states/")) {
    query::v1::GetStateProfileRequest request;
    *request.mutable_context() = std::move(context);
    request.set_state(record);
    COMITY_ASSIGN_OR_RETURN(
        const auto response,
        Call(session_.query(), &Stub::GetStateProfile, request));
    return NamesOf(record, response.state().labels());
  }
  query::v1::GetOrganizationProfileRequest request;
  *request.mutable_context() = std::move(context);
  request.set_organization(record);
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      Call(session_.query(), &Stub::GetOrganizationProfile, request));
  return NamesOf(record, response.organization().labels());
}

absl::StatusOr<std::map<std::string, Names>> Gatherer::NamesOfAll(
    const std::vector<std::string>& records, const std::string& date) {
  Progress progress(session_.error_terminal(), "names",
                    static_cast<int64_t>(records.size()));
  std::map<std::string, Names> all;
  for (size_t i = 0; i < records.size(); ++i) {
    const std::string& record = records[i];
    progress.Set(static_cast<int64_t>(i));
    auto names = AskNames(record, date);
    // What was gone by then has no label in use.
    if (names.ok() && names->label == IdOf(record)) {
      names = AskNames(record, kAllTime);
    }
    if (absl::IsNotFound(names.status())) {
      names = Names{IdOf(record), IdOf(record)};
    }
    COMITY_RETURN_IF_ERROR(names.status());
    all.emplace(record, *std::move(names));
  }
  return all;
}

}  // namespace comity::cli
