// SPDX-License-Identifier: Apache-2.0
// Steps and flow maps as text: "answer: { agent: ann, after: 4.2s }". Private to the writer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

// "{ a: 1, b: "2" }", in the order of the calls.
class WrittenMap {
 public:
  void plain(std::string_view key, std::string_view value);
  void quoted(std::string_view key, std::string_view value);
  void duration(std::string_view key, const std::optional<Duration>& value);
  bool empty() const { return pairs_.empty(); }
  std::string text() const { return pairs_.empty() ? "{}" : "{ " + pairs_ + " }"; }

 private:
  std::string pairs_;
};

std::string written_list(const std::vector<std::string>& words);
// In double quotes, with what must not stand in them escaped.
std::string written_quotes(std::string_view text);
std::string written_step(const Step& step);

}  // namespace acdloop::scenarios
