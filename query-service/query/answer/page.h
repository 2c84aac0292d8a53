// One page of a list whose items stand in ascending order of keys.
//
// The first page fixes revision, date and freshness; a token carries them and
// the last key shown to the next page, and is bound to all other arguments. So
// all pages together are the whole list as of one revision, whatever their
// sizes are and whatever was committed meanwhile.
#ifndef COMITY_QUERY_ANSWER_PAGE_H_
#define COMITY_QUERY_ANSWER_PAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

#include "comity/model/v1/token.pb.h"
#include "common/model/canonical.h"
#include "common/model/day.h"
#include "common/model/tokens.h"
#include "common/platform/error.h"
#include "query/answer/context.h"

namespace comity::query {

// The requests of lists.
template <typename Request>
concept IsPaged = requires(const Request& request) {
  request.page_size();
  request.page_token();
};

// The part of a context that stays the same from page to page: the view.
// Revision, date and freshness are the token's, so that a basis, which names
// them too, gives the same pages as the context that it came from (Q3).
v1::ReadContext ViewOf(const v1::ReadContext& context);

// Binds the tokens of a list to its arguments: all but size and token.
template <typename Request>
std::string PageArgumentsOf(Request request) {
  request.clear_page_size();
  request.clear_page_token();
  *request.mutable_context() = ViewOf(request.context());
  return model::PageArguments(Request::descriptor()->full_name(),
                              model::SerializeCanonically(request));
}

// Adds what is malformed in page size and token; see the template below.
void CheckPageFields(const v1::ReadContext& context, int32_t page_size,
                     const std::string& page_token,
                     const std::string& page_arguments,
                     platform::Violations& violations);

template <typename Request>
void CheckPage(const Request& request, platform::Violations& violations) {
  CheckPageFields(
      request.context(), request.page_size(), request.page_token(),
      request.page_token().empty() ? std::string() : PageArgumentsOf(request),
      violations);
}

// A later page's token, or nothing for the first page. REQUIRES: the form was
// checked.
std::optional<model::v1::PageToken> PageTokenOf(const std::string& page_token);

// What a page token fixes.
PagePosition PositionOf(const model::v1::PageToken& token);

// How many items a page may hold, of a size asked that was checked.
int32_t PageSizeOf(int32_t page_size);

// A day as a part of keys: in the order of days, and text.
std::string KeyOf(model::Day day);

// For one answer, on one thread. Items are offered in ascending order of keys,
// which are UTF-8 and each borne by one item.
class Page {
 public:
  template <typename Request>
  explicit Page(const Request& request)
      : size_(PageSizeOf(request.page_size())) {
    const auto token = PageTokenOf(request.page_token());
    if (token.has_value()) after_ = token->after();
  }

  // Whether an earlier page showed it, or went past it: it need not be made.
  bool Passed(absl::string_view key) const { return key <= after_; }

  // Whether there is room for an item that is to be shown. The first that has
  // none ends the page.
  bool Take(absl::string_view key);

  // Lowers the size, for items that are dear.
  void LimitTo(int32_t size) { size_ = std::min(size_, size); }

  // Sets the token of the next page, if there is one.
  template <typename Request, typename Response>
  void Finish(const Request& request, const ResolvedContext& context,
              Response& response) const {
    if (!more_) return;
    response.set_next_page_token(
        NextToken(PageArgumentsOf(request), context.basis));
  }

 private:
  std::string NextToken(std::string page_arguments,
                        const v1::AnswerBasis& basis) const;

  int32_t size_;
  int32_t taken_ = 0;
  bool more_ = false;
  std::string after_;  // of the page before
  std::string last_;   // taken
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_PAGE_H_
