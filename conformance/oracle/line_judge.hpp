// SPDX-License-Identifier: Apache-2.0
// Judges the line beneath the API: proxy requests and their answers, messages, packed structures (TAPI 2.2). Fed by the
// runner with everything that passed, in order. Knows neither boundary nor façade, and reads bytes by its own offsets.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/oracle/line_messages.hpp"
#include "conformance/oracle/line_requests.hpp"
#include "conformance/oracle/line_structures.hpp"
#include "conformance/oracle/line_tally.hpp"
#include "conformance/oracle/observed_line.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::oracle {

class LineJudge {
 public:
  LineJudge(const tapi::Readings& readings, std::function<double(TimePoint)> ole_date_of, AllowedByFacts allowed);

  void see(const ObservedLine& seen);
  // The session that CreateSession has just returned goes by this name: its handle is the one created last.
  void name_created(const std::string& session);
  // get_State at a moment at which everything had settled.
  void state_seen(const std::string& session, std::int32_t state, TimePoint at);
  // Who is in an agent's list, of the sessions that have names: each once and nobody else.
  void list_seen(const std::vector<std::byte>& list, const std::vector<std::string>& sessions);
  // A message with UPDATEINFO alone was sent: what the application noticed of it.
  void update_seen(const std::string& session, int events, std::int32_t state_before, std::int32_t state_after);
  // A getter with a null pointer: how many functions of the line it called.
  void null_getter_seen(const std::string& session, std::uint64_t functions);

  std::optional<std::uint32_t> handle_of(const std::string& session) const { return messages_.handle_of(session); }
  std::uint64_t functions_called() const { return requests_.asked(); }

  // What was seen since the last time. Call it when everything has settled; at the end of the scenario what is still
  // owed is judged too.
  std::vector<verdict::Check> judge(TimePoint now, bool at_end);

 private:
  LineTally tally_;
  LineRequests requests_;
  LineMessages messages_;
  LineStructures structures_;
  std::optional<std::uint32_t> created_;
};

}  // namespace acdloop::oracle
