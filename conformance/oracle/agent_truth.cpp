// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/agent_truth.hpp"

#include <algorithm>
#include <utility>

#include "conformance/oracle/legs.hpp"

namespace acdloop::oracle {
namespace {

using verdict::Span;

struct Stay {  // one session
  cti::Address address;
  Interval from;
  std::optional<Interval> to;
};

class Maker {
 public:
  Maker(const Oracle& oracle, const cti::AgentId& agent, const Period& period, const Interval& now)
      : oracle_{oracle}, agent_{agent}, period_{period}, now_{now} {}

  AgentTruth make() {
    truth_.over = period_.over(now_);
    for (const auto& [name, session] : oracle_.sessions()) {
      if (session.key.agent == agent_ && session.created.earliest <= now_.latest) add_session(name);
    }
    add_incoming();
    add_outgoing();
    add_active();
    if (truth_.over) truth_.calls.low = truth_.incoming.low = truth_.outgoing.low = 0;
    return std::move(truth_);
  }

 private:
  enum class When : std::uint8_t { before, across, within };

  // Where a call that began and ended then stands to the beginning of the period.
  When placed(const Interval& began, const std::optional<Interval>& ended) const {
    if (truth_.over) return When::across;
    if (!period_.since) return When::within;
    if (began.earliest > period_.since->latest) return When::within;
    return ended && ended->latest < period_.since->earliest ? When::before : When::across;
  }

  void add_session(const std::string& name) {
    const std::optional<Truth> session = oracle_.truth(name, now_);
    if (!oracle_.quiescent(name, now_)) truth_.at_rest = false;
    stays_.push_back({session->key.address, session->created, session->ended});
    for (const CallTruth& call : session->calls) {
      const When when = placed(call.answered, call.left);
      if (when == When::before) continue;
      const bool certain = when == When::within;
      const bool counts = call.counts.value_or(true);  // where a reading decides, it decides for sure
      if (counts && certain && (call.counts || call.counted_for_certain())) ++truth_.calls.low;
      if (counts) ++truth_.calls.high;
      truth_.talk.push_back(weighed(call.talk, certain));
      truth_.call_time.push_back(weighed(call.call_time, certain));
      truth_.wrap_up.push_back(weighed(call.wrap_up, certain));
    }
  }

  static Length weighed(Length length, bool certain) {
    if (!certain) length.least = Span::exactly(Duration{0});
    return length;
  }

  bool here(const cti::Address& address, const Interval& when) const {
    return std::any_of(stays_.begin(), stays_.end(), [&](const Stay& stay) {
      return stay.address == address && stay.from.earliest <= when.latest &&
             (!stay.to || when.earliest <= stay.to->latest);
    });
  }

  const cti::Fact* placing_of(const std::string& call) const {
    for (const cti::Fact& fact : oracle_.facts()) {
      if (fact.kind == cti::FactKind::call_placed && fact.call == call) return &fact;
    }
    return nullptr;
  }

  void count(verdict::Range& range, const Interval& began, const std::optional<Interval>& ended, bool certain) {
    const When when = placed(began, ended);
    if (!ended) truth_.at_rest = false;
    if (when == When::before) return;
    ++range.high;
    if (when == When::within && ended && certain) ++range.low;
  }

  void add_incoming() {
    for (const Leg& leg : oracle_.legs(now_.latest)) {
      if (leg.dialled || !leg.answered || !here(leg.address, *leg.answered)) continue;
      const cti::Fact* placing = placing_of(leg.call);
      const bool handed_on = handed_to(leg.address, leg.call);
      if (placing && placing->from == leg.address && !handed_on) continue;  // her own call
      if (leg.group && !handed_on) continue;
      // A consultation, or a call handed on to the desk: whether it is an incoming call of its own is an open reading.
      const bool certain = !handed_on && placing && placing->other_call.empty();
      count(truth_.incoming, *leg.answered, leg.over, certain);
    }
  }

  bool handed_to(const cti::Address& desk, const std::string& call) const {
    const auto facts = oracle_.facts();
    return std::any_of(facts.begin(), facts.end(), [&](const cti::Fact& fact) {
      return fact.kind == cti::FactKind::transferred && fact.to == desk && fact.call == call;
    });
  }

  void add_outgoing() {
    for (const cti::Fact& fact : oracle_.facts()) {
      if (fact.when.earliest > now_.latest) break;
      if (fact.kind != cti::FactKind::call_placed || !fact.from || !here(*fact.from, fact.when)) continue;
      const bool answered = !fact.to || answered_somewhere(fact.call);
      const bool certain = answered && !fact.group && fact.other_call.empty();
      count(truth_.outgoing, fact.when, end_of(fact), certain);
    }
  }

  bool answered_somewhere(const std::string& call) const {
    const auto facts = oracle_.facts();
    return std::any_of(facts.begin(), facts.end(), [&](const cti::Fact& fact) {
      return fact.kind == cti::FactKind::answered && fact.call == call && fact.when.earliest <= now_.latest;
    });
  }

  // When the desk that placed a call was out of it.
  std::optional<Interval> end_of(const cti::Fact& placing) const {
    for (const cti::Fact& fact : oracle_.facts()) {
      if (fact.when.earliest > now_.latest) break;
      const bool same = fact.call == placing.call || fact.other_call == placing.call;
      if (!same || fact.when.earliest < placing.when.earliest) continue;
      const bool ends = fact.kind == cti::FactKind::hung_up || fact.kind == cti::FactKind::transferred ||
                        (fact.kind == cti::FactKind::far_end_gone && (!fact.address || fact.address == placing.from));
      if (ends) return fact.when;
    }
    return std::nullopt;
  }

  // The union of the stays, from the beginning of the period on.
  void add_active() {
    truth_.active = Length::exactly({active(true), active(false)});
    if (truth_.over) truth_.active.least = Span::exactly(Duration{0});
  }

  Duration active(bool shortest) const {
    const auto edge = [shortest](const Interval& when, bool begin) {
      return shortest == begin ? when.latest : when.earliest;
    };
    std::vector<std::pair<TimePoint, TimePoint>> spans;
    for (const Stay& stay : stays_) {
      TimePoint from = edge(stay.from, true);
      if (period_.since) from = std::max(from, edge(*period_.since, true));
      const TimePoint to = stay.to ? edge(*stay.to, false) : edge(now_, false);
      if (from < to) spans.emplace_back(from, to);
    }
    std::sort(spans.begin(), spans.end());
    Duration sum{};
    TimePoint done{};
    for (const auto& [from, to] : spans) {
      if (to <= done) continue;
      sum += to - std::max(from, done);
      done = to;
    }
    return sum;
  }

  const Oracle& oracle_;
  const cti::AgentId& agent_;
  const Period& period_;
  const Interval& now_;
  AgentTruth truth_;
  std::vector<Stay> stays_;
};

}  // namespace

bool Period::over(const Interval& now) const {
  if (!length) return false;
  const TimePoint begun = since ? since->earliest : TimePoint{};
  return *length > Duration{0} && now.latest - begun >= *length;
}

AgentTruth agent_truth(const Oracle& oracle, const cti::AgentId& agent, const Period& period, const Interval& now) {
  return Maker{oracle, agent, period, now}.make();
}

}  // namespace acdloop::oracle
