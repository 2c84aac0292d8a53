// The limits of the contract (comity.model.v1.Limit), read from the options of
// its enum, so that no number stands in two places.
//
// Thread safety: pure; the table behind it is built once.
#ifndef COMITY_COMMON_MODEL_LIMITS_H_
#define COMITY_COMMON_MODEL_LIMITS_H_

#include <array>
#include <cstdint>

#include "comity/model/v1/limits.pb.h"

namespace comity::model {

// The bound of the limit: the greatest value that is still taken. 0 for
// LIMIT_UNSPECIFIED and for a number outside the enum, so that a limit that was
// never defined lets nothing through.
inline int64_t LimitOf(v1::Limit limit) {
  using Table = std::array<int64_t, v1::Limit_ARRAYSIZE>;
  static const Table kBounds = [] {
    Table bounds = {};
    const auto* descriptor = v1::Limit_descriptor();
    for (int i = 0; i < descriptor->value_count(); ++i) {
      const auto* value = descriptor->value(i);
      bounds[static_cast<size_t>(value->number())] =
          value->options().GetExtension(v1::bound);
    }
    return bounds;
  }();
  return v1::Limit_IsValid(limit) ? kBounds[static_cast<size_t>(limit)] : 0;
}

}  // namespace comity::model

#endif  // COMITY_COMMON_MODEL_LIMITS_H_
