// SPDX-License-Identifier: Apache-2.0
// One call event of the wire, field by field, from neutral call information: no cross reference, no connection state.
// Used by the event writer only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/call.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/dialect.hpp"

namespace acdloop::system_oai {

// Identifies the call as each event prints it.
struct PrintedCall {
  std::string call;
  std::string calling;
  std::string number;
  std::string trunk_number;
  std::string type;  // E or I
  std::string called;
  std::string dialled;
  std::string group;  // of an ACD call
};
PrintedCall print_call(const Dialect& dialect, const cti::Naming& naming, const cti::CallInfo& info);

Fields originated_line(const PrintedCall& call);
Fields queued_line(const PrintedCall& call, const std::string& queued, std::optional<int> position, std::string cause);
Fields delivered_line(const PrintedCall& call, const std::string& alerting, bool outside, std::string cause);
Fields diverted_line(const PrintedCall& call, const std::string& from, const std::string& to, std::string cause);
Fields established_line(const PrintedCall& call, const std::string& answering, bool outside);
Fields held_line(const PrintedCall& call, const std::string& holder, std::string cause);
Fields retrieved_line(const PrintedCall& call, const std::string& retrieving, const std::string& retrieved,
                      bool outside);
Fields cleared_line(const PrintedCall& call, const std::string& cleared, const std::string& by, std::string cause);
// `announcement`: the consultation call that is over, blank in the copy for the party that is handed on and after a
// transfer in one step (System OAI Toolkit Specifications Manual, TR).
Fields transferred_line(const PrintedCall& call, const std::string& by, const std::string& announcement);
Fields conferenced_line(const PrintedCall& call, const std::string& subject, const std::string& secondary,
                        const std::string& controller, const std::vector<std::string>& members);
Fields failed_line(const PrintedCall& call, const std::string& failed, std::string cause);

}  // namespace acdloop::system_oai
