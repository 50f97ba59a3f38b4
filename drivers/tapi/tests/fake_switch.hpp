// SPDX-License-Identifier: Apache-2.0
// A computing function that writes down what it is asked and says what the test wants, when the test wants it; and a
// bench with one façade on it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "drivers/cti/functions.hpp"
#include "drivers/tapi/facade.hpp"
#include "drivers/tapi/tests/manual_clock.hpp"
#include "drivers/tapi/tests/reports.hpp"

namespace acdloop::tapi {

class FakeSwitch : public cti::ComputingFunction {
 public:
  explicit FakeSwitch(cti::Dialect dialect) : dialect_(std::move(dialect)) {}

  cti::RequestId submit(cti::Request request) override {
    request.id = cti::RequestId{++last_};
    sent.push_back(request);
    return request.id;
  }
  void abandon(cti::RequestId id) override { abandoned.push_back(id); }
  void set_sinks(ResultSink results, EventSink events) override {
    results_ = std::move(results);
    events_ = std::move(events);
  }
  const cti::Capabilities& capabilities() const override { return capabilities_; }
  const cti::Dialect& dialect() const override { return dialect_; }

  void say(const cti::Event& event) { events_(event); }
  void answer(const cti::Result& result) { results_(result); }
  // Grants a request; a query is answered with `states` of the session it asked for.
  void grant(const cti::Request& request, cti::StateSet states = {cti::AgentState::ready}) {
    cti::Result result;
    result.id = request.id;
    if (request.kind == cti::RequestKind::query_agent_state) {
      result.agents = {{{request.agent, request.group, request.address}, states, cti::StateDetail::none}};
    }
    answer(result);
  }
  void refuse(const cti::Request& request, cti::RefusalCause cause) {
    cti::Result result;
    result.id = request.id;
    result.outcome = cti::Outcome::refused;
    result.cause = cause;
    answer(result);
  }

  // Takes effect with the next façade.
  void can(cti::Capability capability, bool able = true) {
    capabilities_.set(capability, able ? cti::Support::yes : cti::Support::no);
  }

  std::vector<cti::Request> sent;
  std::vector<cti::RequestId> abandoned;

 private:
  cti::Dialect dialect_;
  cti::Capabilities capabilities_;
  ResultSink results_;
  EventSink events_;
  std::uint64_t last_ = 0;
};

inline void PrintTo(Hresult code, std::ostream* out) { *out << to_string(code); }

// What a method completed with, and when.
struct Outcome {
  int completions = 0;
  Hresult code{0xDEADBEEF};
  TimePoint at{};
};

class FacadeBench : public testing::Test {
 protected:
  explicit FacadeBench(cti::Dialect dialect = groupless_dialect()) : wire(std::move(dialect)) { restart({}); }

  void restart(Readings readings) {
    application.reset();
    facade.reset();  // it hands back the sinks
    facade = std::make_unique<Facade>(wire, clock.door(), readings);
    application = facade->open_application();
    EXPECT_EQ(application->put_event_filter(TE_AGENTSESSION), S_OK_);
    application->advise([this](const Notification& n) {
      events.push_back(n.event);
      last_notification = n;
    });
  }

  // ITAgentHandler of the application, and an agent made with an id.
  std::shared_ptr<AgentHandler> handler() {
    std::vector<std::shared_ptr<AgentHandler>> handlers;
    application->get_agent_handlers(&handlers, {});
    settle();
    return handlers.at(0);
  }
  std::shared_ptr<Agent> agent(const cti::AgentId& id = ann, const std::string& pin = {}) {
    std::shared_ptr<Agent> made;
    handler()->create_agent_with_id(id, pin, &made, {});
    settle();
    return made;
  }

  Completion into(Outcome& outcome) {
    return [this, &outcome](Hresult code) {
      ++outcome.completions;
      outcome.code = code;
      outcome.at = clock.now();
    };
  }
  // Lets posted completions run, at the same instant.
  void settle() { clock.run_posted(); }
  void run_until(double seconds) { clock.run_until(at_seconds(seconds)); }
  void say(double seconds, const cti::Event& event) {
    run_until(seconds);
    wire.say(event);
  }

  // ann's session in sales, opened by the switch's own report.
  std::shared_ptr<AgentSession> session() {
    wire.say(logged_on(sales));
    return last_notification.session;
  }
  // A call from 10 s to 60 s, answered at 17 s.
  void call_until(cti::AgentEventKind after) {
    say(10, delivered("c1"));
    say(17, established("c1"));
    if (after == agent_busy) return;
    say(60, cleared("c1"));
    say(60, after == agent_wrap_up ? wrap_up_or_not_ready() : ready());
  }
  SessionState state_of(AgentSession& session) {
    SessionState state{99};
    session.get_state(&state, {});
    settle();
    return state;
  }

  ManualClock clock;
  FakeSwitch wire;
  std::unique_ptr<Facade> facade;
  std::unique_ptr<Application> application;
  std::vector<std::int32_t> events;
  Notification last_notification;
};

}  // namespace acdloop::tapi
