// SPDX-License-Identifier: Apache-2.0
// Everything that passes the boundary, told to one listener: calls with what they returned, messages as they reach
// each application, the bytes of requests and of filled structures. Used by the runner for the judge. Changes nothing.
#pragma once

#include <functional>
#include <memory>

#include "drivers/tapi/line/line.hpp"

namespace acdloop::tapi::line {

struct Observation {
  enum class Kind : std::uint8_t {
    opened,     // lineOpen: line (0 if refused), code, types
    closed,     // lineClose: line, code
    asked,      // an asynchronous function: line, function, code = request id or LINEERR_, handle and arguments, total
    told,       // a message reached an application: line, message, p1, p2, p3; a request with its bytes
    filled,     // with a LINE_REPLY: what now lies in the caller's memory, guard bytes included, or the handle
    responded,  // lineProxyResponse: line, request, result, code = what it returned, bytes
    announced,  // lineProxyMessage: line, message, p1, p2, p3, code
  };
  Kind kind{};
  HLine line = 0;
  std::int32_t code = 0;
  std::vector<Dword> types;
  RequestType function{};  // asked, filled: the function, by the request type that belongs to it
  Dword handle = 0;        // asked: hAgentSession or hAgent; filled: the handle given back
  Dword state = 0;         // asked, setting a state
  Dword next_state = 0;
  Dword total = 0;            // asked, filled: the caller's dwTotalSize
  std::uint64_t request = 0;  // told, responded: which LINEPROXYREQUEST
  std::int32_t result = 0;    // filled, responded
  Dword message = 0;
  Dword p1 = 0, p2 = 0, p3 = 0;
  std::vector<std::byte> before;  // asked, filled: the caller's memory when it called
  std::vector<std::byte> bytes;   // asked: the same after a refused call
};
using Observer = std::function<void(const Observation&)>;

// Passes everything on to `inner`, which it owns.
std::unique_ptr<Line> observe(std::unique_ptr<Line> inner, Observer observer);

}  // namespace acdloop::tapi::line
