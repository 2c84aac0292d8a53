// No two states bear one code of one system at one time, as far as certain.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

#include "common/model/edtf.h"
#include "common/model/errors.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using model::DayRange;
using model::v1::Code;
using model::v1::Record;
using platform::Violations;

// "alpha2".
std::string SystemWord(model::v1::CodeSystem system) {
  std::string word = absl::AsciiStrToLower(
      absl::StripPrefix(model::v1::CodeSystem_Name(system), "CODE_SYSTEM_"));
  return absl::StrReplaceAll(word, {{"_", " "}});
}

// The days on which the state certainly exists. It is gone from the day of its
// end on, so that a successor may take a code over on that day.
DayRange CertainLife(const Record& state) {
  DayRange life;
  for (const model::v1::Event& event : state.state().events()) {
    if (!model::IsAccepted(event)) continue;
    const DayRange bounds = BoundsOf(event);
    if (event.has_founded()) {
      life.first = std::max(life.first, bounds.last);
    } else if (event.has_dissolved() || event.has_succeeded_by()) {
      life.last = std::min(life.last, bounds.first.Previous());
    }
  }
  return life;
}

// The days on which the code is certainly borne; last < first if there are
// none, such as for a code of a validity that does not parse.
DayRange CertainUse(const Record& state, const Code& code) {
  if (code.valid().empty()) return CertainLife(state);
  const absl::StatusOr<model::Interval> valid =
      model::Interval::Parse(code.valid());
  return valid.ok() ? valid->inner() : DayRange{model::kMaxDay, model::kMinDay};
}

bool Overlap(DayRange a, DayRange b) {
  return std::max(a.first, b.first) <= std::min(a.last, b.last);
}

bool SameCode(const Code& a, const Code& b) {
  return a.system() == b.system() && a.value() == b.value();
}

// Whether `other` bears the code in that time.
bool Bears(const Record& other, const Code& code, DayRange use) {
  for (const Code& theirs : other.state().codes()) {
    if (SameCode(theirs, code) && Overlap(CertainUse(other, theirs), use)) {
      return true;
    }
  }
  return false;
}

// Whether the stored state bore just this code in just this time already.
bool IsUnchanged(const Draft& draft, const Code& code, DayRange use) {
  if (!draft.before.has_value()) return false;
  for (const Code& before : draft.before->state().codes()) {
    if (SameCode(before, code) && CertainUse(*draft.before, before) == use) {
      return true;
    }
  }
  return false;
}

class CodeJudge {
 public:
  CodeJudge(Overlay& overlay, Violations& violations)
      : overlay_(overlay), violations_(violations) {}

  absl::Status Run() {
    for (const Draft& draft : overlay_.drafts().all()) {
      if (draft.deleted() || !draft.after->has_state() || !draft.well_formed) {
        continue;
      }
      for (int i = 0; i < draft.after->state().codes_size(); ++i) {
        COMITY_RETURN_IF_ERROR(Judge(draft, i));
      }
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Judge(const Draft& draft, int index) {
    const Code& code = draft.after->state().codes(index);
    const DayRange use = CertainUse(*draft.after, code);
    // Of two drafts that share a code, the later one is to blame.
    auto& bearers = drafts_by_code_[{code.system(), code.value()}];
    for (const Draft* other : bearers) {
      if (other != &draft && Bears(*other->after, code, use)) {
        Add(draft, index, code, other->name);
        return absl::OkStatus();
      }
    }
    bearers.push_back(&draft);
    if (IsUnchanged(draft, code, use)) return absl::OkStatus();
    COMITY_ASSIGN_OR_RETURN(
        const std::vector<std::string> holders,
        overlay_.view().CodeHolders(code.system(), code.value()));
    for (const std::string& holder : holders) {
      if (overlay_.drafts().Find(holder) != nullptr) continue;
      COMITY_ASSIGN_OR_RETURN(const Record* record, overlay_.Find(holder));
      if (record == nullptr || !Bears(*record, code, use)) continue;
      Add(draft, index, code, holder);
      break;
    }
    return absl::OkStatus();
  }

  void Add(const Draft& draft, int index, const Code& code,
           absl::string_view holder) {
    violations_.Add(model::v1::REASON_CODE_SHARED,
                    draft.FieldPath(absl::StrCat("codes[", index, "]")),
                    absl::StrCat(SystemWord(code.system()), " ",
                                 model::Quoted(code.value()), " is borne by ",
                                 model::Quoted(holder), " in that time"));
  }

  Overlay& overlay_;
  Violations& violations_;
  absl::flat_hash_map<std::pair<int, absl::string_view>,
                      std::vector<const Draft*>>
      drafts_by_code_;
};

}  // namespace

absl::Status JudgeCodes(Overlay& overlay, Violations& violations) {
  return CodeJudge(overlay, violations).Run();
}

}  // namespace comity::rules
