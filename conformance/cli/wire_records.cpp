// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/wire_records.hpp"

#include <nlohmann/json.hpp>

namespace acdloop::cli {
namespace {

int nibble(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

// Up to the first pair that is no hex.
std::string from_hex(std::string_view digits) {
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    const int high = nibble(digits[at]);
    const int low = nibble(digits[at + 1]);
    if (high < 0 || low < 0) break;
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

std::string text_in(const nlohmann::json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

std::optional<WireRecord> wire_record_in(std::string_view line, std::string_view protocol) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || text_in(json, "class") != "wire" || text_in(json, "protocol") != protocol)
    return std::nullopt;
  const std::string direction = text_in(json, "direction");
  if (direction != "to_switch" && direction != "to_application") return std::nullopt;
  WireRecord record;
  record.scenario = text_in(json, "scenario");
  if (const auto at = json.find("at"); at != json.end() && at->is_number_integer()) {
    record.at = TimePoint{} + Duration{at->get<std::int64_t>()};
  }
  if (direction == "to_application") record.direction = cti::WireMessage::Direction::to_application;
  const std::string digits = text_in(json, "bytes");
  record.bytes = from_hex(digits);
  record.whole = 2 * record.bytes.size() == digits.size();
  return record;
}

}  // namespace acdloop::cli
