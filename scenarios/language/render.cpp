// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "scenarios/language/diagnostic.hpp"
#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {
namespace {

constexpr int longest_excerpt = 160;  // code points

// A tab is one column wide for us, so it must be for the reader; a broken text is shown, never obeyed.
std::string printable(std::string_view text) {
  std::string out;
  int shown = 0;
  while (!text.empty() && shown < longest_excerpt) {
    const auto bad = find_bad_byte(text);
    const std::size_t good = bad ? bad->offset : text.size();
    for (std::size_t i = 0; i < good; ++i) {
      const bool begins = (static_cast<std::uint8_t>(text[i]) & 0xC0) != 0x80;
      if (begins && ++shown > longest_excerpt) return out + "…";
      out += text[i] == '\t' || text[i] == '\r' || text[i] == '\n' ? ' ' : text[i];
    }
    text.remove_prefix(good);
    if (!bad) break;
    out += "?";
    ++shown;
    text.remove_prefix(1);
  }
  return out;
}

std::string excerpt(const TextPlaces& places, Mark mark, int length, std::string_view note) {
  const std::string line = printable(places.line(mark.line));
  const int width = std::max(0, code_points(line) - mark.column + 1);
  if (mark.column > longest_excerpt) return fmt::format("{:>5} | {}\n      | {}\n", mark.line, line, note);
  const std::string carets(static_cast<std::size_t>(std::clamp(length, 1, std::max(1, width))), '^');
  return fmt::format("{:>5} | {}\n      | {}{}{}{}\n", mark.line, line,
                     std::string(static_cast<std::size_t>(std::max(0, mark.column - 1)), ' '), carets,
                     note.empty() ? "" : " ", note);
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (char c : printable(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// The second place, in a file of its own.
std::string other_file(const Diagnostic& diagnostic, std::string_view own_source) {
  const Origin* origin = diagnostic.other_origin.get();
  std::string_view text = origin != nullptr ? std::string_view{origin->text} : own_source;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string out;
  // Without a name of its own it is the file that the includes begin in, and that was told.
  if (origin != nullptr)
    out = fmt::format("  --> {}:{}:{}\n", printable(origin->file), diagnostic.other->line, diagnostic.other->column);
  else if (diagnostic.origin)
    out = fmt::format("  --> {}\n", printable(diagnostic.origin->included_by.back()));
  return text.empty() ? out : out + excerpt(TextPlaces(text), *diagnostic.other, 1, printable(diagnostic.other_note));
}

}  // namespace

std::string_view to_string(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

std::string render_human(const Diagnostic& diagnostic, std::string_view source) {
  std::string out =
      fmt::format("{}[{}]: {}\n", to_string(diagnostic.severity), diagnostic.code, printable(diagnostic.message));
  if (diagnostic.mark.line == 0) {
    out += fmt::format("  --> {}\n", printable(diagnostic.file));
  } else {
    out += fmt::format("  --> {}:{}:{}\n", printable(diagnostic.file), diagnostic.mark.line, diagnostic.mark.column);
  }
  if (diagnostic.origin) {
    for (const std::string& place : diagnostic.origin->included_by)
      out += fmt::format("  included by {}\n", printable(place));
  }
  const std::string_view own_source = source;
  if (diagnostic.origin) source = diagnostic.origin->text;
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  if (diagnostic.mark.line == 0 || source.empty()) {
    if (!diagnostic.why.empty()) out += "   why: " + printable(diagnostic.why) + "\n";
  } else {
    const TextPlaces places(source);
    const bool elsewhere = diagnostic.other && diagnostic.other->file != diagnostic.mark.file;
    const bool other_first = diagnostic.other && !elsewhere && diagnostic.other->line <= diagnostic.mark.line;
    std::string other;
    if (elsewhere) other = other_file(diagnostic, own_source);
    if (diagnostic.other && !elsewhere) other = excerpt(places, *diagnostic.other, 1, printable(diagnostic.other_note));
    if (other_first) out += other;
    out += excerpt(places, diagnostic.mark, diagnostic.length, printable(diagnostic.why));
    if (!other_first) out += other;
  }
  if (!diagnostic.help.empty()) out += "   help: " + printable(diagnostic.help) + "\n";
  return out;
}

std::string render_gcc(const Diagnostic& diagnostic) {
  return fmt::format("{}:{}:{}: {}: {} [{}]\n", printable(diagnostic.file), std::max(1, diagnostic.mark.line),
                     std::max(1, diagnostic.mark.column), to_string(diagnostic.severity), printable(diagnostic.message),
                     diagnostic.code);
}

std::string render_json(const Diagnostic& diagnostic) {
  std::string out = fmt::format(
      R"({{"code":"{}","severity":"{}","file":{},"line":{},"column":{},"length":{},"message":{},"why":{},"help":{})",
      diagnostic.code, to_string(diagnostic.severity), json_text(diagnostic.file), diagnostic.mark.line,
      diagnostic.mark.column, diagnostic.length, json_text(diagnostic.message), json_text(diagnostic.why),
      json_text(diagnostic.help));
  if (diagnostic.other) {
    const std::string file =
        diagnostic.other_origin ? R"("file":)" + json_text(diagnostic.other_origin->file) + "," : std::string{};
    out += fmt::format(R"(,"other":{{{}"line":{},"column":{},"note":{}}})", file, diagnostic.other->line,
                       diagnostic.other->column, json_text(diagnostic.other_note));
  }
  if (diagnostic.origin) {
    out += R"(,"included_by":[)";
    for (const std::string& place : diagnostic.origin->included_by)
      out += (out.ends_with('[') ? "" : ",") + json_text(place);
    out += "]";
  }
  return out + "}\n";
}

}  // namespace acdloop::scenarios
