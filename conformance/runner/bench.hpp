// SPDX-License-Identifier: Apache-2.0
// The one interface through which the runner reaches a switch: the API above it, the hands at its phones, the
// faults of its links. The self-test bench implements it over the emulator. Knows nothing of how.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/attachment/tap.hpp"
#include "drivers/cti/capability.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/cti/result.hpp"
#include "drivers/tapi/line_seams.hpp"
#include "drivers/tapi/readings.hpp"
#include "drivers/tapi/telephony.hpp"
#include "drivers/time/event_loop.hpp"
#include "scenarios/language/scenario.hpp"

namespace acdloop::runner {

// Why a hand could not do it, in plain words. A text alone says that the story stands in the way.
struct Cannot {
  std::string reason;
  bool by_this_bench = false;  // the bench has no such hand: an error of the run, nothing to judge
  Cannot(std::string why, bool bench = false) : reason(std::move(why)), by_this_bench(bench) {}
};
using Done = std::expected<void, Cannot>;
inline Done not_playable(std::string what) {
  return std::unexpected(Cannot{std::move(what) + " is not playable here", true});
}

class Bench {
 public:
  virtual ~Bench() = default;

  virtual EventLoop& loop() = 0;
  // The API under test, once the link is up.
  virtual tapi::Telephony& telephony() = 0;
  // The line beneath the API; null where there is none to be reached.
  virtual tapi::LineDoor* line_door() { return nullptr; }
  // Calendar time of a point of the run, days since 1899-12-30.
  virtual double ole_date(TimePoint at) const = 0;
  // How far that calendar is ahead of UTC then.
  virtual Duration ahead_of_utc(TimePoint /*at*/) const { return {}; }

  // Connects; an error says what could not be reached. Facts go to the sink from then on.
  virtual Done bring_up() = 0;
  // Hangs up what is left and closes the link.
  virtual void tear_down() = 0;

  // Hands.
  virtual void sit_down(const cti::AgentId& agent, const cti::Address& address) = 0;
  virtual Done place_call(const scenarios::PlaceCall& call) = 0;
  virtual Done answer(const cti::AgentId& agent) = 0;
  virtual Done hold(const cti::AgentId& agent) = 0;
  virtual Done retrieve(const cti::AgentId& agent) = 0;
  virtual Done hang_up(const scenarios::HangUp& who) = 0;
  virtual Done press_wrap_up_key(const cti::AgentId& agent) = 0;
  virtual Done dial(const scenarios::Dial&) { return not_playable("dial"); }
  virtual Done consult(const scenarios::Consult&) { return not_playable("consult"); }
  virtual Done transfer(const scenarios::Transfer&) { return not_playable("transfer"); }
  virtual Done conference(const scenarios::Conference&) { return not_playable("conference"); }
  virtual Done force_log_out(const scenarios::ForceLogOut&) { return not_playable("force_log_out"); }
  virtual Done remove_group(const scenarios::RemoveGroup&) { return not_playable("remove"); }
  // When the phone at the agent's desk began to ring; nothing while it does not.
  virtual std::optional<TimePoint> ringing_since(const cti::AgentId& agent) const = 0;

  // Faults.
  virtual Done withhold(const scenarios::Withhold& plan) = 0;
  virtual Done refuse(const scenarios::Refuse&) { return not_playable("refuse"); }
  // The link is cut; with `plan.mended_after` it comes back by itself.
  virtual Done cut(const scenarios::Cut&) { return not_playable("cut"); }
  virtual Done restore() { return not_playable("restore"); }
  virtual Done step_clock(const scenarios::StepClock&) { return not_playable("step_clock"); }
  virtual bool fault_active() const = 0;
  // The application is associated with the switch: false from a cut until it is again.
  virtual bool link_up() const { return true; }

  // Asks the switch what it has counted itself, beside the application and past its API; the answer comes later. False:
  // nobody here can be asked, or what would be told is not the whole of it.
  virtual bool ask_figures(const cti::AgentId&, std::function<void(const cti::Result&)> /*answer*/) { return false; }

  // Messages that went to the switch so far, other than keep-alives.
  virtual std::uint64_t requests_sent() const = 0;
  // Requests are under way whose answers have not come yet; on the virtual clock nothing ever is between two instants.
  virtual bool answers_owed() const { return false; }
  // Why the bench itself is broken (link lost, lost bytes); empty while it is well.
  virtual std::string broken() const = 0;
};

// What a bench tells about itself while a scenario runs.
struct BenchObservers {
  std::function<void(const cti::Fact&)> fact;
  std::function<void(const std::string& link, const cti::WireMessage&, TimePoint)> wire;
  std::function<void(const std::string& link, const cti::WireFault&, TimePoint)> wire_fault;
  std::function<void(const tapi::line::Observation&)> line;
  attachment::ComputingTap tap;
};

// Where benches come from: one fresh bench a scenario.
class BenchMaker {
 public:
  virtual ~BenchMaker() = default;
  virtual std::unique_ptr<Bench> make(const scenarios::Scenario& scenario, BenchObservers observers) = 0;
  virtual const cti::Capabilities& capabilities() const = 0;
  virtual const cti::Dialect& dialect() const = 0;
  virtual const tapi::Readings& readings() const = 0;
  virtual std::string_view protocol() const = 0;
  virtual std::string_view link() const = 0;
  // Who is judged in this kind of run: "switch, wire or façade".
  virtual std::string_view subject() const = 0;
  // Why this bench cannot carry the story, whatever the wire can say; empty: it can.
  virtual std::string cannot_carry(const scenarios::Scenario&) const { return {}; }
  // Why a requirement is not judged in this kind of run: what is seen of it is no evidence. Empty: it is.
  virtual std::string not_judged(std::string_view /*requirement*/) const { return {}; }
};

}  // namespace acdloop::runner
