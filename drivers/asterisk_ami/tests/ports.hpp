// SPDX-License-Identifier: Apache-2.0
// The two ends as conversations: messages in, messages and neutral values out. What the other side says is written by
// hand, a line a header.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/asterisk_ami/framing.hpp"
#include "drivers/asterisk_ami/protocol.hpp"
#include "drivers/asterisk_ami/tests/small_switch.hpp"

namespace acdloop::asterisk_ami::test {

using Texts = std::vector<std::string>;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

// Lines as they stand in these tests to lines of the wire; the empty one that ends the message is added.
inline std::string on_the_wire(std::string_view lines) {
  std::string bytes;
  for (const char c : lines) bytes += c == '\n' ? std::string{"\r\n"} : std::string{c};
  return bytes + "\r\n\r\n";
}

inline std::vector<Message> messages_in(std::string_view bytes, bool greeting = false) {
  FrameReader reader{greeting ? Greeting::expected : Greeting::none};
  std::vector<Message> messages;
  auto rest = bytes_of(bytes);
  while (auto frame = reader.next(rest)) messages.push_back(frame->message);
  return messages;
}

inline Texts names_of(const std::vector<cti::WireFault>& faults) {
  Texts names;
  for (const cti::WireFault& fault : faults) names.push_back(fault.name);
  return names;
}

// The switch's end, logged in unless told otherwise.
struct SwitchPort {
  explicit SwitchPort(Settings settings = {}, bool log_in = true) {
    settings.dialect.md5_login = false;
    end = make_switching_end(settings, names(), world, [this](TimePoint at) {
      return civil_time(CalendarPoint{1'795'167'000s} + at.time_since_epoch());
    });
    end->on_open(now, out);
    greeting = std::exchange(out.send, {});
    if (!log_in) return;
    say("Action: Login\nUsername: acdloop\nSecret: acdloop");
    out.send.clear();
  }
  // What comes back, a message each.
  std::vector<Message> say(std::string_view lines) {
    end->on_bytes(bytes_of(on_the_wire(lines)), now, out);
    return told();
  }
  std::vector<Message> told() { return messages_in(std::exchange(out.send, {})); }
  std::vector<Message> happens(const cti::Event& event) {
    end->report(event, now, out);
    return told();
  }
  // The switching function's answer to the one request that was handed on.
  std::vector<Message> answers(RefusalCause cause = RefusalCause::none) {
    cti::Result result;
    EXPECT_THAT(out.requests, SizeIs(1));
    if (out.requests.empty()) return {};
    request = out.requests.front();
    out.requests.clear();
    result.id = request.id;
    result.cause = cause;
    if (cause != RefusalCause::none) result.outcome = cti::Outcome::refused;
    end->confirm(result, now, out);
    return told();
  }
  // ann is a member of sales and not paused.
  void ready() {
    happens(logs_on());
    happens(turns_ready());
  }
  Texts faults() { return names_of(std::exchange(out.faults, {})); }

  SmallSwitch world;
  std::unique_ptr<cti::SwitchingEnd> end;
  cti::EndOutput out;
  TimePoint now{};
  std::string greeting;
  cti::Request request;
};

// Names and texts: "Success: Added interface to queue", "QueueMemberAdded".
inline Texts brief(const std::vector<Message>& messages) {
  Texts texts;
  for (const Message& message : messages) {
    const std::string text{message["Message"]};
    texts.push_back(std::string{message.name()} + (text.empty() ? "" : ": " + text));
  }
  return texts;
}

inline const Message& find(const std::vector<Message>& messages, std::string_view name) {
  static const Message none;
  const auto found = std::ranges::find_if(messages, [&](const Message& one) { return one.name() == name; });
  EXPECT_NE(found, messages.end()) << name;
  return found == messages.end() ? none : *found;
}

}  // namespace acdloop::asterisk_ami::test
