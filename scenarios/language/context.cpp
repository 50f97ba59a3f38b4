// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/context.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {

std::string_view to_string(LabelKind kind) {
  constexpr std::string_view words[] = {"session", "call", "answer", "application", "traffic"};
  return words[static_cast<std::size_t>(kind)];
}

Diagnostic& Context::fault(std::string_view code, const Node& at, std::string message, std::string why,
                           std::string help) {
  Diagnostic& fault = sink_.emplace_back(Diagnostic{std::string(code),
                                                    Severity::error,
                                                    file_,
                                                    at.mark,
                                                    at.length,
                                                    std::move(message),
                                                    std::move(why),
                                                    std::move(help),
                                                    {},
                                                    {}});
  if (at.used_at.line > 0) {
    fault.other = at.used_at;
    fault.other_note = "used here";
  }
  return fault;
}

bool Context::has_errors() const {
  return std::ranges::any_of(sink_, [](const Diagnostic& entry) { return entry.severity == Severity::error; });
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t most = 8;
  if (const auto nearest = nearest_word(word, candidates)) return fmt::format("did you mean {}?", *nearest);
  if (candidates.empty()) return "there is none";
  const auto first = candidates.first(std::min(most, candidates.size()));
  return fmt::format("there {} {}{}", candidates.size() == 1 ? "is" : "are", fmt::join(first, ", "),
                     candidates.size() > most ? fmt::format(" and {} more", candidates.size() - most) : "");
}

}  // namespace acdloop::scenarios
