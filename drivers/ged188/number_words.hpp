// SPDX-License-Identifier: Apache-2.0
// Numbers with their words, as tables. Used by number_word() alone (message.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace acdloop::ged188 {

struct NumberWord {
  std::uint32_t number;
  std::string_view word;
};
// failure_words.cpp
std::span<const NumberWord> status_words();   // of FAILURE_CONF, FAILURE_EVENT and CLOSE_REQ
std::span<const NumberWord> failure_words();  // of CONTROL_FAILURE_CONF

}  // namespace acdloop::ged188
