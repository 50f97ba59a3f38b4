// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/call_book.hpp"

#include <algorithm>

namespace acdloop::tapi {
namespace {

std::optional<cti::AcdGroupId> queue_of(const cti::CallEvent& event) {
  for (const cti::ConnectionChange& change : event.changes) {
    if (change.to == cti::ConnectionState::queued &&
        change.connection.device.category == cti::DeviceCategory::acd_group) {
      return event.info.group ? event.info.group : cti::AcdGroupId{change.connection.device.id};
    }
  }
  if (event.kind == cti::CallEventKind::queued) return event.info.group;
  return std::nullopt;
}

}  // namespace

CallHere* CallsHere::find(const cti::CallId& call) {
  const auto found =
      std::find_if(calls_.begin(), calls_.end(), [&call](const CallHere& here) { return here.call == call; });
  return found == calls_.end() ? nullptr : &*found;
}

CallHere* CallsHere::add(const cti::CallId& call) {
  if (CallHere* known = find(call)) return known;
  if (calls_.size() >= max_calls) return nullptr;
  CallHere& here = calls_.emplace_back();
  here.call = call;
  here.first_call = call;
  return &here;
}

void CallsHere::rename(const cti::Renamed& renamed) {
  CallHere* call = find(renamed.before);
  if (call == nullptr || renamed.before == renamed.now) return;
  const CallHere* other = find(renamed.now);
  if (other == nullptr) {
    call->call = renamed.now;
  } else {
    remove(other->session == 0 && call->session != 0 ? renamed.now : renamed.before);
    if (CallHere* left = find(renamed.before)) left->call = renamed.now;
  }
}

void CallsHere::remove(const cti::CallId& call) {
  std::erase_if(calls_, [&call](const CallHere& here) { return here.call == call; });
}

std::optional<TimePoint> GroupBook::queued_at(const cti::CallId& call) const {
  const auto found = queued_.find(call);
  return found == queued_.end() ? std::nullopt : std::optional{found->second.since};
}

void GroupBook::note(const cti::CallEvent& event, TimePoint now) {
  if (event.kind == cti::CallEventKind::call_cleared) {
    return forget(event.info.call);
  }
  if (event.kind == cti::CallEventKind::transferred) {
    std::optional<Queued> waits_in;
    if (event.renamed) {
      if (const auto queued = queued_.find(event.renamed->before); queued != queued_.end()) waits_in = queued->second;
      forget(event.renamed->before);
    }
    forget(event.info.call);
    if (waits_in) remember(event.info.call, waits_in->group, waits_in->since);
    return;
  }
  if (event.renamed) forget(event.renamed->before);
  if (const std::optional<cti::AcdGroupId> queue = queue_of(event)) remember(event.info.call, *queue, now);
}

void GroupBook::forget(const cti::CallId& call) {
  if (queued_.erase(call) != 0) std::erase(order_, call);
}

void GroupBook::remember(const cti::CallId& call, const cti::AcdGroupId& queue, TimePoint since) {
  const auto [noted, is_new] = queued_.try_emplace(call, Queued{queue, since});
  noted->second.group = queue;
  if (is_new) order_.push_back(call);
  if (order_.size() > max_noted) {
    queued_.erase(order_.front());
    order_.pop_front();
  }
}

GroupEvidence GroupBook::evidence_of(const cti::CallInfo& info) const {
  using Kind = GroupEvidence::Kind;
  switch (info.call_class) {
    case cti::CallClass::direct:
    case cti::CallClass::internal:
    case cti::CallClass::outbound:
      return {Kind::not_acd, {}};
    case cti::CallClass::unknown:
    case cti::CallClass::acd:
      break;
  }
  if (info.group) return {Kind::acd, *info.group};
  if (const auto queued = queued_.find(info.call); queued != queued_.end()) return {Kind::acd, queued->second.group};
  for (const cti::DeviceId* device : {&info.originally_called, &info.called}) {
    if (device->category == cti::DeviceCategory::acd_group) return {Kind::acd, cti::AcdGroupId{device->id}};
  }
  return {info.call_class == cti::CallClass::acd ? Kind::acd_of_unknown_group : Kind::unknown, {}};
}

}  // namespace acdloop::tapi
