// SPDX-License-Identifier: Apache-2.0
// The runner on the line beneath the API: hands everything that passes there to the judge, and makes raw requests of
// its own, as an application beside the one under test. Used by the play. Judges nothing itself.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conformance/oracle/line_judge.hpp"
#include "conformance/runner/stage.hpp"
#include "drivers/tapi/line_seams.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::runner {

class LineDesk {
 public:
  LineDesk(Stage& stage, const tapi::Readings& readings, std::function<double(TimePoint)> ole_date_of,
           oracle::AllowedByFacts allowed);
  ~LineDesk();
  LineDesk(const LineDesk&) = delete;
  LineDesk& operator=(const LineDesk&) = delete;

  // What the bench's line reports, from the beginning on.
  void see(const tapi::line::Observation& seen);
  // Another application with the line open; null when the bench has no line.
  void open(tapi::LineDoor* door);
  bool is_open() const { return door_ != nullptr; }
  oracle::LineJudge& judge() { return judge_; }

  // Raw requests; each waits for its LINE_REPLY, at most two minutes and a little.
  // lineGetAgentSessionInfo `times` times at once, into memory with a guard behind it.
  void ask_info(tapi::line::HAgentSession session, tapi::line::Dword total, int times);
  // lineGetAgentSessionList of an agent, who has these sessions.
  void ask_list(const cti::AgentId& agent, const std::vector<std::string>& sessions);
  // lineSetAgentSessionState with state 0.
  void set_next_state(tapi::line::HAgentSession session, tapi::line::Dword next_state);
  // A second proxy wants everything that the first serves; if it gets it, it answers nothing and leaves again.
  void register_second_proxy();
  // LINE_AGENTSESSIONSTATUS of another proxy, which serves nothing that matters.
  void announce(tapi::line::HAgentSession session, tapi::line::Dword status, tapi::line::Dword state);
  void close_proxy() { door_->close_proxy(); }
  void open_proxy() { door_->open_proxy(); }

 private:
  // Until every one of these requests has been answered.
  void wait_for(const std::vector<std::int32_t>& ids);

  Stage& stage_;
  oracle::LineJudge judge_;
  tapi::LineDoor* door_ = nullptr;
  tapi::line::HLine line_ = 0;
  std::map<std::uint32_t, std::int32_t> replies_;  // by request id
};

}  // namespace acdloop::runner
