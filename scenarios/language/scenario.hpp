// SPDX-License-Identifier: Apache-2.0
// A scenario as checked values: who plays (cast), what happens (steps), which requirements it covers. Made by the
// loader (loader.hpp), played by the emulator and by the conformance runner. Executes nothing, knows no wire.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::scenarios {

// Place in the file, both counted from one.
struct Mark {
  int line = 0;
  int column = 0;
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct WrapUp {
  enum class Kind : std::uint8_t { none, manual, timed };
  Kind kind = Kind::none;
  Duration limit{};  // timed
  friend bool operator==(const WrapUp&, const WrapUp&) = default;
};

// A call that has waited so long in a group's queue goes to the end of another one's.
struct Overflow {
  Duration after{};
  cti::AcdGroupId to;
  friend bool operator==(const Overflow&, const Overflow&) = default;
};

inline constexpr int best_priority = 1;
inline constexpr int usual_priority = 5;
inline constexpr int last_priority = 10;

struct GroupSpec {
  cti::AcdGroupId name;
  std::string pilot;
  WrapUp wrap_up;
  std::optional<Duration> ring_limit;  // ring-no-answer: the call goes back to the queue after this long
  int priority = usual_priority;       // best_priority to last_priority: which queue an agent of several serves first
  std::optional<Overflow> overflow{};
  std::optional<Duration> end_of_guide{};  // a call that has waited so long is disconnected
  Mark mark{};
};

struct AgentSpec {
  cti::AgentId name;
  std::string id;   // the number dialled at log-in
  cti::Address at;  // the usual desk
  std::vector<cti::AcdGroupId> groups;
  bool configured = true;            // false: the switch has never heard of this agent
  std::optional<std::string> pin{};  // what the switch knows; absent: the agent has none
  Mark mark{};
};

struct Cast {
  std::vector<GroupSpec> groups;
  std::vector<AgentSpec> agents;
  const GroupSpec* group(const cti::AcdGroupId& name) const;
  const AgentSpec* agent(const cti::AgentId& name) const;
};

// The calendar of the run. Zones are POSIX rules: "CET-1CEST,M3.5.0,M10.5.0/3".
struct ClockSpec {
  std::optional<std::chrono::sys_seconds> starts;  // what the clock on the wall shows when the story begins
  std::string zone;                                // empty: the wall shows UTC
};

// Where somebody dials to: exactly one of the three.
struct Destination {
  std::optional<cti::AcdGroupId> group;
  std::optional<cti::AgentId> agent;  // her own desk
  std::string number;                 // anything else, as dialled
};

// --- verbs through the API under test -------------------------------------------------------------------------
// `expected_error`: the HRESULT's name; absent = the step must succeed, or the scenario goes no further.
struct Pin {
  std::optional<std::string> digits;  // absent: NULL is handed in
};
struct LogIn {
  cti::AgentId agent;
  cti::AcdGroupId group;
  std::string as;                  // the session's name from here on
  std::optional<cti::Address> at;  // another desk than the usual one
  std::optional<std::string> expected_error;
  std::optional<Pin> pin{};         // absent: logged in without asking for one
  bool agent_without_id = false;    // the agent object was made by name alone
  bool null_out = false;            // no place for the session is handed in
  std::optional<std::string> by{};  // the listener whose application logs in; absent: the usual one
};
struct LogOut {
  std::string session;
  std::optional<std::string> expected_error;
};
// `as` given: the call is started and the story goes on; an `expect: { answer: … }` judges it later.
struct RequestState {
  std::string session;
  std::int32_t state = 0;  // ASST_ number, or any other number to see it refused
  std::optional<std::string> as;
  std::optional<std::string> expected_error;
};
// Exactly one of session, agent, queue and group is asked.
struct Query {
  std::string session;
  std::string figure;  // the scenario's word of a method: "call_time", "calls", "state", …; "every" = all getters
  bool null_out = false;
  std::optional<std::string> as;
  std::optional<std::string> expected_error;
  int times = 1;  // so many at once
  std::optional<cti::AgentId> agent{};
  std::optional<cti::AcdGroupId> queue{};
  std::optional<cti::AcdGroupId> group{};
};
// A second application with an event filter of its own; named again, its mask is replaced.
struct Listen {
  std::string as;
  std::optional<std::int32_t> filter;  // TAPI_EVENT bits; absent: put_EventFilter is never called
};
// A raw request on the line beneath the API (TAPI 2.2), made by another application; what must come of it follows from
// the request itself.
enum class LineAct : std::uint8_t {
  info,          // lineGetAgentSessionInfo, by the handle of a session or by any number
  list,          // lineGetAgentSessionList of an agent
  next_state,    // lineSetAgentSessionState with state 0 and a next state
  second_proxy,  // another proxy registers for what is served already
  close_proxy,   // the proxy closes its line
  open_proxy,    // and opens it again
  release,       // LINE_AGENTSESSIONSTATUS: the session is RELEASED
  update,        // LINE_AGENTSESSIONSTATUS: UPDATEINFO alone
};
std::string_view to_string(LineAct act);
std::optional<LineAct> line_act_from(std::string_view word);
struct LineRequest {
  LineAct act = LineAct::info;
  std::string session;
  std::optional<std::int32_t> handle;  // in place of the session's
  std::optional<cti::AgentId> agent;   // list
  std::int32_t total = 76;             // dwTotalSize of an info
  std::int32_t next = 0;               // ASST_ number
  int times = 1;                       // so many at once
};
// put_MeasurementPeriod of an agent or of a group's queue.
struct Measure {
  std::optional<cti::AgentId> agent;
  std::optional<cti::AcdGroupId> queue;
  Duration period{};  // whole seconds
  std::optional<std::string> expected_error;
};

// --- hands: people at their phones ----------------------------------------------------------------------------
struct PlaceCall {
  std::string as;
  std::optional<cti::AcdGroupId> to_group;
  std::optional<cti::AgentId> to_agent;  // a direct call to the agent's desk
  std::string from;
};
struct Answer {
  cti::AgentId agent;
};
struct Hold {
  cti::AgentId agent;
};
struct Retrieve {
  cti::AgentId agent;
};
struct HangUp {
  std::optional<cti::AgentId> agent;
  std::optional<std::string> caller;  // the call's name
};
struct Finish {
  cti::AgentId agent;
};  // the wrap-up key
// An agent dials from her own phone: a private call.
struct Dial {
  cti::AgentId agent;
  Destination to;  // an agent or a number
  std::string as;
};
// The call in hand is held and somebody else is called.
struct Consult {
  cti::AgentId agent;
  Destination to;
  std::string as;
};
struct Transfer {
  cti::AgentId agent;
  std::optional<Destination> to;  // absent: the held and the consulted party are joined
};
// All three talk.
struct Conference {
  cti::AgentId agent;
};
// A supervisor, or the switch itself.
struct ForceLogOut {
  cti::AgentId agent;
  std::optional<cti::AcdGroupId> group;  // absent: every group of the agent
};
struct RemoveGroup {
  cti::AcdGroupId group;
};
// Nothing but `after`; or until a traffic is over.
struct Wait {
  std::optional<std::string> until;
};
// So many calls in so long, on average.
struct Rate {
  std::int64_t calls = 1;
  Duration per = std::chrono::hours{1};
  friend bool operator==(const Rate&, const Rate&) = default;
};
// How long something takes that is not the same each time.
struct Spread {
  enum class Kind : std::uint8_t { fixed, uniform, exponential };
  Kind kind = Kind::fixed;
  Duration low{};   // fixed: always; exponential: the mean
  Duration high{};  // uniform
  friend bool operator==(const Spread&, const Spread&) = default;
};
enum class Arrivals : std::uint8_t { poisson, fixed };
std::string_view to_string(Arrivals arrivals);
std::optional<Arrivals> arrivals_from(std::string_view word);
// Many callers of one group, and agents who answer them by habit (traffic.hpp, crowd.hpp). The story goes on at once.
struct Traffic {
  std::string as;
  cti::AcdGroupId to;
  Rate rate;
  Arrivals arrivals = Arrivals::poisson;
  Duration lasting{};              // new calls come for so long
  std::optional<Spread> patience;  // absent: nobody gives up
  Spread answer_after{Spread::Kind::fixed, std::chrono::seconds{3}, {}};
  Spread talk;
  std::optional<Spread> wrap_up;  // absent: no key is pressed
  std::int32_t seed = 1;
};

// --- faults ---------------------------------------------------------------------------------------------------
// The next `count` requests of that kind are carried out at once but answered late or never. Keep-alives go on.
struct Withhold {
  cti::RequestKind request = cti::RequestKind::query_agent_state;
  std::optional<Duration> reply_after;  // absent = never
  int count = 1;
  bool duplicate = false;  // the late answer comes twice
};
// The next `count` requests of that kind are not carried out but refused.
struct Refuse {
  cti::RequestKind request = cti::RequestKind::query_agent_state;
  cti::RefusalCause cause = cti::RefusalCause::generic;
  Duration reply_after{};  // zero: at once
  int count = 1;
};
// The link between switch and application is gone until it is restored, or for that long.
struct Cut {
  std::optional<Duration> lasting;
};
struct Restore {};
// Somebody sets the clock on the wall; the time that passes is not touched.
struct StepClock {
  Duration by{};  // negative: back
};

// --- judge ----------------------------------------------------------------------------------------------------
struct ExpectedFigure {
  std::string figure;      // "call_time"
  Duration time{};         // the truth of a time figure
  std::int64_t count = 0;  // the truth of "calls"
  Mark mark{};
};
struct ExpectSession {
  std::string session;
  std::optional<std::int32_t> state;  // ASST_ number
  std::vector<ExpectedFigure> figures;
  bool all_figures = false;        // every figure, each as the oracle has it
  std::optional<Duration> within;  // patience for the state; absent = now
};
struct ExpectAgent {
  cti::AgentId agent;
  std::vector<ExpectedFigure> figures;
  bool all_figures = false;
  std::optional<std::vector<std::string>> sessions;  // that her object lists, in any order
};
struct ExpectQueue {
  cti::AcdGroupId queue;
  std::vector<ExpectedFigure> figures;
  bool all_figures = false;
};
struct ExpectAnswer {
  std::string answer;                // `as:` of a query or request
  std::optional<std::string> error;  // the HRESULT's name; absent = S_OK
  std::optional<Duration> at;        // when it comes, from the moment of asking
};
struct Never {
  std::string session;
  std::int32_t state = 0;
  Duration during{};
};

struct Step {
  std::variant<LogIn, LogOut, RequestState, Query, Listen, Measure, LineRequest, PlaceCall, Answer, Hold, Retrieve,
               HangUp, Finish, Dial, Consult, Transfer, Conference, ForceLogOut, RemoveGroup, Wait, Traffic, Withhold,
               Refuse, Cut, Restore, StepClock, ExpectSession, ExpectAgent, ExpectQueue, ExpectAnswer, Never>
      verb;
  // From the step before; for `answer`, from the moment the phone begins to ring if that is later.
  Duration after{};
  Mark mark{};
};
std::string_view verb_name(const Step& step);  // as written in the file: "log_in"
bool is_api(const Step& step);
bool is_hands(const Step& step);
bool is_judge(const Step& step);

struct Scenario {
  std::string id;  // "session/wrap-up-counts-into-call-time": its place in the suite; of an instance "…[wrap_up=none]"
  std::string instance{};  // "wrap_up=none": of a file with a matrix
  std::string file;
  std::string title;
  std::vector<std::string> covers;     // requirement ids
  std::vector<cti::Capability> needs;  // written and computed from cast and verbs
  bool virtual_only = false;           // judges an edge that only the virtual clock can hit
  Cast cast;
  ClockSpec clock;
  std::vector<Step> steps;
};

}  // namespace acdloop::scenarios
