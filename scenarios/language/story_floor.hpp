// SPDX-License-Identifier: Apache-2.0
// What the walk through a story remembers of the people in it: sessions, calls, desks. For story.cpp alone; says
// nothing of what is right, only of what a story's steps make of a usual switch.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::scenarios::story {

struct Session {
  std::string name;
  cti::AgentId agent;
  cti::AcdGroupId group;
  bool live = true;
  std::optional<std::int32_t> asked;  // the last state asked for
  std::optional<std::int32_t> told;   // the last state that the story tells
  Duration begin{};
  int calls = 0;
  Duration talk{}, wrap_up{}, call{}, answer_sum{}, answer_longest{};
};

struct Call {
  std::string name;
  std::optional<cti::AcdGroupId> group;
  bool waiting = false;
  bool over = false;
  Duration placed{};
  Duration rang{}, answered{}, ended{}, held{};
  std::optional<Duration> held_since;
  std::vector<cti::AgentId> passed_by;  // let it ring too long
  Duration queued{};                    // since when it waits in this queue
  Call* joined = nullptr;               // a transfer made one call of the two
  Call* with = nullptr;                 // a conference of the two
  bool caller_gone = false;             // and only the conference goes on
};

struct Desk {
  Call* ringing = nullptr;
  Call* talking = nullptr;
  Call* consulted = nullptr;           // the second call, while `talking` waits on hold
  Call* working = nullptr;             // wrap-up of this call
  std::optional<Duration> work_until;  // timed wrap-up
  Duration idle_since{};
  bool in_use() const { return ringing != nullptr || talking != nullptr || consulted != nullptr; }
};

}  // namespace acdloop::scenarios::story
