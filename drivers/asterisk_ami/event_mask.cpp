// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/event_mask.hpp"

#include <algorithm>
#include <array>

#include "drivers/asterisk_ami/message.hpp"

namespace acdloop::asterisk_ami {
namespace {

struct ClassRow {
  std::string_view name;
  ClassMask bit;
};
constexpr ClassRow classes[] = {
    {"system", class_system},
    {"call", class_call},
    {"log", 4},
    {"verbose", 8},
    {"command", class_command},
    {"agent", class_agent},
    {"user", class_user},
    {"config", class_config},
    {"dtmf", 256},
    {"reporting", class_reporting},
    {"cdr", 1024},
    {"dialplan", 2048},
    {"originate", class_originate},
    {"agi", 8192},
    {"cc", 32768},
    {"aoc", 65536},
    {"test", 131072},
    {"security", 262144},
    {"message", 1u << 30},
    {"all", every_class},
};

bool is_false(std::string_view word) {
  constexpr std::array<std::string_view, 5> words{"off", "no", "false", "n", "f"};
  return std::ranges::any_of(words, [&](std::string_view one) { return same_word(one, word); });
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view class_name(ClassMask one) {
  const auto row = std::ranges::find(classes, one, &ClassRow::bit);
  return row == std::end(classes) ? std::string_view{} : row->name;
}

std::optional<ClassMask> mask_from(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.find_first_not_of("0123456789") == text.npos) {
    return static_cast<ClassMask>(to_number(text, every_class).value_or(every_class));
  }
  if (is_false(text)) return ClassMask{0};
  if (is_true(text)) return every_class;
  ClassMask mask = 0;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view name = trimmed(text.substr(0, comma));
    for (const ClassRow& row : classes) {
      if (same_word(row.name, name)) mask |= row.bit;
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return mask;
}

}  // namespace acdloop::asterisk_ami
