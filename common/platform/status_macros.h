// Early return on error, for functions that return absl::Status or
// absl::StatusOr.
//
//   COMITY_RETURN_IF_ERROR(Check(request));
//   COMITY_ASSIGN_OR_RETURN(const Date date, ParseDate(text));

#ifndef COMMON_PLATFORM_STATUS_MACROS_H_
#define COMMON_PLATFORM_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define COMITY_MACRO_CONCAT_INNER_(a, b) a##b
#define COMITY_MACRO_CONCAT_(a, b) COMITY_MACRO_CONCAT_INNER_(a, b)

// Returns the status of `...` from the enclosing function unless it is OK.
// __COUNTER__ lets one macro stand inside another's argument, in a lambda.
#define COMITY_RETURN_IF_ERROR(...) \
  COMITY_RETURN_IF_ERROR_INNER_(    \
      COMITY_MACRO_CONCAT_(comity_status_, __COUNTER__), __VA_ARGS__)
#define COMITY_RETURN_IF_ERROR_INNER_(status, ...)             \
  do {                                                         \
    if (::absl::Status status = (__VA_ARGS__); !status.ok()) { \
      return status;                                           \
    }                                                          \
  } while (false)

// Assigns the value of the StatusOr `...` to `lhs`, which may declare a
// variable, or returns its status from the enclosing function. A type with a
// comma in it needs an alias.
#define COMITY_ASSIGN_OR_RETURN(lhs, ...) \
  COMITY_ASSIGN_OR_RETURN_INNER_(         \
      COMITY_MACRO_CONCAT_(comity_status_or_, __COUNTER__), lhs, __VA_ARGS__)
#define COMITY_ASSIGN_OR_RETURN_INNER_(status_or, lhs, ...)  \
  auto status_or = (__VA_ARGS__);                            \
  if (!status_or.ok()) return std::move(status_or).status(); \
  lhs = *std::move(status_or)

#endif  // COMMON_PLATFORM_STATUS_MACROS_H_
