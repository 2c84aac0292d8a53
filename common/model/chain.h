// The chain over the registry's log (promise R8): each commit's digest covers
// its content and the digest before, so that a changed log is found by whoever
// recomputes it. Both services do: the registry when it writes and verifies, a
// replica for each commit that it applies (Q5).
//
//   digest(0) = SHA-256("comity:" || registry id)
//   digest(n) = SHA-256(digest(n-1) || SHA-256(header) ||
//                       SHA-256(change 1) || SHA-256(change 2) || ...)
//
// The header is the Commit without `changes` and `digest`; each part is
// serialized canonically (canonical.h). Changes are hashed one by one, since a
// commit may arrive in parts and be larger than a message.
//
// Thread safety: a ChainHasher is for one thread; the functions are pure.
#ifndef COMMON_MODEL_CHAIN_H_
#define COMMON_MODEL_CHAIN_H_

#include <string>

#include "absl/strings/string_view.h"

#include "comity/registry/v1/commit.pb.h"
#include "common/platform/sha256.h"

namespace comity::model {

// 32 raw bytes.
std::string GenesisDigest(absl::string_view registry_id);

class ChainHasher {
 public:
  // `header` may bear changes and a digest: they are left out.
  // REQUIRES: `previous` is 32 raw bytes.
  ChainHasher(absl::string_view previous, const registry::v1::Commit& header);

  // The next change, in the commit's order.
  void AddChange(const registry::v1::RecordChange& change);
  // The same where its canonical bytes are at hand.
  void AddChangeBytes(absl::string_view canonical_bytes);

  // The commit's digest, 32 raw bytes. REQUIRES: called once, last.
  std::string Finish();

 private:
  platform::Sha256 hash_;
};

// The digest of a whole commit; what its `digest` field says is not looked at.
std::string CommitDigest(absl::string_view previous,
                         const registry::v1::Commit& commit);

}  // namespace comity::model

#endif  // COMMON_MODEL_CHAIN_H_
