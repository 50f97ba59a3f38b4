// SPDX-License-Identifier: Apache-2.0
// The data types that CSTA elements share: devices, connections, connection and agent states, octets in hex. Read
// leniently (a missing part is empty), written as the samples have them. Used by both directions of both ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "drivers/csta_xml/element.hpp"
#include "drivers/cti/agent_state.hpp"
#include "drivers/cti/call.hpp"
#include "drivers/cti/naming.hpp"

namespace acdloop::csta_xml {

// <agentDevice><deviceIdentifier>201</deviceIdentifier></agentDevice>; an empty id is <notKnown/>.
Element subject(std::string_view name, std::string_view wire_id);
// The identifier in it, whatever it is called (deviceIdentifier, numberDialed); empty for notKnown and its like.
std::string subject_id(const Element* subject);

// <connection><callID>501</callID><deviceID>201</deviceID></connection>
Element connection(std::string_view name, std::string_view call, std::string_view wire_device);
struct WireConnection {
  std::string call;
  std::string device;
};
WireConnection read_connection(const Element* connection);

std::string_view word_of(cti::ConnectionState state);
std::optional<cti::ConnectionState> connection_state_from(std::string_view word);

// agentReady and its like, as in GetAgentState.
std::string_view word_of(cti::AgentState state);
std::optional<cti::AgentState> agent_state_from(std::string_view word);
// loggedOn, ready, ..., as in SetAgentState; null is loggedOff.
std::string_view requested_word(cti::AgentState state);

// A group by its number, any other device as it is.
cti::DeviceId device_from(const cti::Naming& naming, std::string_view wire_id);

std::string to_hex(std::string_view octets);
std::optional<std::string> from_hex(std::string_view digits);

// Longer ids are nobody's.
inline bool fits(std::string_view id) { return id.size() <= cti::max_id_length; }

}  // namespace acdloop::csta_xml
