// SPDX-License-Identifier: Apache-2.0
// A real switch as its tester describes it: how it is reached, which queues and phones belong to the tester, whose
// hands move there. Everything else of the switch is nobody's business here. Made by the loader, read by everybody
// below.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/protocol.hpp"
#include "drivers/cti/settings.hpp"
#include "drivers/link/factory.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::bench {

// How long wrap-up lasts in a queue. chosen: as each story wants it, told when an agent logs on.
struct QueueWrapUp {
  enum class Kind : std::uint8_t { none, fixed, chosen };
  Kind kind = Kind::none;
  Duration length{};  // fixed
};

struct QueueEntry {
  std::string name;    // as the switch calls it
  std::string number;  // what a caller dials
  QueueWrapUp wrap_up;
};

struct PhoneEntry {
  std::string id;  // the agent's number
  std::string at;  // the phone's address
};

// Who moves the receivers. wire: we, by requests of this protocol. itself: the phone answers when it has rung so long.
enum class Hand : std::uint8_t { nobody, wire, itself };

struct Hands {
  Hand call = Hand::wire;
  Hand answer = Hand::wire;
  Hand hang_up = Hand::wire;
  Duration answers_after{};  // of itself
};

struct BenchFile {
  std::string file;
  std::string name;
  cti::Protocol protocol;  // as spoken there
  link::LinkAddress link;
  std::vector<QueueEntry> queues;
  std::vector<PhoneEntry> agents;
  Hands hands;
  Duration longest = std::chrono::minutes{10};  // no story takes longer
};

}  // namespace acdloop::bench
