// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line/boundary.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace acdloop::tapi::line {
namespace {

Dword total_of(const Buffer& buffer) {
  Dword total = 0;
  for (std::size_t index = 4; index-- > 0;) total = total << 8 | std::to_integer<Dword>((*buffer)[index]);
  return total;
}

Dword as_dword(std::int32_t value) { return static_cast<Dword>(value); }

}  // namespace

LineBoundary::LineBoundary(Post post) : post_(std::move(post)), alive_(std::make_shared<const bool>(true)) {}

std::expected<HLine, std::int32_t> LineBoundary::open(std::vector<Dword> proxy_types, Callback callback) {
  std::set<Dword> types;
  for (const Dword type : proxy_types) {
    if (type < first_request_type || type > last_request_type) return std::unexpected(error::inval_param);
    types.insert(type);
  }
  for (const Dword type : types) {
    if (proxy_of(type) != 0) return std::unexpected(error::not_registered);  // NF:tapi.lineOpen, in its text
  }
  if (open_.size() >= max_open) return std::unexpected(error::no_mem);
  do {
    ++last_line_;
  } while (last_line_ == 0 || open_.contains(last_line_));
  const bool complete_before = all_open_for_acd();
  open_.emplace(last_line_, Open{types, std::move(callback)});
  for (const Dword type : types) tell_others(last_line_, message::proxy_status, proxy_status::open, type, 0);
  if (!complete_before && all_open_for_acd()) {
    tell_others(last_line_, message::proxy_status, proxy_status::all_open_for_acd, 0, 0);
  }
  return last_line_;
}

std::int32_t LineBoundary::close(HLine line) {
  const auto found = open_.find(line);
  if (found == open_.end()) return error::inval_line_handle;
  const std::set<Dword> types = found->second.types;
  open_.erase(found);
  for (const Dword type : types) tell_others(line, message::proxy_status, proxy_status::close, type, 0);
  for (auto next = pending_.begin(); next != pending_.end();) {
    const auto it = next++;
    if (it->second.proxy != line && it->second.client != line) continue;
    // A client that left gets no LINE_REPLY; the proxy still owes its answer, which then is nobody's.
    if (it->second.client == line) {
      it->second.buffer.reset();
      it->second.handle.reset();
    }
    if (it->second.proxy != line) continue;
    const Pending pending = std::move(it->second);
    pending_.erase(it);
    reply(pending, error::operation_failed);
  }
  return 0;
}

std::int32_t LineBoundary::create_agent(HLine line, const std::string& id, const std::optional<std::string>& pin,
                                        HandleOut out) {
  if (!out) return error::inval_pointer;
  if (id.size() > max_text || (pin && pin->size() > max_text)) return error::inval_param;
  return submit(line, CreateAgentArm{0, id, pin}, nullptr, std::move(out), 0);
}

std::int32_t LineBoundary::create_agent_session(HLine line, HAgent agent, const std::optional<std::string>& pin,
                                                Dword working_address, const Guid& group, HandleOut out) {
  if (!out) return error::inval_pointer;
  if (pin && pin->size() > max_text) return error::inval_param;
  return submit(line, CreateAgentSessionArm{0, pin, agent, group, working_address}, nullptr, std::move(out), 0);
}

std::int32_t LineBoundary::get_agent_session_list(HLine line, HAgent agent, Buffer list) {
  return submit(line, GetAgentSessionListArm{agent}, std::move(list), nullptr, AgentSessionList::fixed_size);
}

std::int32_t LineBoundary::set_agent_session_state(HLine line, HAgentSession session, Dword state, Dword next_state) {
  return submit(line, SetAgentSessionStateArm{session, state, next_state}, nullptr, nullptr, 0);
}

std::int32_t LineBoundary::get_agent_session_info(HLine line, HAgentSession session, Buffer info) {
  return submit(line, GetAgentSessionInfoArm{session}, std::move(info), nullptr, AgentSessionInfo::size);
}

std::int32_t LineBoundary::submit(HLine line, const Arm& arm, Buffer buffer, HandleOut handle, std::size_t fixed_size) {
  if (!open_.contains(line)) return error::inval_line_handle;
  Dword total = 0;
  if (fixed_size > 0) {
    if (!buffer || buffer->size() < 4) return error::inval_pointer;
    total = total_of(buffer);
    if (total < fixed_size) return error::structure_too_small;
    if (total > buffer->size()) return error::inval_param;  // less memory than it claims
    if (total > max_structure) return error::no_mem;
  }
  const HLine proxy = proxy_of(static_cast<Dword>(type_of(arm)));
  if (proxy == 0) return error::operation_unavail;
  if (pending_.size() >= max_pending) return error::no_mem;
  auto request = std::make_shared<ProxyRequest>();
  request->number = ++last_number_;
  request->block = write_request(arm, total);
  const std::int32_t id = next_id();
  pending_.emplace(request->number, Pending{line, proxy, id, total, std::move(buffer), std::move(handle)});
  deliver(proxy, {proxy, message::proxy_request, 0, 0, 0, std::move(request)});
  return id;
}

std::int32_t LineBoundary::proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) {
  const auto caller = open_.find(line);
  if (caller == open_.end()) return error::inval_line_handle;
  if (caller->second.types.empty()) return error::not_registered;
  if (!request) return error::inval_pointer;
  if (result > 0) return error::inval_param;
  const auto found = pending_.find(request->number);
  if (found == pending_.end() || found->second.proxy != line) return error::inval_param;
  const Pending pending = std::move(found->second);
  pending_.erase(found);
  if (result == 0 && pending.buffer && request->block.size() > embedded_offset + 4) {
    // Never beyond the caller's dwTotalSize, which stays as it was, whatever the proxy made of its own copy.
    const Bytes filled = Bytes{request->block}.subspan(embedded_offset);
    const std::size_t count = std::min<std::size_t>(filled.size(), pending.embedded_total);
    std::copy(filled.begin() + 4, filled.begin() + static_cast<std::ptrdiff_t>(count), pending.buffer->begin() + 4);
  }
  if (result == 0 && pending.handle) *pending.handle = read_handle(request->block);
  reply(pending, result);
  return 0;
}

std::int32_t LineBoundary::proxy_message(HLine line, Dword message, Dword p1, Dword p2, Dword p3) {
  const auto sender = open_.find(line);
  if (sender == open_.end()) return error::inval_line_handle;
  if (sender->second.types.empty()) return error::not_registered;
  switch (message) {
    case message::agent_session_status:
    case message::agent_status_ex:
    case message::queue_status:
    case message::group_status:
      break;
    default:
      return error::inval_param;
  }
  tell_others(line, message, p1, p2, p3);
  return 0;
}

HLine LineBoundary::proxy_of(Dword type) const {
  for (const auto& [line, open] : open_) {
    if (open.types.contains(type)) return line;
  }
  return 0;
}

std::int32_t LineBoundary::next_id() {
  do {
    last_id_ = last_id_ == std::numeric_limits<std::int32_t>::max() ? 1 : last_id_ + 1;
  } while (!ids_.insert(last_id_).second);  // at most max_pending are taken
  return last_id_;
}

void LineBoundary::deliver(HLine to, Message message) {
  post_([this, alive = std::weak_ptr<const bool>(alive_), to, message = std::move(message)] {
    if (alive.expired()) return;
    // Closed meanwhile: W:line-reply, messages may be lost to an application that tore down its handle.
    const auto found = open_.find(to);
    if (found == open_.end()) return;
    const Callback callback = found->second.callback;
    if (callback) callback(message);
  });
}

void LineBoundary::tell_others(HLine sender, Dword message, Dword p1, Dword p2, Dword p3) {
  for (const auto& [line, open] : open_) {
    if (line != sender) deliver(line, {line, message, p1, p2, p3, nullptr});
  }
}

void LineBoundary::reply(const Pending& pending, std::int32_t result) {
  deliver(pending.client, {pending.client, message::reply, as_dword(pending.id), as_dword(result), 0, nullptr});
  // The id is free again once the application has been told.
  post_([this, alive = std::weak_ptr<const bool>(alive_), id = pending.id] {
    if (!alive.expired()) ids_.erase(id);
  });
}

bool LineBoundary::all_open_for_acd() const {
  for (Dword type = first_acd_request_type; type <= last_request_type; ++type) {
    if (proxy_of(type) == 0) return false;
  }
  return true;
}

}  // namespace acdloop::tapi::line
