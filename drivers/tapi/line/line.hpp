// SPDX-License-Identifier: Apache-2.0
// The line functions of TAPI 2.2 that agent sessions need, as one abstract class: what applications (the client half
// of the façade, raw callers) and the ACD proxy talk through. Implemented by LineBoundary, by its observer and by
// planted defects between them. Knows neither sessions nor switches.
//
// Asynchronous functions return a positive request id, and LINE_REPLY follows, or a negative LINEERR_ and nothing
// follows (W:asynchronous-functions). Memory that a reply fills is shared: it lives as long as anybody could write it.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/tapi/line/proxy_request.hpp"

namespace acdloop::tapi::line {

// A structure for the proxy to fill: its first four bytes are dwTotalSize, set by the caller, no more than its size.
using Buffer = std::shared_ptr<std::vector<std::byte>>;
// A zeroed structure of that dwTotalSize, with `guard` bytes behind it that nobody may touch.
Buffer make_buffer(Dword total, std::size_t guard = 0, std::byte guard_byte = std::byte{0xA5});
using HandleOut = std::shared_ptr<Dword>;

// What a line's callback is called with.
struct Message {
  HLine device = 0;  // the handle it is delivered to
  Dword message = 0;
  Dword p1 = 0;
  Dword p2 = 0;
  Dword p3 = 0;
  ProxyRequestPtr request = nullptr;  // LINE_PROXYREQUEST: what dwParam1 points to
};
using Callback = std::function<void(const Message&)>;

class Line {
 public:
  virtual ~Line() = default;

  // lineOpen; with request types it is LINEOPENOPTION_PROXY. NOTREGISTERED when a type is taken already, INVALPARAM
  // for a type that is none, NOMEM when too many have the line open.
  virtual std::expected<HLine, std::int32_t> open(std::vector<Dword> proxy_types, Callback callback) = 0;
  // lineClose: what is pending at this proxy is answered with OPERATIONFAILED; this application hears no more.
  virtual std::int32_t close(HLine line) = 0;

  // Asynchronous. OPERATIONUNAVAIL at once without a proxy for the type, NOMEM when too many are pending.
  virtual std::int32_t create_agent(HLine line, const std::string& id, const std::optional<std::string>& pin,
                                    HandleOut out) = 0;
  virtual std::int32_t create_agent_session(HLine line, HAgent agent, const std::optional<std::string>& pin,
                                            Dword working_address, const Guid& group, HandleOut out) = 0;
  virtual std::int32_t get_agent_session_list(HLine line, HAgent agent, Buffer list) = 0;
  virtual std::int32_t set_agent_session_state(HLine line, HAgentSession session, Dword state, Dword next_state) = 0;
  virtual std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) = 0;

  // Of the proxy. Synchronous: 0 or LINEERR_. A request is answered once, with 0 or a negative LINEERR_; a second
  // answer, or one to a request that was never this line's, is INVALPARAM.
  virtual std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) = 0;
  // To everybody who has the line open, except the sender. NOTREGISTERED for a line that is no proxy's.
  virtual std::int32_t proxy_message(HLine line, Dword message, Dword p1, Dword p2, Dword p3) = 0;
};

}  // namespace acdloop::tapi::line
