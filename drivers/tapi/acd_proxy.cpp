// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/acd_proxy.hpp"

#include <bit>
#include <utility>

namespace acdloop::tapi {
namespace {

using line::Dword;
using line::RequestType;

const std::vector<Dword> served{
    static_cast<Dword>(RequestType::create_agent), static_cast<Dword>(RequestType::create_agent_session),
    static_cast<Dword>(RequestType::get_agent_session_list), static_cast<Dword>(RequestType::set_agent_session_state),
    static_cast<Dword>(RequestType::get_agent_session_info)};

bool one_state_or_none(Dword bits) {
  return bits == 0 || (std::has_single_bit(bits) && (bits & line::session_state::all) != 0);
}

}  // namespace

line::HAgentSession handle_of(const SessionRecord& session) { return static_cast<Dword>(session.number); }

Dword state_bit(SessionState state) { return Dword{1} << static_cast<unsigned>(state); }

std::optional<SessionState> state_of_bit(Dword bit) {
  switch (bit) {
    case line::session_state::not_ready:
      return SessionState::not_ready;
    case line::session_state::ready:
      return SessionState::ready;
    case line::session_state::busy_on_call:
      return SessionState::busy_on_call;
    case line::session_state::busy_wrap_up:
      return SessionState::busy_wrap_up;
    case line::session_state::ended:
    case line::session_state::released:
      return SessionState::session_ended;
    default:
      return std::nullopt;
  }
}

AcdProxy::AcdProxy(line::Line& line, LineNames& names, ProxyHost& host)
    : line_(line), names_(names), host_(host), self_(std::make_shared<AcdProxy*>(this)) {}

AcdProxy::~AcdProxy() { *self_ = nullptr; }

std::int32_t AcdProxy::open() {
  if (line_handle_ != 0) return 0;
  const auto opened = line_.open(served, [self = self_](const line::Message& message) {
    if (*self != nullptr) (*self)->on_message(message);
  });
  if (!opened) return opened.error();
  line_handle_ = *opened;
  return 0;
}

void AcdProxy::close() {
  if (line_handle_ == 0) return;
  while (!pending_.empty()) respond(pending_.begin()->second, line::error::operation_failed);
  line_.close(std::exchange(line_handle_, 0));
}

void AcdProxy::announce(const SessionChange& change) {
  if (line_handle_ == 0) return;
  const Dword handle = handle_of(*change.session);
  const auto tell = [&](Dword status, Dword state) {
    line_.proxy_message(line_handle_, line::message::agent_session_status, handle, status, state);
  };
  switch (change.event) {
    case SessionEvent::new_session:
      return tell(line::session_status::new_session, 0);
    case SessionEvent::not_ready:
      return tell(line::session_status::state, line::session_state::not_ready);
    case SessionEvent::ready:
      return tell(line::session_status::state, line::session_state::ready);
    case SessionEvent::busy:
      return tell(line::session_status::state, line::session_state::busy_on_call);
    case SessionEvent::wrap_up:
      return tell(line::session_status::state, line::session_state::busy_wrap_up);
    case SessionEvent::end:
      return tell(line::session_status::state, line::session_state::ended);
  }
}

void AcdProxy::on_message(const line::Message& message) {
  if (message.message == line::message::proxy_request && message.request) serve(message.request);
}

void AcdProxy::serve(const RequestPtr& request) {
  pending_.emplace(request->number, request);
  const auto arm = line::read_request(request->block);
  if (!arm) return respond(request, line::error::inval_param);
  if (!*arm) return respond(request, line::error::operation_unavail);
  std::visit([&](const auto& its_own) { serve(request, its_own); }, **arm);
}

void AcdProxy::serve(const RequestPtr& request, const line::CreateAgentArm& arm) {
  // Who is no agent of the switch is found out when a session is created: no wire can ask for an agent alone.
  const auto handle = names_.agent(cti::AgentId{arm.id});
  if (!handle) return respond(request, line::error::no_mem);
  line::write_handle(request->block, *handle);
  respond(request, 0);
}

void AcdProxy::serve(const RequestPtr& request, const line::CreateAgentSessionArm& arm) {
  const cti::AgentId* agent = names_.agent(arm.agent);
  const cti::AcdGroupId* group = names_.group(arm.group);
  const cti::Address* address = names_.address(arm.working_address);
  if (agent == nullptr || group == nullptr || address == nullptr) return respond(request, line::error::inval_param);
  host_.log_on({*agent, *group, *address}, arm.pin,
               [request, done = responding(request)](std::int32_t result, line::HAgentSession handle) {
                 if (result == 0) line::write_handle(request->block, handle);
                 done(result);
               });
}

void AcdProxy::serve(const RequestPtr& request, const line::GetAgentSessionListArm& arm) {
  const cti::AgentId* agent = names_.agent(arm.agent);
  if (agent == nullptr) return respond(request, line::error::inval_param);
  std::vector<line::AgentSessionEntry> entries;
  for (const ProxyHost::Record& session : host_.sessions_of(*agent)) {
    const auto group = names_.group(session->key.group);
    const auto address = names_.address(session->key.address);
    if (!group || !address) return respond(request, line::error::no_mem);
    entries.push_back({handle_of(*session), arm.agent, *group, *address});
  }
  const auto written = line::write_agent_session_list(entries, line::embedded(request->block));
  respond(request, written ? 0 : line::error::structure_too_small);
}

void AcdProxy::serve(const RequestPtr& request, const line::GetAgentSessionInfoArm& arm) {
  const ProxyHost::Record session = host_.session_of(arm.session);
  if (!session) return respond(request, line::error::inval_param);
  const auto fill = [this, request, session] {
    // Figures that miss calls for want of room are not handed out as if they were whole.
    if (session->timeline.left_out() > 0) return line::error::no_mem;
    const auto written = line::write_agent_session_info(host_.info_of(*session), line::embedded(request->block));
    return written ? 0 : line::error::structure_too_small;
  };
  // An ended session's figures are final: nobody needs to be asked.
  if (session->timeline.ended()) return respond(request, fill());
  host_.catch_up(session,
                 [fill, done = responding(request)](std::int32_t result) { done(result != 0 ? result : fill()); });
}

void AcdProxy::serve(const RequestPtr& request, const line::SetAgentSessionStateArm& arm) {
  const ProxyHost::Record session = host_.session_of(arm.session);
  if (!session) return respond(request, line::error::inval_param);
  if (!one_state_or_none(arm.state) || !one_state_or_none(arm.next_state)) {
    return respond(request, line::error::inval_agent_state);
  }
  // NF:tapi.lineSetAgentSessionState: zero leaves the state alone. The next state is accepted and has no effect: what
  // it would mean for a session is not documented.
  if (arm.state == 0) return respond(request, 0);
  const auto state = state_of_bit(arm.state);
  if (!state || arm.state == line::session_state::released) return respond(request, line::error::inval_agent_state);
  host_.set_state(session, *state, responding(request));
}

void AcdProxy::respond(RequestPtr request, std::int32_t result) {
  if (pending_.erase(request->number) == 0) return;
  line_.proxy_response(line_handle_, request, result);
}

ProxyHost::Done AcdProxy::responding(const RequestPtr& request) {
  return [self = self_, request](std::int32_t result) {
    if (*self != nullptr) (*self)->respond(request, result);
  };
}

}  // namespace acdloop::tapi
