// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes at both ends of System OAI. The first byte chooses framing, end and piece size; the rest is the
// stream. Beside crashes it looks for lines that do not survive decoding and encoding.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "drivers/cti/fuzz/take_apart.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/dissector.hpp"
#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/protocol.hpp"
#include "drivers/system_oai/tests/fake_switch.hpp"

namespace {

using namespace acdloop;
using namespace acdloop::system_oai;

void check_codec(std::string_view line) {
  const auto fields = tokenize(line, true);
  if (fields && encode(*fields) != line) std::abort();
}

// Every request is granted with an empty result: the answer to a question that nobody asked is a defect.
void grant(cti::SwitchingEnd& end, TimePoint now, cti::EndOutput& out) {
  std::vector<cti::Request> requests = std::move(out.requests);
  out.clear();
  for (const cti::Request& request : requests) {
    cti::Result result;
    result.id = request.id;
    end.confirm(result, now, out);
    if (request.kind == cti::RequestKind::log_on) end.report(test::logged_on(), now, out);
    if (request.kind == cti::RequestKind::log_off) end.report(test::logged_off(), now, out);
  }
}

void feed(cti::ProtocolEnd& end, std::string_view stream, std::size_t piece, cti::SwitchingEnd* granting) {
  cti::EndOutput out;
  TimePoint now{};
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    const std::string_view bytes = stream.substr(at, piece);
    end.on_bytes({reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()}, now, out);
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
  const std::string_view stream{reinterpret_cast<const char*>(data) + 1, size - 1};
  check_codec(stream);
  Settings settings;
  settings.framing = (choice & 1) != 0 ? Framing::tcp : Framing::serial_lines;
  const std::size_t piece = (choice & 4) != 0 ? 1 + (choice >> 3) : size;
  Dissector dissector{std::nullopt, std::nullopt};
  cti::take_apart(dissector, stream, piece);
  cti::EndOutput out;
  if ((choice & 2) != 0) {
    test::FakeDirectory directory;
    const auto end = make_switching_end(settings, test::naming(), directory, {});
    end->on_open(TimePoint{}, out);
    feed(*end, stream, piece, end.get());
  } else {
    const auto end = make_computing_end(settings, test::naming(), {{test::phone}, {test::sales}});
    end->on_open(TimePoint{}, out);
    cti::Request request;
    request.id = cti::RequestId{1};
    request.kind = cti::RequestKind::query_group;
    request.group = test::sales;
    end->submit(request, TimePoint{}, out);
    feed(*end, stream, piece, nullptr);
  }
  return 0;
}
