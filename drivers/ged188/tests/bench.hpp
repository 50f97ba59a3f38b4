// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder: one switch as a table, names, and the two ends back to back. Ann is agent 1001 at 3001,
// the group sales is pilot 8000, support 8001; callers come in on trunk 97061.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/cti/tests/one_agent_table.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/numbers.hpp"
#include "drivers/ged188/protocol.hpp"

namespace acdloop::ged188::test {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

inline const cti::AgentId ann{"ann"};
inline const cti::AcdGroupId sales{"sales"};
inline const cti::AcdGroupId support{"support"};
inline const cti::Address phone{"3001"};
inline const cti::DeviceId station{"3001", cti::DeviceCategory::station};
inline const cti::DeviceId trunk{"97061", cti::DeviceCategory::trunk};
inline const cti::DeviceId pilot{"sales", cti::DeviceCategory::acd_group};

inline cti::Naming naming() {
  cti::Naming names;
  names.bind(ann, "1001");
  names.bind(sales, "8000");
  names.bind(support, "8001");
  return names;
}

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

inline std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(std::string{digits.substr(at, 2)}, nullptr, 16));
  }
  return bytes;
}

struct Table final : cti::test::OneAgentTable {
  Table() : OneAgentTable({ann, "", phone, {sales, support}, {sales, support}, {phone}, trunk}) {}
};

inline cti::Event agent_event(cti::AgentEventKind kind, cti::AgentState state, const cti::AcdGroupId& group = sales) {
  return {cti::AgentEvent{kind, {{ann, group, phone}, {state}, cti::StateDetail::none}, cti::EventCause::none}};
}

inline cti::CallInfo acd_call() {
  cti::CallInfo info;
  info.call = cti::CallId{"1000101"};
  info.call_class = cti::CallClass::acd;
  info.group = sales;
  info.calling = trunk;
  info.calling_number = "5551234";
  info.called = info.originally_called = pilot;
  info.trunk = trunk;
  return info;
}

using Changes = std::vector<std::pair<cti::DeviceId, cti::ConnectionState>>;

inline cti::Event call_event(cti::CallEventKind kind, const Changes& changes, const cti::DeviceId& by = {},
                             cti::EventCause cause = cti::EventCause::none, const cti::CallInfo& info = acd_call()) {
  cti::CallEvent event{kind, info, {}, by, cause};
  for (const auto& [device, to] : changes) event.changes.push_back({{info.call, device}, to});
  return {event};
}

// The life of one call as a switch reports it.
inline cti::Event originated() {
  return call_event(cti::CallEventKind::originated, {{trunk, cti::ConnectionState::connected}});
}
inline cti::Event queued() {
  return call_event(cti::CallEventKind::queued, {{pilot, cti::ConnectionState::queued}}, {}, cti::EventCause::new_call);
}
inline cti::Event delivered() {
  return call_event(cti::CallEventKind::delivered,
                    {{pilot, cti::ConnectionState::null}, {station, cti::ConnectionState::alerting}});
}
inline cti::Event established() {
  return call_event(cti::CallEventKind::established, {{station, cti::ConnectionState::connected}}, station);
}
inline cti::Event held() {
  return call_event(cti::CallEventKind::held, {{station, cti::ConnectionState::hold}}, station);
}
inline cti::Event retrieved() {
  return call_event(cti::CallEventKind::retrieved, {{station, cti::ConnectionState::connected}}, station);
}
inline cti::Event cleared() {
  return call_event(cti::CallEventKind::connection_cleared,
                    {{station, cti::ConnectionState::null}, {trunk, cti::ConnectionState::null}}, station);
}
inline cti::Event logged_on() { return agent_event(cti::AgentEventKind::agent_logged_on, cti::AgentState::not_ready); }
inline cti::Event logged_off() { return agent_event(cti::AgentEventKind::agent_logged_off, cti::AgentState::null); }
inline cti::Event not_ready() { return agent_event(cti::AgentEventKind::agent_not_ready, cti::AgentState::not_ready); }
inline cti::Event ready() { return agent_event(cti::AgentEventKind::agent_ready, cti::AgentState::ready); }
inline cti::Event busy() { return agent_event(cti::AgentEventKind::agent_busy, cti::AgentState::busy); }
inline cti::Event wrap_up() { return agent_event(cti::AgentEventKind::agent_wrap_up, cti::AgentState::wrap_up); }

inline cti::Request request_of(cti::RequestKind kind) {
  cti::Request request;
  request.kind = kind;
  request.agent = ann;
  request.address = phone;
  request.group = sales;
  request.connection = cti::ConnectionId{cti::CallId{"1000101"}, station};
  if (kind == cti::RequestKind::query_figures) request.group.reset();  // counted for agents
  if (kind == cti::RequestKind::transfer_call || kind == cti::RequestKind::conference_call) {
    request.held = std::exchange(request.connection, cti::ConnectionId{cti::CallId{"1000102"}, station});
  }
  return request;
}

inline std::vector<std::string> fault_names(const cti::EndOutput& out) {
  std::vector<std::string> names;
  for (const cti::WireFault& fault : out.faults) names.push_back(fault.name);
  return names;
}

inline CivilTime wall_clock(TimePoint now) {
  return civil_time(CalendarPoint{std::chrono::seconds{1'704'067'200}} + now.time_since_epoch());
}

// Both ends back to back; `answer` stands for the switch.
struct Joined {
  using Answer = std::function<cti::Result(const cti::Request&, std::vector<cti::Event>&)>;

  explicit Joined(const Settings& settings = {}, std::size_t piece = 100'000) : chunk(piece) {
    application = make_computing_end(settings, naming(), {{phone}, {sales}});
    server = make_switching_end(settings, naming(), directory, wall_clock);
  }
  void open() {
    server->on_open(now, from_server);
    application->on_open(now, from_application);
    settle();
  }
  void settle() {
    while (!from_application.send.empty() || !from_server.send.empty()) {
      carry(from_application, *server, from_server);
      for (const cti::Request& request : std::exchange(from_server.requests, {})) {
        asked.push_back(std::string{to_string(request.kind)});
        std::vector<cti::Event> events;
        cti::Result result = answer(request, events);
        result.id = request.id;
        server->confirm(result, now, from_server);
        for (const cti::Event& event : events) server->report(event, now, from_server);
      }
      carry(from_server, *application, from_application);
    }
  }
  void carry(cti::EndOutput& from, cti::ProtocolEnd& to, cti::EndOutput& its_output) const {
    const std::string bytes = std::exchange(from.send, {});
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
      to.on_bytes(bytes_of(std::string_view{bytes}.substr(at, chunk)), now, its_output);
    }
  }
  void report(const std::vector<cti::Event>& events) {
    for (const cti::Event& event : events) server->report(event, now, from_server);
    settle();
  }
  // What the application heard since last asked.
  std::vector<std::string> heard() {
    std::vector<std::string> texts;
    for (const cti::Event& event : std::exchange(from_application.events, {})) texts.push_back(describe(event));
    return texts;
  }
  cti::Result ask(cti::Request request) {
    request.id = cti::RequestId{++last};
    application->submit(request, now, from_application);
    settle();
    if (from_application.results.empty()) return cti::Result{{}, cti::Outcome::unknown, {}, {}, {}, {}};
    return std::exchange(from_application.results, {}).back();
  }

  std::size_t chunk;
  Table directory;
  Answer answer = [](const cti::Request&, std::vector<cti::Event>&) { return cti::Result{}; };
  std::vector<std::string> asked;
  std::unique_ptr<cti::ComputingEnd> application;
  std::unique_ptr<cti::SwitchingEnd> server;
  cti::EndOutput from_application;
  cti::EndOutput from_server;
  std::uint64_t last = 0;
  TimePoint now{};
};

// A switch of one agent that grants everything.
inline cti::Result grant(const cti::Request& request, std::vector<cti::Event>& events) {
  cti::Result result;
  if (request.kind == cti::RequestKind::log_on) events = {logged_on()};
  if (request.kind == cti::RequestKind::log_off) events = {logged_off()};
  if (request.kind == cti::RequestKind::set_agent_state) {
    events = {request.state == cti::AgentState::ready ? ready() : not_ready()};
  }
  if (request.kind == cti::RequestKind::query_agent_state) {
    result.agents.push_back({{ann, sales, phone}, {cti::AgentState::ready}, cti::StateDetail::none});
  }
  return result;
}
inline cti::Result refused(cti::RefusalCause cause) {
  cti::Result result;
  result.outcome = cti::Outcome::refused;
  result.cause = cause;
  return result;
}

struct Sample {
  std::string name;
  std::string middle;  // version, or how it is refused
  std::string bytes;
};
inline std::vector<Sample> samples(const std::string& file) {
  std::ifstream stream{std::string{ACDLOOP_SOURCE_DIR} + "/drivers/ged188/vectors/" + file};
  std::vector<Sample> all;
  bool sourced = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("source: ")) sourced = true;
    if (!sourced || !line.starts_with("hex ")) continue;
    const std::size_t name = line.find(' ', 4);
    const std::size_t bytes = line.rfind(' ');
    all.push_back(
        {line.substr(4, name - 4), line.substr(name + 1, bytes - name - 1), from_hex(line.substr(bytes + 1))});
  }
  return all;
}
inline std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

}  // namespace acdloop::ged188::test
