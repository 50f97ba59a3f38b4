// SPDX-License-Identifier: Apache-2.0
// Recomputes from the facts what the spec demands of a session, and judges what was seen at the API. Used by the
// runner. Knows neither switch, wire nor façade: it keeps the facts and adds up anew at every question.
//
// Every check it returns names requirement, session, what, witnesses, expected, observed, verdict and moment; the
// subject and the line are the runner's to fill.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/oracle/configuration.hpp"
#include "conformance/oracle/legs.hpp"
#include "conformance/oracle/observed.hpp"
#include "conformance/oracle/truth.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/tapi/readings.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::oracle {

struct NamedSession {
  cti::AgentSessionKey key;
  Interval created;
  std::size_t facts_before = 0;  // how many facts had been learnt when it was named
};

// An open reading asks whether this call of a getter gives a number or an error.
struct ErrorIsAnAnswer {
  bool asked = false;
  tapi::Key key = tapi::Key::ended_query;
};

class Oracle {
 public:
  // ole_date_of: the calendar at an instant of the run, as an OLE DATE in any zone (days since 1899-12-30).
  Oracle(Configuration configuration, tapi::Readings readings, std::function<double(TimePoint)> ole_date_of);

  // How far that calendar is ahead of UTC at an instant of the run; never told: it shows UTC.
  void set_zone(std::function<Duration(TimePoint)> ahead_of_utc) { ahead_of_utc_ = std::move(ahead_of_utc); }
  // Facts in the order of their time.
  void learn(const cti::Fact& fact);
  // From now on the session that was created then goes by this name. Naming twice replaces.
  void name_session(const std::string& session, const cti::AgentSessionKey& key, const Interval& created);
  void name_session(const std::string& session, const cti::AgentSessionKey& key, TimePoint created) {
    name_session(session, key, Interval::at(created));
  }

  // What was learnt and configured, for the judge of the session's neighbours.
  std::span<const cti::Fact> facts() const { return facts_; }
  const std::map<std::string, NamedSession>& sessions() const { return sessions_; }
  const Configuration& configuration() const { return configuration_; }
  const tapi::Readings& readings() const { return readings_; }
  // Every leg up to `now`; valid until it is asked for again.
  const std::vector<Leg>& legs(TimePoint now) const { return legs_.up_to(facts_, now); }

  // No ACD call of the session is offered, connected, held or in wrap-up by the facts. True for unknown names.
  bool quiescent(const std::string& session, const Interval& now) const;
  bool quiescent(const std::string& session, TimePoint now) const { return quiescent(session, Interval::at(now)); }
  // Grows whenever something happened to the session; equal numbers mean that a new snapshot would show nothing new
  // but the duration. A wrap-up that ran out counts as something.
  std::size_t changes(const std::string& session, TimePoint now) const;
  // Absent for an unknown name.
  std::optional<Truth> truth(const std::string& session, const Interval& now) const;
  // As authors write figures: by the default readings, whatever is held.
  std::optional<Truth> truth_as_written(const std::string& session, const Interval& now) const;

  // Figures against the facts and against each other. Everything at rest, bounds only while a call goes on.
  std::vector<verdict::Check> judge_figures(const ObservedFigures& seen) const;
  // Two readings of one session, the earlier first: what must not shrink, stand still or grow by too much, and the
  // growth per call where both were taken at rest.
  std::vector<verdict::Check> judge_series(const ObservedFigures& before, const ObservedFigures& after) const;
  // get_State at one moment.
  std::vector<verdict::Check> judge_state(const std::string& session, std::int32_t state, const Interval& now) const;
  // Every ringing of an ACD call of the group at the session's desk so far: only READY sessions get calls.
  std::vector<verdict::Check> judge_deliveries(const std::string& session, const Interval& now) const;
  // All events of the session since it was created, in the order they came; call it once, at the end.
  std::vector<verdict::Check> judge_events(const std::string& session, std::span<const ObservedEvent> events,
                                           const Interval& now) const;
  std::vector<verdict::Check> judge_answer(const ObservedAnswer& seen) const;
  // Which requirement decides what this call returns, by what the switch did with its request. Of an answer that the
  // switch owed too long: the one about the moment; the code has its own, AS-098.
  std::string_view requirement_of_answer(const ObservedAnswer& seen) const;
  // Which requirement decides the state that the session is in by the facts; empty for an unknown name.
  std::string_view requirement_of_state(const std::string& session, const Interval& now) const;
  // A reading decides whether this call succeeds, and what came of it is in order by what is held: whatever the story
  // expects, it goes on.
  bool in_order_by_reading(const ObservedAnswer& seen) const;
  // get_Agent, get_ACDGroup and get_Address as they were handed out; later = asked again later in its life.
  std::vector<verdict::Check> judge_identity(const std::string& session, const cti::AgentSessionKey& seen, bool later,
                                             const Interval& now) const;

 private:
  friend class Timeline;
  ErrorIsAnAnswer error_is_an_answer(const ObservedAnswer& seen) const;
  Configuration configuration_;
  tapi::Readings readings_;
  std::function<double(TimePoint)> ole_date_of_;
  std::function<Duration(TimePoint)> ahead_of_utc_;
  std::vector<cti::Fact> facts_;
  mutable LegsSoFar legs_{configuration_};  // sorted once, whoever asks
  std::map<std::string, NamedSession> sessions_;
};

}  // namespace acdloop::oracle
