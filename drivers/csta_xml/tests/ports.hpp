// SPDX-License-Identifier: Apache-2.0
// The two ends as conversations: documents in, documents and neutral values out. What the other side says is written by
// hand, without declaration; the namespace may be left out.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/csta_xml/framing.hpp"
#include "drivers/csta_xml/protocol.hpp"
#include "drivers/csta_xml/tests/small_switch.hpp"

namespace acdloop::csta_xml::test {

using Texts = std::vector<std::string>;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

inline const std::string csta = namespace_of(Dialect{});
inline const std::string sessions{session_namespace};

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

// "<MonitorStop><…" with the namespace in its first element.
inline std::string in_namespace(std::string document, const std::string& space = csta) {
  const std::size_t end_of_name = document.find_first_of("/>");
  if (end_of_name == std::string::npos || document.find("xmlns") != std::string::npos) return document;
  return document.insert(end_of_name, " xmlns=\"" + space + "\"");
}

// Documents as these tests write them: "0001 <X>…</X>" without the namespace.
inline std::string brief(std::string text) {
  for (const std::string& space : {csta, sessions}) {
    const std::string named = " xmlns=\"" + space + "\"";
    for (std::size_t at = text.find(named); at != std::string::npos; at = text.find(named))
      text.erase(at, named.size());
  }
  return text;
}

inline Texts names_of(const std::vector<cti::WireFault>& faults) {
  Texts names;
  for (const cti::WireFault& fault : faults) names.push_back(fault.name);
  return names;
}

// What both kinds of port have.
template <class End>
struct Port {
  std::unique_ptr<End> end;
  cti::EndOutput out;
  TimePoint now{};
  cti::WireMessage::Direction own;

  void feed(std::string_view bytes) { end->on_bytes(bytes_of(bytes), now, out); }
  void receive(int invoke, const std::string& document) { feed(*frame(invoke, in_namespace(document))); }
  // Documents sent since last asked.
  Texts said() {
    Texts texts;
    for (const cti::WireMessage& message : out.messages) {
      if (message.direction == own) texts.push_back(brief(message.text));
    }
    out.messages.clear();
    out.send.clear();
    return texts;
  }
  Texts faults() {
    Texts names = names_of(out.faults);
    out.faults.clear();
    return names;
  }
  void wake(Duration later) {
    now += later;
    end->on_wake(now, out);
  }
};

struct SwitchPort : Port<cti::SwitchingEnd> {
  explicit SwitchPort(Settings settings = {}) {
    own = cti::WireMessage::Direction::to_application;
    end = make_switching_end(std::move(settings), names(), world);
    end->on_open(now, out);
  }
  // With a monitor on the agent's device (1) and on the group (2).
  void monitor() {
    receive(1, monitor_start("201"));
    receive(2, monitor_start("5000"));
    said();
  }
  static std::string monitor_start(const std::string& device, const std::string& more = {}) {
    return "<MonitorStart><monitorObject><deviceObject>" + device + "</deviceObject></monitorObject>" + more +
           "</MonitorStart>";
  }
  Texts asked(int invoke, const std::string& document) {
    receive(invoke, document);
    return said();
  }
  // A service that becomes a request, answered at once.
  Texts asked(int invoke, const std::string& document, cti::Result result) {
    receive(invoke, document);
    EXPECT_THAT(out.requests, SizeIs(1)) << document;
    if (out.requests.empty()) return said();
    request = out.requests.front();
    out.requests.clear();
    result.id = request.id;
    end->confirm(result, now, out);
    return said();
  }
  Texts told(const std::vector<cti::Event>& events) {
    for (const cti::Event& event : events) end->report(event, now, out);
    return said();
  }

  SmallSwitch world;
  cti::Request request;  // the last one answered
};

struct ApplicationPort : Port<cti::ComputingEnd> {
  explicit ApplicationPort(Settings settings = {}) {
    own = cti::WireMessage::Direction::to_switch;
    end = make_computing_end(std::move(settings), names(), {{desk}, {sales}});
    end->on_open(now, out);
  }
  void session() {
    feed(*frame(1, "<StartApplicationSessionPosResponse xmlns=\"" + sessions +
                       "\"><sessionID>7</sessionID><actualProtocolVersion>" + csta +
                       "</actualProtocolVersion><actualSessionDuration>180</actualSessionDuration>"
                       "</StartApplicationSessionPosResponse>"));
  }
  void status(int invoke, const std::string& word = "normal") {
    receive(invoke,
            "<RequestSystemStatusResponse><systemStatus>" + word + "</systemStatus></RequestSystemStatusResponse>");
  }
  void monitors(int first) {
    for (int at = 0; at < 2; ++at) {
      receive(first + at, "<MonitorStartResponse><monitorCrossRefID>1" + std::to_string(at) +
                              "</monitorCrossRefID></MonitorStartResponse>");
    }
  }
  // Associated: monitors 10 on 201 and 11 on 5000, the next invoke id is 5.
  void start() {
    session();
    status(2);
    monitors(3);
    out.clear();
  }
  void submit(std::uint64_t id, cti::Request request) {
    request.id = cti::RequestId{id};
    end->submit(request, now, out);
  }
  // Events since last asked, in words.
  Texts events() {
    Texts texts;
    for (const cti::Event& event : out.events) texts.push_back(describe(event));
    out.events.clear();
    return texts;
  }
  std::vector<cti::Result> results() { return std::exchange(out.results, {}); }
};

// vectors/session.txt
struct Sample {
  std::string where;
  bool from_switch = false;
  std::string header;  // its first four bytes, in hex
  int invoke = 0;
  std::string document;
};
inline std::vector<Sample> samples() {
  std::ifstream file{std::string{ACDLOOP_SOURCE_DIR} + "/drivers/csta_xml/vectors/session.txt"};
  std::vector<Sample> all;
  std::string text;
  for (int number = 1; std::getline(file, text); ++number) {
    if (text.empty() || text[0] == '#') continue;
    Sample sample;
    sample.where = "session.txt:" + std::to_string(number);
    const std::size_t header = text.find(' ') + 1;
    sample.from_switch = text.starts_with("switch");
    sample.header = text.substr(header, 8);
    sample.invoke = std::stoi(text.substr(header + 9, 4));
    sample.document = text.substr(header + 14);
    all.push_back(std::move(sample));
  }
  return all;
}

}  // namespace acdloop::csta_xml::test
