// SPDX-License-Identifier: Apache-2.0
// One running switch: the ACD model, the people of a script, and a switching end on every link that somebody opened.
// Used by acdsim and by the self-test bench. Knows no judge, and cannot tell whether its parts are decorated.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "drivers/attachment/attachment.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/link/link.hpp"
#include "drivers/registry/registry.hpp"
#include "drivers/time/event_loop.hpp"
#include "scenarios/language/scenario.hpp"
#include "simulator/acd/phone_system.hpp"
#include "simulator/emulator/cast.hpp"
#include "simulator/emulator/refusing.hpp"
#include "simulator/emulator/withholding.hpp"
#include "simulator/script/floor.hpp"
#include "simulator/script/people.hpp"

namespace acdloop::emulator {

// What may stand between the parts, each the identity when empty.
struct Seams {
  std::function<std::unique_ptr<acd::PhoneSystem>(std::unique_ptr<acd::PhoneSystem>)> on_switch;
  std::function<std::unique_ptr<cti::SwitchingEnd>(std::unique_ptr<cti::SwitchingEnd>)> on_switching_end;
};

// Who wants to know what happens; each may be empty.
struct Observers {
  std::function<void(const cti::Fact&)> fact;
  std::function<void(const cti::Event&, TimePoint)> event;
  std::function<void(const cti::Request&, const cti::Result&, TimePoint)> answered;
  std::function<void(const std::string& link, const cti::WireMessage&, TimePoint)> wire;
  std::function<void(const std::string& link, const cti::WireFault&, TimePoint)> fault;
  std::function<void(const std::string& what, TimePoint)> link;  // "system-oai tcp 127.0.0.1:40122 connected"
  std::function<void()> reacted;                                 // after every reaction has been dispatched
};

// The closing count of a run.
struct Counts {
  std::uint64_t calls = 0;
  std::uint64_t agents_logged_on = 0;
  std::uint64_t requests = 0;
  std::uint64_t refused_requests = 0;
  std::map<std::string, std::uint64_t> malformed;  // by the fault's name
  std::uint64_t links = 0;
};

// At most so many links at once on one listener; one more is closed at once and said so.
inline constexpr std::size_t max_links = 64;

class Emulator final : private script::Floor {
 public:
  // The scenario's cast is the switch; its steps only tell which desks exist beside the usual ones. The
  // seed decides where it begins to number its calls.
  Emulator(EventLoop& loop, const scenarios::Scenario& scenario, const Habits& habits, std::uint64_t seed,
           cti::WallClock wall_clock, Seams seams, Observers observers);
  ~Emulator() override;

  // Serves a protocol to whoever connects. Throws link::LinkError when the listener cannot listen.
  void listen(const cti::Protocol& protocol, cti::Framing framing, std::unique_ptr<link::Listener> listener);
  // Where the listeners listen, in the order of listen(): "system-oai on tcp 127.0.0.1:4000".
  std::vector<std::string> listening_on() const;
  // Closes every listener and every link.
  void close();

  script::People& people() { return people_; }
  const cti::Directory& directory() const { return switch_->directory(); }
  void withhold(const scenarios::Withhold& plan) { withholding_.arm(plan); }
  void refuse(const scenarios::Refuse& plan) { refusing_.arm(plan); }
  // Every open link is gone, as when a cable is cut; who connects meanwhile is answered when it is mended.
  void cut_links();
  void mend_links();
  // A plan is armed, or an answer is still being kept back.
  bool fault_active() const { return withholding_.active() || refusing_.active(); }
  const Counts& counts() const { return counts_; }

 private:
  struct Port;
  struct Line;  // one accepted link with its end

  acd::PhoneSystem& phones() override { return *switch_; }
  void dispatch(cti::Reaction&& reaction) override;
  TimePoint now() const override { return loop_.now(); }

  void accept(Port& port, std::unique_ptr<link::Link> link);
  void submit(std::uint32_t line, const cti::Request& request);
  cti::AgentState state_after_log_on(const cti::Dialect& dialect, const cti::AgentId& agent) const;
  void refuse(const cti::Origin& origin, const Refusing::Refusal& refusal);
  void answer(const cti::Origin& origin, const cti::Result& result);
  void count(const cti::Event& event);
  void schedule_deadline();

  EventLoop& loop_;
  cti::Naming naming_;
  cti::WallClock wall_clock_;
  Seams seams_;
  Observers observers_;
  std::unique_ptr<acd::PhoneSystem> switch_;
  script::People people_;
  Withholding withholding_;
  Refusing refusing_;
  bool links_cut_ = false;
  std::vector<std::pair<Port*, std::unique_ptr<link::Link>>> unanswered_;  // connected while the links are cut
  std::list<Port> ports_;
  std::map<std::uint32_t, std::unique_ptr<Line>> lines_;
  std::map<cti::Origin, cti::Request> open_requests_;
  std::uint32_t last_line_ = 0;
  EventLoop::TimerId deadline_ = EventLoop::TimerId::none;
  TimePoint deadline_at_{};
  Counts counts_;
};

}  // namespace acdloop::emulator
