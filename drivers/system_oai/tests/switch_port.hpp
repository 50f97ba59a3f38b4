// SPDX-License-Identifier: Apache-2.0
// One port of the switching end as a conversation: commands in, lines out, requests answered by hand.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/protocol.hpp"
#include "drivers/system_oai/tests/fake_switch.hpp"

namespace acdloop::system_oai::test {

using Lines = std::vector<std::string>;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

inline std::string clock_of_day(TimePoint) { return "09:00,012626"; }

inline std::vector<std::string> fault_names(const cti::EndOutput& out) {
  std::vector<std::string> names;
  for (const cti::WireFault& fault : out.faults) names.push_back(fault.name);
  return names;
}

struct SwitchPort {
  explicit SwitchPort(Settings wanted = {}) : settings(std::move(wanted)) {
    end = make_switching_end(settings, naming(), directory, clock_of_day);
  }
  // A port with a monitor on station, group and trunk.
  void start(bool monitors = true) {
    end->on_open(now, out);
    if (settings.framing == Framing::tcp) feed(frame_pdu(encode_login({login_oai, settings.password, "acdsim"})));
    if (monitors) {
      command("_MS,2,105,1");
      command("_MS,3,237,1");
      command("_MS,4,97061,1");
    }
    out.clear();
  }
  void feed(std::string_view bytes) { end->on_bytes(bytes_of(bytes), now, out); }
  // What the switch says to one command.
  Lines command(const std::string& text) {
    feed(frame_line(settings.framing, cti::WireMessage::Direction::to_switch, text));
    return said();
  }
  // A command that becomes a request, answered at once with `result`.
  Lines command(const std::string& text, cti::Result result) {
    Lines before = command(text);
    EXPECT_THAT(out.requests, SizeIs(1)) << text;
    if (out.requests.empty()) return before;
    request = out.requests.front();
    out.requests.clear();
    result.id = request.id;
    end->confirm(result, now, out);
    for (std::string& line : said()) before.push_back(std::move(line));
    return before;
  }
  Lines report(const std::vector<cti::Event>& events) {
    for (const cti::Event& event : events) end->report(event, now, out);
    return said();
  }
  // Lines sent since last asked.
  Lines said() {
    Lines lines;
    for (const cti::WireMessage& message : out.messages) {
      if (message.direction == cti::WireMessage::Direction::to_application) lines.push_back(message.text);
    }
    out.messages.clear();
    out.send.clear();
    return lines;
  }

  Settings settings;
  FakeDirectory directory;
  std::unique_ptr<cti::SwitchingEnd> end;
  cti::EndOutput out;
  cti::Request request;  // the last one answered
  TimePoint now = at(0s);
};

inline cti::Result done() { return {}; }
inline cti::Result refused(cti::RefusalCause cause) {
  cti::Result result;
  result.outcome = cti::Outcome::refused;
  result.cause = cause;
  return result;
}
inline cti::Result state_of_ann(cti::AgentState state) {
  cti::Result result;
  result.agents.push_back({{ann, sales, phone}, {state}, cti::StateDetail::none});
  return result;
}

}  // namespace acdloop::system_oai::test
