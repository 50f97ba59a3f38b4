// SPDX-License-Identifier: Apache-2.0
// What is wrong with a scenario file, where, why, and what would be right; and its three renderings. Made by the
// loader, printed by `acdcheck lint` and `run`. Knows nothing of what a scenario means.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

enum class Severity : std::uint8_t { error, warning };
std::string_view to_string(Severity severity);

// A file that a scenario includes, and the places of the includes, the nearest first: "mine/x.yaml:3:10".
struct Origin {
  std::string file;
  std::string text;
  std::vector<std::string> included_by;
};

struct Diagnostic {
  std::string code;  // "S104", explained by lint_codes()
  Severity severity = Severity::error;
  std::string file;
  Mark mark;       // {0, 0}: the file as a whole
  int length = 1;  // code points under the caret
  std::string message;
  std::string why;            // beside the caret; may be empty
  std::string help;           // what would be right; may be empty
  std::optional<Mark> other;  // a second place that belongs to it
  std::string other_note;     // "first given here"
  // Null: in the scenario's own text.
  std::shared_ptr<const Origin> origin{};
  std::shared_ptr<const Origin> other_origin{};
};

// Several lines, no colour, ends with a newline: severity[code], place, excerpt with caret, why, help.
// `source` is the text of the scenario's own file; without it the excerpt is left out.
std::string render_human(const Diagnostic& diagnostic, std::string_view source);
// One line for editors: "file:line:column: error: message [S104]"; of the file as a whole at 1:1.
std::string render_gcc(const Diagnostic& diagnostic);
// One JSON object on one line.
std::string render_json(const Diagnostic& diagnostic);

struct CodeRow {
  std::string_view code;
  std::string_view title;        // a few words
  std::string_view explanation;  // a sentence or two for `acdcheck explain S104`
};
// Every code a loader can give, once, ascending.
std::span<const CodeRow> lint_codes();

}  // namespace acdloop::scenarios
