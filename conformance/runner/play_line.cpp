// SPDX-License-Identifier: Apache-2.0
// Steps on the line beneath the API: another application's raw requests, and what proxies do.
#include "conformance/runner/performance.hpp"

namespace acdloop::runner {

Ran Performance::act(const scenarios::LineRequest& verb) {
  if (!line_.is_open()) return not_playable("line");
  const auto named = verb.session.empty() ? std::nullopt : line_.judge().handle_of(verb.session);
  if (!verb.session.empty() && !named) return std::unexpected(Stop{"no handle of " + verb.session + " was seen"});
  const auto handle = verb.handle ? static_cast<std::uint32_t>(*verb.handle) : named.value_or(0);
  switch (verb.act) {
    case scenarios::LineAct::info:
      line_.ask_info(handle, static_cast<std::uint32_t>(verb.total), verb.times);
      return {};
    case scenarios::LineAct::list: {
      std::vector<std::string> sessions;
      for (const auto& [name, seat] : desk_.seats()) {
        const bool hers = seat.key.agent == *verb.agent;
        const auto truth = hers ? oracle_.truth(name, stage_.moment()) : std::nullopt;
        if (truth && !truth->ended) sessions.push_back(name);
      }
      line_.ask_list(*verb.agent, sessions);
      return {};
    }
    case scenarios::LineAct::next_state:
      line_.set_next_state(handle, 1u << verb.next);
      return {};
    case scenarios::LineAct::second_proxy:
      line_.register_second_proxy();
      return {};
    case scenarios::LineAct::close_proxy:
      desk_.note_proxy(true);
      line_.close_proxy();
      return {};
    case scenarios::LineAct::open_proxy:
      desk_.note_proxy(false);
      line_.open_proxy();
      return {};
    case scenarios::LineAct::release:
      // Whoever has the session released it: for everybody above the line it is over.
      learn_at_api(cti::FactKind::logged_off, seat(verb.session).key, stage_.moment());
      line_.announce(handle, tapi::line::session_status::state, tapi::line::session_state::released);
      return {};
    case scenarios::LineAct::update: {
      const auto before = desk_.peek_state(seat(verb.session));
      const int events = desk_.events();
      line_.announce(handle, tapi::line::session_status::update_info, 0);
      const auto after = desk_.peek_state(seat(verb.session));
      line_.judge().update_seen(verb.session, desk_.events() - events, before.value_or(-1), after.value_or(-1));
      return {};
    }
  }
  return {};
}

}  // namespace acdloop::runner
