// SPDX-License-Identifier: Apache-2.0
#include "simulator/defects/overheard.hpp"

#include <algorithm>

#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

class Listening final : public PassThroughComputingEnd {
 public:
  Listening(std::unique_ptr<cti::ComputingEnd> inner, std::shared_ptr<Overheard> overheard)
      : PassThroughComputingEnd(std::move(inner)), overheard_(std::move(overheard)) {}

 private:
  void distort(TimePoint now, cti::EndOutput& out) override {
    for (const cti::Event& event : out.events) overheard_->note(event, now);
  }

  std::shared_ptr<Overheard> overheard_;
};

}  // namespace

DeskRecord Overheard::at(const cti::Address& desk) const {
  const auto found = desks_.find(desk);
  return found == desks_.end() ? DeskRecord{} : found->second.record;
}

DeskRecord Overheard::everywhere() const {
  DeskRecord all;
  for (const auto& [address, desk] : desks_) {
    all.acd_calls += desk.record.acd_calls;
    all.ringing += desk.record.ringing;
  }
  return all;
}

void Overheard::note(const cti::Event& event, TimePoint now) {
  if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) note_call(*call, now);
}

void Overheard::note_call(const cti::CallEvent& event, TimePoint now) {
  if (event.kind == cti::CallEventKind::queued) queued_.emplace(event.info.call, now);
  for (const cti::ConnectionChange& change : event.changes) {
    const cti::Address address{change.connection.device.id};
    // Only desks are listened at: a caller's own end never rings.
    const auto known = desks_.find(address);
    const bool rings = change.to == cti::ConnectionState::alerting;
    if (known == desks_.end() && !rings) continue;
    Desk& desk = desks_[address];
    const cti::CallId& call = change.connection.call;
    if (rings) {
      Leg& leg = desk.legs[call];
      leg.acd = leg.acd || event.info.group.has_value();
      if (!leg.offered) leg.offered = now;
      desk.record.offered += leg.acd ? 1 : 0;
    } else if (change.to == cti::ConnectionState::connected && desk.legs.contains(call)) {
      Leg& leg = desk.legs[call];
      if (leg.answered) continue;
      leg.answered = now;
      (leg.acd ? desk.record.acd_calls : desk.record.private_calls) += 1;
      if (!leg.acd) continue;
      desk.record.last_ring = now - leg.offered.value_or(now);
      desk.record.ringing += desk.record.last_ring;
      desk.record.longest_ring = std::max(desk.record.longest_ring, desk.record.last_ring);
      if (const auto waited = queued_.find(call); waited != queued_.end()) {
        desk.record.queued += leg.offered.value_or(now) - waited->second;
      }
    } else if (change.to == cti::ConnectionState::null) {
      gone(desk, call, now);
    }
  }
}

void Overheard::gone(Desk& desk, const cti::CallId& call, TimePoint now) {
  const auto found = desk.legs.find(call);
  if (found == desk.legs.end()) return;
  const Leg& leg = found->second;
  if (leg.answered && !leg.acd) desk.record.private_talk += now - *leg.answered;
  if (!leg.answered && leg.acd) desk.record.unanswered_ringing += now - leg.offered.value_or(now);
  desk.legs.erase(found);
}

ComputingEndDecorator listening(std::shared_ptr<Overheard> overheard) {
  return [overheard =
              std::move(overheard)](std::unique_ptr<cti::ComputingEnd> inner) -> std::unique_ptr<cti::ComputingEnd> {
    return std::make_unique<Listening>(std::move(inner), overheard);
  };
}

}  // namespace acdloop::defects
