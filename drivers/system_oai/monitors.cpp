// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/monitors.hpp"

#include <cstdio>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/codec.hpp"

namespace acdloop::system_oai {
namespace {

bool passes(const Filter& filter, const EventLayout& layout) {
  if (layout.filter_bit == 0) return true;
  switch (layout.filter_kind) {
    case 'A':
      return (filter.agent & layout.filter_bit) != 0;
    case 'C':
      return (filter.call & layout.filter_bit) != 0;
    case 'F':
      return (filter.feature & layout.filter_bit) != 0;
    default:
      return true;
  }
}

std::optional<std::uint16_t> hex_mask(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  std::uint16_t value = 0;
  for (char digit : digits) {
    int nibble = 0;
    if (digit >= '0' && digit <= '9') {
      nibble = digit - '0';
    } else if (digit >= 'A' && digit <= 'F') {
      nibble = digit - 'A' + 10;
    } else {
      return std::nullopt;
    }
    value = static_cast<std::uint16_t>(value << 4 | nibble);
  }
  return value;
}

std::string mask_text(char kind, std::uint16_t mask) {
  char text[16];
  std::snprintf(text, sizeof text, "%c:%04X", kind, static_cast<unsigned>(mask));
  return text;
}

}  // namespace

std::optional<std::uint32_t> Monitors::start(Monitor::Kind kind, const std::string& object, const Filter& filter) {
  for (auto& [xref, monitor] : running_) {
    if (monitor.kind != kind || monitor.object != object) continue;
    monitor.filter = filter;
    return xref;
  }
  const std::uint32_t highest = digits_ >= 6 ? 999'999 : 999;
  if (running_.size() >= most_ || running_.size() >= highest) return std::nullopt;
  do {
    last_ = last_ % highest + 1;
  } while (running_.contains(last_));
  running_.emplace(last_, Monitor{kind, object, filter});
  return last_;
}

bool Monitors::watches(Monitor::Kind kind, std::string_view object) const {
  for (const auto& [xref, monitor] : running_) {
    if (monitor.kind == kind && monitor.object == object) return true;
  }
  return false;
}

std::vector<std::string> Monitors::matching(std::string_view device, std::string_view agent,
                                            const EventLayout& layout) const {
  std::vector<std::string> found;
  for (const auto& [xref, monitor] : running_) {
    const std::string_view wanted = monitor.kind == Monitor::Kind::device ? device : agent;
    if (!wanted.empty() && monitor.object == wanted && passes(monitor.filter, layout)) found.push_back(printed(xref));
  }
  return found;
}

std::string Monitors::printed(std::uint32_t xref) const { return padded(xref, digits_); }

std::expected<Filter, int> read_filter(std::span<const std::string> fields) {
  Filter filter;
  for (const std::string& field : fields) {
    if (field.empty()) continue;
    if (field.size() < 2 || field[1] != ':') return std::unexpected(outcome::filter_type);
    const char kind = field[0];
    if (kind != 'A' && kind != 'C' && kind != 'F') return std::unexpected(outcome::filter_type);
    const auto mask = hex_mask(std::string_view{field}.substr(2));
    if (kind == 'A') {
      if (!mask) return std::unexpected(outcome::agent_filter);
      filter.agent = *mask & full_filter.agent;
    } else if (kind == 'C') {
      if (!mask) return std::unexpected(outcome::call_filter);
      filter.call = *mask & full_filter.call;
    } else {
      if (!mask) return std::unexpected(outcome::feature_filter);
      filter.feature = *mask & full_filter.feature;
    }
  }
  return filter;
}

void append_filter(std::vector<std::string>& fields, const Filter& filter) {
  fields.push_back(mask_text('A', filter.agent));
  fields.push_back(mask_text('C', filter.call));
  fields.push_back(mask_text('F', filter.feature));
}

}  // namespace acdloop::system_oai
