// SPDX-License-Identifier: Apache-2.0
// Byte offsets of a text to lines and columns. Columns count code points, so that a caret stands under what a person
// sees. Used by the document reader and the renderer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text);
  // Offsets past the end count as the end.
  Mark mark_at(std::size_t offset) const;
  // The end of the text without trailing blanks and line ends: where something missing is missed.
  Mark last_mark() const;
  // Without its line end; empty for a line that is not there. Counted from one.
  std::string_view line(int number) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

// Number of code points in a text that is valid UTF-8.
int code_points(std::string_view text);

// A value as it may stand in a message: its first 40 code points.
std::string shown(std::string_view text);

struct BadByte {
  std::size_t offset;
  bool control;  // a control character or a lone carriage return; else not UTF-8
};
// The first byte that is no UTF-8 (overlong forms and surrogates count as none) or begins a control character other
// than tab and line end.
std::optional<BadByte> find_bad_byte(std::string_view text);

}  // namespace acdloop::scenarios
