// SPDX-License-Identifier: Apache-2.0
// Bytes for people: "41 42 0d 0a", "AB<CR><LF>", and the usual three-column dump. Used by captures, reports and tests.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace acdloop::bytes {

// "09 00 41". At most `limit` bytes, then " … (+n)".
std::string hex(std::span<const std::byte> bytes, std::size_t limit = 256);
std::string hex(std::string_view bytes, std::size_t limit = 256);

// One line: printable ASCII as it is, control characters by name (<CR>, <LF>, <TAB>, <NUL>, …), others as <c3>. A '<'
// of the input is printed as it is: this is for reading, not for parsing. At most `limit` bytes, then "…(+n)".
std::string printable(std::string_view bytes, std::size_t limit = 1024);
std::string printable(std::span<const std::byte> bytes, std::size_t limit = 1024);

// Lines of "00000010  41 42 … |AB…|", 16 bytes each, every line ended. At most `limit` bytes.
std::string hex_dump(std::span<const std::byte> bytes, std::size_t limit = 65536);

}  // namespace acdloop::bytes
