// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes at both ends of GED-188. The first two bytes choose end, version and piece size; the rest is the
// stream. Beside crashes it looks for messages that do not survive decoding and encoding.
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "drivers/cti/fuzz/take_apart.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/dissector.hpp"
#include "drivers/ged188/framing.hpp"
#include "drivers/ged188/protocol.hpp"

namespace {

using namespace acdloop;
using namespace acdloop::ged188;

// A switch of nobody that knows every name.
class Anything final : public cti::Directory {
 public:
  bool has_agent(const cti::AgentId&) const override { return true; }
  bool has_group(const cti::AcdGroupId&) const override { return true; }
  bool has_station(const cti::Address&) const override { return true; }
  bool is_member(const cti::AgentId&, const cti::AcdGroupId&) const override { return true; }
  std::string agent_name(const cti::AgentId&) const override { return {}; }
  std::vector<cti::AcdGroupId> groups() const override { return {cti::AcdGroupId{"8000"}}; }
  std::vector<cti::Address> stations() const override { return {cti::Address{"3001"}}; }
  std::vector<cti::DeviceId> trunks() const override { return {}; }
  std::vector<cti::AgentId> agents() const override { return {}; }
  std::optional<cti::AgentId> agent_at(const cti::Address&) const override { return std::nullopt; }
  std::optional<cti::Address> address_of(const cti::AgentId&) const override { return std::nullopt; }
  std::vector<std::pair<cti::AcdGroupId, cti::AgentState>> sessions_of(const cti::AgentId&) const override {
    return {};
  }
  std::vector<std::pair<cti::CallInfo, cti::ConnectionState>> calls_at(const cti::DeviceId&) const override {
    return {};
  }
};

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

void check_codec(std::string_view stream, int version) {
  FrameReader reader;
  auto bytes = bytes_of(stream);
  while (const auto frame = reader.next(bytes)) {
    if (frame->fault) return;
    const auto message = decode(frame->type, frame->body, version, Unknown::refuse);
    if (message && encode(*message, version) != with_header(frame->type, frame->body)) std::abort();
    if (message && describe(*message).empty()) std::abort();
  }
}

// Every request is granted with an empty result, and the log-ons are reported.
void grant(cti::SwitchingEnd& end, TimePoint now, cti::EndOutput& out) {
  for (const cti::Request& request : std::exchange(out.requests, {})) {
    cti::Result result;
    result.id = request.id;
    end.confirm(result, now, out);
    if (request.kind != cti::RequestKind::log_on) continue;
    cti::AgentEvent event{cti::AgentEventKind::agent_logged_on, {}, cti::EventCause::none};
    event.report = {{request.agent, request.group, request.address}, {cti::AgentState::not_ready}, {}};
    end.report({event}, now, out);
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
  if (size < 2) return 0;
  const unsigned choice = data[0];
  const int version = lowest_version + data[1] % (highest_version - lowest_version + 1);
  const std::string_view stream{reinterpret_cast<const char*>(data) + 2, size - 2};
  check_codec(stream, version);
  Settings settings;
  settings.dialect.version = version;
  const std::size_t piece = (choice & 2) != 0 ? 1 + (choice >> 2) : size;
  Dissector dissector{std::nullopt};
  cti::take_apart(dissector, stream, piece);
  cti::EndOutput out;
  if ((choice & 1) != 0) {
    const Anything directory;
    const auto end = make_switching_end(settings, {}, directory, {});
    end->on_open(TimePoint{}, out);
    feed(*end, stream, piece, end.get());
    return 0;
  }
  const auto end = make_computing_end(settings, {}, {{cti::Address{"3001"}}, {}});
  end->on_open(TimePoint{}, out);
  cti::Request request;
  request.id = cti::RequestId{1};
  request.kind = cti::RequestKind::log_off;
  request.agent = cti::AgentId{"1001"};
  request.group = cti::AcdGroupId{"8000"};
  request.address = cti::Address{"3001"};
  end->submit(request, TimePoint{}, out);
  feed(*end, stream, piece, nullptr);
  return 0;
}
