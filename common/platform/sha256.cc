#include "common/platform/sha256.h"

#include <cstdio>
#include <cstdlib>

#include <openssl/evp.h>

#include "absl/strings/escaping.h"

namespace comity::platform {
namespace {

// OpenSSL fails here only without memory or without its default provider;
// going on would store a wrong digest.
void CheckOpenSsl(bool succeeded) {
  if (succeeded) return;
  std::fputs("comity: OpenSSL cannot compute SHA-256\n", stderr);
  std::abort();
}

}  // namespace

struct Sha256::State {
  State() : context(EVP_MD_CTX_new()) { CheckOpenSsl(context != nullptr); }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  EVP_MD_CTX* const context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  CheckOpenSsl(EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::Update(absl::string_view bytes) {
  CheckOpenSsl(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) ==
               1);
  return *this;
}

std::string Sha256::Finish() {
  std::string digest(kSha256Bytes, '\0');
  CheckOpenSsl(
      EVP_DigestFinal_ex(state_->context,
                         reinterpret_cast<unsigned char*>(digest.data()),
                         nullptr) == 1);
  return digest;
}

std::string Sha256Bytes(absl::string_view bytes) {
  return Sha256().Update(bytes).Finish();
}

std::string Sha256Hex(absl::string_view bytes) {
  return absl::BytesToHexString(Sha256Bytes(bytes));
}

}  // namespace comity::platform
