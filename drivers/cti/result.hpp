// SPDX-License-Identifier: Apache-2.0
// The answer to one request. Exactly one Result per request reaches whoever asked: the reply, or `unknown` when
// the link is lost or the asker gave up. A reply after that is a LinkEvent::late_reply and changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/cti/agent_state.hpp"
#include "drivers/cti/call.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/figures.hpp"
#include "drivers/cti/ids.hpp"

namespace acdloop::cti {

enum class Outcome : std::uint8_t { success, refused, unknown };
std::string_view to_string(Outcome outcome);

struct Result {
  RequestId id{};
  Outcome outcome = Outcome::success;
  RefusalCause cause = RefusalCause::none;  // set when refused, or why the outcome is unknown
  RawCode raw;
  std::vector<AgentStateReport> agents;  // query_agent_state, query_group
  // snapshot_device, and the one that make_call and the services of two calls make
  std::vector<std::pair<ConnectionId, ConnectionState>> connections;
  std::optional<Figures> figures = {};     // query_figures
  std::optional<std::int64_t> clock = {};  // check_link, where the switch tells it: ns since 1970-01-01 UTC, its own
  friend bool operator==(const Result&, const Result&) = default;
};

}  // namespace acdloop::cti
