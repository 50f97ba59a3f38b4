// SPDX-License-Identifier: Apache-2.0
// The proxy half of the façade: answers LINE_PROXYREQUEST with what the switch and the tracker say, each exactly once,
// and announces what changed. Talks through line::Line alone; what it knows of sessions comes from its host. Internal
// to drivers/tapi.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/tapi/line/line.hpp"
#include "drivers/tapi/line_names.hpp"
#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {

// Who tracks sessions and asks the switch. Every `done` is called once, not from inside the call, with 0 or LINEERR_.
class ProxyHost {
 public:
  using Done = std::function<void(std::int32_t)>;
  using Created = std::function<void(std::int32_t, line::HAgentSession)>;
  using Record = std::shared_ptr<const SessionRecord>;

  virtual ~ProxyHost() = default;
  // Also an ended one, as long as it is remembered; null for a handle that stands for none.
  virtual Record session_of(line::HAgentSession handle) const = 0;
  // Those that live, the oldest first.
  virtual std::vector<Record> sessions_of(const cti::AgentId& agent) const = 0;
  virtual void log_on(const cti::AgentSessionKey& key, const std::optional<std::string>& pin, Created created) = 0;
  // One of the five states of AGENT_SESSION_STATE.
  virtual void set_state(const Record& session, SessionState state, Done done) = 0;
  // Waits until what the switch had said by now has come in.
  virtual void catch_up(const Record& session, Done done) = 0;
  virtual line::AgentSessionInfo info_of(const SessionRecord& session) const = 0;
};

// The handle of a session: the number of its record.
line::HAgentSession handle_of(const SessionRecord& session);
// The bit of a state, and the state of a bit; RELEASED is told as ended.
line::Dword state_bit(SessionState state);
std::optional<SessionState> state_of_bit(line::Dword bit);

class AcdProxy {
 public:
  AcdProxy(line::Line& line, LineNames& names, ProxyHost& host);
  // Registers for what it serves. 0 or LINEERR_: another proxy may have been first.
  std::int32_t open();
  // Answers what is pending with OPERATIONFAILED, then closes the line.
  void close();
  bool is_open() const { return line_handle_ != 0; }

  // LINE_AGENTSESSIONSTATUS about a change that the tracker has made.
  void announce(const SessionChange& change);
  // Requests that wait for the switch.
  std::size_t pending() const { return pending_.size(); }

 private:
  using RequestPtr = line::ProxyRequestPtr;

  void on_message(const line::Message& message);
  void serve(const RequestPtr& request);
  void serve(const RequestPtr& request, const line::CreateAgentArm& arm);
  void serve(const RequestPtr& request, const line::CreateAgentSessionArm& arm);
  void serve(const RequestPtr& request, const line::GetAgentSessionListArm& arm);
  void serve(const RequestPtr& request, const line::GetAgentSessionInfoArm& arm);
  void serve(const RequestPtr& request, const line::SetAgentSessionStateArm& arm);
  // Once a request: a second answer, as after close(), is dropped here.
  void respond(RequestPtr request, std::int32_t result);
  // What `done` of the host leads to; harmless once the proxy is gone.
  ProxyHost::Done responding(const RequestPtr& request);

  line::Line& line_;
  LineNames& names_;
  ProxyHost& host_;
  line::HLine line_handle_ = 0;
  std::map<std::uint64_t, RequestPtr> pending_;
  std::shared_ptr<AcdProxy*> self_;  // what callbacks hold on to; empty inside once the proxy is gone

 public:
  ~AcdProxy();
  AcdProxy(const AcdProxy&) = delete;
  AcdProxy& operator=(const AcdProxy&) = delete;
};

}  // namespace acdloop::tapi
