// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes at both ends of AMI. The first byte chooses the end, the release and the piece size; the rest is the
// stream. Beside crashes it looks for messages that do not survive being written and read again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "drivers/asterisk_ami/dissector.hpp"
#include "drivers/asterisk_ami/framing.hpp"
#include "drivers/asterisk_ami/protocol.hpp"
#include "drivers/asterisk_ami/tests/small_switch.hpp"
#include "drivers/cti/fuzz/take_apart.hpp"

namespace {

using namespace acdloop;
using namespace acdloop::asterisk_ami;

std::span<const std::byte> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

void check_messages(std::string_view stream) {
  FrameReader reader;
  auto rest = bytes_of(stream);
  while (auto frame = reader.next(rest)) {
    const std::string written = encode(frame->message);
    if (frame->fault || frame->message.empty()) continue;
    FrameReader again;
    auto bytes = bytes_of(written);
    const auto reread = again.next(bytes);
    if (!reread || (!reread->fault && encode(reread->message) != written)) std::abort();
  }
}

// Every request is granted, and something happens after each.
void grant(cti::SwitchingEnd& end, TimePoint now, cti::EndOutput& out) {
  const test::Caller caller;
  for (const cti::Request& request : std::exchange(out.requests, {})) {
    cti::Result result;
    result.id = request.id;
    end.confirm(result, now, out);
    for (const cti::Event& event : {test::logs_on(), test::turns_ready(), caller.comes(), caller.waits(),
                                    caller.rings(), caller.talks(), caller.ends(test::line)}) {
      end.report(event, now, out);
    }
  }
}

void feed(cti::ProtocolEnd& end, std::string_view stream, std::size_t piece, cti::SwitchingEnd* granting) {
  cti::EndOutput out;
  TimePoint now{};
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    end.on_bytes(bytes_of(stream.substr(at, piece)), now, out);
    if (granting != nullptr) grant(*granting, now, out);
    now += std::chrono::seconds{1};
    if (const auto wake = end.next_wake(); wake && *wake <= now) end.on_wake(now, out);
    out.clear();
  }
  end.on_closed(now, out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const unsigned choice = data[0];
  const std::string stream{reinterpret_cast<const char*>(data) + 1, size - 1};
  check_messages(stream);
  const std::size_t piece = (choice & 4) != 0 ? 1 + (choice >> 4) : stream.size() + 1;
  Dissector dissector{std::nullopt};
  cti::take_apart(dissector, stream, piece);
  Settings settings;
  settings.dialect.md5_login = false;
  if ((choice & 2) != 0) settings.dialect.release = {11, 25};
  cti::EndOutput out;
  if ((choice & 1) != 0) {
    test::SmallSwitch world;
    const auto end = make_switching_end(settings, test::names(), world, {});
    end->on_open(TimePoint{}, out);
    if ((choice & 8) != 0) {
      end->on_bytes(bytes_of("Action: Login\r\nUsername: acdloop\r\nSecret: acdloop\r\n\r\n"), TimePoint{}, out);
    }
    feed(*end, stream, piece, end.get());
  } else {
    const auto end = make_computing_end(settings, test::names(), {{test::desk}, {test::sales}});
    end->on_open(TimePoint{}, out);
    if ((choice & 8) != 0) {
      end->on_bytes(
          bytes_of("Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nActionID: 1\r\n\r\n"
                   "Response: Success\r\nActionID: 2\r\n\r\nEvent: QueueStatusComplete\r\nActionID: 2\r\n\r\n"),
          TimePoint{}, out);
    }
    cti::Request request;
    request.id = cti::RequestId{1};
    request.kind = cti::RequestKind::query_agent_state;
    request.group = test::sales;
    end->submit(request, TimePoint{}, out);
    feed(*end, stream, piece, nullptr);
  }
  return 0;
}
