// SPDX-License-Identifier: Apache-2.0
// ITTAPI and what an application hears: its event filter, its notifications, its way to the agent handlers
// (ITTAPICallCenter). Implemented by our reference façade (facade.hpp) and by decorators around it; used by the runner.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "drivers/tapi/acd_group.hpp"
#include "drivers/tapi/agent.hpp"
#include "drivers/tapi/agent_handler.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "drivers/tapi/enumerator.hpp"
#include "drivers/tapi/queue.hpp"

namespace acdloop::tapi {

// TAPI_EVENT bits, NE:tapi3if.TAPI_EVENT.
inline constexpr std::int32_t TE_AGENT = 0x200;
inline constexpr std::int32_t TE_AGENTSESSION = 0x400;
inline constexpr std::int32_t TE_AGENTHANDLER = 0x1000;
inline constexpr std::int32_t TE_ACDGROUP = 0x2000;
inline constexpr std::int32_t TE_QUEUE = 0x4000;

// ITAgentSessionEvent, ITAgentEvent, ITACDGroupEvent, ITQueueEvent and ITAgentHandlerEvent as they reach the
// application's ITTAPIEventNotification::Event: the kind, its event as a number, and the one object it is about.
struct Notification {
  std::int32_t tapi_event = 0;
  std::int32_t event = 0;  // a SessionEvent, AgentStatus, GroupEvent, QueueEvent or HandlerEvent, as its number
  std::shared_ptr<AgentSession> session;
  std::shared_ptr<Agent> agent;
  std::shared_ptr<AcdGroup> group;
  std::shared_ptr<Queue> queue;
  std::shared_ptr<AgentHandler> handler;
};
using NotificationSink = std::function<void(const Notification&)>;

// One TAPI application: its own event filter, the objects it made.
class Application {
 public:
  virtual ~Application() = default;
  // ITTAPI::put_EventFilter replaces the mask; never called = no events (NF:tapi3if.ITTAPI.put_EventFilter).
  virtual Hresult put_event_filter(std::int32_t mask) = 0;
  virtual Hresult get_event_filter(std::int32_t* out) = 0;
  virtual void advise(NotificationSink sink) = 0;
  // ITTAPICallCenter (NF:tapi3cc.ITTAPICallCenter.EnumerateAgentHandlers).
  virtual void enumerate_agent_handlers(std::shared_ptr<Enumerator<AgentHandler>>* out, Completion done) = 0;
  virtual void get_agent_handlers(std::vector<std::shared_ptr<AgentHandler>>* out, Completion done) = 0;
};

// ITTAPI of one switch: hands out applications.
class Telephony {
 public:
  virtual ~Telephony() = default;
  // `user`: the account under which the application runs; decides who an agent made without an id is.
  virtual std::unique_ptr<Application> open_application(const std::string& user) = 0;
  std::unique_ptr<Application> open_application() { return open_application({}); }
};

}  // namespace acdloop::tapi
