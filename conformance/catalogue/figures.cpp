// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "conformance/catalogue/tables.hpp"

namespace acdloop::catalogue {
namespace {

using enum Level;
using enum Strength;
using enum Maker;
using cti::Capability;

constexpr std::string_view facts = "figure at the API against the facts";
constexpr std::string_view relation = "figures at the API against each other";
constexpr std::string_view series = "readings of one figure, one after the other";
constexpr Part parts_of_021[] = {{.id = "AS-021a", .name = "ringing, queueing, whole seconds"},
                                 {.id = "AS-021b", .name = "calls that are no ACD calls"}};
constexpr Part parts_of_022[] = {{.id = "AS-022a", .name = "never falls"},
                                 {.id = "AS-022b", .name = "grows with time at most"}};
constexpr Part parts_of_038[] = {{.id = "AS-038a", .name = "in seconds"},
                                 {.id = "AS-038b", .name = "other sessions' calls"}};
constexpr Part parts_of_041[] = {{.id = "AS-041a", .name = "0 without calls"},
                                 {.id = "AS-041b", .name = "never negative"}};
constexpr std::array table{
    Requirement{"AS-001",
                "At rest NumberOfCalls is the number of ACD calls of the session's group that its agent has answered "
                "since the session began.",
                "ITAgentSession::get_NumberOfCalls", must, hard, facts, ""}
        .made_by(session_figures),
    Requirement{"AS-002",
                "Calls of the agent's other groups, and calls that other agents answered, leave NumberOfCalls alone.",
                "ITAgentSession::get_NumberOfCalls; About Call Center Controls", must, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::acd_call_distinct}),
    Requirement{"AS-003", "A call that came from no ACD queue never counts.",
                "ITAgentSession::get_NumberOfCalls; LINEAGENTSTATEEX_ constants", must, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::non_acd_calls_visible, Capability::acd_call_distinct}),
    Requirement{"AS-004",
                "An offer that nobody answered does not count, whether the caller gave up or the call was taken back.",
                "ITAgentSession::get_NumberOfCalls", derived, hard, facts, ""}
        .made_by(session_figures),
    Requirement{"AS-005", "One call counts once, however often it is held, consulted on or followed by wrap-up.",
                "ITAgentSession::get_NumberOfCalls", derived, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::hold_visible}),
    Requirement{"AS-006",
                "A call handed straight to an agent's extension is none of the receiver's ACD calls; one handed on "
                "through a queue of the receiver's group is.",
                "LINEAGENTSTATEEX_ constants", derived, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::consult_transfer}),
    Requirement{"AS-007", "While a call goes on it is counted or not yet counted, and nothing else.",
                "ITAgentSession::get_NumberOfCalls", derived, hard, facts, "count_at"}
        .made_by(session_figures),
    Requirement{"AS-008", "NumberOfCalls never falls while the session lives, and does not move between calls.",
                "ITAgentSession::get_NumberOfCalls", derived, hard, series, ""}
        .made_by(session_figures),
    Requirement{
        "AS-009",
        "A session to which no call was ever offered has zero in every count, total, average, rate and answer time.",
        "ITAgentSession::get_NumberOfCalls and its siblings", derived, hard, facts, ""}
        .made_by(session_figures),
    Requirement{"AS-010", "TotalTalkTime is the time its agent talked in ACD calls of the session, in whole seconds.",
                "ITAgentSession::get_TotalTalkTime; LINEAGENTSESSIONINFO", must, hard, facts, "rounding"}
        .made_by(session_figures),
    Requirement{"AS-011", "Queueing, ringing, wrap-up and waiting for calls are not talk time.",
                "ITAgentSession::get_TotalTalkTime", must, hard, facts, "rounding"}
        .made_by(session_figures),
    Requirement{"AS-012", "Talking in calls that are no ACD calls is not talk time of the session.",
                "ITAgentSession::get_TotalTalkTime", must, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::non_acd_calls_visible, Capability::acd_call_distinct}),
    Requirement{
        "AS-013",
        "While a call goes on TotalTalkTime lies between what the finished calls gave and that plus the call so far.",
        "ITAgentSession::get_TotalTalkTime", derived, hard, facts, "live_totals"}
        .made_by(session_figures),
    Requirement{"AS-014", "TotalTalkTime never falls, and stands still between calls.",
                "ITAgentSession::get_TotalTalkTime", derived, hard, series, ""}
        .made_by(session_figures),
    Requirement{"AS-015", "Hold is treated alike in every call of a session.", "ITAgentSession::get_TotalTalkTime",
                derived, config, facts, "hold_in_talk"}
        .made_by(session_figures)
        .needing({Capability::hold_visible}),
    Requirement{"AS-016", "A call with wrap-up adds its time on the phone and its wrap-up to TotalCallTime.",
                "ITAgentSession::get_TotalCallTime", must, hard, facts, "rounding"}
        .made_by(session_figures)
        .needing({Capability::wrap_up_end_visible}),
    Requirement{"AS-017", "TotalCallTime is no less than talk time and wrap-up time together, but for rounding.",
                "ITAgentSession::get_TotalCallTime, get_TotalTalkTime, get_TotalWrapUpTime", derived, hard, relation,
                "rounding"}
        .made_by(session_figures),
    Requirement{"AS-018", "Where no call was held, TotalCallTime is talk time plus wrap-up time, but for rounding.",
                "ITAgentSession::get_TotalCallTime, get_TotalTalkTime, get_TotalWrapUpTime", derived, hard, relation,
                "rounding"}
        .made_by(session_figures),
    Requirement{"AS-019", "Hold is time on the phone: it counts in TotalCallTime where it does not count as talk.",
                "ITAgentSession::get_TotalCallTime", derived, config, facts, "hold_in_talk"}
        .made_by(session_figures)
        .needing({Capability::hold_visible}),
    Requirement{"AS-020", "A call without wrap-up adds its time on the phone to TotalCallTime and nothing more.",
                "ITAgentSession::get_TotalCallTime", must, hard, facts, "rounding"}
        .made_by(session_figures)
        .needing({Capability::wrap_up_none}),
    Requirement{"AS-021",
                "TotalCallTime is in whole seconds and holds no ringing, no queueing and no call that is no ACD call.",
                "ITAgentSession::get_TotalCallTime", must, hard, facts, "ring_in_call"}
        .made_by(session_figures)
        .in_parts(parts_of_021),
    Requirement{"AS-022",
                "TotalCallTime never falls, grows no faster than time passes and never exceeds the session's duration.",
                "ITAgentSession::get_TotalCallTime, get_SessionDuration", derived, hard, series, "rounding"}
        .made_by(session_figures)
        .in_parts(parts_of_022),
    Requirement{"AS-023",
                "TotalWrapUpTime is the time spent in wrap-up after ACD calls, from the end of the call to the end of "
                "the wrap-up, in whole seconds.",
                "ITAgentSession::get_TotalWrapUpTime; AGENT_SESSION_STATE", must, hard, facts, "rounding"}
        .made_by(session_figures)
        .needing({Capability::wrap_up_end_visible}),
    Requirement{"AS-024", "A break is no wrap-up, even when it follows a call.",
                "ITAgentSession::get_TotalWrapUpTime; AGENT_SESSION_STATE", derived, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::not_ready_distinct, Capability::wrap_up_end_visible}),
    Requirement{"AS-025", "A call without wrap-up adds nothing to TotalWrapUpTime.",
                "ITAgentSession::get_TotalWrapUpTime", must, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::wrap_up_none}),
    Requirement{"AS-026", "Work after a call that was no ACD call is not wrap-up time.",
                "ITAgentSession::get_TotalWrapUpTime", must, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::non_acd_calls_visible, Capability::acd_call_distinct}),
    Requirement{"AS-027", "A timed wrap-up ends with the switch's timer: in the state and in the total.",
                "AGENT_SESSION_STATE; ITAgentSession::get_TotalWrapUpTime", derived, hard, facts, "settle"}
        .made_by(session_figures)
        .needing({Capability::wrap_up_timed, Capability::wrap_up_end_visible}),
    Requirement{"AS-028", "TotalWrapUpTime never falls, and stands still outside wrap-up.",
                "ITAgentSession::get_TotalWrapUpTime", derived, hard, series, ""}
        .made_by(session_figures)
        .needing({Capability::wrap_up_end_visible}),
    Requirement{"AS-029", "AverageTalkTime is TotalTalkTime over NumberOfCalls.", "ITAgentSession::get_AverageTalkTime",
                must, hard, facts, "rounding"}
        .made_by(session_figures),
    Requirement{"AS-030", "AverageCallTime is TotalCallTime over NumberOfCalls, wrap-up included.",
                "ITAgentSession::get_AverageCallTime", must, hard, facts, "rounding"}
        .made_by(session_figures),
    Requirement{"AS-031",
                "AverageWrapUpTime is TotalWrapUpTime over NumberOfCalls; calls without wrap-up count in the number.",
                "ITAgentSession::get_AverageWrapUpTime", must, hard, facts, "rounding"}
        .made_by(session_figures),
    Requirement{
        "AS-032",
        "Where no call was held, the average call is the average talk plus the average wrap-up, but for rounding.",
        "ITAgentSession::get_AverageCallTime, get_AverageTalkTime, get_AverageWrapUpTime", derived, hard, relation, ""}
        .made_by(session_figures),
    Requirement{"AS-033", "With no call an average is 0.", "ITAgentSession::get_AverageTalkTime and its siblings",
                derived, hard, facts, ""}
        .made_by(session_figures),
    Requirement{"AS-034", "LongestTimeToAnswer is the longest that an answered ACD call of the session rang.",
                "ITAgentSession::get_LongestTimeToAnswer", must, config, facts, "tta_start"}
        .made_by(session_figures)
        .needing({Capability::ring_visible}),
    Requirement{"AS-035", "AverageTimeToAnswer is the mean ringing time of the session's answered ACD calls.",
                "ITAgentSession::get_AverageTimeToAnswer", must, config, facts, "tta_start"}
        .made_by(session_figures)
        .needing({Capability::ring_visible}),
    Requirement{"AS-036", "The longest time to answer is no shorter than the average, and neither is negative.",
                "ITAgentSession::get_LongestTimeToAnswer, get_AverageTimeToAnswer", derived, hard, relation, ""}
        .made_by(session_figures)
        .needing({Capability::ring_visible}),
    Requirement{"AS-037", "LongestTimeToAnswer never falls while the session lives.",
                "ITAgentSession::get_LongestTimeToAnswer", derived, hard, series, ""}
        .made_by(session_figures)
        .needing({Capability::ring_visible}),
    Requirement{"AS-038", "Times to answer are in seconds, and other sessions' calls do not touch them.",
                "ITAgentSession::get_LongestTimeToAnswer, get_AverageTimeToAnswer", must, hard, facts, ""}
        .made_by(session_figures)
        .needing({Capability::ring_visible})
        .in_parts(parts_of_038),
    Requirement{"AS-039", "ACDCallRate is a CURRENCY: the number is scaled by 10 000.",
                "ITAgentSession::get_ACDCallRate; CY structure", must, hard, facts, ""}
        .made_by(session_figures)
        .but_for("the bytes of the CURRENCY in LINEAGENTSESSIONINFO, which the TAPI 2.2 boundary shows"),
    Requirement{
        "AS-040",
        "At rest, in a session of a minute or more, ACDCallRate is the number of calls per hour of its duration.",
        "ITAgentSession::get_ACDCallRate", derived, hard, facts, "rounding"}
        .made_by(session_figures),
    Requirement{"AS-041", "ACDCallRate is 0 while there are no calls, and never negative.",
                "ITAgentSession::get_ACDCallRate", derived, hard, facts, ""}
        .made_by(session_figures)
        .in_parts(parts_of_041),
    Requirement{"AS-042", "SessionStartTime is when this very session was created.",
                "ITAgentSession::get_SessionStartTime", must, hard, facts, "start_time_zone"}
        .made_by(session_figures),
    Requirement{"AS-043", "SessionStartTime is the same whenever it is asked.", "ITAgentSession::get_SessionStartTime",
                derived, hard, series, ""}
        .made_by(session_figures),
    Requirement{"AS-044", "SessionStartTime is an OLE DATE: days since 1899-12-30.",
                "ITAgentSession::get_SessionStartTime; SystemTimeToVariantTime", must, hard, facts, ""}
        .made_by(session_figures)
        .but_for("the bytes of the DATE in LINEAGENTSESSIONINFO, which the TAPI 2.2 boundary shows"),
    Requirement{
        "AS-045",
        "While the session lives SessionDuration is the time since its creation, in whole seconds and in every state.",
        "ITAgentSession::get_SessionDuration", must, hard, facts, "rounding"}
        .made_by(session_figures),
    Requirement{"AS-046", "SessionDuration stands still from the end of the session on.",
                "ITAgentSession::get_SessionDuration", must, hard, facts, ""}
        .made_by(session_figures),
    Requirement{"AS-047", "SessionDuration keeps growing past 65 535 s, past midnight and over a step of the clock.",
                "ITAgentSession::get_SessionDuration", derived, hard, series, ""}
        .made_by(session_figures),
};

}  // namespace

std::span<const Requirement> figure_rows() { return table; }

}  // namespace acdloop::catalogue
