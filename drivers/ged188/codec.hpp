// SPDX-License-Identifier: Apache-2.0
// Messages to bytes and back: big-endian fixed fields, floating fields of tag, length and data ("CTI Server Message
// Reference Guide", "Floating part"). Every length is checked against what is there; nothing is overlaid or trusted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/ged188/message.hpp"

namespace acdloop::ged188 {

// Why a body is none of that message: the status a server answers with, a closed name, and where it was.
struct CodecFault {
  std::uint32_t status = 0;
  std::string name;
  std::string text;
  std::optional<std::uint32_t> invoke;  // of a request whose first four bytes could be read
  std::size_t at = 0;                   // the first wrong byte of the body
  std::string instead = {};             // what would be right, where it is not plain from the name
  std::optional<Message> before = {};   // what was read in front of it
};

// How a reader takes floating fields that it does not know: a server refuses them, a client skips them (newer servers
// add fields).
enum class Unknown : std::uint8_t { refuse, skip };

// The body of a message, without its header. Where a message has several shapes, the first that fits to the last byte.
std::expected<Message, CodecFault> decode(std::uint32_t type, std::string_view body, int version, Unknown unknown);
// With its header.
std::string encode(const Message& message, int version);
// The same with passwords as asterisks, for captures.
std::string encode_without_secrets(const Message& message, int version);
// A body as it came, with its header before it.
std::string with_header(std::uint32_t type, std::string_view body);
// The first field of a body: InvokeID or MonitorID.
std::optional<std::uint32_t> peek_first(std::string_view body);
// VersionNumber of an OPEN_REQ: it decides how the floating fields of that very message are read.
std::optional<std::uint32_t> peek_version(std::string_view open_req_body);

}  // namespace acdloop::ged188
