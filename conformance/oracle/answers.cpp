// SPDX-License-Identifier: Apache-2.0
// What a method returned and when, against what the switch did with its request.
#include <string>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/open_readings.hpp"
#include "conformance/oracle/oracle.hpp"
#include "conformance/oracle/timeline.hpp"
#include "conformance/verdict/range.hpp"

namespace acdloop::oracle {
namespace {

using cti::RefusalCause;
using verdict::Span;
using verdict::Verdict;

constexpr Duration prompt_local = std::chrono::seconds{2};   // an answer from memory
constexpr int most_outstanding = 32;                         // requests that may be under way at a time
constexpr Duration prompt_beside = std::chrono::seconds{5};  // an answer beside a stalled request

// When the switch's reply came, as the caller's two minutes see it.
enum class Reply : std::uint8_t { in_time, at_the_edge, too_late };

bool failed(std::uint32_t hresult) { return (hresult & 0x80000000u) != 0; }
std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

// Wholly within [low, high], wholly outside, or neither.
Verdict judge_within(Span seen, Duration low, Duration high) {
  if (seen.shortest >= low && seen.longest <= high) return Verdict::pass;
  return seen.longest < low || seen.shortest > high ? Verdict::fail : Verdict::inconclusive;
}

using tapi::Key;
using tapi::Readings;

bool asks_for_talk(const ObservedAnswer& seen) {
  return seen.argument == state::busy_on_call || seen.argument == state::busy_wrap_up;
}

class AnswerJudge {
 public:
  AnswerJudge(const ObservedAnswer& seen, const Configuration& configuration, const tapi::Readings& readings,
              const ErrorIsAnAnswer& may_fail, Checks& checks)
      : seen_{seen},
        readings_{readings},
        may_fail_{may_fail},
        checks_{checks},
        set_{return_set_of(seen.method)},
        low_{readings.timeout - readings.timeout_low - configuration.timeout_early},
        high_{readings.timeout + readings.timeout_high + configuration.timeout_late} {}

  void judge() {
    if (!seen_.answered) return still_waiting();
    documented_code();
    if (seen_.null_out) return null_pointer();
    if (seen_.method == "put_State" && !valid_state()) return invalid_state();
    if (set_ == ReturnSet::local || set_ == ReturnSet::local_with_line_errors) return local();
    const Reply reply = reply_time();
    if (reply == Reply::too_late) timed_out();
    if (reply == Reply::in_time) answered_in_time();
    if (reply == Reply::at_the_edge) either_side_of_the_edge();
    if (seen_.method == "put_State") set_state();
    if (seen_.creation_lost_before) creation_after_a_lost_one();
    if (seen_.out_written_late) {
      checks_.require("AS-102", seen_.method + ", out variable written after the answer", "no",
                      yes_no(*seen_.out_written_late), !*seen_.out_written_late);
    }
  }

 private:
  std::string code() const { return code_name(seen_.hresult); }
  Span elapsed() const { return verdict::between(seen_.asked, *seen_.answered); }
  bool valid_state() const { return seen_.argument && *seen_.argument >= 0 && *seen_.argument <= 4; }
  bool is(std::uint32_t hresult) const { return seen_.hresult == hresult; }

  Reply reply_time() const {
    if (!seen_.reply_withheld) return Reply::in_time;
    if (!seen_.reply_given) return Reply::too_late;
    if (seen_.reply_given->latest <= seen_.asked.earliest + low_) return Reply::in_time;
    return seen_.reply_given->earliest > seen_.asked.latest + high_ ? Reply::too_late : Reply::at_the_edge;
  }

  void still_waiting() {
    const Span waited = verdict::between(seen_.asked, seen_.judged_at);
    const std::string observed = "still waiting after " + text_of_length(waited.shortest);
    const bool reply_owed = seen_.reply_withheld && reply_time() != Reply::in_time;
    if (reply_owed && waited.shortest > high_) {
      checks_.require("AS-097", seen_.method, "a failure after " + text_of_length(readings_.timeout), observed, false);
    }
    const bool answered_below = seen_.reply_given && reply_time() == Reply::in_time &&
                                seen_.judged_at.earliest > seen_.reply_given->latest + prompt_beside;
    if (answered_below)
      checks_.require("AS-099", seen_.method, "an answer once the switch has replied", observed, false);
  }

  void documented_code() {
    if (set_ == ReturnSet::unknown) return;
    // The page of put_State lists no E_POINTER and CreateSession's no bad state: the sets differ.
    checks_.require("AS-091", seen_.method, "a code that its page lists", code(),
                    code_in(set_, seen_.hresult, readings_.error_style));
    if (const auto style = style_shown_by(seen_.hresult)) tell(Key::error_style, {*style});
  }

  template <class Enum>
  void tell(Key key, std::initializer_list<Enum> answers) {
    checks_.tells(told(readings_, key, answers));
  }

  void null_pointer() {
    const bool creation = seen_.method == "CreateSession";
    const std::string_view requirement = creation ? "AS-068a" : "AS-090a";
    checks_.require(requirement, seen_.method + " with a null pointer", code_name(code::e_pointer), code(),
                    is(code::e_pointer));
    if (seen_.request_sent) {
      checks_.advise(creation ? "AS-068a" : "AS-090b", seen_.method + " with a null pointer, request sent", "no",
                     yes_no(*seen_.request_sent), !*seen_.request_sent);
    }
  }

  void invalid_state() {
    const std::string what = "put_State(" + (seen_.argument ? std::to_string(*seen_.argument) : "nothing") + ")";
    checks_.require("AS-059", what, code_name(code::e_invalid_argument), code(), is(code::e_invalid_argument));
    if (seen_.request_sent) {
      checks_.require("AS-059", what + ", request sent", "no", yes_no(*seen_.request_sent), !*seen_.request_sent);
    }
    unchanged("AS-059", what);
  }

  void unchanged(std::string_view requirement, const std::string& what) {
    if (seen_.state_before && seen_.state_after) {
      checks_.require(requirement, what + ", state afterwards", state_name(*seen_.state_before),
                      state_name(*seen_.state_after), *seen_.state_before == *seen_.state_after);
    }
    if (seen_.events_raised) {
      checks_.require(requirement, what + ", events", "none", std::to_string(*seen_.events_raised),
                      *seen_.events_raised == 0);
    }
  }

  void local() {
    if (!seen_.stalled_elsewhere) return;
    const Span took = elapsed();
    checks_.advise("AS-101", seen_.method + " beside a stalled request", "within " + text_of_length(prompt_local),
                   text_of_length(took.shortest), took.shortest <= prompt_local);
  }

  void timed_out() {
    const Span took = elapsed();
    const std::string window =
        low_ == high_ ? text_of_length(low_) : text_of_length(low_) + " to " + text_of_length(high_);
    const Verdict in_window = judge_within(took, low_, high_);
    checks_.add("AS-097", seen_.method, "a failure after " + window, code() + " after " + text_of_length(took.shortest),
                failed(seen_.hresult) ? in_window : Verdict::fail);
    checks_.require("AS-098", seen_.method, code_name(code::tapi_timeout), code(), is(code::tapi_timeout));
  }

  void either_side_of_the_edge() {
    const bool in_order = is(code::s_ok) || is(code::tapi_timeout) || seen_.refusal != RefusalCause::none;
    checks_.require("AS-097", seen_.method, "the answer, or " + code_name(code::tapi_timeout), code(), in_order);
  }

  void answered_in_time() {
    if (seen_.stalled_elsewhere && !seen_.reply_withheld) {
      const Span took = elapsed();
      checks_.require("AS-106", seen_.method + " beside a stalled request", "within " + text_of_length(prompt_beside),
                      text_of_length(took.shortest), took.shortest <= prompt_beside);
    }
    if (seen_.refusal != RefusalCause::none) return refused();
    if (may_fail_.asked) return open_answer();
    if (seen_.reply_withheld || (is_getter(seen_.method) && failed(seen_.hresult)) || is(code::tapi_timeout)) {
      checks_.require("AS-099", seen_.method, "S_OK: the switch replied in time", code(), is(code::s_ok));
    }
    beside_and_after_others();
    if (seen_.timed_out_before) {
      checks_.require("AS-107", seen_.method + " after a timeout", "S_OK: the switch answers again", code(),
                      is(code::s_ok));
    }
  }

  // What becomes of other calls is nothing to this one.
  void beside_and_after_others() {
    constexpr std::string_view answered = "S_OK: the switch replied to it";
    if (seen_.refused_elsewhere) {
      checks_.require("AS-096", seen_.method + " after an error in another session", std::string{answered}, code(),
                      is(code::s_ok));
    }
    if (seen_.late_answer_meanwhile) {
      checks_.require("AS-102", seen_.method + " while a late answer to another call came", std::string{answered},
                      code(), is(code::s_ok));
    }
    if (seen_.late_answers_before > most_outstanding) {
      checks_.require(
          "AS-103",
          seen_.method + " after " + std::to_string(seen_.late_answers_before) + " answers that came too late",
          std::string{answered}, code(), is(code::s_ok));
    }
  }

  // The switch may have logged the agent on behind the application's back: then it must show the session.
  void creation_after_a_lost_one() {
    const std::string observed = code() + ", " + std::to_string(seen_.sessions_shown) + " shown";
    const bool none_then = is(code::s_ok) && seen_.sessions_shown == 0;
    checks_.require("AS-105", "CreateSession after one that timed out",
                    "S_OK where no session was shown, or one session shown", observed,
                    none_then || seen_.sessions_shown == 1);
  }

  // Nothing to tell, or nothing left to tell: an error may be the answer.
  void open_answer() {
    if (is(code::tapi_timeout)) {
      return checks_.require("AS-099", seen_.method, "an answer: the switch replied in time", code(), false);
    }
    const bool error = failed(seen_.hresult);
    const bool after_end = may_fail_.key == Key::ended_query;
    const std::string_view requirement = after_end ? "AS-126a" : "AS-033";
    const std::string what = seen_.method + (after_end ? " after the end of the session" : " without a call");
    const std::uint32_t held = tapi::answers_held(readings_, may_fail_.key);
    const bool error_held = (held & error_answer(may_fail_.key)) != 0;
    const bool value_held = (held & ~error_answer(may_fail_.key)) != 0;
    const std::string expected = std::string{value_held ? "S_OK" : ""} + (value_held && error_held ? " or " : "") +
                                 (error_held ? "a documented error" : "");
    checks_.require(requirement, what, expected, code(), error ? error_held : value_held);
    checks_.tells(
        told(readings_, may_fail_.key, error ? error_answer(may_fail_.key) : held & ~error_answer(may_fail_.key)));
  }

  static std::uint32_t error_answer(Key key) {
    return 1u << (key == Key::ended_query ? static_cast<unsigned>(Readings::EndedQuery::error)
                                          : static_cast<unsigned>(Readings::EmptyAverage::error));
  }

  void refused() {
    const std::string cause{cti::to_string(seen_.refusal)};
    if (seen_.reply_withheld) {
      checks_.require("AS-100", seen_.method, "the error that the switch replied in time (" + cause + ")", code(),
                      failed(seen_.hresult) && !is(code::tapi_timeout));
    }
    if (is_getter(seen_.method)) return refused_as("AS-092", cause);
    if (seen_.method == "put_State") return refused_as("AS-093", cause);
    if (seen_.method == "CreateSession") refused_log_on(cause);
  }

  void refused_as(std::string_view requirement, const std::string& cause) {
    const bool documented = code_in(set_, seen_.hresult, readings_.error_style);
    checks_.require(requirement, seen_.method, "a documented failure: the switch refused (" + cause + ")", code(),
                    failed(seen_.hresult) && documented && !is(code::tapi_timeout));
  }

  void refused_log_on(const std::string& cause) {
    if (seen_.refusal == RefusalCause::invalid_group || seen_.refusal == RefusalCause::invalid_address) {
      const bool raw = is(0x80000032) && readings_.error_style != tapi::Readings::ErrorStyle::mapped;
      checks_.require("AS-068b", "CreateSession (" + cause + ")", "E_INVALIDARG, raw or mapped", code(),
                      is(code::e_invalid_argument) || raw);
    } else if (seen_.refusal == RefusalCause::out_of_service) {
      checks_.require("AS-068c", "CreateSession (" + cause + ")", code_name(code::e_unexpected), code(),
                      is(code::e_unexpected));
    }
    refused_as("AS-070", cause);
    if (seen_.session_created) {
      checks_.require("AS-070", "session after a refused log-on", "none", *seen_.session_created ? "one" : "none",
                      !*seen_.session_created);
    }
  }

  void set_state() {
    if (is(code::tapi_timeout)) return;  // the outcome is unknown, events will tell
    const std::int32_t wanted = *seen_.argument;
    const std::string what = "put_State(" + state_name(wanted) + ")";
    if (failed(seen_.hresult)) unchanged("AS-060", what + " failed");
    if (!seen_.state_before) return;
    open_put_state(*seen_.state_before, wanted);
    const std::int32_t before = *seen_.state_before;
    const bool granted = seen_.refusal == RefusalCause::none && reply_time() == Reply::in_time;
    const bool listed = transition_listed(before, wanted);
    const bool idle = before == state::not_ready || before == state::ready;
    const bool idle_wanted = wanted == state::ready || wanted == state::not_ready;
    if (granted && listed && idle && idle_wanted) reaches("AS-057", what, wanted);
    if (granted && listed && wanted == state::session_ended) {
      // During a call or wrap-up the log-out may wait for its end.
      idle ? reaches("AS-058", what, wanted) : succeeds("AS-058", what);
    }
    if (!listed && before != wanted && seen_.state_after) {
      checks_.require("AS-061", what + " in " + state_name(before), "no S_OK with that state",
                      code() + ", " + state_name(*seen_.state_after),
                      !(is(code::s_ok) && *seen_.state_after == wanted));
    }
  }

  // What the documents leave open of a put_State: during a call, of the state that it is in, of a call's states.
  void open_put_state(std::int32_t before, std::int32_t wanted) {
    const bool idle_state = wanted == state::ready || wanted == state::not_ready;
    if (!seen_.state_after || reply_time() != Reply::in_time) return;
    if (before == wanted) return put_same_state();
    if (before == state::busy_on_call && idle_state) return put_while_busy(wanted);
    if (asks_for_talk(seen_) && before != state::session_ended) put_call_state(wanted);
  }

  template <class Enum>
  void hold_to(std::string_view requirement, const std::string& what, Key key, Enum answer) {
    const std::uint32_t bit = 1u << static_cast<unsigned>(answer);
    const std::uint32_t held = tapi::answers_held(readings_, key);
    const std::string in_order = tapi::value_text(readings_, key);
    const tapi::KeyRow& row = tapi::row_of(key);
    const std::string expected = tapi::is_open(readings_, key) ? "any documented answer" : in_order;
    checks_.require(requirement, what, expected, std::string{row.answers[static_cast<std::size_t>(answer)].word},
                    (held & bit) != 0);
    checks_.tells(told(readings_, key, bit));
  }

  void put_same_state() {
    using enum Readings::SamePut;
    hold_to("AS-057", "put_State of the state that it is in", Key::put_same_state,
            failed(seen_.hresult) ? refused : granted);
  }

  void put_while_busy(std::int32_t wanted) {
    using enum Readings::BusyPut;
    const bool there = *seen_.state_after == wanted;
    hold_to("AS-062", "put_State(" + state_name(wanted) + ") during a call", Key::busy_put_policy,
            failed(seen_.hresult) ? reject
            : there               ? immediate
                                  : deferred);
  }

  void put_call_state(std::int32_t wanted) {
    using enum Readings::CallPut;
    const bool there = *seen_.state_after == wanted;
    hold_to("AS-061", "put_State(" + state_name(wanted) + ") by a client", Key::put_call_state,
            failed(seen_.hresult) ? refused
            : there               ? granted
                                  : ignored);
  }

  void succeeds(std::string_view requirement, const std::string& what) {
    checks_.require(requirement, what, "S_OK", code(), is(code::s_ok));
  }

  void reaches(std::string_view requirement, const std::string& what, std::int32_t wanted) {
    succeeds(requirement, what);
    if (!seen_.state_after) return;
    checks_.require(requirement, what + ", state afterwards", state_name(wanted), state_name(*seen_.state_after),
                    *seen_.state_after == wanted);
  }

  const ObservedAnswer& seen_;
  const tapi::Readings& readings_;
  const ErrorIsAnAnswer& may_fail_;
  Checks& checks_;
  ReturnSet set_;
  Duration low_;
  Duration high_;
};

}  // namespace

std::vector<verdict::Check> Oracle::judge_answer(const ObservedAnswer& seen) const {
  const Interval& at = seen.answered ? *seen.answered : seen.judged_at;
  Checks checks{seen.session, at.latest, "answer at the API against the request's fate at the switch"};
  AnswerJudge{seen, configuration_, readings_, error_is_an_answer(seen), checks}.judge();
  return std::move(checks).result();
}

ErrorIsAnAnswer Oracle::error_is_an_answer(const ObservedAnswer& seen) const {
  const auto named = sessions_.find(seen.session);
  if (named == sessions_.end() || return_set_of(seen.method) != ReturnSet::asked || seen.null_out) return {};
  const Timeline timeline{*this, named->second, seen.asked};
  if (timeline.logged_off()) return {true, Key::ended_query};
  const bool average = seen.method.starts_with("get_Average");
  return average && timeline.truth().counted == 0 ? ErrorIsAnAnswer{true, Key::empty_average} : ErrorIsAnAnswer{};
}

bool Oracle::in_order_by_reading(const ObservedAnswer& seen) const {
  if (!seen.answered || seen.hresult == code::tapi_timeout || seen.reply_withheld) return false;
  if (!code_in(return_set_of(seen.method), seen.hresult, readings_.error_style)) return false;
  const bool error = failed(seen.hresult);
  // The answers that an error, or S_OK, may be.
  const auto held = [&](Key key, auto error_answer) {
    const std::uint32_t bit = 1u << static_cast<unsigned>(error_answer);
    return (tapi::answers_held(readings_, key) & (error ? bit : ~bit)) != 0;
  };
  if (const ErrorIsAnAnswer open = error_is_an_answer(seen); open.asked) {
    return open.key == Key::ended_query ? held(open.key, Readings::EndedQuery::error)
                                        : held(open.key, Readings::EmptyAverage::error);
  }
  if (seen.method != "put_State" || !seen.state_before || !seen.argument) return false;
  if (*seen.state_before == *seen.argument) return held(Key::put_same_state, Readings::SamePut::refused);
  if (asks_for_talk(seen)) return held(Key::put_call_state, Readings::CallPut::refused);
  const bool idle_state = *seen.argument == state::ready || *seen.argument == state::not_ready;
  return *seen.state_before == state::busy_on_call && idle_state &&
         held(Key::busy_put_policy, Readings::BusyPut::reject);
}

std::string_view Oracle::requirement_of_answer(const ObservedAnswer& seen) const {
  if (seen.null_out) return seen.method == "CreateSession" ? "AS-068a" : "AS-090a";
  const Duration low = readings_.timeout - readings_.timeout_low - configuration_.timeout_early;
  const bool late = seen.reply_withheld && (!seen.reply_given || seen.reply_given->latest > seen.asked.earliest + low);
  if (late) return "AS-097";
  if (seen.reply_withheld) return seen.refusal == RefusalCause::none ? "AS-099" : "AS-100";
  if (seen.late_answer_meanwhile) return "AS-102";
  if (seen.stalled_elsewhere) return return_set_of(seen.method) == ReturnSet::asked ? "AS-106" : "AS-101";
  if (seen.timed_out_before) return "AS-107";
  if (seen.refusal == RefusalCause::none) return "AS-091";
  return seen.method == "put_State" ? "AS-093" : seen.method == "CreateSession" ? "AS-070" : "AS-092";
}

}  // namespace acdloop::oracle
