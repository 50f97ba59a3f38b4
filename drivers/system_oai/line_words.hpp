// SPDX-License-Identifier: Apache-2.0
// What the fields of a line are called and what their numbers stand for, in the manual's words (System OAI Toolkit
// Specifications Manual 10.20). Used by the dissector alone: no end decides anything by them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/system_oai/codec.hpp"

namespace acdloop::system_oai {

// "delivered" for DE, "set agent state" for _SA; empty for what no document names.
std::string_view title_of(std::string_view message);

// The name of every field of the line; "Field_9" for one that the documents do not have.
std::vector<std::string> names_of_event(const Fields& line);  // confirmations too
std::vector<std::string> names_of_command(const Fields& line);

// What a field's value stands for: "answered" for 35 of Event_Cause. Empty when nothing or unknown.
std::string_view word_of(std::string_view field, std::string_view value);

}  // namespace acdloop::system_oai
