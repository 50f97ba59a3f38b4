// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <cassert>

namespace acdloop::report {

namespace {

// These calls fail only for want of memory or of the algorithm.
void must(int done) {
  assert(done == 1);
  static_cast<void>(done);
}

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

Context copy_of(const Context& other) {
  Context copy{EVP_MD_CTX_new()};
  must(EVP_MD_CTX_copy_ex(copy.get(), other.get()));
  return copy;
}

}  // namespace

struct Sha256::State {
  Context context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  must(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}
Sha256::Sha256(const Sha256& other) : state_(std::make_unique<State>(copy_of(other.state_->context))) {}
Sha256& Sha256::operator=(const Sha256& other) {
  if (this != &other) state_->context = copy_of(other.state_->context);
  return *this;
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { must(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size())); }

std::string Sha256::hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  const Context last = copy_of(state_->context);
  std::array<std::uint8_t, 32> bytes{};
  must(EVP_DigestFinal_ex(last.get(), bytes.data(), nullptr));
  std::string text;
  for (const std::uint8_t byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 0x0F];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

std::string_view class_of(std::string_view line) {
  constexpr std::string_view front = R"({"class":")";
  if (!line.starts_with(front)) return {};
  line.remove_prefix(front.size());
  const std::size_t end = line.find('"');
  return end == std::string_view::npos ? std::string_view{} : line.substr(0, end);
}

namespace {

// Length of the text that begins with a quote at the front of `rest`, closing quote included.
std::size_t string_length(std::string_view rest) {
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '\\')
      ++at;
    else if (rest[at] == '"')
      return at + 1;
  }
  return rest.size();
}

}  // namespace

std::string_view raw_field(std::string_view line, std::string_view key) {
  // Inside a text a quote has a backslash in front, so `"key":` occurs only as a key.
  const std::string wanted = '"' + std::string{key} + "\":";
  const std::size_t found = line.find(wanted);
  if (found == std::string_view::npos) return {};
  const std::string_view rest = line.substr(found + wanted.size());
  if (rest.starts_with('"')) return rest.substr(0, string_length(rest));
  if (rest.starts_with('[')) {
    std::size_t at = 1;
    while (at < rest.size() && rest[at] != ']') at += rest[at] == '"' ? string_length(rest.substr(at)) : 1;
    return rest.substr(0, at + 1);
  }
  return rest.substr(0, rest.find_first_of(",}"));
}

void StreamDigest::add(std::string_view line) {
  const std::string_view record_class = class_of(line);
  if (record_class.empty() || record_class == "wire" || record_class == "env") return;
  std::string_view protocol = raw_field(line, "protocol");
  if (protocol.size() <= 2) return;
  protocol = protocol.substr(1, protocol.size() - 2);
  auto hash = hashes_.find(protocol);
  if (hash == hashes_.end()) hash = hashes_.emplace(protocol, Sha256{}).first;
  hash->second.add(line);
  hash->second.add("\n");
}

std::map<std::string, std::string, std::less<>> StreamDigest::by_protocol() const {
  std::map<std::string, std::string, std::less<>> digests;
  for (const auto& [protocol, hash] : hashes_) digests.emplace(protocol, hash.hex());
  return digests;
}

std::string StreamDigest::of(std::string_view protocol) const {
  const auto hash = hashes_.find(protocol);
  return hash == hashes_.end() ? std::string{} : hash->second.hex();
}

}  // namespace acdloop::report
