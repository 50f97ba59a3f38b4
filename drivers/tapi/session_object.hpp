// SPDX-License-Identifier: Apache-2.0
// ITAgentSession as the façade hands it out: one object a session, for as long as anybody holds it, also after the
// session or the façade has ended. Internal to drivers/tapi.
#pragma once

#include <memory>

#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

// The barrier's request for a session.
cti::Request query_of(const cti::AgentSessionKey& key);

class SessionObject : public AgentSession, public std::enable_shared_from_this<SessionObject> {
 public:
  SessionObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<const SessionRecord> record,
                std::shared_ptr<Agent> agent, std::shared_ptr<AcdGroup> group);

  line::HAgentSession handle() const;
  // What LINE_AGENTSESSIONSTATUS says; false when it changes nothing.
  bool enter(SessionState state);

  const std::shared_ptr<const SessionRecord>& record() const { return record_; }

  void get_agent(std::shared_ptr<Agent>* out, Completion done) override;
  void get_address(std::shared_ptr<const AddressObject>* out, Completion done) override;
  void get_acd_group(std::shared_ptr<AcdGroup>* out, Completion done) override;
  void put_state(std::int32_t state, Completion done) override;
  void get_state(SessionState* out, Completion done) override;
  void get_session_start_time(OleDate* out, Completion done) override;
  void get_acd_call_rate(Currency* out, Completion done) override;
  void get_figure(Method figure, std::int32_t* out, Completion done) override;

 private:
  std::weak_ptr<FacadeCore> core_;
  std::shared_ptr<const SessionRecord> record_;
  SessionState state_;  // as the line has told it
  std::shared_ptr<Agent> agent_;
  std::shared_ptr<const AddressObject> address_;
  std::shared_ptr<AcdGroup> group_;
};

}  // namespace acdloop::tapi
