// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/line_desk.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace acdloop::runner {
namespace {

namespace line = tapi::line;

constexpr Duration reply_patience = std::chrono::seconds{130};
constexpr std::size_t guard = 32;
// Bytes: enough for more sessions than any cast has.
constexpr line::Dword list_room = 24 + 28 * 64;
// A proxy request type that nobody in an ACD uses: of legacy agents.
constexpr line::Dword idle_type = 0x03;

using From = line::Observation::Kind;
using To = oracle::ObservedLine::Kind;

To kind_of(From kind) {
  switch (kind) {
    case From::opened:
      return To::opened;
    case From::closed:
      return To::closed;
    case From::asked:
      return To::asked;
    case From::told:
      return To::told;
    case From::filled:
      return To::filled;
    case From::responded:
      return To::responded;
    case From::announced:
      return To::announced;
  }
  return To::opened;
}

}  // namespace

LineDesk::LineDesk(Stage& stage, const tapi::Readings& readings, std::function<double(TimePoint)> ole_date_of,
                   oracle::AllowedByFacts allowed)
    : stage_(stage), judge_(readings, std::move(ole_date_of), std::move(allowed)) {}

LineDesk::~LineDesk() = default;

void LineDesk::see(const line::Observation& seen) {
  oracle::ObservedLine observed;
  observed.kind = kind_of(seen.kind);
  observed.at = stage_.now();
  observed.line = seen.line;
  observed.code = seen.code;
  observed.types = seen.types;
  observed.function = static_cast<std::uint32_t>(seen.function);
  observed.handle = seen.handle;
  observed.state = seen.state;
  observed.next_state = seen.next_state;
  observed.total = seen.total;
  observed.request = seen.request;
  observed.result = seen.result;
  observed.message = seen.message;
  observed.p1 = seen.p1;
  observed.p2 = seen.p2;
  observed.p3 = seen.p3;
  observed.before = seen.before;
  observed.bytes = seen.bytes;
  judge_.see(observed);
}

void LineDesk::open(tapi::LineDoor* door) {
  if (door == nullptr) return;
  const auto opened = door->line().open({}, [this](const line::Message& message) {
    if (message.message != line::message::reply) return;
    replies_[message.p1] = static_cast<std::int32_t>(message.p2);
    stage_.changed();
  });
  if (!opened) return;
  door_ = door;
  line_ = *opened;
}

void LineDesk::wait_for(const std::vector<std::int32_t>& ids) {
  const auto answered = [&](std::int32_t id) { return id <= 0 || replies_.contains(static_cast<std::uint32_t>(id)); };
  stage_.wait_until([&] { return std::all_of(ids.begin(), ids.end(), answered); }, stage_.now() + reply_patience);
  stage_.settle();
}

void LineDesk::ask_info(line::HAgentSession session, line::Dword total, int times) {
  replies_.clear();
  std::vector<std::int32_t> ids;
  for (int index = 0; index < times; ++index) {
    ids.push_back(door_->line().get_agent_session_info(line_, session, line::make_buffer(total, guard)));
  }
  wait_for(ids);
}

void LineDesk::ask_list(const cti::AgentId& agent, const std::vector<std::string>& sessions) {
  replies_.clear();
  const auto handle = std::make_shared<line::Dword>(0);
  wait_for({door_->line().create_agent(line_, agent.value(), std::nullopt, handle)});
  const line::Buffer list = line::make_buffer(list_room, guard);
  const std::int32_t id = door_->line().get_agent_session_list(line_, *handle, list);
  wait_for({id});
  const auto reply = replies_.find(static_cast<std::uint32_t>(id));
  if (reply != replies_.end() && reply->second == 0) judge_.list_seen(*list, sessions);
}

void LineDesk::set_next_state(line::HAgentSession session, line::Dword next_state) {
  replies_.clear();
  wait_for({door_->line().set_agent_session_state(line_, session, 0, next_state)});
}

void LineDesk::register_second_proxy() {
  std::vector<line::Dword> types;
  for (line::Dword type = line::first_acd_request_type; type <= line::last_request_type; ++type) types.push_back(type);
  const auto second = door_->line().open(types, {});
  stage_.settle();
  if (second) door_->line().close(*second);
}

void LineDesk::announce(line::HAgentSession session, line::Dword status, line::Dword state) {
  const auto other = door_->line().open({idle_type}, {});
  if (!other) return;
  door_->line().proxy_message(*other, line::message::agent_session_status, session, status, state);
  stage_.settle();
  door_->line().close(*other);
  stage_.settle();
}

}  // namespace acdloop::runner
