// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/switch_checks.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/sums.hpp"

namespace acdloop::oracle {
namespace {

using verdict::Permitted;
using verdict::Range;
using verdict::Span;

// a minus b, whatever each of them is within its bounds.
Length difference(const Length& a, const Length& b) {
  const auto at_least_nothing = [](Duration length) { return std::max(length, Duration{}); };
  const Span shortest = Span::exactly(at_least_nothing(a.least.shortest - b.most.longest));
  const Span longest = Span::exactly(at_least_nothing(a.most.longest - b.least.shortest));
  return {shortest, longest};
}

// The calls since the agent's log-on for the first group: sessions that follow each other without a gap.
class Stay {
 public:
  Stay(const Oracle& oracle, const cti::AgentId& agent, const Interval& at) : at_(at) {
    std::vector<Truth> sessions;
    for (const auto& [name, named] : oracle.sessions()) {
      if (named.key.agent != agent) continue;
      if (!oracle.quiescent(name, at)) at_rest_ = false;
      // By the default readings: whatever is held of the API says nothing of how a switch counts.
      if (auto truth = oracle.truth_as_written(name, at)) sessions.push_back(*std::move(truth));
    }
    for (const Truth& session : sessions) {
      if (!session.ended) reach_back_to(session.created);
    }
    while (since_) {
      const auto reaches_in = std::ranges::find_if(sessions, [&](const Truth& session) {
        return session.ended && session.ended->latest > since_->earliest && session.created.earliest < since_->earliest;
      });
      if (reaches_in == sessions.end()) break;
      reach_back_to(reaches_in->created);
    }
    if (!since_) return;
    for (const Truth& session : sessions) {
      if (session.created.earliest >= since_->earliest) add(session);
    }
  }

  bool judged() const { return since_ && at_rest_; }
  Range calls() const { return calls_; }
  std::vector<Length> phone, talk, hold, wrap_up;
  Length logged_on() const { return Length::exactly(verdict::between(*since_, at_)); }

 private:
  void reach_back_to(const Interval& created) {
    if (!since_ || created.earliest < since_->earliest) since_ = created;
  }

  void add(const Truth& session) {
    for (const CallTruth& call : session.calls) {
      const bool certain = call.counted_for_certain();
      calls_.low += certain ? 1 : 0;
      ++calls_.high;
      const Length on_the_phone = difference(call.call_time, call.wrap_up);
      phone.push_back(weighed(on_the_phone, certain));
      talk.push_back(weighed(call.talk, certain));
      hold.push_back(weighed(difference(on_the_phone, call.talk), certain));
      wrap_up.push_back(weighed(call.wrap_up, certain));
    }
  }

  static Length weighed(Length length, bool certain) {
    if (!certain) length.least = Span::exactly(Duration{});
    return length;
  }

  Interval at_;
  std::optional<Interval> since_;
  bool at_rest_ = true;
  Range calls_;
};

// Each length in whole multiples of what the wire can say, up or down [the rounding is published nowhere].
Permitted permitted(std::vector<Length> parts, Duration resolution) {
  constexpr Duration second = std::chrono::seconds{1};
  const std::int64_t step = std::max<std::int64_t>(1, resolution / second);
  for (Length& part : parts) {
    for (Span* span : {&part.least, &part.most}) *span = {span->shortest / step, span->longest / step};
  }
  Permitted sum = permitted_total(parts, Rounding::any);
  for (Range* range : {&sum.always, &sum.sometimes}) *range = {range->low * step, range->high * step};
  return sum;
}

class Witness {
 public:
  Witness(const cti::AgentId& agent, const cti::Figures& told, const Interval& at)
      : told_(told), checks_("agent " + agent.value(), at.latest, "the switch's own figures against the facts") {}

  void refused(cti::RefusalCause cause) {
    checks_.require("AS-117", "figures since log-on, counted by the switch", "an answer, for the agent is logged on",
                    "the switch refuses its own figures: " + std::string{to_string(cause)}, false);
  }

  void count(std::string_view what, const Range& range, const std::optional<std::int64_t>& value) {
    if (value) say("AS-117", what, Permitted::exactly(range), *value, "calls");
  }
  void time(std::string_view what, std::vector<Length> parts, const std::optional<Duration>& value) {
    if (value) say("AS-117", what, permitted(std::move(parts), told_.resolution), seconds_of(*value), "s");
  }
  // A call's whole is talk, hold and after-call work together, each told in whole seconds or all of it.
  void parts_make_the_whole() {
    if (!told_.calls_time || !told_.talk_time || !told_.after_call_time || !told_.calls) return;
    std::int64_t sum = seconds_of(*told_.talk_time) + seconds_of(*told_.after_call_time);
    if (!told_.talk_includes_hold) sum += seconds_of(told_.hold_time.value_or(Duration{}));
    const std::int64_t slack = std::max<std::int64_t>(1, *told_.calls) * seconds_of(told_.resolution);
    say("AS-118", "call time beside talk and after-call work", Permitted::exactly({sum - slack, sum + slack}),
        seconds_of(*told_.calls_time), "s");
  }
  std::vector<verdict::Check> result() && {
    std::vector<verdict::Check> all = std::move(checks_).result();
    for (verdict::Check& check : all) check.subject = "switch";
    return all;
  }

 private:
  static std::int64_t seconds_of(Duration length) { return verdict::floor_seconds(length); }

  void say(std::string_view requirement, std::string_view what, const Permitted& permitted, std::int64_t value,
           std::string_view unit) {
    checks_.add(requirement, std::string{what} + " since log-on, counted by the switch", text_of(permitted, unit),
                "the switch's own figures say " + text_of_number(value, unit), verdict::judge(permitted, value));
  }

  const cti::Figures& told_;
  Checks checks_;
};

}  // namespace

std::vector<verdict::Check> judge_switch_figures(const Oracle& oracle, const cti::AgentId& agent,
                                                 const cti::Result& answer, const Interval& at) {
  const cti::Figures told = answer.figures.value_or(cti::Figures{});
  if (told.subject.group || told.scope != cti::FiguresScope::session) return {};
  const Stay stay{oracle, agent, at};
  if (!stay.judged()) return {};
  Witness witness{agent, told, at};
  if (!answer.figures) witness.refused(answer.cause);
  witness.count("calls", stay.calls(), told.calls);
  witness.time("talk time", told.talk_includes_hold ? stay.phone : stay.talk, told.talk_time);
  witness.time("hold time", stay.hold, told.hold_time);
  witness.time("after-call work", stay.wrap_up, told.after_call_time);
  std::vector<Length> whole = stay.phone;
  whole.insert(whole.end(), stay.wrap_up.begin(), stay.wrap_up.end());
  witness.time("call time", std::move(whole), told.calls_time);
  witness.time("logged-on time", {stay.logged_on()}, told.logged_on_time);
  witness.parts_make_the_whole();
  return std::move(witness).result();
}

}  // namespace acdloop::oracle
