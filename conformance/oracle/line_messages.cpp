// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_messages.hpp"

#include <algorithm>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/line_bytes.hpp"

namespace acdloop::oracle {
namespace {

using Kind = ObservedLine::Kind;

constexpr std::string_view delivery = "LINE_AGENTSESSIONSTATUS";
constexpr std::string_view to_all_others = "reaches every other application with the line open, not its sender";

}  // namespace

void LineMessages::see(const ObservedLine& seen, LineTally& tally) {
  switch (seen.kind) {
    case Kind::opened:
      if (seen.line != 0) owed_[seen.line];
      return;
    case Kind::closed:
      if (seen.code == 0) owed_.erase(seen.line);
      return;
    case Kind::announced:
      if (seen.message == line::message::agent_session_status && seen.code == 0) on_announced(seen, tally);
      return;
    case Kind::told:
      if (seen.message == line::message::agent_session_status) on_told(seen, tally);
      return;
    default:
      return;
  }
}

void LineMessages::on_announced(const ObservedLine& seen, LineTally& tally) {
  for (auto& [receiver, owed] : owed_) {
    if (receiver != seen.line) owed.push_back({seen.p1, seen.p2, seen.p3});
  }
  const bool has_state = (seen.p2 & line::status::state) != 0;
  const bool bits = seen.p2 != 0 && (seen.p2 & ~7u) == 0;
  const bool state = has_state ? line::one_state_bit(seen.p3) : seen.p3 == 0;
  tally.note("AS-083", "parameters of LINE_AGENTSESSIONSTATUS",
             "a session's handle, LINEAGENTSESSIONSTATUS_ bits, one LINEAGENTSESSIONSTATE_ with STATE, else 0",
             seen.p1 != 0 && bits && state, line::hex(seen.p1) + ", " + line::hex(seen.p2) + ", " + line::hex(seen.p3));
  if ((seen.p2 & line::status::new_session) != 0) {
    tally.note("AS-071", "handles of new sessions", "never zero, never one that a session had before",
               seen.p1 != 0 && !known_.contains(seen.p1), line::hex(seen.p1) + " once more");
  }
  known_.insert(seen.p1);
  if (has_state) states_[seen.p1] = seen.p3;
}

void LineMessages::on_told(const ObservedLine& seen, LineTally& tally) {
  std::deque<Status>& owed = owed_[seen.line];
  const Status status{seen.p1, seen.p2, seen.p3};
  const auto found = std::find(owed.begin(), owed.end(), status);
  const bool in_turn = !owed.empty() && found == owed.begin();
  tally.note("AS-084a", delivery, to_all_others, found != owed.end(),
             "an application was told what nobody else had sent to it");
  if (found != owed.end()) {
    tally.note("AS-084b", delivery, to_all_others, in_turn, "an application was not told, or in another order");
  }
  if (found != owed.end()) owed.erase(owed.begin(), found + 1);
}

void LineMessages::name(const std::string& session, std::uint32_t handle, LineTally& tally) {
  known_.insert(handle);
  const auto twin = std::find_if(handles_.begin(), handles_.end(),
                                 [&](const auto& entry) { return entry.second == handle && entry.first != session; });
  tally.note("AS-071", "handles of created sessions", "one of its own for each session", twin == handles_.end(),
             "handle " + line::hex(handle) + " is " + (twin == handles_.end() ? "" : twin->first) + "'s already",
             session);
  handles_[session] = handle;
}

void LineMessages::state_seen(const std::string& session, std::int32_t state, TimePoint at, LineTally& tally) {
  const auto handle = handle_of(session);
  const auto told = handle ? states_.find(*handle) : states_.end();
  if (told == states_.end()) return;
  const auto meant = line::state_of_bit(told->second);
  if (told->second == line::bit::released) {
    tally.advise("AS-065", "a session that was RELEASED", "SESSION_ENDED", state == state::session_ended,
                 state_name(state), session);
  }
  tally.note("AS-083", "the state that LINE_AGENTSESSIONSTATUS told last", "a state that the facts allow",
             meant && allowed_(session, *meant, at),
             line::hex(told->second) + (meant ? ", " + state_name(*meant) : ", which is no state"), session);
}

void LineMessages::judge(LineTally& tally) {
  for (auto& [receiver, owed] : owed_) {
    if (owed.empty()) continue;
    tally.note("AS-084b", delivery, to_all_others, false,
               std::to_string(owed.size()) + " did not reach an application with the line open");
    owed.clear();
  }
}

std::optional<std::uint32_t> LineMessages::handle_of(const std::string& session) const {
  const auto found = handles_.find(session);
  if (found == handles_.end()) return std::nullopt;
  return found->second;
}

}  // namespace acdloop::oracle
