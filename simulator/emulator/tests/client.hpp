// SPDX-License-Identifier: Apache-2.0
// One agent, her group and her desk, and an application on a link of its own: the computing end of any protocol.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/attachment/attachment.hpp"
#include "drivers/link/exchange.hpp"
#include "drivers/link/memory_link.hpp"
#include "drivers/registry/registry.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::emulator {

inline const cti::AgentId ann{"ann"};
inline const cti::AcdGroupId sales{"sales"};
inline const cti::AcdGroupId help{"help"};
inline const cti::Address desk{"105"};

inline scenarios::Scenario one_agent() {
  using std::chrono_literals::operator""s;
  const scenarios::WrapUp wrap_up{scenarios::WrapUp::Kind::timed, 12s};
  scenarios::Scenario scenario;
  scenario.id = "test/one-agent";
  scenario.cast.groups = {{sales, "237", wrap_up, std::nullopt}, {help, "238", wrap_up, std::nullopt}};
  scenario.cast.agents = {{ann, "2003", desk, {sales, help}, true, {}}};
  scenario.cast.agents[0].pin = "4711";
  return scenario;
}

struct Client {
  // `place`: the name of the switch's listener for this protocol.
  Client(EventLoop& loop, link::Exchange& exchange, const cti::Protocol& protocol, const std::string& place)
      : attachment(loop, link::make_memory_connector(exchange, place),
                   protocol.make_computing_end(cti::Framing::connection, naming(), {{desk}, {sales, help}}),
                   protocol.capabilities, protocol.dialect, nullptr, nullptr) {
    attachment.set_sinks([this](const cti::Result& result) { results.push_back(result); },
                         [this](const cti::Event& event) { events.push_back(describe(event)); });
    attachment.open();
  }
  static cti::Naming naming() {
    cti::Naming made;
    made.bind(sales, "237");
    made.bind(help, "238");
    made.bind(ann, "2003");
    return made;
  }
  void ask(cti::RequestKind kind, std::optional<cti::AgentState> state = {}, const cti::AcdGroupId& group = sales) {
    cti::Request request;
    request.kind = kind;
    request.agent = ann;
    request.address = desk;
    request.group = group;
    request.state = state;
    attachment.submit(request);
  }
  std::vector<std::string> take_events() { return std::exchange(events, {}); }

  attachment::ComputingAttachment attachment;
  std::vector<cti::Result> results;
  std::vector<std::string> events;
};

}  // namespace acdloop::emulator
