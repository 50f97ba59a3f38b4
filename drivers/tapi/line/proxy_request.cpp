// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line/proxy_request.hpp"

#include <algorithm>

#include "drivers/bytes/reader.hpp"
#include "drivers/bytes/writer.hpp"

namespace acdloop::tapi::line {
namespace {

// Absolute offsets of the arms' members, NS:tapi.lineproxyrequest_tag.
constexpr std::size_t create_agent_end = 48;
constexpr std::size_t create_session_end = 64;
constexpr std::size_t set_state_end = 40;

Dword dword_at(Bytes block, std::size_t offset) {
  bytes::Reader reader(block);
  if (!reader.skip(offset)) return 0;
  return reader.u32().value_or(0);
}

Guid guid_at(Bytes block, std::size_t offset) {
  Guid guid;
  bytes::Reader reader(block);
  if (!reader.skip(offset)) return guid;
  if (const auto view = reader.view(guid.bytes.size())) std::copy(view->begin(), view->end(), guid.bytes.begin());
  return guid;
}

// Size and offset of a string; size 0 with offset 0 is NULL.
std::expected<std::optional<std::string>, Fault> text_at(Bytes block, std::size_t place) {
  const std::uint64_t size = dword_at(block, place);
  const std::uint64_t offset = dword_at(block, place + 4);
  if (size == 0 && offset == 0) return std::nullopt;
  if (size > max_text || offset < arm_offset || offset + size > block.size()) return std::unexpected(Fault::bad_sizes);
  bytes::Reader reader(block);
  if (!reader.skip(offset)) return std::unexpected(Fault::bad_sizes);
  const auto text = reader.text(size);
  if (!text) return std::unexpected(Fault::bad_sizes);
  return std::string{*text};
}

// The fixed part of an arm, and the strings behind it.
class Block {
 public:
  Block(RequestType type, Dword version) {
    writer_.u32(0).u32(0).u32(0).u32(0).u32(0).u32(version).u32(static_cast<Dword>(type));
  }
  Block& dword(Dword value) {
    writer_.u32(value);
    return *this;
  }
  Block& guid(const Guid& value) {
    writer_.bytes(value.bytes);
    return *this;
  }
  // Size and offset now, the bytes behind the fixed part, which ends at `fixed_end`.
  Block& text(const std::optional<std::string>& value, std::size_t fixed_end) {
    if (!value) return dword(0).dword(0);
    dword(static_cast<Dword>(value->size())).dword(static_cast<Dword>(fixed_end + tail_.size()));
    tail_ += *value;
    return *this;
  }
  // A structure of `total` bytes, empty but for dwTotalSize.
  Block& structure(Dword total) {
    dword(total);
    text_.append(total > 4 ? total - 4 : 0, '\0');
    return *this;
  }
  std::vector<std::byte> take() {
    text_ += tail_;
    writer_.patch_u32(0, static_cast<Dword>(text_.size()));
    const auto bytes = std::as_bytes(std::span(text_.data(), text_.size()));
    return {bytes.begin(), bytes.end()};
  }

 private:
  std::string text_;
  std::string tail_;
  bytes::Writer writer_{text_};
};

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

bool has_structure(Dword type) {
  return type == static_cast<Dword>(RequestType::get_agent_session_list) ||
         type == static_cast<Dword>(RequestType::get_agent_session_info);
}

// Offset and length of the embedded structure; length 0 without one.
std::pair<std::size_t, std::size_t> embedded_place(Bytes block) {
  const auto head = read_request_head(block);
  if (!head || !has_structure(head->type)) return {0, 0};
  const std::size_t total = dword_at(block, embedded_offset);
  const std::size_t room = block.size() > embedded_offset ? block.size() - embedded_offset : 0;
  return {embedded_offset, std::min(total, room)};
}

}  // namespace

RequestType type_of(const Arm& arm) {
  return std::visit(Overloaded{[](const CreateAgentArm&) { return RequestType::create_agent; },
                               [](const CreateAgentSessionArm&) { return RequestType::create_agent_session; },
                               [](const GetAgentSessionListArm&) { return RequestType::get_agent_session_list; },
                               [](const GetAgentSessionInfoArm&) { return RequestType::get_agent_session_info; },
                               [](const SetAgentSessionStateArm&) { return RequestType::set_agent_session_state; }},
                    arm);
}

std::vector<std::byte> write_request(const Arm& arm, Dword embedded_total, Dword client_api_version) {
  Block block(type_of(arm), client_api_version);
  std::visit(
      Overloaded{[&](const CreateAgentArm& a) {
                   block.dword(a.agent).text(a.id, create_agent_end).text(a.pin, create_agent_end);
                 },
                 [&](const CreateAgentSessionArm& a) {
                   block.dword(a.session)
                       .text(a.pin, create_session_end)
                       .dword(a.agent)
                       .guid(a.group)
                       .dword(a.working_address);
                 },
                 [&](const GetAgentSessionListArm& a) { block.dword(a.agent).structure(embedded_total); },
                 [&](const GetAgentSessionInfoArm& a) { block.dword(a.session).structure(embedded_total); },
                 [&](const SetAgentSessionStateArm& a) { block.dword(a.session).dword(a.state).dword(a.next_state); }},
      arm);
  return block.take();
}

std::expected<ProxyRequestHead, Fault> read_request_head(Bytes block) {
  if (block.size() < ProxyRequestHead::size) return std::unexpected(Fault::too_short);
  ProxyRequestHead head;
  head.block_size = dword_at(block, 0);
  head.client_api_version = dword_at(block, 20);
  head.type = dword_at(block, 24);
  if (head.block_size < ProxyRequestHead::size || head.block_size > block.size()) {
    return std::unexpected(Fault::bad_sizes);
  }
  return head;
}

std::expected<std::optional<Arm>, Fault> read_request(Bytes block) {
  const auto head = read_request_head(block);
  if (!head) return std::unexpected(head.error());
  block = block.first(head->block_size);
  switch (static_cast<RequestType>(head->type)) {
    case RequestType::create_agent: {
      if (block.size() < create_agent_end) return std::unexpected(Fault::too_short);
      const auto id = text_at(block, 32);
      const auto pin = text_at(block, 40);
      if (!id || !pin) return std::unexpected(Fault::bad_sizes);
      return Arm{CreateAgentArm{dword_at(block, 28), id->value_or(""), *pin}};
    }
    case RequestType::create_agent_session: {
      if (block.size() < create_session_end) return std::unexpected(Fault::too_short);
      const auto pin = text_at(block, 32);
      if (!pin) return std::unexpected(Fault::bad_sizes);
      return Arm{CreateAgentSessionArm{dword_at(block, 28), *pin, dword_at(block, 40), guid_at(block, 44),
                                       dword_at(block, 60)}};
    }
    case RequestType::get_agent_session_list:
      if (block.size() < embedded_offset + 4) return std::unexpected(Fault::too_short);
      return Arm{GetAgentSessionListArm{dword_at(block, 28)}};
    case RequestType::get_agent_session_info:
      if (block.size() < embedded_offset + 4) return std::unexpected(Fault::too_short);
      return Arm{GetAgentSessionInfoArm{dword_at(block, 28)}};
    case RequestType::set_agent_session_state:
      if (block.size() < set_state_end) return std::unexpected(Fault::too_short);
      return Arm{SetAgentSessionStateArm{dword_at(block, 28), dword_at(block, 32), dword_at(block, 36)}};
    default:
      return std::nullopt;
  }
}

MutableBytes embedded(std::vector<std::byte>& block) {
  const auto [offset, length] = embedded_place(block);
  return MutableBytes{block}.subspan(offset, length);
}

Bytes embedded(const std::vector<std::byte>& block) {
  const auto [offset, length] = embedded_place(block);
  return Bytes{block}.subspan(offset, length);
}

void write_handle(std::vector<std::byte>& block, Dword handle) {
  for (std::size_t index = 0; index < 4 && arm_offset + index < block.size(); ++index) {
    block[arm_offset + index] = static_cast<std::byte>(handle >> (8 * index));
  }
}

Dword read_handle(const std::vector<std::byte>& block) { return dword_at(block, arm_offset); }

}  // namespace acdloop::tapi::line
