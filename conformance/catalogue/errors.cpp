// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "conformance/catalogue/tables.hpp"

namespace acdloop::catalogue {
namespace {

using enum Level;
using enum Strength;
using enum Maker;
using cti::Capability;

constexpr std::string_view answer = "answer at the API against the request's fate at the switch";
constexpr std::string_view facts = "figure at the API against the facts";
constexpr std::string_view two_witnesses =
    "figure at the API, and the switch's own where it tells them, against the facts";
constexpr std::string_view proxy = "proxy traffic against the documents";
constexpr std::string_view series = "readings of one figure, one after the other";
constexpr std::string_view state = "get_State against the facts";
constexpr Part parts_of_090[] = {{.id = "AS-090a", .name = "E_POINTER"},
                                 {.id = "AS-090b", .name = "asks nobody", .strength = soft}};
constexpr Part parts_of_114[] = {{.id = "AS-114a", .name = "is refused"},
                                 {.id = "AS-114b", .name = "nothing is written beyond it"}};
constexpr Part parts_of_120[] = {{.id = "AS-120a", .name = "resets, and is given back"},
                                 {.id = "AS-120b", .name = "zero is refused"}};
constexpr Part parts_of_123[] = {{.id = "AS-123a", .name = "overflow"}, {.id = "AS-123b", .name = "end of the guide"}};
constexpr Part parts_of_125[] = {{.id = "AS-125a", .name = "group"}, {.id = "AS-125b", .name = "queue"}};
constexpr Part parts_of_126[] = {{.id = "AS-126a", .name = "stay readable"},
                                 {.id = "AS-126b", .name = "keep their values", .strength = hard}};
constexpr Part parts_of_129[] = {{.id = "AS-129a", .name = "the count"},
                                 {.id = "AS-129b", .name = "this agent's sessions"}};
constexpr std::array table{
    Requirement{"AS-090", "A getter with a null pointer returns E_POINTER and asks nobody.",
                "ITAgentSession::get_* return values", must, hard, answer, ""}
        .made_by(facade)
        .in_parts(parts_of_090),
    Requirement{"AS-091", "A method returns only codes that its page lists.", "ITAgentSession::* return values", must,
                hard, answer, "error_style"}
        .made_by(facade),
    Requirement{"AS-092",
                "When the switch answers with an error the getter fails with a documented error: never S_OK with old "
                "or empty data.",
                "lineProxyResponse; LINE_REPLY", must, hard, answer, "error_style"},
    Requirement{"AS-093", "An error of the switch reaches the caller of put_State.",
                "ITAgentSession::put_State; lineSetAgentSessionState", must, hard, answer, "error_style"},
    Requirement{"AS-094", "Where nobody serves the request the call fails at once.", "LINEERR_ constants", derived,
                hard, answer, ""}
        .made_by(facade),
    Requirement{"AS-095", "An unknown session handle yields an error, never another session's figures.",
                "lineGetAgentSessionInfo", derived, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-096", "An error in one session leaves the others alone.", "LINE_PROXYREQUEST", derived, hard,
                answer, ""}
        .made_by(facade),
    Requirement{
        "AS-097",
        "A call that the switch leaves without an answer comes back as a failure two minutes after it was made.",
        "ITAgentSession::get_* and put_State, TAPI_E_TIMEOUT", must, hard, answer, "timeout"}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-098", "The code of that failure is TAPI_E_TIMEOUT, 0x80040044.", "TAPI_E_ constants", must, hard,
                answer, ""}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-099", "An answer of the switch within the two minutes succeeds and brings its data.",
                "ITAgentSession::get_* return values", derived, hard, answer, "timeout"}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-100", "An error of the switch within the two minutes is that error, not a timeout.", "LINE_REPLY",
                derived, hard, answer, "timeout"}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-101",
                "get_State, get_Agent, get_Address and get_ACDGroup answer promptly beside a stalled request.",
                "ITAgentSession::get_State, get_Agent, get_Address, get_ACDGroup", derived, soft, answer, ""}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-102",
                "An answer that comes after the timeout writes nothing to the caller and disturbs no other request.",
                "LINE_REPLY; Memory Allocation", derived, hard, answer, ""}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-103", "A late answer is taken once and frees its request.", "LINE_PROXYREQUEST", derived, soft,
                proxy, ""}
        .made_by(facade)
        .but_for("memory as such: a late answer taken twice shows, a request never freed does not")
        .needing({Capability::withheld_reply}),
    Requirement{"AS-104", "What became of a put_State that timed out shows by an event and in get_State.",
                "ITAgentSession::put_State", derived, hard, state, ""}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-105", "After a CreateSession that timed out there is no session, or one whole session.",
                "ITAgent::CreateSession", derived, hard, answer, ""}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-106", "One stalled request does not hold up the requests of other sessions.", "LINE_PROXYREQUEST",
                should, hard, answer, ""}
        .made_by(facade)
        .needing({Capability::withheld_reply, Capability::parallel_requests}),
    Requirement{"AS-107", "A method that has timed out works again once the switch answers.",
                "ITAgentSession::get_* return values", derived, hard, answer, ""}
        .made_by(facade)
        .needing({Capability::withheld_reply}),
    Requirement{"AS-108", "Every proxy request is answered exactly once.", "LINE_PROXYREQUEST; lineProxyResponse", must,
                hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-109", "Requests for sessions use the request types made for sessions.",
                "LINEPROXYREQUEST_ constants", must, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-110", "A LINE_REPLY carries the request id that its caller was given.", "LINE_REPLY", must, hard,
                proxy, ""}
        .at_the_line(),
    Requirement{"AS-111", "A request type has one server on a line: a second registration is refused.",
                "lineOpen; LINE_PROXYREQUEST", must, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-112", "When a line closes, its pending requests are answered with an error.", "LINE_PROXYREQUEST",
                should, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-113", "LINEAGENTSESSIONINFO has 76 bytes, packed.", "LINEAGENTSESSIONINFO", must, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-114", "A buffer that is too small is refused and nothing is written beyond it.",
                "Variably Sized Data Structures", must, hard, proxy, ""}
        .at_the_line()
        .in_parts(parts_of_114),
    Requirement{"AS-115", "The fields of one LINEAGENTSESSIONINFO belong to one moment.", "LINEAGENTSESSIONINFO",
                derived, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-116", "Count, size and offset of a LINEAGENTSESSIONLIST fit each other.", "LINEAGENTSESSIONLIST",
                must, hard, proxy, ""}
        .at_the_line(),
    Requirement{"AS-117", "An agent's ACD figures are the sums over the agent's sessions, ended ones included.",
                "ITAgent::get_TotalACDCallTime and its siblings", derived, hard, two_witnesses, ""}
        .made_by(agent_figures),
    Requirement{"AS-118", "An agent's ACD call time is no less than talk time and wrap-up time together.",
                "ITAgent::get_TotalACDCallTime", derived, hard, two_witnesses, ""}
        .made_by(agent_figures),
    Requirement{"AS-119",
                "Calls that are no ACD calls count among the agent's incoming and outgoing calls, and nowhere else.",
                "ITAgent::get_NumberOfIncomingCalls, get_NumberOfOutgoingCalls", must, hard, facts, ""}
        .made_by(agent_figures)
        .needing({Capability::non_acd_calls_visible}),
    Requirement{"AS-120",
                "Setting an agent's measurement period resets the agent's figures; a period of zero is refused.",
                "ITAgent::put_MeasurementPeriod", must, hard, facts, ""}
        .made_by(facade)
        .in_parts(parts_of_120),
    Requirement{"AS-121", "An agent's measurement period leaves the figures of sessions alone.",
                "ITAgent::put_MeasurementPeriod", derived, soft, facts, ""}
        .made_by(facade),
    Requirement{"AS-122", "A caller who gives up in the queue counts with the queue and with no session.",
                "ITQueue::get_TotalCallsAbandoned", must, hard, facts, ""}
        .made_by(queue_figures)
        .needing({Capability::abandon_in_queue_visible}),
    Requirement{"AS-123", "A call that overflows leaves one queue and enters another in both queues' figures.",
                "ITQueue::get_TotalCallsFlowedIn, get_TotalCallsFlowedOut", must, hard, facts, ""}
        .made_by(queue_figures)
        .needing({Capability::overflow_visible})
        .in_parts(parts_of_123),
    Requirement{"AS-124", "A queue's longest wait is no shorter than its present waits and its average.",
                "ITQueue::get_LongestEverWaitTime", derived, hard, facts, "longest_ever_scope"}
        .made_by(queue_figures),
    Requirement{"AS-125", "A removed group or queue answers with the error made for that.", "TAPI_E_ constants", should,
                soft, answer, ""}
        .made_by(facade)
        .in_parts(parts_of_125),
    Requirement{"AS-126", "The figures of an ended session stay readable and keep their values.",
                "ITAgentSession::get_SessionDuration", derived, soft, series, "ended_query"}
        .made_by(session_figures)
        .in_parts(parts_of_126),
    Requirement{"AS-127", "A log-out forced by the switch ends the session for the application too.",
                "AGENT_SESSION_STATE", derived, hard, state, ""}
        .needing({Capability::forced_log_out}),
    Requirement{"AS-128", "After the loss and return of a link no figure of a session has gone back.",
                "ITAgentSession::get_NumberOfCalls and its siblings", derived, hard, series, ""}
        .made_by(session_figures)
        .needing({Capability::link_resync}),
    Requirement{"AS-129", "An enumeration of sessions gives this agent's sessions, with the right count.",
                "IEnumAgentSession::Next", must, hard, proxy, ""}
        .made_by(facade)
        .but_for("AddRef of every element: the elements are C++ pointers that count by themselves")
        .in_parts(parts_of_129),
    Requirement{"AS-130", "Releasing an object that a session handed out does no harm to the session.",
                "ITAgentSession::get_Agent, get_Address, get_ACDGroup remarks", must, hard, proxy, ""}
        .made_by(facade)
        .but_for("AddRef itself: the pointers count by themselves; that one dropped leaves the session usable is seen"),
};

}  // namespace

std::span<const Requirement> error_rows() { return table; }

}  // namespace acdloop::catalogue
