// SPDX-License-Identifier: Apache-2.0
// LINEPROXYREQUEST: the block of bytes by which the line asks a proxy, packed as in tapi.h. Written by the boundary,
// read and filled by the proxy half. Knows no session.
//
// Layout: NS:tapi.lineproxyrequest_tag. Strings are bytes as they were given; their offsets count from the beginning
// of the block. Offsets inside an embedded structure count from the beginning of that structure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drivers/tapi/line/structures.hpp"

namespace acdloop::tapi::line {

// The arms of the union that we serve.
struct CreateAgentArm {
  HAgent agent = 0;  // out
  std::string id;
  std::optional<std::string> pin;  // absent: NULL
  friend bool operator==(const CreateAgentArm&, const CreateAgentArm&) = default;
};
struct CreateAgentSessionArm {
  HAgentSession session = 0;  // out
  std::optional<std::string> pin;
  HAgent agent = 0;
  Guid group;
  Dword working_address = 0;
  friend bool operator==(const CreateAgentSessionArm&, const CreateAgentSessionArm&) = default;
};
// The embedded structure is filled in place: see `embedded`.
struct GetAgentSessionListArm {
  HAgent agent = 0;
  friend bool operator==(const GetAgentSessionListArm&, const GetAgentSessionListArm&) = default;
};
struct GetAgentSessionInfoArm {
  HAgentSession session = 0;
  friend bool operator==(const GetAgentSessionInfoArm&, const GetAgentSessionInfoArm&) = default;
};
struct SetAgentSessionStateArm {
  HAgentSession session = 0;
  Dword state = 0;       // one bit, or 0: leave it alone
  Dword next_state = 0;  // one bit or 0
  friend bool operator==(const SetAgentSessionStateArm&, const SetAgentSessionStateArm&) = default;
};
using Arm = std::variant<CreateAgentArm, CreateAgentSessionArm, GetAgentSessionListArm, GetAgentSessionInfoArm,
                         SetAgentSessionStateArm>;
RequestType type_of(const Arm& arm);

struct ProxyRequestHead {
  static constexpr std::size_t size = 28;
  Dword block_size = 0;  // dwSize
  Dword client_api_version = api_version_2_2;
  Dword type = 0;  // LINEPROXYREQUEST_, as it was sent
};

// Where things lie in a block.
inline constexpr std::size_t arm_offset = 28;
inline constexpr std::size_t embedded_offset = 32;  // of SessionList and SessionInfo
inline constexpr std::size_t max_text = 256;        // of an id or a PIN; longer ones are refused

// The block of a request. `embedded_total`: dwTotalSize of the embedded structure of a list or info request, whose
// other bytes are zero; ignored for the rest.
std::vector<std::byte> write_request(const Arm& arm, Dword embedded_total = 0,
                                     Dword client_api_version = api_version_2_2);
std::expected<ProxyRequestHead, Fault> read_request_head(Bytes block);
// A type that is none of the five has no arm here: Fault::bad_list is never given, absent is.
std::expected<std::optional<Arm>, Fault> read_request(Bytes block);

// The embedded structure of a list or info request, to its dwTotalSize; empty when there is none.
MutableBytes embedded(std::vector<std::byte>& block);
Bytes embedded(const std::vector<std::byte>& block);
// The handle that CreateAgent and CreateAgentSession give back, at the beginning of the arm.
void write_handle(std::vector<std::byte>& block, Dword handle);
Dword read_handle(const std::vector<std::byte>& block);

// One request as it travels: the proxy hands the same object back with its response.
struct ProxyRequest {
  std::uint64_t number = 0;  // the boundary's own, never reused
  std::vector<std::byte> block;
};
using ProxyRequestPtr = std::shared_ptr<ProxyRequest>;

}  // namespace acdloop::tapi::line
