// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/oracle.hpp"

#include <utility>

#include "conformance/oracle/states.hpp"
#include "conformance/oracle/timeline.hpp"

namespace acdloop::oracle {

Oracle::Oracle(Configuration configuration, tapi::Readings readings, std::function<double(TimePoint)> ole_date_of)
    : configuration_{std::move(configuration)}, readings_{readings}, ole_date_of_{std::move(ole_date_of)} {}

void Oracle::learn(const cti::Fact& fact) { facts_.push_back(fact); }

void Oracle::name_session(const std::string& session, const cti::AgentSessionKey& key, const Interval& created) {
  sessions_[session] = {key, created, facts_.size()};
}

bool Oracle::quiescent(const std::string& session, const Interval& now) const {
  const auto named = sessions_.find(session);
  return named == sessions_.end() || Timeline{*this, named->second, now}.at_rest();
}

std::size_t Oracle::changes(const std::string& session, TimePoint now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return 0;
  const Timeline timeline{*this, named->second, Interval::at(now)};
  const std::size_t offers = timeline.calls().size() + timeline.unanswered().size() + timeline.direct().size();
  return steps_of(timeline).size() + offers;
}

std::optional<Truth> Oracle::truth(const std::string& session, const Interval& now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return std::nullopt;
  return Timeline{*this, named->second, now}.truth();
}

std::optional<Truth> Oracle::truth_as_written(const std::string& session, const Interval& now) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return std::nullopt;
  const tapi::Readings by_default;
  return Timeline{*this, named->second, now, by_default}.truth();
}

}  // namespace acdloop::oracle
