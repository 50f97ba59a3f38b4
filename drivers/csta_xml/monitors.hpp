// SPDX-License-Identifier: Apache-2.0
// The monitors of one association: which device each watches and which events it does not want. Every MonitorStart is a
// monitor of its own, also a second one on the same device. Used by the switching end; knows ids of the wire only.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/csta_xml/element.hpp"

namespace acdloop::csta_xml {

// An event and its bit in a MonitorFilter.
struct EventKind {
  std::string_view event;     // TransferedEvent
  std::string_view category;  // callcontrol
  std::string_view flag;      // transferred
};
inline constexpr std::size_t event_kind_count = 20;
// Its place in the list; nothing when we do not know the event.
std::optional<std::size_t> event_kind(std::string_view event);

// A set bit: filtered out.
using Filter = std::bitset<event_kind_count>;
// `inverted` (a vendor's habit): a set bit means "send", and what is not named is not sent.
Filter read_filter(const Element* filter, bool inverted);
// Appends the filter under `name` unless it lets everything through.
void write_filter(Element& parent, std::string_view name, const Filter& filter, bool inverted);

struct Monitor {
  std::string object;
  Filter filter;
  bool inverted = false;
};

class Monitors {
 public:
  explicit Monitors(std::size_t most) : most_(most) {}

  // Its cross reference; nothing when too many are running.
  std::optional<std::string> start(Monitor monitor);
  Monitor* find(std::string_view xref);
  bool stop(std::string_view xref);
  void clear() { running_.clear(); }
  // Cross references of those on the device that want the event.
  std::vector<std::string> wanting(std::string_view object, std::string_view event) const;

 private:
  static std::optional<std::uint32_t> number_of(std::string_view xref);

  std::size_t most_;
  std::uint32_t last_ = 0;
  std::map<std::uint32_t, Monitor> running_;
};

}  // namespace acdloop::csta_xml
