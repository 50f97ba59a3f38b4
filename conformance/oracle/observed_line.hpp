// SPDX-License-Identifier: Apache-2.0
// What the runner saw on the line beneath the API: calls and what they returned, messages and whom they reached, the
// bytes of requests and structures. Plain data in the numbers of tapi.h, handed to the oracle for judgement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "drivers/time/time_point.hpp"

namespace acdloop::oracle {

struct ObservedLine {
  enum class Kind : std::uint8_t {
    opened,     // lineOpen returned: line (0 when refused), code, types
    closed,     // lineClose returned: line, code
    asked,      // an asynchronous function returned: line, function, code (request id or LINEERR_), its arguments
    told,       // a message reached an application: line, message, p1, p2, p3; a proxy request with number and bytes
    filled,     // what a LINE_REPLY left in the caller's memory: function, handle, total, result, before, bytes
    responded,  // lineProxyResponse returned: line, request, result, code, bytes
    announced,  // lineProxyMessage returned: line, message, p1, p2, p3, code
  };
  Kind kind{};
  TimePoint at{};
  std::uint32_t line = 0;
  std::int32_t code = 0;
  std::vector<std::uint32_t> types;
  std::uint32_t function = 0;  // the LINEPROXYREQUEST_ type that belongs to the function called
  std::uint32_t handle = 0;    // asked: hAgentSession or hAgent; filled by a creation: the handle given back
  std::uint32_t state = 0;
  std::uint32_t next_state = 0;
  std::uint32_t total = 0;  // dwTotalSize as the caller set it
  std::uint64_t request = 0;
  std::int32_t result = 0;
  std::uint32_t message = 0;
  std::uint32_t p1 = 0, p2 = 0, p3 = 0;
  std::vector<std::byte> before;  // the caller's memory when it called
  std::vector<std::byte> bytes;
};

}  // namespace acdloop::oracle
