// SPDX-License-Identifier: Apache-2.0
// SHA-256, and the stream digest: one hash a protocol over the event stream without what may differ between equal
// runs. Used by Stream and by whoever re-reads an event file; knows only the first two keys of a line.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace acdloop::report {

// FIPS 180-4.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256& other);
  Sha256& operator=(const Sha256& other);
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  // 64 lower-case hex digits of what was added so far; more may be added afterwards.
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);

// The fold over lines. A line counts with its '\n'. The same numbers come out of
//
//   grep -v '^{"class":"wire"' FILE | grep -v '^{"class":"env"' | grep '"protocol":"system-oai"' | sha256sum
//
// which is exact because `class` and `protocol` are a record's first two keys and no other key is named
// `protocol`; inside a text every quote is escaped, so no text can look like a key.
class StreamDigest {
 public:
  // `line` without its '\n'. Lines of other make (no `{"class":` in front) count for no protocol.
  void add(std::string_view line);
  // Protocol -> 64 hex digits, in the order of the names. Protocols without a counted record are absent.
  std::map<std::string, std::string, std::less<>> by_protocol() const;
  // Empty when the protocol has no counted record.
  std::string of(std::string_view protocol) const;

 private:
  std::map<std::string, Sha256, std::less<>> hashes_;
};

// The class of a line ("wire"), empty for a line of other make. Views into the line.
std::string_view class_of(std::string_view line);
// The value of a top-level key as it stands in the line: a text with its quotes, a number, null. Empty if absent.
// Only for lines that Stream wrote.
std::string_view raw_field(std::string_view line, std::string_view key);

}  // namespace acdloop::report
