// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line_names.hpp"

namespace acdloop::tapi {
namespace {

template <class Table, class Name, class Make>
auto number_of(Table& table, const Name& name, std::size_t most, Make make) -> std::optional<decltype(make(1u))> {
  if (const auto known = table.numbers.find(name); known != table.numbers.end()) return known->second;
  if (table.numbers.size() >= most) return std::nullopt;
  const auto number = make(static_cast<line::Dword>(table.numbers.size() + 1));
  table.numbers.emplace(name, number);
  table.names.emplace(number, name);
  return number;
}

template <class Table, class Number>
auto name_of(const Table& table, const Number& number) -> decltype(&table.names.begin()->second) {
  const auto known = table.names.find(number);
  return known == table.names.end() ? nullptr : &known->second;
}

// Handles of agents begin high, so that nobody takes one for an address or for a session by accident.
constexpr line::Dword first_agent = 0x00A60000;

// A random-looking version 8 GUID (RFC 9562) would say no more: the number, behind a fixed part of ours.
line::Guid guid_of(line::Dword number) {
  line::Guid guid;
  constexpr unsigned char fixed[12] = {0xAC, 0xD1, 0x00, 0x9A, 0x5E, 0x10, 0x80, 0x01, 0x8A, 0xCD, 0x10, 0x0B};
  for (std::size_t index = 0; index < sizeof fixed; ++index) guid.bytes[index] = std::byte{fixed[index]};
  for (std::size_t index = 0; index < 4; ++index) {
    guid.bytes[sizeof fixed + index] = static_cast<std::byte>(number >> (8 * (3 - index)));
  }
  return guid;
}

}  // namespace

std::optional<line::HAgent> LineNames::agent(const cti::AgentId& id) {
  return number_of(agents_, id, max_names, [](line::Dword number) { return first_agent + number; });
}
std::optional<line::Dword> LineNames::address(const cti::Address& id) {
  return number_of(addresses_, id, max_names, [](line::Dword number) { return number - 1; });  // address ids begin at 0
}
std::optional<line::Guid> LineNames::group(const cti::AcdGroupId& id) {
  return number_of(groups_, id, max_names, guid_of);
}

const cti::AgentId* LineNames::agent(line::HAgent handle) const { return name_of(agents_, handle); }
const cti::Address* LineNames::address(line::Dword id) const { return name_of(addresses_, id); }
const cti::AcdGroupId* LineNames::group(const line::Guid& id) const { return name_of(groups_, id); }

}  // namespace acdloop::tapi
