// SPDX-License-Identifier: Apache-2.0
// The keys of a bench file as one table, with what each means. Its reader goes by it.
#pragma once

#include <span>
#include <string_view>

namespace acdloop::bench {

struct KeyRow {
  std::string_view section;  // "" = the file itself; "switch", "queue", "agent", "hands"
  std::string_view key;
  bool needed = false;
  std::string_view meaning;  // one sentence
  std::string_view example;
};

// In the order in which they are written.
std::span<const KeyRow> key_rows();

}  // namespace acdloop::bench
