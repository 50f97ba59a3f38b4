// SPDX-License-Identifier: Apache-2.0
// Neighbours of the session that change nothing: the base of every planted defect in an agent, a group, a queue or a
// handler, which overrides the one call it spoils.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/tapi/telephony.hpp"

namespace acdloop::defects {

class PassThroughAgent : public tapi::Agent {
 public:
  explicit PassThroughAgent(std::shared_ptr<tapi::Agent> inner) : inner_(std::move(inner)) {}
  const cti::AgentId& id() const override { return inner_->id(); }
  void enumerate_agent_sessions(std::shared_ptr<tapi::Enumerator<tapi::AgentSession>>* out,
                                tapi::Completion done) override {
    inner_->enumerate_agent_sessions(out, std::move(done));
  }
  void get_agent_sessions(std::vector<std::shared_ptr<tapi::AgentSession>>* out, tapi::Completion done) override {
    inner_->get_agent_sessions(out, std::move(done));
  }
  void create_session(const cti::AcdGroupId& group, const cti::Address& address,
                      std::shared_ptr<tapi::AgentSession>* out, tapi::Completion done) override {
    inner_->create_session(group, address, out, std::move(done));
  }
  void create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                               const std::optional<std::string>& pin, std::shared_ptr<tapi::AgentSession>* out,
                               tapi::Completion done) override {
    inner_->create_session_with_pin(group, address, pin, out, std::move(done));
  }
  void get_id(std::string* out, tapi::Completion done) override { inner_->get_id(out, std::move(done)); }
  void get_user(std::string* out, tapi::Completion done) override { inner_->get_user(out, std::move(done)); }
  void put_state(std::int32_t state, tapi::Completion done) override { inner_->put_state(state, std::move(done)); }
  void get_state(tapi::AgentStatus* out, tapi::Completion done) override { inner_->get_state(out, std::move(done)); }
  void put_measurement_period(std::int32_t seconds, tapi::Completion done) override {
    inner_->put_measurement_period(seconds, std::move(done));
  }
  void get_measurement_period(std::int32_t* out, tapi::Completion done) override {
    inner_->get_measurement_period(out, std::move(done));
  }
  void get_overall_call_rate(tapi::Currency* out, tapi::Completion done) override {
    inner_->get_overall_call_rate(out, std::move(done));
  }
  void get_figure(tapi::AgentMethod figure, std::int32_t* out, tapi::Completion done) override {
    inner_->get_figure(figure, out, std::move(done));
  }

 protected:
  tapi::Agent& inner() { return *inner_; }

 private:
  std::shared_ptr<tapi::Agent> inner_;
};

class PassThroughQueue : public tapi::Queue {
 public:
  explicit PassThroughQueue(std::shared_ptr<tapi::Queue> inner) : inner_(std::move(inner)) {}
  const cti::AcdGroupId& group() const override { return inner_->group(); }
  void get_name(std::string* out, tapi::Completion done) override { inner_->get_name(out, std::move(done)); }
  void put_measurement_period(std::int32_t seconds, tapi::Completion done) override {
    inner_->put_measurement_period(seconds, std::move(done));
  }
  void get_measurement_period(std::int32_t* out, tapi::Completion done) override {
    inner_->get_measurement_period(out, std::move(done));
  }
  void get_figure(tapi::QueueMethod figure, std::int32_t* out, tapi::Completion done) override {
    inner_->get_figure(figure, out, std::move(done));
  }

 protected:
  tapi::Queue& inner() { return *inner_; }

 private:
  std::shared_ptr<tapi::Queue> inner_;
};

class PassThroughGroup : public tapi::AcdGroup {
 public:
  explicit PassThroughGroup(std::shared_ptr<tapi::AcdGroup> inner) : inner_(std::move(inner)) {}
  const cti::AcdGroupId& id() const override { return inner_->id(); }
  void get_name(std::string* out, tapi::Completion done) override { inner_->get_name(out, std::move(done)); }
  void enumerate_queues(std::shared_ptr<tapi::Enumerator<tapi::Queue>>* out, tapi::Completion done) override {
    inner_->enumerate_queues(out, std::move(done));
  }
  void get_queues(std::vector<std::shared_ptr<tapi::Queue>>* out, tapi::Completion done) override {
    inner_->get_queues(out, std::move(done));
  }

 protected:
  tapi::AcdGroup& inner() { return *inner_; }

 private:
  std::shared_ptr<tapi::AcdGroup> inner_;
};

class PassThroughHandler : public tapi::AgentHandler {
 public:
  explicit PassThroughHandler(std::shared_ptr<tapi::AgentHandler> inner) : inner_(std::move(inner)) {}
  void get_name(std::string* out, tapi::Completion done) override { inner_->get_name(out, std::move(done)); }
  void create_agent(std::shared_ptr<tapi::Agent>* out, tapi::Completion done) override {
    inner_->create_agent(out, std::move(done));
  }
  void create_agent_with_id(const cti::AgentId& id, const std::optional<std::string>& pin,
                            std::shared_ptr<tapi::Agent>* out, tapi::Completion done) override {
    inner_->create_agent_with_id(id, pin, out, std::move(done));
  }
  void enumerate_acd_groups(std::shared_ptr<tapi::Enumerator<tapi::AcdGroup>>* out, tapi::Completion done) override {
    inner_->enumerate_acd_groups(out, std::move(done));
  }
  void get_acd_groups(std::vector<std::shared_ptr<tapi::AcdGroup>>* out, tapi::Completion done) override {
    inner_->get_acd_groups(out, std::move(done));
  }
  void enumerate_usable_addresses(std::shared_ptr<tapi::Enumerator<const tapi::AddressObject>>* out,
                                  tapi::Completion done) override {
    inner_->enumerate_usable_addresses(out, std::move(done));
  }
  void get_usable_addresses(std::vector<std::shared_ptr<const tapi::AddressObject>>* out,
                            tapi::Completion done) override {
    inner_->get_usable_addresses(out, std::move(done));
  }

 protected:
  tapi::AgentHandler& inner() { return *inner_; }

 private:
  std::shared_ptr<tapi::AgentHandler> inner_;
};

}  // namespace acdloop::defects
