// SPDX-License-Identifier: Apache-2.0
// One AMI message: headers in their order, read and written. Used by both ends, tests and the fuzzer. Knows no header
// by name but the three that tell what a message is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/cti/end.hpp"

namespace acdloop::asterisk_ami {

// Of the switch's manager.c: a longer line, or a message of more headers, is refused; the connection goes on.
inline constexpr std::size_t max_line_bytes = 1024;
inline constexpr std::size_t max_headers = 128;

enum class MessageKind : std::uint8_t { action, response, event, other };

class Message {
 public:
  Message() = default;
  Message(std::string_view name, std::string_view value) { add(name, value); }

  Message& add(std::string_view name, std::string_view value);
  Message& add(std::string_view name, std::int64_t value) { return add(name, std::to_string(value)); }

  // By the first header alone: the event OriginateResponse has a header Response inside.
  MessageKind kind() const;
  // Its value: "Login", "Success", "AgentConnect".
  std::string_view name() const;
  // The first of that name, in any case of letters, that has a value; else empty. Names of headers are ASCII.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  std::optional<std::int64_t> number(std::string_view name) const;

  const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }
  bool empty() const { return headers_.empty(); }
  friend bool operator==(const Message&, const Message&) = default;

 private:
  std::vector<std::pair<std::string, std::string>> headers_;
};

bool same_word(std::string_view a, std::string_view b);  // ASCII letters in any case

// With CRLF after each header and after the message. What breaks a line in a value becomes a blank.
std::string encode(const Message& message);
// One line for people: "AgentConnect Queue=support Interface=PJSIP/105 …", secrets as ***.
std::string describe(const Message& message);
// The message without what must not be recorded.
Message without_secrets(const Message& message);

// "Name: value", "Name:value", "Name:   value"; nothing when there is no colon or no name.
std::optional<std::pair<std::string, std::string>> split_header(std::string_view line);

// true yes y t 1 on, in any case; everything else is false.
bool is_true(std::string_view word);
std::optional<std::int64_t> to_number(std::string_view text, std::int64_t most);

}  // namespace acdloop::asterisk_ami
