// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/switch_counts.hpp"

#include <algorithm>
#include <limits>

namespace acdloop::tapi {
namespace {

line::Dword seconds_of(Duration length) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  return static_cast<line::Dword>(std::clamp<std::int64_t>(length / std::chrono::seconds{1}, 0, most));
}

}  // namespace

// A switch's call counts when its work is over, and is told in whole seconds by itself.
Readings as_counted(Readings readings, const cti::Capabilities& wire) {
  if (readings.figures_from != Readings::FiguresFrom::phone_switch) return readings;
  // What its figures leave out, or count otherwise, nobody can take from it.
  const bool told = wire.supports(cti::Capability::switch_figures) && !readings.ring_in_call;
  if (!told) {
    readings.figures_from = Readings::FiguresFrom::timeline;
    return readings;
  }
  readings.count_at = Readings::CountAt::wrapup_end;
  readings.live_totals = false;
  readings.rounding = Readings::Rounding::floor_per_call;
  return readings;
}

void SwitchCounts::begin(std::span<const std::shared_ptr<const SessionRecord>> live) {
  if (readings_.figures_from != Readings::FiguresFrom::phone_switch) return;
  for (const auto& session : live) {
    Entry& entry = sessions_[session->number];
    if (live.size() > 1) entry = {false};
  }
}

void SwitchCounts::doubt_all() {
  for (auto& [number, entry] : sessions_) entry = {false};
}

bool SwitchCounts::counts(const SessionRecord& session) const {
  const auto found = sessions_.find(session.number);
  return found != sessions_.end() && found->second.alone;
}

void SwitchCounts::take(const SessionRecord& session, const cti::Figures& figures) {
  const auto found = sessions_.find(session.number);
  if (found != sessions_.end() && found->second.alone) found->second.told = figures;
}

void SwitchCounts::end(std::uint64_t session) {
  const auto entry = sessions_.extract(session);
  if (!entry || !entry.mapped().told) return;
  ended_.emplace(session, *entry.mapped().told);
  if (ended_.size() > most_ended) ended_.erase(ended_.begin());
}

void SwitchCounts::put_into(line::AgentSessionInfo& info, const SessionRecord& session) const {
  const auto live = sessions_.find(session.number);
  const auto ended = ended_.find(session.number);
  if (live != sessions_.end() && live->second.told) replace(info, *live->second.told, false);
  if (ended != ended_.end()) replace(info, ended->second, true);
}

void SwitchCounts::replace(line::AgentSessionInfo& info, const cti::Figures& told, bool only_if_more) const {
  if (!told.calls || !told.talk_time || !told.calls_time || !told.after_call_time) return;
  const Duration hold = told.hold_time.value_or(Duration{});
  const bool with_hold = static_cast<bool>(readings_.hold_in_talk);
  Duration talk = *told.talk_time;
  if (told.talk_includes_hold && !with_hold) talk -= hold;
  if (!told.talk_includes_hold && with_hold) talk += hold;
  const auto put = [only_if_more](line::Dword& figure, line::Dword value) {
    figure = only_if_more ? std::max(figure, value) : value;
  };
  put(info.calls, static_cast<line::Dword>(std::max<std::int64_t>(0, *told.calls)));
  put(info.talk_time, seconds_of(talk));
  put(info.call_time, seconds_of(*told.calls_time));
  put(info.wrap_up_time, seconds_of(*told.after_call_time));
  const auto average = [calls = info.calls](line::Dword total) { return calls == 0 ? 0 : total / calls; };
  info.average_talk_time = average(info.talk_time);
  info.average_call_time = average(info.call_time);
  info.average_wrap_up_time = average(info.wrap_up_time);
}

}  // namespace acdloop::tapi
