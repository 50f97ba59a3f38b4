// SPDX-License-Identifier: Apache-2.0
// What decides the bytes of System OAI: version, numbers printed in RS, orders that no document fixes, timers.
// Used by both ends and by whoever configures a link. Says nothing about what a switch can do (capabilities).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "drivers/time/time_point.hpp"

namespace acdloop::system_oai {

// How messages are cut out of the byte stream (System OAI Specifications Manual: TCP length prefix, RS-232 lines).
enum class Framing : std::uint8_t { tcp, serial_lines };

// The bounds are ours: no document states a longest message.
inline constexpr std::size_t max_pdu_bytes = 64 * 1024;
inline constexpr std::size_t max_line_bytes = 64 * 1024;

struct Dialect {
  // Printed in RS.
  std::string protocol_version = "V10.20";
  std::string software_version = "V6.0.11.113";
  int premium_features = 3;  // 1 events, 2 third-party call control, 3 both
  int node = 1;
  int networking = 0;
  int country = 1;

  // Orders that the manual leaves open; the defaults follow its examples.
  bool nry_after_es = true;
  bool wnr_after_xc = true;
  bool ln_after_cf = true;
  bool ry_after_login = false;  // the manual shows no RY after LN

  // A group without any wrap-up: XC, then RY. Real groups have a timer of 1 to 65535 s, so this is the emulator's.
  bool wrap_up_zero = true;
  // ET follows the ES of a call from outside at the answering station. Its filter bit is in no document, so the
  // switch decides, not the F mask.
  bool et_after_es = true;
  // TCP is 8-bit transparent, yet text of real switches is ASCII; false treats the eighth bit as damage. Serial
  // lines always do.
  bool eight_bit_text = false;

  int cross_reference_digits = 3;             // 6 through a CT Gateway
  std::size_t max_monitors = 999;             // then outcome 28
  std::string dialled_number = "8002225555";  // what outside callers dialled: Trunk_Outside_Number, Dialed_Number

  // Switching end: a valid command must come within this time (manual: 4.5 minutes).
  Duration command_timer = std::chrono::seconds{270};
  // A connection that has not logged in by then is closed: it holds one of the switch's ports (not documented).
  Duration login_patience = std::chrono::seconds{60};
  // A global _RR is honoured once in this time (manual: 3 minutes).
  Duration global_resync_every = std::chrono::minutes{3};

  // Computing end: a _NO this often; the link is dead when its confirmation is late (both usual, not documented).
  Duration keep_alive_every = std::chrono::seconds{30};
  Duration dead_after_tcp = std::chrono::seconds{5};
  Duration dead_after_serial = std::chrono::seconds{10};
  // Serial: RR is repeated until the switch answers.
  Duration resync_retry = std::chrono::seconds{10};
  int max_outstanding = 32;
};

}  // namespace acdloop::system_oai
