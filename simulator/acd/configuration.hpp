// SPDX-License-Identifier: Apache-2.0
// What a switch is told before it starts: ACD groups, agents, stations, trunks, and the habits in which real switches
// differ. Filled by the emulator from a scenario's cast. Knows no scenario, no wire.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/agent_state.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::acd {

struct WrapUp {
  enum class Kind : std::uint8_t {
    none,    // the session is ready as soon as the call is over
    manual,  // until the agent presses the key or an application asks for another state
    timed,   // the same, but no longer than `limit`
  };
  Kind kind = Kind::none;
  Duration limit{};  // timed only, > 0
};

struct GroupConfig {
  cti::AcdGroupId name;
  std::string pilot;  // the number callers dial; may be empty
  WrapUp wrap_up;
  std::optional<Duration> ring_limit;  // > 0; a call that rings longer goes back to the head of the queue
  // 1 (best) to 10: an agent with calls waiting in several groups gets the best priority first, then the longest
  // waiting.
  int priority = 5;
  struct Overflow {
    Duration after{};    // > 0: in this queue, unanswered, not ringing
    cti::AcdGroupId to;  // another group; the call goes to the end of its queue
  };
  std::optional<Overflow> overflow = {};
  std::optional<Duration> end_of_guide = {};  // > 0; after that long in the queue, unanswered, the call is disconnected
};

struct AgentConfig {
  cti::AgentId name;
  std::string display_name;
  std::vector<cti::AcdGroupId> groups;
  std::optional<std::string> pin = {};  // a log-on that gives another one is refused; one that gives none is not asked
};

// A request for a state while the session is busy: switches refuse it, or keep it until the call is over (CSTA calls
// it a pending agent state). A kept state takes the place of wrap-up: it is entered at the end of the call.
enum class BusyStateChange : std::uint8_t { refuse, defer };
// A request for not_ready while an ACD call of that session rings: undocumented on System OAI [guess]. Taken back: the
// call returns to the head of its queue. A log-off always takes it back.
enum class RingingStateChange : std::uint8_t { take_call_back, refuse };
// System OAI: "ring-no-answer behaviour is switch programming".
enum class AfterRingNoAnswer : std::uint8_t { not_ready, stay_ready };
// A log-on where the agent is logged on already, for the same group at the same station.
enum class SecondLogOn : std::uint8_t { refuse, succeed };

// A forced log-off while the session has an answered call: undocumented [guess]. The call is cleared, or goes on as a
// call that no session counts.
enum class ForcedLogOffInCall : std::uint8_t { clear_call, call_goes_on };

struct Configuration {
  std::vector<GroupConfig> groups;
  std::vector<AgentConfig> agents;  // their order breaks ties between equally long idle agents
  std::vector<cti::Address> stations;
  int trunk_count = 24;
  int first_trunk = 97061;
  int first_call = 1;  // 1 to 4095: call ids are minted from here on
  BusyStateChange busy_state_change = BusyStateChange::refuse;
  RingingStateChange ringing_state_change = RingingStateChange::take_call_back;
  AfterRingNoAnswer after_ring_no_answer = AfterRingNoAnswer::not_ready;
  SecondLogOn second_log_on = SecondLogOn::refuse;
  ForcedLogOffInCall forced_log_off_in_call = ForcedLogOffInCall::clear_call;
  // A timed wrap-up ends where the whole seconds of the switch's clock differ by the limit, itself rounded up:
  // Asterisk.
  bool wrap_up_in_whole_seconds = false;
  // How far that clock is into a second when the run's clock begins; in [0 s, 1 s).
  Duration into_the_second{};
  std::size_t max_calls = 1000;
  std::size_t max_queue_length = 500;  // per group
};

// The first thing wrong with a configuration, in plain words; nothing when a Model can run with it.
std::optional<std::string> fault_of(const Configuration& configuration);

}  // namespace acdloop::acd
