// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "conformance/catalogue/tables.hpp"

namespace acdloop::catalogue {
namespace {

using enum Level;
using enum Strength;
using enum Maker;
using cti::Capability;

constexpr std::string_view state = "get_State against the facts";
constexpr std::string_view events = "events at the API against the facts";
constexpr std::string_view order = "events at the API against the documents";
constexpr std::string_view answer = "answer at the API against the request's fate at the switch";
constexpr std::string_view identity = "objects handed out against those the session was created with";
constexpr std::string_view filter = "events at the API against the filter in force";
constexpr std::string_view proxy = "proxy traffic against the documents";
constexpr Part parts_of_056[] = {{.id = "AS-056a", .name = "not ready or ended"},
                                 {.id = "AS-056b", .name = "in wrap-up", .strength = soft}};
constexpr Part parts_of_068[] = {{.id = "AS-068a", .name = "null pointer"},
                                 {.id = "AS-068b", .name = "wrong group or address"},
                                 {.id = "AS-068c", .name = "a line that cannot be opened"}};
constexpr Part parts_of_069[] = {{.id = "AS-069a", .name = "agent without an id"},
                                 {.id = "AS-069b", .name = "missing PIN"}};
constexpr Part parts_of_072[] = {{.id = "AS-072a", .name = "figures"}, {.id = "AS-072b", .name = "states"}};
constexpr Part parts_of_073[] = {{.id = "AS-073a", .name = "the new session starts from zero"},
                                 {.id = "AS-073b", .name = "the ended one keeps its figures"}};
constexpr Part parts_of_074[] = {{.id = "AS-074a", .name = "is announced", .strength = soft},
                                 {.id = "AS-074b", .name = "not twice", .strength = hard}};
constexpr Part parts_of_080[] = {{.id = "AS-080a", .name = "0 to 5"},
                                 {.id = "AS-080b",
                                  .name = "null pointer",
                                  .observed = Observed::no,
                                  .unseen = "a notification is a C++ value: it has no method that takes a pointer"}};
constexpr Part parts_of_084[] = {{.id = "AS-084a", .name = "not to the proxy itself"},
                                 {.id = "AS-084b", .name = "to every other application"}};
constexpr Part parts_of_088[] = {{.id = "AS-088a", .name = "replaces"}, {.id = "AS-088b", .name = "is given back"}};
constexpr std::array table{
    Requirement{"AS-048", "get_State gives one of the five numbers 0 to 4.",
                "ITAgentSession::get_State; AGENT_SESSION_STATE", must, hard, state, ""}
        .made_by(facade),
    Requirement{"AS-049", "A session changes its state only by one of the twelve listed transitions.",
                "AGENT_SESSION_STATE remarks", must, hard, order, ""},
    Requirement{"AS-050", "BUSY_ON_CALL is entered from READY only.", "AGENT_SESSION_STATE remarks", must, hard, order,
                ""},
    Requirement{"AS-051", "BUSY_WRAPUP is entered from BUSY_ON_CALL only.", "AGENT_SESSION_STATE remarks", must, hard,
                order, ""}
        .needing({Capability::wrap_up_end_visible}),
    Requirement{"AS-052", "Nothing follows SESSION_ENDED: no state and no event of a state.",
                "AGENT_SESSION_STATE remarks", must, hard, order, ""},
    Requirement{"AS-053", "A new session is NOT_READY or READY.", "ITAgent::CreateSession; AGENT_SESSION_STATE remarks",
                derived, hard, state, "initial_state"},
    Requirement{"AS-054",
                "The session is BUSY_ON_CALL while its agent is connected to an ACD call of its group, held or not, "
                "and not without one.",
                "AGENT_SESSION_STATE", must, hard, state, ""}
        .needing({Capability::acd_call_distinct}),
    Requirement{"AS-055", "A call of another group makes the session neither BUSY_ON_CALL nor BUSY_WRAPUP.",
                "AGENT_SESSION_STATE", derived, hard, state, ""}
        .needing({Capability::separate_sessions_per_group}),
    Requirement{"AS-056", "No ACD call of the group comes to a session that is NOT_READY, in wrap-up or ended.",
                "LINEAGENTSESSIONSTATE_ constants", should, hard, events, ""}
        .in_parts(parts_of_056),
    Requirement{"AS-057", "READY asked for in NOT_READY, and NOT_READY in READY, succeeds and is reached.",
                "ITAgentSession::put_State; AGENT_SESSION_STATE remarks", derived, hard, answer, ""},
    Requirement{
        "AS-058",
        "SESSION_ENDED can be asked for in every live state and ends the session, at the latest after the call.",
        "ITAgentSession::put_State; AGENT_SESSION_STATE remarks", derived, hard, answer, "busy_put_policy"},
    Requirement{"AS-059",
                "A number that is no session state is refused with E_INVALIDARG before anything is sent or changed.",
                "ITAgentSession::put_State", must, hard, answer, ""}
        .made_by(facade),
    Requirement{"AS-060", "A put_State that fails changes no state and raises no event.",
                "ITAgentSession::put_State; lineSetAgentSessionState", derived, hard, answer, ""},
    Requirement{"AS-061", "A transition that is not listed is never both granted and carried out.",
                "AGENT_SESSION_STATE remarks", derived, hard, answer, ""},
    Requirement{"AS-062",
                "READY or NOT_READY granted during a call is reached when call and wrap-up are over, if not before.",
                "ITAgentSession::put_State", derived, hard, state, "busy_put_policy"}
        .needing({Capability::pending_state}),
    Requirement{"AS-063", "State zero with a next state leaves the present state as it is (TAPI 2.2).",
                "lineSetAgentSessionState", must, hard, proxy, ""}
        .at_the_line(),
    Requirement{
        "AS-064",
        "The state in LINEAGENTSESSIONINFO is exactly one bit, and the one that belongs to get_State (TAPI 2.2).",
        "LINEAGENTSESSIONINFO", must, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-065", "A session that the switch releases appears as ended.", "LINEAGENTSESSIONSTATE_ constants",
                derived, soft, proxy, ""}
        .at_the_line(),
    Requirement{"AS-066", "A new session hands out the agent, group and address it was created with.",
                "ITAgent::CreateSession", must, hard, identity, ""}
        .made_by(facade),
    Requirement{"AS-067", "Agent, group and address of a session never change.",
                "ITAgentSession::get_Agent, get_ACDGroup, get_Address", derived, hard, identity, ""}
        .made_by(facade),
    Requirement{"AS-068",
                "CreateSession refuses a null pointer with E_POINTER, a wrong group or address with E_INVALIDARG, a "
                "line that cannot be opened with E_UNEXPECTED.",
                "ITAgent::CreateSession", must, hard, answer, "error_style"}
        .made_by(facade)
        .in_parts(parts_of_068),
    Requirement{"AS-069", "CreateSessionWithPIN refuses an agent without an id, and a missing PIN.",
                "ITAgent::CreateSessionWithPIN", must, hard, answer, ""}
        .made_by(facade)
        .in_parts(parts_of_069),
    Requirement{"AS-070", "A refused log-on fails with a documented error and leaves no session behind.",
                "ITAgent::CreateSessionWithPIN", derived, hard, answer, "error_style"}
        .needing({Capability::refuse_unknown_agent}),
    Requirement{"AS-071", "Session handles of one proxy are unique.", "lineCreateAgentSession; LINEAGENTSESSIONENTRY",
                must, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-072", "Two sessions of one agent keep their figures and states apart.",
                "About Call Center Controls", must, hard, state, ""}
        .needing({Capability::separate_sessions_per_group})
        .in_parts(parts_of_072),
    Requirement{"AS-073", "Logging in again makes a new session with its own start and with figures from zero.",
                "AGENT_SESSION_STATE; ITAgentSession::get_SessionDuration", derived, hard, state, ""}
        .made_by(session_figures)
        .in_parts(parts_of_073),
    Requirement{"AS-074", "A created session is announced once by ASE_NEW_SESSION.", "AGENT_SESSION_EVENT", should,
                soft, events, ""}
        .made_by(facade)
        .in_parts(parts_of_074),
    Requirement{
        "AS-075",
        "Every change of state is told by exactly one event with the code of the new state, and nothing else is told.",
        "AGENT_SESSION_EVENT; AGENT_SESSION_STATE", must, hard, events, "settle"},
    Requirement{"AS-076", "Events come in the order of the changes that they tell.", "AGENT_SESSION_STATE remarks",
                derived, hard, order, ""},
    Requirement{"AS-077", "ASE_END is the last event of a session.", "AGENT_SESSION_EVENT", derived, hard, order, ""}
        .made_by(facade),
    Requirement{"AS-078", "get_Session of an event gives the session that changed.", "ITAgentSessionEvent::get_Session",
                must, hard, identity, ""}
        .made_by(facade)
        .but_for("reference counts: the object is held by a C++ pointer that counts by itself"),
    Requirement{"AS-079", "Session events come as TE_AGENTSESSION.", "ITAgentSessionEvent; TAPI_EVENT", must, hard,
                order, ""}
        .made_by(facade)
        .but_for("interface ids and QueryInterface: a notification carries C++ objects"),
    Requirement{"AS-080", "get_Event gives one of the six numbers 0 to 5.", "ITAgentSessionEvent::get_Event", must,
                hard, order, ""}
        .made_by(facade)
        .in_parts(parts_of_080),
    Requirement{"AS-081", "An update of statistics alone raises no session event.",
                "AGENT_SESSION_EVENT; LINEAGENTSESSIONSTATUS_ constants", derived, hard, order, ""}
        .made_by(facade),
    Requirement{"AS-082", "Asked inside the handler, get_State gives the state of the event or a later one.",
                "ITAgentSession::get_State; AGENT_SESSION_EVENT", derived, hard, order, "settle"}
        .made_by(facade),
    Requirement{"AS-083", "LINE_AGENTSESSIONSTATUS carries session handle, status bits and the new state (TAPI 2.2).",
                "LINE_AGENTSESSIONSTATUS", must, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-084", "A proxy's message reaches every other application and not the proxy itself.",
                "lineProxyMessage", must, hard, proxy, ""}
        .at_the_line()
        .in_parts(parts_of_084),
    Requirement{"AS-085", "An application that never set an event filter gets no session event.",
                "ITTAPI::put_EventFilter", must, hard, filter, ""}
        .made_by(facade),
    Requirement{"AS-086", "A filter without TE_AGENTSESSION keeps session events away, whatever else it holds.",
                "ITTAPI::put_EventFilter; ITAgentSessionEvent", must, hard, filter, ""}
        .made_by(facade),
    Requirement{"AS-087", "A filter with TE_AGENTSESSION lets session events through, whatever else it lacks.",
                "ITTAPI::put_EventFilter; ITAgentSessionEvent", must, hard, filter, ""}
        .made_by(facade),
    Requirement{"AS-088", "put_EventFilter replaces the filter, and get_EventFilter gives it back.",
                "ITTAPI::put_EventFilter, get_EventFilter", derived, hard, filter, ""}
        .made_by(facade)
        .in_parts(parts_of_088),
    Requirement{"AS-089", "A filter touches events only: state and figures answer under every filter.",
                "ITTAPI::put_EventFilter", derived, hard, filter, ""}
        .made_by(facade),
};

}  // namespace

std::span<const Requirement> state_rows() { return table; }

}  // namespace acdloop::catalogue
