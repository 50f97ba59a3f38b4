// SPDX-License-Identifier: Apache-2.0
// What every wire demands of a switch, whatever its words are. Judged in every story, unasked.
#include <array>

#include "conformance/catalogue/tables.hpp"

namespace acdloop::catalogue {
namespace {

using enum Level;
using enum Strength;

constexpr std::array table{
    Requirement{"WIRE-1",
                "Every message of the switch is well formed: its length, its syntax, and the fields that it must have.",
                "System OAI Specifications Manual, Syntax; ECMA-323; CTI Server Message Reference Guide", must, hard,
                "messages of the switch against the wire's document", ""}
        .unasked(),
    Requirement{
        "WIRE-2", "Every request is answered once, and the answer bears the request's id.",
        "System OAI Specifications Manual, InvokeID; ECMA-323, TCP; CTI Server Message Reference Guide, InvokeID", must,
        hard, "answers of the switch against the requests", ""}
        .unasked(),
    Requirement{
        "WIRE-3",
        "Nothing that the switch says is lost or repeated: what the wire numbers has no gap and no repeat, and no "
        "monitor is told an event twice.",
        "System OAI Specifications Manual, sequence numbers; ECMA-269, monitoring", must, hard,
        "messages of the switch against each other", ""}
        .unasked(),
    Requirement{"WIRE-4", "An event about an agent names an agent who works at the address that it names.",
                "System OAI Toolkit Specifications Manual, agent events; ECMA-269, agent events; CTI Server Message "
                "Reference Guide, AGENT_STATE_EVENT",
                must, hard, "agent events of the switch against who sits where", ""}
        .unasked(),
    Requirement{
        "WIRE-5", "Every call that is answered at a monitored phone is reported as established there.",
        "System OAI Toolkit Specifications Manual, ES; ECMA-269, Established; CTI Server Message Reference Guide, "
        "CALL_ESTABLISHED_EVENT",
        must, hard, "call events of the switch against the phones", ""}
        .unasked(),
};

}  // namespace

std::span<const Requirement> wire_rows() { return table; }

}  // namespace acdloop::catalogue
