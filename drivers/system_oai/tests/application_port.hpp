// SPDX-License-Identifier: Apache-2.0
// The computing end as a conversation: lines of the switch in, commands and neutral values out.
#pragma once

#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/tests/switch_port.hpp"

namespace acdloop::system_oai::test {

struct ApplicationPort {
  explicit ApplicationPort(Settings wanted = {}, cti::Watch watch = {{phone}, {sales}}) : settings(std::move(wanted)) {
    end = make_computing_end(settings, naming(), std::move(watch));
  }
  // Logged in, both monitors running (invoke ids 2 and 3), next sequence number 004.
  void start() {
    end->on_open(now, out);
    lines({"000,RS,0,09:00,012626,V10.20,V6.0.11.113,3,1,0,1,1", "001,RD,0,", "002,CF,_MS,2,0,1,001,105,A:00FC",
           "003,CF,_MS,3,0,1,002,237,A:00FC"});
    out.clear();
  }
  void feed(std::string_view bytes) { end->on_bytes(bytes_of(bytes), now, out); }
  void lines(const Lines& texts) {
    for (const std::string& text : texts) {
      feed(frame_line(settings.framing, cti::WireMessage::Direction::to_application, text));
    }
  }
  void submit(std::uint64_t id, cti::Request request) {
    request.id = cti::RequestId{id};
    end->submit(request, now, out);
  }
  // What was sent since last asked.
  Lines sent() {
    Lines texts;
    for (const cti::WireMessage& message : out.messages) {
      if (message.direction == cti::WireMessage::Direction::to_switch) texts.push_back(message.text);
    }
    out.messages.clear();
    out.send.clear();
    return texts;
  }
  // Events since last asked, in words.
  Lines events() {
    Lines texts;
    for (const cti::Event& event : out.events) texts.push_back(describe(event));
    out.events.clear();
    return texts;
  }

  Settings settings;
  std::unique_ptr<cti::ComputingEnd> end;
  cti::EndOutput out;
  TimePoint now = at(0s);
};

inline cti::Request request_of(cti::RequestKind kind) {
  cti::Request request;
  request.kind = kind;
  request.agent = ann;
  request.address = phone;
  request.group = sales;
  request.connection = cti::ConnectionId{cti::CallId{"1F01"}, station};
  return request;
}
inline cti::Request state_request(cti::AgentState state) {
  cti::Request request = request_of(cti::RequestKind::set_agent_state);
  request.state = state;
  return request;
}

}  // namespace acdloop::system_oai::test
