// Tells the fields at fault in a service's error by other names.
#ifndef COMITY_CLI_CLIENT_ERROR_FIELDS_H_
#define COMITY_CLI_CLIENT_ERROR_FIELDS_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace comity::cli {

// The error with each field of its BadRequest and each subject of its
// PreconditionFailure replaced by what `rename` makes of it.
absl::Status RenameFields(
    const absl::Status& error,
    absl::FunctionRef<std::string(const std::string&)> rename);

// Takes "[12]" off the front of `path`; -1 if it is none.
int ConsumeIndex(absl::string_view& path);

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_ERROR_FIELDS_H_
