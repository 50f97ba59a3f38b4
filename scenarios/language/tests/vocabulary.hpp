// SPDX-License-Identifier: Apache-2.0
// The words that other modules pass to the loader, as the tests assume them.
#pragma once

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>

#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {

inline const Vocabulary& test_vocabulary() {
  static const Vocabulary words = [] {
    Vocabulary vocabulary;
    for (int number = 1; number <= 130; ++number) {
      vocabulary.requirements.insert(fmt::format("AS-{:03}", number));
      if (number == 130) break;  // the last is whole, as in the catalogue
      for (const char part : {'a', 'b', 'c'}) vocabulary.requirements.insert(fmt::format("AS-{:03}{}", number, part));
    }
    vocabulary.judged_anyway = {"WIRE-1", "WIRE-2"};
    using enum FigureKind;
    vocabulary.figures = {{"state", other},
                          {"start_time", other},
                          {"duration", time},
                          {"calls", count},
                          {"talk_time", time},
                          {"average_talk_time", time},
                          {"call_time", time},
                          {"average_call_time", time},
                          {"wrap_up_time", time},
                          {"average_wrap_up_time", time},
                          {"call_rate", other},
                          {"longest_time_to_answer", time},
                          {"average_time_to_answer", time}};
    vocabulary.errors = {"E_INVALIDARG",
                         "E_POINTER",
                         "E_UNEXPECTED",
                         "LINEERR_INVALAGENTID",
                         "LINEERR_INVALAGENTSTATE",
                         "LINEERR_INVALPARAM",
                         "LINEERR_OPERATIONFAILED",
                         "LINEERR_OPERATIONUNAVAIL",
                         "LINEERR_RESOURCEUNAVAIL",
                         "TAPI_E_TIMEOUT",
                         "TAPI_E_CALLCENTER_GROUP_REMOVED",
                         "TAPI_E_CALLCENTER_QUEUE_REMOVED",
                         "TAPI_E_CALLCENTER_NO_AGENT_ID",
                         "S_OK"};
    return vocabulary;
  }();
  return words;
}

inline std::filesystem::path suite_folder() { return std::filesystem::path(ACDLOOP_SOURCE_DIR) / "scenarios"; }

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace acdloop::scenarios
