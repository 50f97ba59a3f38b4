// SPDX-License-Identifier: Apache-2.0
// Further applications with event filters of their own: who hears what, against one that wants to hear everything of
// sessions. Every run has three of them; scenarios name more with `listen`. Used by the play.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/runner/bench.hpp"
#include "conformance/runner/stage.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/tapi/telephony.hpp"

namespace acdloop::runner {

// An agent-session event as a listener got it.
struct Heard {
  std::int32_t event = 0;
  TimePoint at{};
  friend bool operator==(const Heard&, const Heard&) = default;
};

class Listeners {
 public:
  Listeners(Bench& bench, Stage& stage) : bench_(bench), stage_(stage) {}
  Listeners(const Listeners&) = delete;
  Listeners& operator=(const Listeners&) = delete;

  // The applications of every run: one without a filter, one whose filter lacks TE_AGENTSESSION, and the one that
  // the others are held against.
  void open();
  // Opens the named application, or gives it another mask. Absent: put_EventFilter is not called. The checks say what
  // put_EventFilter and get_EventFilter returned.
  std::vector<verdict::Check> listen(const std::string& name, std::optional<std::int32_t> mask);
  // The named application's own agent object; null when it cannot be had.
  std::shared_ptr<tapi::Agent> agent(const std::string& name, const cti::AgentId& id);
  // Does its filter let agent-session events through now?
  bool hears_sessions(const std::string& name) const;

  // What each heard under each of its masks, and whether the usual application heard all there was.
  std::vector<verdict::Check> judge(std::size_t events_of_the_usual_one, TimePoint now) const;

 private:
  // From one put_EventFilter to the next.
  struct Span {
    std::optional<std::int32_t> mask;
    std::size_t first_of_reference = 0;  // events that the reference had heard before
    std::size_t first_heard = 0;
  };
  struct Listener {
    std::unique_ptr<tapi::Application> application;
    std::shared_ptr<tapi::AgentHandler> handler;
    std::map<cti::AgentId, std::shared_ptr<tapi::Agent>> agents;
    std::vector<Heard> heard;
    std::vector<Span> spans;
  };
  Listener& opened(const std::string& name);
  std::shared_ptr<tapi::AgentHandler> handler_of(tapi::Application& application);
  verdict::Check judge_span(const std::string& name, const Listener& listener, std::size_t index, TimePoint now) const;
  const std::vector<Heard>& reference() const;

  Bench& bench_;
  Stage& stage_;
  std::map<std::string, Listener> listeners_;
};

}  // namespace acdloop::runner
