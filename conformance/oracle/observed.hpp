// SPDX-License-Identifier: Apache-2.0
// What the runner saw at the top: figures, events, answers. Plain data in TAPI's own numbers, handed to the oracle
// for judgement. Sessions are named as in the scenario. Instants are intervals: points on the virtual clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "drivers/cti/cause.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::oracle {

// Figures of one session read at one moment; absent = not read, or the getter failed (see ObservedAnswer).
struct ObservedFigures {
  std::string session;
  Interval at;
  std::optional<std::int32_t> state;     // ASST_ number
  std::optional<std::int32_t> duration;  // seconds
  std::optional<std::int32_t> calls;
  std::optional<std::int32_t> talk_time, average_talk_time;                    // seconds
  std::optional<std::int32_t> call_time, average_call_time;                    // seconds
  std::optional<std::int32_t> wrap_up_time, average_wrap_up_time;              // seconds
  std::optional<std::int32_t> longest_time_to_answer, average_time_to_answer;  // seconds
  std::optional<std::int64_t> call_rate;                                       // CURRENCY: calls per hour x 10 000
  std::optional<double> start_time;                                            // OLE DATE
};

// One notification as the application got it.
struct ObservedEvent {
  std::string session;
  std::int32_t tapi_event = 0;                   // TAPI_EVENT bit
  std::int32_t event = 0;                        // ASE_ number
  std::optional<std::int32_t> state_in_handler;  // get_State asked inside the handler
  std::optional<cti::AgentSessionKey> identity;  // of the object that get_Session gave
  Interval at;
};

// One call of a method and what came of it.
struct ObservedAnswer {
  std::string session;  // empty for CreateSession
  std::string method;   // "get_TotalCallTime", "put_State", "CreateSession"
  bool null_out = false;
  std::optional<std::int32_t> argument;  // put_State
  Interval asked;
  std::optional<Interval> answered;  // absent: still waiting at `judged_at`
  Interval judged_at;
  std::uint32_t hresult = 0;  // meaningful when answered

  std::optional<bool> request_sent;                     // did the call send a request? absent: could not be seen
  bool reply_withheld = false;                          // a fault held back or delayed the switch's reply to this call
  std::optional<Interval> reply_given;                  // when the switch gave it; absent with reply_withheld: never
  cti::RefusalCause refusal = cti::RefusalCause::none;  // of that reply
  bool stalled_elsewhere = false;                       // another request was being withheld meanwhile
  bool timed_out_before = false;                        // an earlier call of this method on this session had timed out
  bool refused_elsewhere = false;                       // the switch had refused a call on another session before
  bool late_answer_meanwhile = false;  // another call's answer came after its timeout, before this one's
  int late_answers_before = 0;         // answers that had come too late by then, to whatever calls
  // CreateSession: an earlier one for the same agent, group and address had timed out, and the switch has answered it
  // since; how many sessions of theirs the application has been shown.
  bool creation_lost_before = false;
  int sessions_shown = 0;

  std::optional<bool> out_written_late;                   // the out variable changed after the answer
  std::optional<std::int32_t> state_before, state_after;  // get_State around a put_State
  std::optional<int> events_raised;                       // session events between asking and answer
  std::optional<bool> session_created;                    // CreateSession: did a session or an ASE_NEW_SESSION appear?
};

}  // namespace acdloop::oracle
