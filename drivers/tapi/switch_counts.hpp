// SPDX-License-Identifier: Apache-2.0
// Figures that a switch has counted itself and the façade hands on, where a setting says so (reading figures_from). A
// switch counts for an agent: its figures are a session's only while that session is all there was since the log-on.
// Used by the proxy half of the façade; asks nobody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/figures.hpp"
#include "drivers/tapi/line/structures.hpp"
#include "drivers/tapi/readings.hpp"
#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {

// How figures are told with these readings over a wire that can or cannot tell the switch's: one way for all figures
// of a run, also for those that the façade goes on counting itself.
Readings as_counted(Readings readings, const cti::Capabilities& wire);

class SwitchCounts {
 public:
  explicit SwitchCounts(const Readings& readings) : readings_(readings) {}

  // A session of an agent begins; `live`: all that the agent has now.
  void begin(std::span<const std::shared_ptr<const SessionRecord>> live);
  // What was told last goes on to be the least: a session's figures never fall.
  void end(std::uint64_t session);
  // The link was lost: nobody knows from when on the switch counts.
  void doubt_all();

  // The switch is to be asked for this session's figures.
  bool counts(const SessionRecord& session) const;
  void take(const SessionRecord& session, const cti::Figures& figures);
  // Puts the figures that the switch told last in the place of the façade's own; of an ended session, where they are
  // more.
  void put_into(line::AgentSessionInfo& info, const SessionRecord& session) const;

 private:
  void replace(line::AgentSessionInfo& info, const cti::Figures& told, bool only_if_more) const;

  struct Entry {
    bool alone = true;  // no other session of the agent since the log-on
    std::optional<cti::Figures> told = {};
  };
  static constexpr std::size_t most_ended = 10'000;  // then the oldest are told as the façade counted them
  const Readings& readings_;
  std::map<std::uint64_t, Entry> sessions_;      // live ones, by number
  std::map<std::uint64_t, cti::Figures> ended_;  // those of which anything was told
};

}  // namespace acdloop::tapi
