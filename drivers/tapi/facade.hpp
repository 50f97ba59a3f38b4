// SPDX-License-Identifier: Apache-2.0
// The reference façade: ITAgentSession and its neighbours over one ComputingFunction, with its own session tracker and
// two-minute timer. A device under test like any other: the judge never asks it. Used by the runner and by acdcheck;
// must not know any wire, thread or clock of the operating system.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/cti/functions.hpp"
#include "drivers/tapi/line_seams.hpp"
#include "drivers/tapi/readings.hpp"
#include "drivers/tapi/telephony.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::tapi {

class FacadeCore;

// The façade's door to time: an EventLoop in the product, a manual clock in tests. All members must be set.
struct Clock {
  std::function<TimePoint()> now;
  // Runs the handler once at that time, after everything that arrives at the same instant; never from inside `at`.
  std::function<std::uint64_t(TimePoint, std::function<void()>)> at;
  std::function<void(std::uint64_t)> cancel;
  // Runs the handler at this instant, after what is running now.
  std::function<void(std::function<void()>)> post;
  // Calendar time of a point of the run, in days since 1899-12-30 00:00.
  std::function<double(TimePoint)> ole_date;
  // How far that calendar is ahead of UTC then; may be empty: it shows UTC.
  std::function<Duration(TimePoint)> utc_offset = {};
};

// What the façade is told of its switch: what EnumerateACDGroups and EnumerateUsableAddresses list. Groups that only
// the switch's reports name are added when they come.
struct Site {
  std::string name;
  std::vector<cti::AcdGroupId> groups;
  std::vector<cti::Address> addresses;
  // How long wrap-up lasts in a group, where no report tells its end (cti::Dialect, call_end_timer); absent: none.
  std::map<cti::AcdGroupId, Duration> wrap_up = {};
};

// How much the façade takes on. More than that, and a method completes with E_OUTOFMEMORY, having sent nothing.
struct Limits {
  std::size_t pending = 1024;      // requests that wait for an answer
  std::size_t sessions = 100'000;  // that live at once
};

// What the façade could not place; shown in reports, zero in a run that went well.
struct FacadeCounters {
  std::uint64_t unattributed = 0;     // reports that no rule could give to a session
  std::uint64_t refused_as_ours = 0;  // refusals that blame our own request (bad_request, not_monitored)
  std::uint64_t left_out = 0;         // sessions, calls or holds beyond the fixed limits
};

class Facade : public Telephony {
 public:
  // Behaves by the readings; what they leave open is answered as the façade answers it (settled()).
  // Takes over both sinks of `computing`, which must outlive the façade; a second façade on it only after the first.
  Facade(cti::ComputingFunction& computing, Clock clock, Readings readings = {}, Site site = {}, Limits limits = {},
         LineSeams seams = {});
  // Pending methods are dropped: their completions never run. Sessions and applications may live on; their methods
  // then do nothing and never complete.
  ~Facade() override;
  Facade(const Facade&) = delete;
  Facade& operator=(const Facade&) = delete;

  using Telephony::open_application;
  std::unique_ptr<Application> open_application(const std::string& user) override;

  // Requests that wait for an answer of the switch, including the façade's own.
  std::size_t pending() const;
  FacadeCounters counters() const;
  // The line beneath it, for raw callers and for a second proxy.
  LineDoor& line_door();

 private:
  std::shared_ptr<FacadeCore> core_;
};

}  // namespace acdloop::tapi
