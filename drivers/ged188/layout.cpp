// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/layout.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <string>

#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/layout_rows.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

constexpr std::string_view statistics[] = {
    "AvailTime",
    "LoggedOnTime",
    "NotReadyTime",
    "ICMAvailableTime",
    "RoutableTime",
    "AgentOutCalls",
    "AgentOutCallsTalkTime",
    "AgentOutCallsTime",
    "AgentOutCallsHeld",
    "AgentOutCallsHeldTime",
    "HandledCalls",
    "HandledCallsTalkTime",
    "HandledCallsAfterCallTime",
    "HandledCallsTime",
    "IncomingCallsHeld",
    "IncomingCallsHeldTime",
    "InternalCalls",
    "InternalCallsTime",
    "InternalCallsRcvd",
    "InternalCallsRcvdTime",
    "InternalCallsHeld",
    "InternalCallsHeldTime",
    "AutoOutCalls",
    "AutoOutCallsTalkTime",
    "AutoOutCallsTime",
    "AutoOutCallsHeld",
    "AutoOutCallsHeldTime",
    "PreviewCalls",
    "PreviewCallsTalkTime",
    "PreviewCallsTime",
    "PreviewCallsHeld",
    "PreviewCallsHeldTime",
    "ReservationCalls",
    "ReservationCallsTalkTime",
    "ReservationCallsTime",
    "ReservationCallsHeld",
    "ReservationCallsHeldTime",
    "BargeInCalls",
    "InterceptCalls",
    "MonitorCalls",
    "WhisperCalls",
    "EmergencyCalls",
};

// Of an agent's skill group now; the three blocks of an interval follow as numbers without a name of their own here.
constexpr std::string_view skill_group_now[] = {
    "AgentsLoggedOn",
    "AgentsAvail",
    "AgentsNotReady",
    "AgentsReady",
    "AgentsTalkingIn",
    "AgentsTalkingOut",
    "AgentsTalkingOther",
    "AgentsWorkNotReady",
    "AgentsWorkReady",
    "AgentsBusyOther",
    "AgentsReserved",
    "AgentsHold",
    "AgentsICMAvailable",
    "AgentsApplicationAvailable",
    "AgentsTalkingAutoOut",
    "AgentsTalkingPreview",
    "AgentsTalkingReservation",
    "RouterCallsQNow",
    "LongestRouterCallQNow",
    "CallsQNow",
    "CallsQTimeNow",
    "LongestCallQNow",
};
constexpr std::size_t interval_figures = 3 * 41;

std::string_view next_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

int number_in(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void add_field(Layout& layout, std::string_view word, int version) {
  const std::size_t colon = word.find(':');
  const std::size_t at = word.find('@');
  if (at != std::string_view::npos && number_in(word.substr(at + 1)) > version) return;
  layout.fields.push_back({word.substr(0, colon), static_cast<std::uint8_t>(number_in(word.substr(colon + 1)))});
  layout.fixed_bytes += layout.fields.back().width;
}

void add_floats(Layout& layout, std::string_view word, int version) {
  const std::size_t dash = word.find('-');
  const int first = number_in(word);
  const int last = dash == std::string_view::npos ? first : number_in(word.substr(dash + 1));
  for (int tag = first; tag <= last; ++tag) {
    const FloatType* type = float_type(static_cast<std::uint16_t>(tag));
    if (type == nullptr || type->since > version) continue;
    layout.floats.push_back(type->tag);
    if (word.ends_with('!')) layout.required.push_back(type->tag);
  }
}

Layout layout_of(const LayoutRow& row, int version) {
  Layout layout{row.type, message_name(row.type), row.sender, {}, 0, {}, {}};
  for (std::string_view rest = row.fixed; !rest.empty();) add_field(layout, next_word(rest), version);
  for (std::string_view rest = row.floats; !rest.empty();) add_floats(layout, next_word(rest), version);
  return layout;
}

// Text that lives as long as the program, for names that are put together.
std::string_view kept(std::string text) {
  static std::map<std::string, std::string> texts;
  return texts.emplace(text, text).first->second;
}

Layout statistics_layout(bool with_icm) {
  const std::uint32_t type = type::query_agent_statistics_conf;
  Layout layout{type, message_name(type), Sender::server, {{"InvokeID", 4}, {"PeripheralID", 4}}, 0, {4, 5, 6}, {}};
  for (const char* span : {"Session", "Today"}) {
    for (const std::string_view name : statistics) {
      if (!with_icm && (name == "ICMAvailableTime" || name == "RoutableTime")) continue;
      layout.fields.push_back({kept(std::string{name} + span), 4});
    }
  }
  layout.fixed_bytes = 4 * layout.fields.size();
  return layout;
}

Layout skill_group_layout() {
  const std::uint32_t type = type::query_skill_group_statistics_conf;
  Layout layout{type, message_name(type), Sender::server, {}, 0, {}, {}};
  for (const char* name : {"InvokeID", "PeripheralID", "SkillGroupNumber", "SkillGroupID"}) {
    layout.fields.push_back({name, 4});
  }
  for (const std::string_view name : skill_group_now) layout.fields.push_back({name, 4});
  for (std::size_t i = 0; i < interval_figures; ++i) {
    layout.fields.push_back({kept("Interval" + std::to_string(i)), 4});
  }
  layout.fixed_bytes = 4 * layout.fields.size();
  return layout;
}

using Table = std::map<std::uint32_t, std::vector<Layout>>;

Table table_of(int version) {
  Table table;
  for (const LayoutRow& row : layout_rows()) {
    if (row.since <= version && version <= row.until) table[row.type].push_back(layout_of(row, version));
  }
  auto& figures = table[type::query_agent_statistics_conf];
  figures.push_back(statistics_layout(true));
  // Guide 9 does not say whether its 84 counters were 80 before.
  if (version <= 9) figures.push_back(statistics_layout(false));
  table[type::query_skill_group_statistics_conf].push_back(skill_group_layout());
  return table;
}

}  // namespace

std::optional<std::size_t> Layout::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &FixedField::name);
  if (found == fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields.begin());
}

bool Layout::allows(std::uint16_t tag) const { return std::ranges::find(floats, tag) != floats.end(); }

std::span<const Layout> layouts_of(std::uint32_t type, int version) {
  static std::array<std::optional<Table>, highest_version + 1> tables;
  std::optional<Table>& table =
      tables.at(static_cast<std::size_t>(std::clamp(version, lowest_version, highest_version)));
  if (!table) table = table_of(std::clamp(version, lowest_version, highest_version));
  const auto found = table->find(type);
  return found == table->end() ? std::span<const Layout>{} : std::span<const Layout>{found->second};
}

std::span<const std::string_view> statistics_names() { return statistics; }

}  // namespace acdloop::ged188
