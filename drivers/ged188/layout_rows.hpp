// SPDX-License-Identifier: Apache-2.0
// How the table of messages is written down: one row a message, its fields as text. Used by layout.cpp alone.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "drivers/ged188/layout.hpp"

namespace acdloop::ged188 {

struct LayoutRow {
  std::uint32_t type = 0;
  Sender sender = Sender::either;
  std::string_view fixed;   // "InvokeID:4 DepartmentID:4@19": name, bytes, first version
  std::string_view floats;  // "1! 3-6": tags; ! is required
  int since = 0;
  int until = 99;
};
std::span<const LayoutRow> layout_rows();

}  // namespace acdloop::ged188
