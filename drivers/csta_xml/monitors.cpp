// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/monitors.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace acdloop::csta_xml {
namespace {

constexpr std::string_view calls = "callcontrol";
constexpr std::string_view agents = "logicalDeviceFeature";
constexpr std::string_view service = "maintenance";

// Spellings of events and flags are the schema's, which do not always agree.
constexpr std::array<EventKind, event_kind_count> kinds{{
    {"CallClearedEvent", calls, "callCleared"},
    {"ConferencedEvent", calls, "conferenced"},
    {"ConnectionClearedEvent", calls, "connectionCleared"},
    {"DeliveredEvent", calls, "delivered"},
    {"DivertedEvent", calls, "diverted"},
    {"EstablishedEvent", calls, "established"},
    {"FailedEvent", calls, "failed"},
    {"HeldEvent", calls, "held"},
    {"OriginatedEvent", calls, "originated"},
    {"QueuedEvent", calls, "queued"},
    {"RetrievedEvent", calls, "retrieved"},
    {"TransferedEvent", calls, "transferred"},
    {"AgentBusyEvent", agents, "agentBusy"},
    {"AgentLoggedOnEvent", agents, "agentLoggedOn"},
    {"AgentLoggedOffEvent", agents, "agentLoggedOff"},
    {"AgentNotReadyEvent", agents, "agentNotReady"},
    {"AgentReadyEvent", agents, "agentReady"},
    {"AgentWorkingAfterCallEvent", agents, "agentWorkingAfterCall"},
    {"BackInServiceEvent", service, "backInService"},
    {"OutOfServiceEvent", service, "outOfService"},
}};

bool is_true(std::string_view word) { return word == "true" || word == "1"; }

}  // namespace

std::optional<std::size_t> event_kind(std::string_view event) {
  const auto found = std::ranges::find(kinds, event, &EventKind::event);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kinds.begin());
}

Filter read_filter(const Element* filter, bool inverted) {
  Filter filtered;
  if (filter == nullptr) return filtered;
  for (std::size_t at = 0; at < kinds.size(); ++at) {
    const Element* category = filter->child(kinds[at].category);
    const bool set = category != nullptr && is_true(category->value(kinds[at].flag));
    filtered[at] = set != inverted;
  }
  return filtered;
}

void write_filter(Element& parent, std::string_view name, const Filter& filter, bool inverted) {
  if (filter.none()) return;
  Element& written = parent.add(name);
  for (const std::string_view category : {calls, agents, service}) {
    Element flags = make(category);
    for (std::size_t at = 0; at < kinds.size(); ++at) {
      if (kinds[at].category == category && filter[at] != inverted) flags.with(kinds[at].flag, "true");
    }
    if (!flags.children.empty()) written.with(std::move(flags));
  }
}

std::optional<std::string> Monitors::start(Monitor monitor) {
  if (running_.size() >= most_) return std::nullopt;
  do {
    ++last_;
  } while (last_ == 0 || running_.contains(last_));
  running_.emplace(last_, std::move(monitor));
  return std::to_string(last_);
}

std::optional<std::uint32_t> Monitors::number_of(std::string_view xref) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(xref.data(), xref.data() + xref.size(), number);
  if (error != std::errc{} || end != xref.data() + xref.size()) return std::nullopt;
  return number;
}

Monitor* Monitors::find(std::string_view xref) {
  const auto number = number_of(xref);
  const auto found = number ? running_.find(*number) : running_.end();
  return found == running_.end() ? nullptr : &found->second;
}

bool Monitors::stop(std::string_view xref) {
  const auto number = number_of(xref);
  return number && running_.erase(*number) > 0;
}

std::vector<std::string> Monitors::wanting(std::string_view object, std::string_view event) const {
  std::vector<std::string> found;
  const auto kind = event_kind(event);
  for (const auto& [xref, monitor] : running_) {
    if (monitor.object == object && !(kind && monitor.filter[*kind])) found.push_back(std::to_string(xref));
  }
  return found;
}

}  // namespace acdloop::csta_xml
