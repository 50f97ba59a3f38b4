// SPDX-License-Identifier: Apache-2.0
// The table of open points. Questions in our own words; where the documents say nothing, the sentence that comes
// nearest is named in docs/decisions.md.
#include <initializer_list>
#include <limits>

#include "drivers/tapi/readings.hpp"

namespace acdloop::tapi {
namespace {

constexpr std::uint8_t number_of(Maybe answer) { return answer.open() ? 0 : static_cast<bool>(answer) ? 2 : 1; }
template <class Enum>
constexpr std::uint8_t number_of(Enum answer) {
  return static_cast<std::uint8_t>(answer);
}
void put(Maybe& field, std::uint8_t number) { field = number == 0 ? Maybe::any() : Maybe{number == 2}; }
template <class Enum>
void put(Enum& field, std::uint8_t number) {
  field = static_cast<Enum>(number);
}

// An answer as it is written here; without `of` it stands for itself.
struct Answer {
  std::string_view word;
  std::string_view meaning;
  std::initializer_list<std::string_view> of = {};
};

std::vector<AnswerRow> numbered(std::initializer_list<Answer> answers) {
  std::vector<AnswerRow> rows;
  for (const Answer& answer : answers) {
    std::uint32_t bits = 0;
    std::uint32_t bit = 1;
    for (const Answer& other : answers) {
      for (const std::string_view word : answer.of) bits |= word == other.word ? bit : 0;
      bit <<= 1;
    }
    rows.push_back({answer.word, answer.meaning, bits == 0 ? 1u << rows.size() : bits});
  }
  return rows;
}

struct Words {
  std::string_view word, question, decides, ours = {}, later = {}, cannot = {}, last_resort = {};
};

KeyRow named(Key key, const Words& words) {
  KeyRow row;
  row.key = key;
  row.word = words.word;
  row.question = words.question;
  row.decides = words.decides;
  row.ours = words.ours;
  row.later = words.later;
  row.cannot = words.cannot;
  row.last_resort = words.last_resort;
  return row;
}

template <auto Field>
KeyRow choice(Key key, const Words& words, std::initializer_list<Answer> answers) {
  KeyRow row = named(key, words);
  row.answers = numbered(answers);
  row.get = [](const Readings& readings) { return number_of(readings.*Field); };
  row.set = [](Readings& readings, std::uint8_t number) { put(readings.*Field, number); };
  return row;
}

KeyRow length(Key key, const Words& words, Duration Readings::*field, Duration least, Duration most) {
  KeyRow row = named(key, words);
  row.kind = KeyRow::Kind::duration;
  row.length = field;
  row.least = least;
  row.most = most;
  return row;
}

using R = Readings;
using std::chrono::minutes;
using std::chrono::seconds;

}  // namespace

const std::array<KeyRow, key_count>& key_rows() {
  static const std::array<KeyRow, key_count> rows{{
      choice<&R::tapi_version>(Key::tapi_version,
                               {"tapi_version", "Which version of the API is compared?", "", "0x00030001",
                                "0x00020002 and 0x00030000: the interfaces compared here are those of 3.1"},
                               {{"0x00030001", "TAPI 3.1: ITAgentSession and its neighbours"}}),
      choice<&R::hold_in_talk>(Key::hold_in_talk,
                               {"hold_in_talk", "Is the time a caller is on hold talk time?",
                                "AS-015 AS-010 AS-011 AS-018 AS-019 AS-029", "false"},
                               {{"any", "either, the same in every call", {"false", "true"}},
                                {"false", "talk stops during hold; call time goes on"},
                                {"true", "talk is the whole time on the phone"}}),
      choice<&R::ring_in_call>(Key::ring_in_call,
                               {"ring_in_call", "Is the ringing of the agent's phone call time?",
                                "AS-021a AS-016 AS-018 AS-020 AS-030", "false"},
                               {{"any", "either, the same in every call", {"false", "true"}},
                                {"false", "call time begins with the answer"},
                                {"true", "call time begins when the phone begins to ring"}}),
      choice<&R::count_at>(
          Key::count_at, {"count_at", "When does a call enter NumberOfCalls?", "AS-007 AS-001", "release"},
          {{"any", "at any of these moments; at rest all are the same", {"answer", "release", "wrapup_end"}},
           {"answer", "when the agent answers"},
           {"release", "when the agent's leg of the call ends"},
           {"wrapup_end", "when wrap-up is over"}}),
      choice<&R::live_totals>(Key::live_totals,
                              {"live_totals", "Does a call in progress grow the totals while it goes on?",
                               "AS-013 AS-022b AS-023", "false"},
                              {{"any", "the totals lie between what is over and what has passed", {"false", "true"}},
                               {"false", "talk, call and wrap-up time are added when they end"},
                               {"true", "the totals grow with the clock"}}),
      choice<&R::rounding>(
          Key::rounding,
          {"rounding", "How do lengths become whole seconds?",
           "AS-010 AS-016 AS-020 AS-023 AS-029 AS-030 AS-031 AS-034 AS-035 AS-045", "floor_total", "", "",
           "clock_edges"},
          {{"any",
            "any number between each call rounded down and each call rounded up",
            {"floor_total", "nearest_total", "ceil_total", "floor_per_call", "nearest_per_call", "ceil_per_call",
             "clock_edges"}},
           {"floor_total", "the exact sum is rounded down"},
           {"nearest_total", "the exact sum is rounded to the nearest second, halves up"},
           {"ceil_total", "the exact sum is rounded up"},
           {"floor_per_call", "each call is rounded down, then added"},
           {"nearest_per_call", "each call is rounded to the nearest second, then added"},
           {"ceil_per_call", "each call is rounded up, then added"},
           {"clock_edges",
            "beginnings and ends are read from a clock of whole seconds: a call may be a second more or less"},
           {"floor", "down, of the sum or of each call", {"floor_total", "floor_per_call"}},
           {"nearest", "to the nearest, of the sum or of each call", {"nearest_total", "nearest_per_call"}},
           {"ceil", "up, of the sum or of each call", {"ceil_total", "ceil_per_call"}},
           {"any_total", "the exact sum, either way", {"floor_total", "nearest_total", "ceil_total"}},
           {"any_per_call", "each call, either way", {"floor_per_call", "nearest_per_call", "ceil_per_call"}}}),
      choice<&R::figures_from>(
          Key::figures_from,
          {"figures_from", "Whose count of calls and times does our own implementation tell?", "", "timeline"},
          {{"timeline", "its own, of what the switch reports"},
           {"switch",
            "the switch's, where the wire tells it and the agent has one session: calls count when their after-call "
            "work "
            "is over, each in whole seconds; else its own, counted alike"}}),
      choice<&R::tta_start>(
          Key::tta_start,
          {"tta_start", "From when does a caller wait for an answer?", "AS-034 AS-035 AS-036", "offered"},
          {{"any", "either, the same in every call", {"offered", "queued"}},
           {"offered", "from the last ringing at the phone that answers"},
           {"queued", "from the call's entry into the group's queue"}}),
      choice<&R::unanswered_in_tta>(
          Key::unanswered_in_tta,
          {"unanswered_in_tta", "Does a ringing that nobody answered enter the times to answer?", "AS-034 AS-035",
           "false"},
          {{"any", "either", {"false", "true"}},
           {"false", "only answered calls do"},
           {"true", "it counts as long as it rang"}}),
      choice<&R::predictive_counts_as>(
          Key::predictive_counts_as,
          {"predictive_counts_as", "What is an outbound call that a predictive dialler hands to an agent?",
           "AS-001 AS-119", "outgoing", "acd: no story plays a predictive dialler"},
          {{"outgoing", "an outgoing call, of no session"}}),
      choice<&R::cut_call>(Key::cut_call,
                           {"cut_call", "What becomes of a call or wrap-up during which the session ends?",
                            "AS-001 AS-010 AS-016 AS-023", "counted"},
                           {{"any", "counted or not, as far as it went or less", {"counted", "dropped"}},
                            {"counted", "it counts, cut off where the session ended"},
                            {"dropped", "it counts nowhere"}}),
      choice<&R::empty_average>(Key::empty_average,
                                {"empty_average", "What is an average over no call?", "AS-033 AS-009", "zero"},
                                {{"any", "0, or a documented error", {"zero", "error"}},
                                 {"zero", "S_OK and 0"},
                                 {"error", "a documented error"}}),
      choice<&R::session_state_on_non_acd>(
          Key::session_state_on_non_acd,
          {"session_state_on_non_acd", "What becomes of a READY session while its agent talks on another call?",
           "AS-055", "unchanged"},
          {{"any", "READY or NOT_READY", {"unchanged", "not_ready"}},
           {"unchanged", "it stays as it is"},
           {"not_ready", "it is NOT_READY as long as the other call goes on"}}),
      choice<&R::call_end_at>(
          Key::call_end_at,
          {"call_end_at", "When is a call over for the agent?", "AS-010 AS-023", "idle",
           "disconnected: the switches of the stories free the agent's leg the moment the caller hangs up"},
          {{"idle", "when the agent's own leg is gone"}}),
      choice<&R::initial_state>(
          Key::initial_state, {"initial_state", "In which state does a session begin?", "AS-053", ""},
          {{"any", "NOT_READY or READY; our switch does what its wire forces", {"not_ready", "ready"}},
           {"not_ready", "NOT_READY"},
           {"ready", "READY"}}),
      choice<&R::next_state>(
          Key::next_state,
          {"next_state", "When does a next state, asked for at the line level, take effect?", "AS-063", "ignored",
           "at_release and at_wrapup_end: TAPI 3 has no way to ask for a next state"},
          {{"ignored", "never: TAPI 3 cannot ask for one"}}),
      choice<&R::busy_put_policy>(
          Key::busy_put_policy,
          {"busy_put_policy", "What does put_State(READY or NOT_READY) do during a call?", "AS-062 AS-093", "reject",
           "", "immediate"},
          {{"any", "any of these, but what is granted is not lost", {"immediate", "deferred", "reject"}},
           {"immediate", "the session is in that state at once"},
           {"deferred", "S_OK, and that state when the call or its wrap-up is over"},
           {"reject", "a documented error"}}),
      choice<&R::put_same_state>(Key::put_same_state,
                                 {"put_same_state", "What does put_State do with the state that the session is in?",
                                  "AS-057 AS-075", "granted"},
                                 {{"any", "S_OK without event, or an error", {"granted", "refused"}},
                                  {"granted", "S_OK, no event"},
                                  {"refused", "a documented error"}}),
      choice<&R::put_call_state>(
          Key::put_call_state,
          {"put_call_state", "May a client ask for BUSY_ON_CALL or BUSY_WRAPUP?", "AS-061", "refused", "", "granted"},
          {{"any", "any of these", {"refused", "granted", "ignored"}},
           {"refused", "a documented error"},
           {"granted", "S_OK and that state, where the transition is listed"},
           {"ignored", "S_OK, and nothing changes"}}),
      choice<&R::second_session>(Key::second_session,
                                 {"second_session", "What does CreateSession do where that session lives already?",
                                  "AS-071 AS-066", "same", "", "another"},
                                 {{"any", "any of these", {"same", "another", "refused"}},
                                  {"same", "it returns the session that lives"},
                                  {"another", "it returns one with statistics of its own"},
                                  {"refused", "a documented error"}}),
      choice<&R::start_time_zone>(Key::start_time_zone,
                                  {"start_time_zone", "In which zone is SessionStartTime?", "AS-042", "local"},
                                  {{"any", "in any zone: whole hours off are in order", {"local", "utc"}},
                                   {"local", "the switch's wall clock"},
                                   {"utc", "UTC"}}),
      choice<&R::overall_rate_scale>(
          Key::overall_rate_scale,
          {"overall_rate_scale", "In which unit is an agent's OverallCallRate?", "AS-117", "1"},
          {{"1", "calls per hour"}, {"10", "tenths of calls per hour"}}),
      choice<&R::ended_query>(Key::ended_query,
                              {"ended_query", "What does a figure's getter answer after the end of the session?",
                               "AS-126a AS-046", "final"},
                              {{"any", "the final value, or a documented error", {"final", "error"}},
                               {"final", "S_OK and the final value"},
                               {"error", "a documented error"}}),
      choice<&R::list_ended>(
          Key::list_ended, {"list_ended", "Does an agent's enumeration of sessions name ended ones?", "AS-129", "out"},
          {{"any", "either", {"out", "in"}}, {"out", "only those that live"}, {"in", "those that ended, too"}}),
      choice<&R::longest_ever_scope>(
          Key::longest_ever_scope,
          {"longest_ever_scope", "Over which time is a queue's LongestEverWaitTime?", "AS-124", "period"},
          {{"period", "the measurement period"}, {"ever", "since the queue exists"}}),
      choice<&R::error_style>(Key::error_style,
                              {"error_style", "How does a LINEERR_ code reach the application?",
                               "AS-091 AS-068 AS-070 AS-092 AS-093", "raw"},
                              {{"either", "as it is or as its twin", {"raw", "mapped"}},
                               {"raw", "as it is"},
                               {"mapped", "as its E_ or TAPI_E_ twin, where there is one"}}),
      length(Key::timeout, {"timeout", "How long may a method wait for its answer?", "AS-097 AS-099 AS-100"},
             &R::timeout, seconds{1}, minutes{60}),
      length(Key::timeout_low, {"timeout_low", "How much earlier may that wait end?", "AS-097 AS-099"}, &R::timeout_low,
             Duration{}, minutes{60}),
      length(Key::timeout_high, {"timeout_high", "How much later may it end?", "AS-097"}, &R::timeout_high, Duration{},
             minutes{60}),
      length(Key::settle,
             {"settle", "On a real clock: how long may reports lag behind what happened?", "AS-054 AS-075"}, &R::settle,
             Duration{}, minutes{1}),
      length(Key::skew,
             {"skew", "On a real clock: how much may the clocks of tester and switch differ?", "AS-010 AS-045"},
             &R::skew, Duration{}, minutes{1}),
  }};
  return rows;
}

}  // namespace acdloop::tapi
