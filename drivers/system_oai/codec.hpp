// SPDX-License-Identifier: Apache-2.0
// One line of System OAI text to fields and back, byte for byte (System OAI Specifications Manual, "Syntax").
// Used by both ends, the vectors and the fuzzer. Knows separators and bars, no message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acdloop::system_oai {

// `barred`: it stood between bars, |text|. An empty field and || differ in bytes, never in meaning.
struct Field {
  std::string text;
  bool barred = false;
  friend bool operator==(const Field&, const Field&) = default;
};

// The fields of a line. Reading past the end gives an empty text: trailing empty fields may be omitted.
class Fields {
 public:
  Fields() = default;
  Fields(std::initializer_list<std::string_view> texts);

  std::size_t size() const { return fields_.size(); }
  const std::string& operator[](std::size_t at) const;
  bool barred(std::size_t at) const { return at < fields_.size() && fields_[at].barred; }
  // Grows the line with empty fields as needed.
  void set(std::size_t at, std::string text);
  // As |text|; bars inside are dropped, for the wire has no escape. An empty text becomes an empty field.
  void set_text(std::size_t at, std::string_view text);
  void add(std::string text) { fields_.push_back({std::move(text), false}); }
  void add_parsed(std::string_view text, bool barred) { fields_.emplace_back(std::string{text}, barred); }
  void reserve(std::size_t size) { fields_.reserve(size); }
  void resize(std::size_t size) { fields_.resize(size); }
  friend bool operator==(const Fields&, const Fields&) = default;

 private:
  std::vector<Field> fields_;
};

// Names of the faults below are closed and stable: they are counted and printed.
struct CodecFault {
  const char* name;
  std::string text;
  std::size_t at = 0;  // the first wrong byte of the line
};

// The line is without its terminator. Faults: oversized_line, nul_byte, eight_bit_byte (unless allowed),
// control_byte, malformed_text (bars that do not enclose a whole field).
std::expected<Fields, CodecFault> tokenize(std::string_view line, bool eight_bit_allowed);
std::string encode(const Fields& fields);

// Decimal digits only, at most `most`; nothing else is a number here.
std::optional<std::uint32_t> to_number(std::string_view text, std::uint32_t most);
// `value` in at least `digits` decimal digits.
std::string padded(std::uint32_t value, int digits);
// Printable ASCII of `bytes` for logs, others as \xNN, at most `limit` characters of input.
std::string printable(std::string_view bytes, std::size_t limit = 120);

}  // namespace acdloop::system_oai
