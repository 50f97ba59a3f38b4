// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/yaml_faults.hpp"

#include <fmt/format.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <functional>
#include <sstream>
#include <vector>

namespace acdloop::scenarios {
namespace {

// A line longer than any person writes; keeps the work per value bounded.
constexpr std::size_t max_line_bytes = 4096;

bool quote_left_open(std::string_view text) {
  std::istringstream stream(with_document_end(text));
  try {
    YAML::Parser parser(stream);
    SilentHandler nothing;
    parser.HandleNextDocument(nothing);
  } catch (const YAML::Exception& exception) {
    return exception.msg == YAML::ErrorMsg::DOC_IN_SCALAR || exception.msg == YAML::ErrorMsg::EOF_IN_SCALAR;
  }
  return false;
}

// Where the quote was opened that is never closed: the last quotation mark of its kind outside of which all is well.
std::size_t opening_quote(std::string_view text) {
  std::vector<std::size_t> candidates = {text.rfind('"'), text.rfind('\'')};
  std::erase(candidates, std::string_view::npos);
  std::ranges::sort(candidates, std::greater{});
  for (std::size_t offset : candidates) {
    if (!quote_left_open(text.substr(0, offset))) return offset;
  }
  return text.size();
}

struct Wording {
  std::string_view yaml_cpp;
  std::string_view message;
  std::string_view help;
};
// Plain words for what yaml-cpp says most often.
const Wording wordings[] = {
    {YAML::ErrorMsg::UNKNOWN_TOKEN, "no YAML value begins like this", "a tab or one of @ ` % needs quotes around it"},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, "the map { … } is not closed, or a comma is missing",
     "close it with } on the line above, or add the comma"},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, "the list [ … ] is not closed, or a comma is missing",
     "close it with ] on the line above, or add the comma"},
    {YAML::ErrorMsg::END_OF_MAP, "this line belongs neither to the map above nor beside it", "check the indentation"},
    {YAML::ErrorMsg::END_OF_SEQ, "this line belongs neither to the list above nor beside it",
     "check the indentation and the dash"},
    {YAML::ErrorMsg::FLOW_END, "a closing bracket without an opening one", "remove it or open it"},
    {YAML::ErrorMsg::BLOCK_ENTRY, "a list cannot begin here", "begin it on a line of its own"},
    {YAML::ErrorMsg::MAP_KEY, "a key cannot begin here", "check the line above for a missing colon"},
    {YAML::ErrorMsg::MAP_VALUE, "a second colon in this line", "put the value in quotes or on a line of its own"},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR, "an alias (*) is not part of the language", "write the value out"},
    {YAML::ErrorMsg::BAD_FILE, "nested deeper than any scenario", "the language needs five levels"},
};

}  // namespace

std::string with_document_end(std::string_view text) { return std::string(text) + "\n...\n"; }

Diagnostic syntax_fault(std::string_view text, const TextPlaces& places, const YAML::ParserException& exception) {
  Diagnostic diagnostic;
  diagnostic.code = "S005";
  const std::size_t offset = static_cast<std::size_t>(std::max(exception.mark.pos, 0));
  diagnostic.mark = offset >= text.size() ? places.last_mark() : places.mark_at(offset);
  if (exception.msg == YAML::ErrorMsg::DOC_IN_SCALAR || exception.msg == YAML::ErrorMsg::EOF_IN_SCALAR) {
    diagnostic.code = "S006";
    diagnostic.mark = places.mark_at(opening_quote(text));
    diagnostic.message = "a quote is opened and never closed";
    diagnostic.why = "opened here";
    diagnostic.help = "close it on the same line; in '…' an apostrophe is written ''";
    return diagnostic;
  }
  const std::string_view line = places.line(diagnostic.mark.line);
  if (line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos) {
    diagnostic.message = "a tab stands where the indentation is";
    diagnostic.why = "the depth of a tab is anybody's guess";
    diagnostic.help = "indent with spaces";
    return diagnostic;
  }
  for (const Wording& wording : wordings) {
    // Some of yaml-cpp's texts go on with a name.
    if (!exception.msg.starts_with(wording.yaml_cpp)) continue;
    diagnostic.message = wording.message;
    diagnostic.why = "the YAML cannot be read past this place";
    diagnostic.help = wording.help;
    return diagnostic;
  }
  diagnostic.message = "this is not YAML: " + exception.msg;
  diagnostic.why = "the YAML cannot be read past this place";
  return diagnostic;
}

std::optional<Diagnostic> text_fault(std::string_view text, const TextPlaces& places) {
  Diagnostic diagnostic;
  if (const auto bad = find_bad_byte(text)) {
    diagnostic.code = "S003";
    // The text before the byte is good, so that its column can be counted.
    diagnostic.mark = TextPlaces(text.substr(0, bad->offset)).mark_at(bad->offset);
    const auto byte = static_cast<unsigned char>(text[bad->offset]);
    diagnostic.message = fmt::format("{} (byte 0x{:02X})", bad->control ? "a control character" : "not UTF-8", byte);
    diagnostic.why = "scenario files are plain UTF-8 text";
    diagnostic.help = bad->control ? "remove it" : "save the file as UTF-8";
    return diagnostic;
  }
  for (int number = 1; number <= places.mark_at(text.size()).line; ++number) {
    if (places.line(number).size() <= max_line_bytes) continue;
    diagnostic.code = "S014";
    diagnostic.mark = {number, 1};
    diagnostic.message = fmt::format("a line of more than {} bytes", max_line_bytes);
    diagnostic.help = "break it";
    return diagnostic;
  }
  return std::nullopt;
}

}  // namespace acdloop::scenarios
