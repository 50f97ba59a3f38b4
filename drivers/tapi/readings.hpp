// SPDX-License-Identifier: Apache-2.0
// Open points of the TAPI text, one key each, with the answer that is held: plain data, one set per run, printed in
// every report. The façade behaves by them, the oracle permits by them; neither asks the other.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/time/time_point.hpp"

namespace acdloop::tapi {

// Yes, no, or left open. Where a plain yes or no is wanted, open counts as no.
class Maybe {
 public:
  constexpr Maybe(bool yes) : answer_{yes ? std::uint8_t{2} : std::uint8_t{1}} {}
  static constexpr Maybe any() { return Maybe{}; }
  constexpr bool open() const { return answer_ == 0; }
  explicit constexpr operator bool() const { return answer_ == 2; }
  friend constexpr bool operator==(Maybe, Maybe) = default;

 private:
  constexpr Maybe() : answer_{0} {}
  std::uint8_t answer_;
};

// What every key means, which answers it has and what they decide stands in readings.cpp, the one table of which
// parsing, printing and docs/readings.md are made. `any` (of error_style: either) leaves the question open: every
// answer is in order, and the one that was seen is reported.
struct Readings {
  enum class Version : std::uint8_t { tapi_3_1 };
  Version tapi_version = Version::tapi_3_1;
  Maybe hold_in_talk = false;
  Maybe ring_in_call = false;
  enum class CountAt : std::uint8_t { any, answer, release, wrapup_end };
  CountAt count_at = CountAt::any;
  Maybe live_totals = Maybe::any();
  // The last five stand for several of the others.
  enum class Rounding : std::uint8_t {
    any,
    floor_total,
    nearest_total,
    ceil_total,
    floor_per_call,
    nearest_per_call,
    ceil_per_call,
    clock_edges,
    floor,
    nearest,
    ceil,
    any_total,
    any_per_call
  };
  Rounding rounding = Rounding::any;
  // Of our own façade: which figures it tells.
  enum class FiguresFrom : std::uint8_t { timeline, phone_switch };
  FiguresFrom figures_from = FiguresFrom::timeline;
  enum class AnswerFrom : std::uint8_t { any, offered, queued };
  AnswerFrom tta_start = AnswerFrom::offered;
  Maybe unanswered_in_tta = Maybe::any();
  enum class Predictive : std::uint8_t { outgoing };
  Predictive predictive_counts_as = Predictive::outgoing;
  enum class CutCall : std::uint8_t { any, counted, dropped };
  CutCall cut_call = CutCall::any;
  enum class EmptyAverage : std::uint8_t { any, zero, error };
  EmptyAverage empty_average = EmptyAverage::any;
  enum class OnOtherCall : std::uint8_t { any, unchanged, not_ready };
  OnOtherCall session_state_on_non_acd = OnOtherCall::any;
  enum class CallEnd : std::uint8_t { idle };
  CallEnd call_end_at = CallEnd::idle;
  enum class Initial : std::uint8_t { any, not_ready, ready };
  Initial initial_state = Initial::any;
  enum class Next : std::uint8_t { ignored };
  Next next_state = Next::ignored;
  enum class BusyPut : std::uint8_t { any, immediate, deferred, reject };
  BusyPut busy_put_policy = BusyPut::any;
  enum class SamePut : std::uint8_t { any, granted, refused };
  SamePut put_same_state = SamePut::any;
  enum class CallPut : std::uint8_t { any, refused, granted, ignored };
  CallPut put_call_state = CallPut::any;
  enum class SecondSession : std::uint8_t { any, same, another, refused };
  SecondSession second_session = SecondSession::any;
  enum class Zone : std::uint8_t { any, local, utc };
  Zone start_time_zone = Zone::any;
  enum class RateScale : std::uint8_t { one, ten };
  RateScale overall_rate_scale = RateScale::one;
  enum class EndedQuery : std::uint8_t { any, final, error };
  EndedQuery ended_query = EndedQuery::any;
  enum class ListEnded : std::uint8_t { any, out, in };
  ListEnded list_ended = ListEnded::any;
  enum class EverScope : std::uint8_t { period, ever };
  EverScope longest_ever_scope = EverScope::period;
  enum class ErrorStyle : std::uint8_t { either, raw, mapped };
  ErrorStyle error_style = ErrorStyle::either;
  Duration timeout = std::chrono::seconds{120};
  Duration timeout_low{};   // so much earlier is in order too
  Duration timeout_high{};  // so much later
  Duration settle = std::chrono::seconds{2};
  Duration skew = std::chrono::seconds{1};
  friend bool operator==(const Readings&, const Readings&) = default;
};

// In the order of the table.
enum class Key : std::uint8_t {
  tapi_version,
  hold_in_talk,
  ring_in_call,
  count_at,
  live_totals,
  rounding,
  figures_from,
  tta_start,
  unanswered_in_tta,
  predictive_counts_as,
  cut_call,
  empty_average,
  session_state_on_non_acd,
  call_end_at,
  initial_state,
  next_state,
  busy_put_policy,
  put_same_state,
  put_call_state,
  second_session,
  start_time_zone,
  overall_rate_scale,
  ended_query,
  list_ended,
  longest_ever_scope,
  error_style,
  timeout,
  timeout_low,
  timeout_high,
  settle,
  skew
};
inline constexpr int key_count = static_cast<int>(Key::skew) + 1;

// One answer. Answers are numbered as they stand in the row, and so are the values of the key's enumeration.
struct AnswerRow {
  std::string_view word;
  std::string_view meaning;
  std::uint32_t stands_for;  // bits of answers: its own alone, or several where it leaves the choice between them
};

struct KeyRow {
  enum class Kind : std::uint8_t { choice, duration };
  Key key = Key::tapi_version;
  std::string_view word = {};
  std::string_view question = {};
  // Requirement ids, separated by blanks; empty: what is compared, not what is demanded. The first is broken where two
  // answers are given in one run.
  std::string_view decides = {};
  std::string_view ours = {};    // the answer that our own switch and façade give while the key is open; else empty
  std::string_view cannot = {};  // answers that our own switch and façade cannot give, separated by blanks
  std::string_view later = {};   // documented answers that cannot be held yet, and why; usually empty
  std::string_view last_resort = {};  // the answer that agrees with whatever another agrees with, and more
  Kind kind = Kind::choice;
  std::vector<AnswerRow> answers = {};  // choice
  Duration least{}, most{};             // duration: the bounds, both included
  std::uint8_t (*get)(const Readings&) = nullptr;
  void (*set)(Readings&, std::uint8_t) = nullptr;
  Duration Readings::*length = nullptr;
};

const std::array<KeyRow, key_count>& key_rows();
const KeyRow& row_of(Key key);
const KeyRow* find_key(std::string_view word);

// The number of an answer, or -1.
int answer_number(const KeyRow& row, std::string_view word);
// The requirement that two answers in one run break; empty where no answer decides one.
std::string_view requirement_of(const KeyRow& row);
// The answers that are in order by what is held: bits of answers that stand for themselves alone.
std::uint32_t answers_held(const Readings& readings, Key key);
// More than one answer is in order.
bool is_open(const Readings& readings, Key key);
// The same with one key answered. Choices only.
Readings answered(Readings readings, Key key, std::uint8_t answer);
// Every way in which the open ones of these keys may be answered; what is held elsewhere stays. Never empty.
std::vector<Readings> ways(const Readings& readings, std::initializer_list<Key> keys);
// Is that an answer which our own switch and façade can give?
bool can_behave(const KeyRow& row, std::string_view answer);
// Every open key, and every one held otherwise than our own can behave, answered as our own façade answers it.
// initial_state stays open: the wire decides.
Readings settled(const Readings& readings);

// "floor_total", "120 s".
std::string value_text(const Readings& readings, Key key);
// Key and value of every reading, in the order of the table, for report headers.
std::vector<std::pair<std::string, std::string>> describe(const Readings& readings);

}  // namespace acdloop::tapi
