// SPDX-License-Identifier: Apache-2.0
#include "conformance/catalogue/readings_held.hpp"

namespace acdloop::catalogue {
namespace {

constexpr Symbol symbol_rows[] = {
    {"o", "the call begins to ring at the session's address"},
    {"a", "it is answered: the agent's leg is connected"},
    {"e", "the agent's leg is over"},
    {"w", "wrap-up is over; w = e where there is none"},
    {"H", "how long the agent kept the call on hold between a and e"},
    {"phone", "e - a"},
    {"talk", "phone - H, or phone where hold counts as talk (`hold_in_talk`)"},
    {"wrap", "w - e"},
    {"tta", "a - o, or from when the call entered the queue (`tta_start`)"},
    {"N", "how many calls the session has handled"},
    {"Talk, Wrap, Call", "the sums of talk, of wrap, and of phone + wrap over these calls"},
    {"Dur", "from the session's creation to now, or to its end if that is earlier"},
    {"k", "what rounding may do: 1 s a total, or N s where each call is rounded by itself (`rounding`)"},
};

constexpr Relation relation_rows[] = {
    {"M1", "TotalCallTime >= TotalTalkTime + TotalWrapUpTime - k", "always", "AS-017"},
    {"M2", "TotalCallTime = TotalTalkTime + TotalWrapUpTime, k more or less",
     "where no call was held, consulted on or conferenced, or where hold counts as talk", "AS-018"},
    {"M3", "TotalCallTime >= TotalTalkTime, TotalCallTime >= TotalWrapUpTime", "always; follows from M1 but for k",
     "AS-017"},
    {"M4", "each average times N is its total, rounded either way", "N > 0, at rest", "AS-029 AS-030 AS-031 AS-035"},
    {"M5", "AverageCallTime = AverageTalkTime + AverageWrapUpTime, 2 s more or less",
     "where M2 holds: three numbers were rounded", "AS-032"},
    {"M6", "TotalCallTime <= SessionDuration + k", "for an agent with one call at a time", "AS-022"},
    {"M7", "SessionDuration = now - SessionStartTime, then constant", "1 s more or less; constant from the end on",
     "AS-045 AS-046"},
    {"M8", "ACDCallRate = 3600 N / Dur, one rounded second of Dur more or less", "at rest, from Dur = 60 s on",
     "AS-040"},
    {"M9", "LongestTimeToAnswer >= AverageTimeToAnswer >= 0", "always", "AS-036"},
    {"M10", "counts, totals, the longest answer and Dur never fall", "for the whole life of a session",
     "AS-008 AS-014 AS-022 AS-028 AS-037 AS-047 AS-128"},
    {"M11", "a total lies between the sums of its parts, each rounded down, and each rounded up",
     "at rest, against the facts", "AS-010 AS-016 AS-020 AS-023"},
};

}  // namespace

std::span<const Symbol> symbols() { return symbol_rows; }
std::span<const Relation> relations() { return relation_rows; }

}  // namespace acdloop::catalogue
