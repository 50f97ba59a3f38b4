// SPDX-License-Identifier: Apache-2.0
// The monitors of one OAI port: which objects it watches, under which cross reference, with which filter.
// Used by the switching end. Knows ids of the wire only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {

struct Monitor {
  enum class Kind : std::uint8_t { device, agent };
  Kind kind = Kind::device;
  std::string object;  // extension or agent id
  Filter filter;
};

class Monitors {
 public:
  Monitors(std::size_t most, int digits) : most_(most), digits_(digits) {}

  // An object already monitored keeps its cross reference and takes the new filter. Nothing when `most` are running.
  std::optional<std::uint32_t> start(Monitor::Kind kind, const std::string& object, const Filter& filter);
  bool stop(std::uint32_t xref) { return running_.erase(xref) > 0; }
  void clear() { running_.clear(); }
  bool watches(Monitor::Kind kind, std::string_view object) const;

  // Cross references as printed, in ascending order, of monitors on the device or the agent (either may be empty)
  // whose filter lets `layout` through.
  std::vector<std::string> matching(std::string_view device, std::string_view agent, const EventLayout& layout) const;
  std::string printed(std::uint32_t xref) const;
  const std::map<std::uint32_t, Monitor>& running() const { return running_; }

 private:
  std::size_t most_;
  int digits_;
  std::uint32_t last_ = 0;
  std::map<std::uint32_t, Monitor> running_;
};

// "A:00FC,C:FFFC,F:00F0" from a request's trailing fields: each part may be missing or blank. On error the outcome.
std::expected<Filter, int> read_filter(std::span<const std::string> fields);
void append_filter(std::vector<std::string>& fields, const Filter& filter);

}  // namespace acdloop::system_oai
