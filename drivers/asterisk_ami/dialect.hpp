// SPDX-License-Identifier: Apache-2.0
// What decides the bytes of AMI: the Asterisk release, how phones are called, timers, habits of an installation. Used
// by both ends and by whoever configures a link. Says nothing about what a switch can do (capabilities).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "drivers/time/time_point.hpp"

namespace acdloop::asterisk_ami {

// Of Asterisk, not of AMI: 16.18 is {16, 18}; 1.8 is {1, 8}.
struct Release {
  int major = 22;
  int minor = 10;
  friend constexpr auto operator<=>(const Release&, const Release&) = default;
};

// Phones that report ringing and hold, or Local channels, which report neither.
enum class Phones : std::uint8_t { pjsip, local };

struct Dialect {
  Release release;
  Phones phones = Phones::pjsip;
  std::string local_context = "agents";  // Local/<address>@agents/n
  // The extension of that context that answers: the ringing half of a Local channel is sent there. Empty: nobody can
  // lift such a phone from here.
  std::string answer_extension = {};
  std::string callers_context = "callers";  // whose extensions, the pilots, lead callers into queues

  // manager.conf and asterisk.conf of the switch.
  bool timestamp_events = false;
  std::string system_name;                             // empty: no SystemName header
  Duration login_patience = std::chrono::seconds{30};  // authtimeout
  Duration failure_delay = std::chrono::seconds{1};    // before a failed login is told
  std::string inbound_context = "from-outside";        // where callers' channels run
  std::string phone_context = "from-phones";           // where agents' channels run

  // The application.
  bool md5_login = true;
  // Ping this often, and the link is dead when one is unanswered for so long: nothing in AMI does it.
  Duration keep_alive_every = std::chrono::seconds{30};
  Duration dead_after = std::chrono::seconds{10};
  // A real Asterisk serves one action of a connection after the other.
  int max_outstanding = 32;
};

}  // namespace acdloop::asterisk_ami
