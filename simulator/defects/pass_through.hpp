// SPDX-License-Identifier: Apache-2.0
// Decorators that change nothing: the base of every planted defect, which overrides the one call it spoils.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/end.hpp"
#include "drivers/tapi/agent_session.hpp"
#include "simulator/acd/phone_system.hpp"

namespace acdloop::defects {

// A switch whose every reaction passes through distort() on its way out.
class PassThroughSwitch : public acd::PhoneSystem {
 public:
  explicit PassThroughSwitch(std::unique_ptr<acd::PhoneSystem> inner) : inner_(std::move(inner)) {}

  cti::Reaction submit(const cti::Request& request, const cti::Origin& origin, TimePoint now) override {
    return spoiled(inner_->submit(request, origin, now), now);
  }
  std::optional<TimePoint> next_deadline() const override { return inner_->next_deadline(); }
  cti::Reaction on_deadline(TimePoint now) override { return spoiled(inner_->on_deadline(now), now); }
  const cti::Directory& directory() const override { return inner_->directory(); }
  acd::Placed place_call(const acd::IncomingCall& call, TimePoint now) override {
    acd::Placed placed = inner_->place_call(call, now);
    placed.reaction = spoiled(std::move(placed.reaction), now);
    return placed;
  }
  acd::Placed dial(const cti::Address& from, const std::string& digits, TimePoint now) override {
    acd::Placed placed = inner_->dial(from, digits, now);
    placed.reaction = spoiled(std::move(placed.reaction), now);
    return placed;
  }
  cti::Reaction lift(const cti::Address& station, TimePoint now) override {
    return spoiled(inner_->lift(station, now), now);
  }
  cti::Reaction hold(const cti::Address& station, TimePoint now) override {
    return spoiled(inner_->hold(station, now), now);
  }
  cti::Reaction retrieve(const cti::Address& station, TimePoint now) override {
    return spoiled(inner_->retrieve(station, now), now);
  }
  cti::Reaction hang_up(const cti::Address& station, TimePoint now) override {
    return spoiled(inner_->hang_up(station, now), now);
  }
  cti::Reaction hang_up_line(const cti::DeviceId& line, TimePoint now) override {
    return spoiled(inner_->hang_up_line(line, now), now);
  }
  cti::Reaction press_wrap_up_key(const cti::Address& station, TimePoint now) override {
    return spoiled(inner_->press_wrap_up_key(station, now), now);
  }
  acd::Placed consult(const cti::Address& station, const std::string& digits, TimePoint now) override {
    acd::Placed placed = inner_->consult(station, digits, now);
    placed.reaction = spoiled(std::move(placed.reaction), now);
    return placed;
  }
  cti::Reaction transfer(const cti::Address& station, TimePoint now) override {
    return spoiled(inner_->transfer(station, now), now);
  }
  acd::Placed transfer_to(const cti::Address& station, const std::string& digits, TimePoint now) override {
    acd::Placed placed = inner_->transfer_to(station, digits, now);
    placed.reaction = spoiled(std::move(placed.reaction), now);
    return placed;
  }
  cti::Reaction conference(const cti::Address& station, TimePoint now) override {
    return spoiled(inner_->conference(station, now), now);
  }
  cti::Reaction force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group,
                              TimePoint now) override {
    return spoiled(inner_->force_log_off(agent, group, now), now);
  }
  cti::Reaction remove_group(const cti::AcdGroupId& group, TimePoint now) override {
    return spoiled(inner_->remove_group(group, now), now);
  }

 protected:
  virtual void distort(cti::Reaction&, TimePoint) {}
  acd::PhoneSystem& inner() { return *inner_; }
  const acd::PhoneSystem& inner() const { return *inner_; }
  cti::Reaction spoiled(cti::Reaction reaction, TimePoint now) {
    distort(reaction, now);
    return reaction;
  }

 private:
  std::unique_ptr<acd::PhoneSystem> inner_;
};

class PassThroughDirectory : public cti::Directory {
 public:
  explicit PassThroughDirectory(const cti::Directory& inner) : inner_(inner) {}
  bool has_agent(const cti::AgentId& agent) const override { return inner_.has_agent(agent); }
  bool has_group(const cti::AcdGroupId& group) const override { return inner_.has_group(group); }
  bool has_station(const cti::Address& address) const override { return inner_.has_station(address); }
  bool is_member(const cti::AgentId& a, const cti::AcdGroupId& g) const override { return inner_.is_member(a, g); }
  std::string agent_name(const cti::AgentId& agent) const override { return inner_.agent_name(agent); }
  std::vector<cti::AcdGroupId> groups() const override { return inner_.groups(); }
  std::vector<cti::Address> stations() const override { return inner_.stations(); }
  std::vector<cti::DeviceId> trunks() const override { return inner_.trunks(); }
  std::vector<cti::AgentId> agents() const override { return inner_.agents(); }
  std::optional<cti::AgentId> agent_at(const cti::Address& address) const override { return inner_.agent_at(address); }
  std::optional<cti::Address> address_of(const cti::AgentId& agent) const override { return inner_.address_of(agent); }
  std::vector<std::pair<cti::AcdGroupId, cti::AgentState>> sessions_of(const cti::AgentId& agent) const override {
    return inner_.sessions_of(agent);
  }
  std::vector<std::pair<cti::CallInfo, cti::ConnectionState>> calls_at(const cti::DeviceId& device) const override {
    return inner_.calls_at(device);
  }

 private:
  const cti::Directory& inner_;
};

class PassThroughSwitchingEnd : public cti::SwitchingEnd {
 public:
  explicit PassThroughSwitchingEnd(std::unique_ptr<cti::SwitchingEnd> inner) : inner_(std::move(inner)) {}
  void on_open(TimePoint now, cti::EndOutput& out) override { inner_->on_open(now, out); }
  void on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) override {
    inner_->on_bytes(bytes, now, out);
  }
  void on_closed(TimePoint now, cti::EndOutput& out) override { inner_->on_closed(now, out); }
  std::optional<TimePoint> next_wake() const override { return inner_->next_wake(); }
  void on_wake(TimePoint now, cti::EndOutput& out) override { inner_->on_wake(now, out); }
  void confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) override {
    inner_->confirm(result, now, out);
  }
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override { inner_->report(event, now, out); }

 protected:
  cti::SwitchingEnd& inner() { return *inner_; }

 private:
  std::unique_ptr<cti::SwitchingEnd> inner_;
};

// A computing end whose results and events pass through distort() on their way up.
class PassThroughComputingEnd : public cti::ComputingEnd {
 public:
  explicit PassThroughComputingEnd(std::unique_ptr<cti::ComputingEnd> inner) : inner_(std::move(inner)) {}
  void on_open(TimePoint now, cti::EndOutput& out) override { inner_->on_open(now, out), distort(now, out); }
  void on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) override {
    inner_->on_bytes(bytes, now, out);
    distort(now, out);
  }
  void on_closed(TimePoint now, cti::EndOutput& out) override { inner_->on_closed(now, out), distort(now, out); }
  std::optional<TimePoint> next_wake() const override { return inner_->next_wake(); }
  void on_wake(TimePoint now, cti::EndOutput& out) override { inner_->on_wake(now, out), distort(now, out); }
  void submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) override {
    inner_->submit(request, now, out);
    distort(now, out);
  }
  void abandon(cti::RequestId id) override { inner_->abandon(id); }
  bool associated() const override { return inner_->associated(); }

 protected:
  virtual void distort(TimePoint, cti::EndOutput&) {}

 private:
  std::unique_ptr<cti::ComputingEnd> inner_;
};

class PassThroughSession : public tapi::AgentSession {
 public:
  explicit PassThroughSession(std::shared_ptr<tapi::AgentSession> inner) : inner_(std::move(inner)) {}
  void get_agent(std::shared_ptr<tapi::Agent>* out, tapi::Completion done) override {
    inner_->get_agent(out, std::move(done));
  }
  void get_address(std::shared_ptr<const tapi::AddressObject>* out, tapi::Completion done) override {
    inner_->get_address(out, std::move(done));
  }
  void get_acd_group(std::shared_ptr<tapi::AcdGroup>* out, tapi::Completion done) override {
    inner_->get_acd_group(out, std::move(done));
  }
  void put_state(std::int32_t state, tapi::Completion done) override { inner_->put_state(state, std::move(done)); }
  void get_state(tapi::SessionState* out, tapi::Completion done) override { inner_->get_state(out, std::move(done)); }
  void get_session_start_time(tapi::OleDate* out, tapi::Completion done) override {
    inner_->get_session_start_time(out, std::move(done));
  }
  void get_acd_call_rate(tapi::Currency* out, tapi::Completion done) override {
    inner_->get_acd_call_rate(out, std::move(done));
  }
  void get_figure(tapi::Method figure, std::int32_t* out, tapi::Completion done) override {
    inner_->get_figure(figure, out, std::move(done));
  }

 protected:
  tapi::AgentSession& inner() { return *inner_; }

 private:
  std::shared_ptr<tapi::AgentSession> inner_;
};

}  // namespace acdloop::defects
