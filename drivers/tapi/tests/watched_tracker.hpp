// SPDX-License-Identifier: Apache-2.0
// A tracker that is fed one report at a time and says in words what each one changed.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/tapi/session_figures.hpp"
#include "drivers/tapi/session_tracker.hpp"
#include "drivers/tapi/tests/reports.hpp"

namespace acdloop::tapi {

using Words = std::vector<std::string>;

inline std::string word(const SessionChange& change) {
  return change.session->key.group.value() + " " + std::string{to_string(change.event)};
}

// A tracker, and what it said so far.
class Watched {
 public:
  explicit Watched(cti::Dialect dialect, bool defers_not_ready = false)
      : tracker{std::move(dialect), defers_not_ready} {}

  Words feed(double seconds, const cti::Event& event) { return note(tracker.on_event(event, at_seconds(seconds))); }
  Words wake(double seconds) { return note(tracker.on_deadline(at_seconds(seconds))); }
  Words note(const TrackerOutput& output) {
    Words words;
    for (const SessionChange& change : output.changes) words.push_back(word(change));
    for (const auto& record : output.ask) words.push_back(record->key.group.value() + " ask");
    return words;
  }
  // State and figures of a session, live or ended.
  SessionState state(const cti::AgentSessionKey& key) { return session(key)->timeline.state(); }
  std::int32_t figure(const cti::AgentSessionKey& key, std::string_view figure, double now) {
    return figure_of(session(key)->timeline, find_method(figure)->method, {}, at_seconds(now));
  }
  std::shared_ptr<const SessionRecord> session(const cti::AgentSessionKey& key) {
    if (const auto live = tracker.live(key)) last[key] = live;
    return last.at(key);
  }

  SessionTracker tracker;
  std::map<cti::AgentSessionKey, std::shared_ptr<const SessionRecord>> last;
};

}  // namespace acdloop::tapi
