// SPDX-License-Identifier: Apache-2.0
// ITAgent as the façade hands it out: one object for an agent with an id, one for an account, for as long as the façade
// or anybody else holds it. Internal to drivers/tapi.
#pragma once

#include <memory>
#include <string>

#include "drivers/tapi/agent.hpp"
#include "drivers/tapi/agent_book.hpp"
#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

class AgentObject final : public Agent, public std::enable_shared_from_this<AgentObject> {
 public:
  // `has_id`: it was made with an id at the switch.
  AgentObject(std::weak_ptr<FacadeCore> core, std::shared_ptr<AgentRecord> record, bool has_id);

  const cti::AgentId& id() const override { return record_->id; }
  // Whoever made the agent last: under which account, and with which PIN, sent with each log-on unless empty.
  void made_by(std::string user, std::string pin) {
    user_ = std::move(user);
    pin_ = std::move(pin);
  }

  void enumerate_agent_sessions(std::shared_ptr<Enumerator<AgentSession>>* out, Completion done) override;
  void get_agent_sessions(std::vector<std::shared_ptr<AgentSession>>* out, Completion done) override;
  void create_session(const cti::AcdGroupId& group, const cti::Address& address, std::shared_ptr<AgentSession>* out,
                      Completion done) override;
  void create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                               const std::optional<std::string>& pin, std::shared_ptr<AgentSession>* out,
                               Completion done) override;
  void get_id(std::string* out, Completion done) override;
  void get_user(std::string* out, Completion done) override;
  void put_state(std::int32_t state, Completion done) override;
  void get_state(AgentStatus* out, Completion done) override;
  void put_measurement_period(std::int32_t seconds, Completion done) override;
  void get_measurement_period(std::int32_t* out, Completion done) override;
  void get_overall_call_rate(Currency* out, Completion done) override;
  void get_figure(AgentMethod figure, std::int32_t* out, Completion done) override;

 private:
  std::weak_ptr<FacadeCore> core_;
  std::shared_ptr<AgentRecord> record_;
  bool has_id_;
  std::string user_;
  std::string pin_;
};

}  // namespace acdloop::tapi
