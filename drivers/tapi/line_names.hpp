// SPDX-License-Identifier: Apache-2.0
// The identifiers by which TAPI 2.2 speaks of agents, addresses and groups, and the names they stand for. On a real
// line an application learns them from capabilities and lists; here both halves of the façade read this one table.
// Internal to drivers/tapi. Handles of sessions are not here: they are the numbers of the tracker's records.
#pragma once

#include <cstddef>
#include <map>
#include <optional>

#include "drivers/cti/ids.hpp"
#include "drivers/tapi/line/structures.hpp"

namespace acdloop::tapi {

class LineNames {
 public:
  // The identifier of a name, made when it is new; absent when there are `max_names` of that kind.
  std::optional<line::HAgent> agent(const cti::AgentId& id);
  std::optional<line::Dword> address(const cti::Address& id);
  std::optional<line::Guid> group(const cti::AcdGroupId& id);

  // The name of an identifier; null when it was never given out.
  const cti::AgentId* agent(line::HAgent handle) const;
  const cti::Address* address(line::Dword id) const;
  const cti::AcdGroupId* group(const line::Guid& id) const;

  static constexpr std::size_t max_names = 100'000;

 private:
  template <class Name, class Number>
  struct Table {
    std::map<Name, Number> numbers;
    std::map<Number, Name> names;
  };
  Table<cti::AgentId, line::HAgent> agents_;
  Table<cti::Address, line::Dword> addresses_;
  Table<cti::AcdGroupId, line::Guid> groups_;
};

}  // namespace acdloop::tapi
