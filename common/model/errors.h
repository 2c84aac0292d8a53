// The errors that this folder gives: a reason of the catalogue, and a sentence
// that quotes what was wrong without repeating it at any length.
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_ERRORS_H_
#define COMMON_MODEL_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/reason.pb.h"

namespace comity::model {

// The text in quotes: bytes that are not printable are escaped, and what is
// longer than 80 bytes is cut. Safe to send to a caller and to log.
std::string Quoted(absl::string_view text);

// "'2001-02-30' is not a day of the calendar". No field is named: the caller
// knows it. The code of the status is the one of the reason.
absl::Status QuotedError(v1::Reason reason, absl::string_view text,
                         absl::string_view what);

// The same with a whole sentence.
absl::Status ReasonError(v1::Reason reason, absl::string_view message);

}  // namespace comity::model

#endif  // COMMON_MODEL_ERRORS_H_
