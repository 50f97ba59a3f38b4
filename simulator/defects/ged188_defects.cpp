// SPDX-License-Identifier: Apache-2.0
// A CTI server that breaks GED-188: lengths, floating fields, invoke ids.
#include <utility>

#include "drivers/bytes/reader.hpp"
#include "drivers/bytes/writer.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/numbers.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/wire_seam.hpp"

namespace acdloop::defects {
namespace {

constexpr std::string_view protocol = "ged188";
constexpr bytes::Order order = bytes::Order::big;
constexpr std::uint32_t unused_invoke_id = 0x7fff'ffff;

std::size_t first_message(std::string_view bytes) {
  return ged188::header_bytes + bytes::Reader{bytes}.u32(order).value_or(0);
}

std::uint32_t type_of(std::string_view message) {
  bytes::Reader reader{message};
  return reader.skip(4) ? reader.u32(order).value_or(0) : 0;
}

Defect spoiled(std::string_view id, std::string_view requirement, std::string_view sentence,
               std::function<SpoilMessage()> make) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::wire, .protocol = protocol};
  defect.on_switching_end = spoiling_messages(&first_message, std::move(make));
  return defect;
}

// The last floating field is a byte shorter than it says, and the message with it.
SpoilMessage truncated_float() {
  return [every = Every{3}](std::string_view message) mutable {
    if (type_of(message) != ged188::type::agent_state || !every.now()) return std::string{message};
    const std::string_view body = message.substr(ged188::header_bytes);
    return ged188::with_header(ged188::type::agent_state, body.substr(0, body.size() - 1));
  };
}

SpoilMessage wrong_length() {
  return [every = Every{3}](std::string_view message) mutable {
    std::string spoiled{message};
    if (type_of(message) != ged188::type::agent_state || !every.now()) return spoiled;
    bytes::Writer{spoiled}.patch_u32(0, static_cast<std::uint32_t>(message.size() - ged188::header_bytes - 1), order);
    return spoiled;
  };
}

SpoilMessage wrong_invoke_id() {
  return [every = Every{3}](std::string_view message) mutable {
    std::string spoiled{message};
    const std::uint32_t type = type_of(message);
    const bool told = type == ged188::type::query_agent_statistics_conf || type == ged188::type::query_agent_state_conf;
    if (told && every.now()) bytes::Writer{spoiled}.patch_u32(ged188::header_bytes, unused_invoke_id, order);
    return spoiled;
  };
}

}  // namespace

std::vector<Defect> ged188_defects() {
  return {spoiled("ged188-truncated-floating-field", "WIRE-1",
                  "The last floating field of every third AGENT_STATE_EVENT is a byte shorter than its length says.",
                  &truncated_float),
          spoiled("ged188-wrong-length", "WIRE-1",
                  "MessageLength of every third AGENT_STATE_EVENT is one byte too small.", &wrong_length),
          spoiled("ged188-wrong-invoke-id", "WIRE-2",
                  "Every third answer about an agent's state or figures bears an InvokeID that nobody used.",
                  &wrong_invoke_id)};
}

}  // namespace acdloop::defects
