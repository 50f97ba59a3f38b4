// SPDX-License-Identifier: Apache-2.0
// Why an event happened, in ECMA-323's words and back. Used by the reader and the writer of events.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "drivers/cti/cause.hpp"

namespace acdloop::csta_xml {

struct CauseValue {
  std::string_view name;
  int number;  // of the ASN.1 form
  cti::EventCause cause;
};

// cause_table.cpp
std::span<const CauseValue> event_causes();

// Nothing when the word is in no edition.
std::optional<cti::EventCause> read_cause(std::string_view word);
std::string_view cause_word(cti::EventCause cause);

}  // namespace acdloop::csta_xml
