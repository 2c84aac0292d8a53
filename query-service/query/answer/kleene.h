// Sets of members in three-valued logic (Kleene), one byte a member.
//
// A member is in a set, not in it, or it is open: since dates leave it so
// (POSSIBLY), or since nothing can be said (UNKNOWN). For logic both are the
// third value; the verdict says UNKNOWN where anything unknown decides.
//
// Thread safety: values.
#ifndef COMITY_QUERY_ANSWER_KLEENE_H_
#define COMITY_QUERY_ANSWER_KLEENE_H_

#include <cstdint>
#include <vector>

#include "comity/query/v1/evidence.pb.h"

namespace comity::query {

class Kleene {
 public:
  static constexpr uint8_t kNo = 0;
  static constexpr uint8_t kPossibly = 1;  // bit 0: it may be in
  static constexpr uint8_t kYes = 3;       // bit 1: it is in
  static constexpr uint8_t kUnknown = 5;   // bit 2: open since nobody knows

  static constexpr uint8_t Of(v1::Verdict verdict) {
    switch (verdict) {
      case v1::VERDICT_YES:
        return kYes;
      case v1::VERDICT_POSSIBLY:
        return kPossibly;
      case v1::VERDICT_UNKNOWN:
        return kUnknown;
      default:
        return kNo;
    }
  }
  static constexpr v1::Verdict VerdictOf(uint8_t value) {
    switch (value) {
      case kYes:
        return v1::VERDICT_YES;
      case kPossibly:
        return v1::VERDICT_POSSIBLY;
      case kUnknown:
        return v1::VERDICT_UNKNOWN;
      default:
        return v1::VERDICT_NO;
    }
  }

  static constexpr uint8_t And(uint8_t a, uint8_t b) {
    return WithTaint(static_cast<uint8_t>(a & b & 3), a, b);
  }
  static constexpr uint8_t Or(uint8_t a, uint8_t b) {
    return WithTaint(static_cast<uint8_t>((a | b) & 3), a, b);
  }
  static constexpr uint8_t Not(uint8_t a) {
    // In is what was certainly not in, and may be in what was not certainly in.
    const bool possible = (a & 2) == 0;
    const bool certain = (a & 1) == 0;
    return WithTaint(
        static_cast<uint8_t>((certain ? 2 : 0) | (possible ? 1 : 0)), a, a);
  }

 private:
  static constexpr uint8_t WithTaint(uint8_t bits, uint8_t a, uint8_t b) {
    return static_cast<uint8_t>(bits == 1 ? bits | ((a | b) & 4) : bits);
  }
};

// One value a member, by ordinal.
using KleeneSet = std::vector<uint8_t>;

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_KLEENE_H_
