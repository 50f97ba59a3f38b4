// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/bench_keys.hpp"

namespace acdloop::bench {
namespace {

constexpr KeyRow rows[] = {
    {"", "bench", true, "What this bench is called in reports.", "lab-asterisk"},
    {"", "switch", true, "How the switch is reached, and the words of its protocol.", ""},
    {"", "queues", true, "The queues that belong to the tester, the first one used first.", ""},
    {"", "agents", true, "The agents and phones that belong to the tester, the first one used first.", ""},
    {"", "hands", false, "Who moves the receivers; left out: the wire does all of it.", ""},
    {"", "longest", false, "A story that would take longer than this is not carried; 10m where nothing is said.",
     "10m"},
    {"switch", "protocol", true, "The protocol's id, as acdsim protocols lists them.", "asterisk-ami"},
    {"switch", "link", true, "tcp:HOST:PORT, serial:DEVICE@9600-8N1 or pty:PATH.", "tcp:192.0.2.10:5038"},
    {"switch", "secret_from", false, "The environment variable that holds the secret.", "ACDLOOP_AMI_SECRET"},
    {"queue", "name", true, "The queue, as the switch calls it.", "acdloop"},
    {"queue", "number", true, "What a caller dials to get there, in quotes.", "\"800\""},
    {"queue", "wrap_up", false,
     "none, a length as in 6s, or chosen: each story's own, told to the switch at log-on. Left out: none.", "chosen"},
    {"agent", "id", true, "The agent's number or name at the switch, in quotes.", "\"acd-1001\""},
    {"agent", "at", true, "The phone's address, in quotes.", "\"1001\""},
    {"hands", "call", false, "wire or nobody: who calls in from outside.", "wire"},
    {"hands", "answer", false, "wire, itself (then answers_after says when) or nobody: who lifts a phone.", "wire"},
    {"hands", "hang_up", false, "wire or nobody: who lays the receiver down.", "wire"},
    {"hands", "answers_after", false, "How long a phone rings that answers by itself.", "2s"},
};

}  // namespace

std::span<const KeyRow> key_rows() { return rows; }

}  // namespace acdloop::bench
