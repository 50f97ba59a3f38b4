// SPDX-License-Identifier: Apache-2.0
// The language as data: every verb, every key, what its value is, and a sentence of help. Drives the loader; the JSON
// Schema and the reference page are made from the same rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace acdloop::scenarios {

enum class VerbKind : std::uint8_t { api, hands, fault, judge };
std::string_view to_string(VerbKind kind);

enum class ValueType : std::uint8_t {
  text,            // one line for people
  scenario_id,     // topic/behaviour
  requirements,    // list of requirement ids
  capabilities,    // list of words of `needs:`
  boolean,         // true or false
  map,             // a map with rows of its own
  named_maps,      // name -> map with rows of its own
  values,          // name -> a single value, for `$name`
  value_lists,     // name -> list of single values, one for each instance
  steps,           // list of maps with one verb each
  digits,          // a number as dialled, in quotes
  duration,        // 4.2s
  wrap_up,         // manual, none or a duration
  groups,          // list of groups of the cast
  priority,        // 1 (best) to 10
  overflow,        // after how long to which group: a map with rows of its own
  pin,             // digits in quotes, or ~ for none at all
  date_time,       // 2026-03-29 00:30:00, in quotes
  zone_rule,       // CET-1CEST,M3.5.0,M10.5.0/3, in quotes
  shift,           // +1h, -90s: a duration with a sign
  agent,           // an agent of the cast
  group,           // a group of the cast
  destination,     // a group or an agent of the cast
  any_number,      // a group, an agent, or a number in quotes
  desk_or_number,  // an agent, or a number in quotes
  new_session,     // a name that this step gives to a session
  new_call,        // … to a call
  new_answer,      // … to the answer of a request
  listener,        // … to an application, or one that has it already
  old_listener,    // an application named before
  sessions,        // list of sessions named before
  session,         // a session named before
  call,            // a call named before
  answer,          // an answer named before
  new_traffic,     // … to a traffic
  traffic,         // a traffic named before
  rate,            // 60 per hour
  arrivals,        // poisson or fixed
  spread,          // 30s, exponential 180s, uniform 10s..30s
  state,           // a session state
  whole_number,    // any 32-bit number
  count,           // 1 to 1000
  filter,          // none, or a list of kinds of TAPI events
  refusal_cause,   // why a switch may refuse
  figure,          // a figure's word, or every
  error_name,      // an HRESULT's name
  line_act,        // a raw request on the line beneath the API
  request_kind,    // what a computing function may ask
  word_never,      // the word never
  word_all,        // the word all
};
// What a value of that type is called in a message: "a duration".
std::string_view described(ValueType type);

struct KeyRow {
  std::string_view owner;  // "scenario", "cast", "group", "agent", or the verb
  std::string_view key;
  ValueType type;
  bool required;
  std::string_view help;
};
// Rows of one owner stand together, in the order in which they are best written.
std::span<const KeyRow> keys();
std::span<const KeyRow> keys_of(std::string_view owner);

struct VerbRow {
  std::string_view verb;
  VerbKind kind;
  std::string_view short_key;  // `wait: 30s` is `wait: { for: 30s }`; empty: only the map form
  bool takes_figures;          // figure words are keys too: `talk_time: 30.2s`
  std::string_view help;
};
std::span<const VerbRow> verbs();
const VerbRow* find_verb(std::string_view verb);

// How much the language takes.
inline constexpr int longest_title = 120;          // code points, on one line
inline constexpr std::size_t longest_number = 24;  // keys of a number that is dialled
inline constexpr std::size_t most_members = 256;   // groups, and agents
inline constexpr std::size_t most_steps = 2000;
inline constexpr std::int64_t most_at_once = 1000;  // of a `count`
inline constexpr std::size_t most_traffic = 1000;   // calls of all traffics of a story

// May a duration under that key be nothing? Patience and limits of nothing would make a check or a switch that cannot
// be.
bool may_be_zero(std::string_view owner, std::string_view key);

// Exactly one, or at most one, of some keys may be given.
struct ChoiceRow {
  std::string_view owner;
  std::string_view keys[4];
  bool required;
  std::string_view help;
};
std::span<const ChoiceRow> choices();

// A key that stands only beside one of some others.
struct CompanionRow {
  std::string_view owner;
  std::string_view key;
  std::string_view beside[3];
  std::string_view help;
};
std::span<const CompanionRow> companions();

// What must be given when a key has a certain word.
struct WordRow {
  std::string_view owner;
  std::string_view key;
  std::string_view word;
  std::string_view needs[2];
  bool any;  // one of them will do
};
std::span<const WordRow> word_needs();

}  // namespace acdloop::scenarios
