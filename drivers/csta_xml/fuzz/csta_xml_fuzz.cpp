// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes at both ends of CSTA XML. The first byte chooses the end, the form and the piece size; the rest is
// the stream, or one document that is given its header here. Beside crashes it looks for documents that do not survive
// being written and read again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "drivers/csta_xml/dissector.hpp"
#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/framing.hpp"
#include "drivers/csta_xml/protocol.hpp"
#include "drivers/csta_xml/tests/small_switch.hpp"
#include "drivers/cti/fuzz/take_apart.hpp"

namespace {

using namespace acdloop;
using namespace acdloop::csta_xml;

// What was read may be longer when written: names of namespaces take the place of prefixes.
void check_document(std::string_view xml) {
  const auto root = read_document(xml);
  if (!root) return;
  const std::string written = write_document(*root);
  const auto again = read_document(written);
  if (!again || write_document(*again) != written) std::abort();
}

void open(cti::ProtocolEnd& end, std::string_view text) {
  cti::EndOutput out;
  end.on_bytes({reinterpret_cast<const std::byte*>(text.data()), text.size()}, TimePoint{}, out);
}

// The application's end, associated: what a switch says is then read in all its forms.
void associate(cti::ComputingEnd& end) {
  const std::string csta = namespace_of(Dialect{});
  open(end, *frame(1, "<StartApplicationSessionPosResponse xmlns=\"" + std::string{session_namespace} +
                          "\"><sessionID>7</sessionID><actualSessionDuration>180</actualSessionDuration>"
                          "</StartApplicationSessionPosResponse>"));
  open(end, *frame(2, "<RequestSystemStatusResponse xmlns=\"" + csta +
                          "\"><systemStatus>normal</systemStatus></RequestSystemStatusResponse>"));
  for (const char* digit : {"0", "1"}) {
    const std::string xref = std::string{"<monitorCrossRefID>1"} + digit + "</monitorCrossRefID>";
    open(end,
         *frame(3 + *digit - '0', "<MonitorStartResponse xmlns=\"" + csta + "\">" + xref + "</MonitorStartResponse>"));
  }
}

// Every request is granted: the answer to a question that nobody asked is a defect.
void grant(cti::SwitchingEnd& end, TimePoint now, cti::EndOutput& out) {
  for (const cti::Request& request : std::exchange(out.requests, {})) {
    cti::Result result;
    result.id = request.id;
    end.confirm(result, now, out);
    end.report(test::enters_ready(), now, out);
    end.report(test::comes_in(), now, out);
    end.report(test::rings(), now, out);
    end.report(test::hangs_up(test::line), now, out);
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
  std::string stream{reinterpret_cast<const char*>(data) + 1, size - 1};
  check_document(stream);
  if ((choice & 2) != 0) stream = frame((choice & 8) != 0 ? event_invoke_id : 5, stream).value_or(stream);
  const std::size_t piece = (choice & 4) != 0 ? 1 + (choice >> 4) : stream.size() + 1;
  Dissector dissector{std::nullopt};
  cti::take_apart(dissector, stream, piece);
  cti::EndOutput out;
  if ((choice & 1) != 0) {
    test::SmallSwitch world;
    const auto end = make_switching_end({}, test::names(), world);
    end->on_open(TimePoint{}, out);
    feed(*end, stream, piece, end.get());
  } else {
    const auto end = make_computing_end({}, test::names(), {{test::desk}, {test::sales}});
    end->on_open(TimePoint{}, out);
    associate(*end);
    cti::Request request = test::request_of(cti::RequestKind::query_agent_state);
    request.id = cti::RequestId{1};
    end->submit(request, TimePoint{}, out);
    feed(*end, stream, piece, nullptr);
  }
  return 0;
}
