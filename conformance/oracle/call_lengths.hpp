// SPDX-License-Identifier: Apache-2.0
// Lengths of parts of a call, with what the open readings leave between least and most. Inner part of the oracle, used
// by its time lines. Knows legs and readings, no session.
#pragma once

#include "conformance/oracle/legs.hpp"
#include "conformance/oracle/truth.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::oracle {

// Whole without part, for either end: talk is the phone without the holds.
verdict::Span minus(verdict::Span whole, verdict::Span part);

// As short as the shorter of two may be, as long as the longer.
Length hull(const Length& one, const Length& other);

// Not over, cut by the log-off, or not seen: whether and when it is credited is an open reading.
void credit_is_open(CallTruth& truth);

// A yes-or-no reading between two lengths, the shorter first.
Length open_between(tapi::Maybe reading, const verdict::Span& no, const verdict::Span& yes);

// How long the caller waited for this phone to be answered, or to stop.
Length waited(const Leg& leg, const Interval& until, const tapi::Readings& readings);

// Held to retrieved, added up; a hold that nobody ended lasts to `end`.
verdict::Span hold_of(const Leg& leg, const Interval& end);

}  // namespace acdloop::oracle
