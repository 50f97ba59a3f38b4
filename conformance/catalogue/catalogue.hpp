// SPDX-License-Identifier: Apache-2.0
// The requirements on ITAgentSession and ITAgentSessionEvent as rows: what is demanded, which document says so and how
// hard a check may be. Read by runner, coverage and reports. Judges nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace acdloop::catalogue {

enum class Level : std::uint8_t { must, should, derived };  // the page says it; advises it; follows from what it says
enum class Strength : std::uint8_t { hard, soft, config };  // fails; warns; fails once a reading is fixed
std::string_view to_string(Level level);
std::string_view to_string(Strength strength);

struct Requirement {
  std::string_view id;        // "AS-016"
  std::string_view sentence;  // ours
  std::string_view source;    // document and section or page
  Level level = Level::must;
  Strength strength = Strength::hard;
  std::string_view witnesses;  // what is held against what
  std::string_view reading;    // key of the reading that decides, empty if none does
};

// Every row, by id.
std::span<const Requirement> rows();
// Null when there is no such row.
const Requirement* find(std::string_view id);

}  // namespace acdloop::catalogue
