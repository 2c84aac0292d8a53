#include "query/answer/disagreements.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/model/edtf.h"
#include "common/platform/status_macros.h"
#include "query/answer/claims.h"
#include "query/answer/fields.h"
#include "query/answer/tools.h"

namespace comity::query {
namespace {

using model::v1::Record;
using platform::Violations;

using Records = std::map<absl::string_view, const Record*>;

// The records that the request is about, ascending by name.
Records RecordsOf(const std::string& subject, const RegisterReader& reader) {
  Records records;
  const auto add = [&records](const Version& version) {
    if (!model::EventsOf(*version.record).empty()) {
      records.emplace(version.record->name(), version.record.get());
    }
  };
  if (subject.empty()) {
    for (const model::Kind kind : model::kAllKinds) {
      reader.ForEachOfKind(kind, add);
    }
    return records;
  }
  add(*reader.FindVersion(subject));
  reader.ForEachChild(subject, add);
  reader.ForEachMember(subject, add);
  reader.ForEachMembership(subject, add);
  // What an organization did is in its treaties too.
  reader.ForEachReferrer(subject, [&](const Version& version) {
    if (version.record->instrument().organization() == subject) add(version);
  });
  return records;
}

bool Overlap(model::DayRange a, model::DayRange b) {
  return std::max(a.first, b.first) <= std::min(a.last, b.last);
}

// Whether one of the sources says any of it, or disputes it.
bool HasPart(const std::vector<std::string>& sources,
             const v1::Disagreement& disagreement) {
  const auto among = [&sources](const std::string& name) {
    return std::binary_search(sources.begin(), sources.end(), name);
  };
  return std::any_of(disagreement.claims().begin(), disagreement.claims().end(),
                     [&among](const v1::Claim& claim) {
                       return std::any_of(claim.sources().begin(),
                                          claim.sources().end(), among) ||
                              std::any_of(claim.disputed_by().begin(),
                                          claim.disputed_by().end(), among);
                     });
}

std::vector<FoundDisagreement> FindIn(const Record& record, Tools& tools) {
  std::vector<FoundDisagreement> found;
  FindEventDisagreements(record, tools, found);
  if (record.has_membership()) FindStatusDisagreements(record, tools, found);
  std::stable_sort(found.begin(), found.end(),
                   [](const FoundDisagreement& a, const FoundDisagreement& b) {
                     const auto key = [](const FoundDisagreement& one) {
                       return std::make_tuple(one.disagreement.kind(),
                                              one.days.first, one.days.last);
                     };
                     return key(a) < key(b);
                   });
  for (FoundDisagreement& one : found) {
    if (one.days.first != model::kMinDay) {
      one.disagreement.set_first_day(one.days.first.ToString());
    }
    if (one.days.last != model::kMaxDay) {
      one.disagreement.set_last_day(one.days.last.ToString());
    }
  }
  return found;
}

}  // namespace

void Question<v1::ListDisagreementsRequest>::CheckFields(
    const v1::ListDisagreementsRequest& request, Violations& violations) {
  CheckName(request.subject(), model::KindSet::All(), Presence::kOptional,
            "subject", violations);
  CheckDate(request.date(), "date", violations);
  if (!request.context().date().empty()) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "context.date",
                   "must be empty; to ask about a date, set `date`");
  }
}

absl::Status Question<v1::ListDisagreementsRequest>::Compose(
    const v1::ListDisagreementsRequest& request, const ResolvedContext& context,
    Response& response) {
  Violations violations;
  CheckExists(context.reader, request.subject(), "subject", violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  COMITY_ASSIGN_OR_RETURN(const model::Date date,
                          model::Date::Parse(request.date()));
  // All sources are heard, whichever are asked for.
  ResolvedContext open = context;
  open.sources.clear();
  Tools tools(open);
  Page page(request);
  for (const auto& [name, record] :
       RecordsOf(request.subject(), context.reader)) {
    // All that an earlier page had, at any index.
    if (page.Passed(absl::StrCat(name, " ~"))) continue;
    int index = 0;
    bool full = false;
    for (FoundDisagreement& found : FindIn(*record, tools)) {
      const std::string key =
          absl::StrCat(name, absl::StrFormat(" %06d", index++));
      if (page.Passed(key) || !Overlap(found.days, date.bounds()) ||
          (!context.sources.empty() &&
           !HasPart(context.sources, found.disagreement))) {
        continue;
      }
      full = !page.Take(key);
      if (full) break;
      *response.add_disagreements() = std::move(found.disagreement);
    }
    if (full) break;
  }
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace comity::query
