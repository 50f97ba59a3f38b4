// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "scenarios/language/references.hpp"
#include "scenarios/language/subjects.hpp"
#include "scenarios/language/text_places.hpp"
#include "scenarios/language/traffic_values.hpp"
#include "scenarios/language/wall_clock.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= cti::max_id_length && is_lower(text[0]) &&
         std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; });
}

// topic/behaviour, each part of lower-case letters, digits and hyphens.
bool is_scenario_id(std::string_view text) {
  if (text.size() > 200 || text.find('/') == std::string_view::npos) return false;
  char before = '/';
  for (char c : text) {
    const bool word = is_lower(c) || is_digit(c);
    if (!word && c != '-' && c != '/') return false;
    if (!word && (before == '/' || before == '-')) return false;
    before = c;
  }
  return before != '/' && before != '-';
}

std::optional<Value> convert_text(const Node& node, Context& context) {
  if (node.text.find_first_not_of(" \n") == std::string::npos) {
    context.fault("S118", node, "an empty title", "people read it in every report", "say what must be true");
    return std::nullopt;
  }
  if (code_points(node.text) > longest_title || node.text.find('\n') != std::string::npos) {
    context.fault("S118", node, fmt::format("more than one line of {} letters", longest_title),
                  "it stands on one line of every report", "say it in fewer words");
    return std::nullopt;
  }
  return node.text;
}

std::optional<Value> convert_digits(const KeyRow& row, const Node& node, Context& context) {
  const bool dialled = !node.text.empty() && node.text.size() <= longest_number &&
                       std::ranges::all_of(node.text, [](char c) { return is_digit(c) || c == '*' || c == '#'; });
  if (!dialled) {
    context.fault("S116", node, fmt::format("\"{}\" is no number that can be dialled", shown(node.text)),
                  fmt::format("{} is 1 to {} of the keys 0-9 * #", row.key, longest_number), "write it like \"2003\"");
    return std::nullopt;
  }
  if (!node.quoted) {
    context.fault("S113", node, fmt::format("the number {} needs quotes", shown(node.text)),
                  "YAML would make a count of it and drop its leading zeros",
                  fmt::format("write {}: \"{}\"", row.key, node.text));
    return std::nullopt;
  }
  return node.text;
}

std::optional<Value> convert_duration(const KeyRow& row, const Node& node, Context& context) {
  const auto duration = read_duration(node, context, row.key);
  if (!duration) return std::nullopt;
  if (!may_be_zero(row.owner, row.key) && duration->count() == 0) {
    context.fault("S112", node, fmt::format("{} must be longer than nothing", row.key), "it has no effect",
                  "write a duration or leave it out");
    return std::nullopt;
  }
  return *duration;
}

std::optional<Value> convert_wrap_up(const Node& node, Context& context) {
  if (node.text == "manual") return WrapUp{WrapUp::Kind::manual, {}};
  if (node.text == "none") return WrapUp{WrapUp::Kind::none, {}};
  if (node.text.empty() || !is_digit(node.text[0])) {
    const std::string candidates[] = {"manual", "none"};
    context.fault("S111", node, fmt::format("\"{}\" is no kind of wrap-up", shown(node.text)),
                  "wrap-up ends by key (manual), at once (none) or after a duration",
                  nearest_word(node.text, candidates) ? suggestion(node.text, candidates)
                                                      : "write manual, none or a duration like 30s");
    return std::nullopt;
  }
  const auto limit = read_duration(node, context, "wrap_up");
  if (!limit) return std::nullopt;
  if (limit->count() == 0) {
    context.fault("S112", node, "a wrap-up of no length", "it has no effect", "write none");
    return std::nullopt;
  }
  return WrapUp{WrapUp::Kind::timed, *limit};
}

std::optional<Value> convert_number(const KeyRow& row, const Node& node, Context& context) {
  std::int64_t low = std::numeric_limits<std::int32_t>::min();
  std::int64_t high = std::numeric_limits<std::int32_t>::max();
  if (row.type == ValueType::count) {
    low = 1;
    high = most_at_once;
  }
  if (row.type == ValueType::priority) {
    low = best_priority;
    high = last_priority;
  }
  std::int64_t number = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [stop, error] = std::from_chars(node.text.data(), end, number);
  if (node.quoted || node.text.empty() || stop != end || error == std::errc::invalid_argument) {
    context.fault("S114", node, fmt::format("\"{}\" is no whole number", shown(node.text)),
                  fmt::format("{} is {}", row.key, described(row.type)), "write decimal digits without quotes");
    return std::nullopt;
  }
  if (error != std::errc{} || number < low || number > high) {
    context.fault("S114", node, fmt::format("the number {} is out of range", shown(node.text)),
                  fmt::format("{} is between {} and {}", row.key, low, high), "write one in that range");
    return std::nullopt;
  }
  return number;
}

std::optional<Value> convert_state(const Node& node, Context& context) {
  if (const auto number = state_number(node.text)) return std::int64_t{*number};
  const auto span = state_words();
  const std::vector<std::string> words(span.begin(), span.end());
  std::string plain = node.text;
  if (plain.starts_with("ASST_")) plain.erase(0, 5);
  context.fault("S104", node, fmt::format("unknown state \"{}\"", shown(node.text)),
                fmt::format("one of {}", described(ValueType::state)),
                plain == "BUSY_ON_CALL" ? "did you mean busy?" : suggestion(plain, words));
  return std::nullopt;
}

std::optional<Value> convert_boolean(const KeyRow& row, const Node& node, Context& context) {
  if (!node.quoted && (node.text == "true" || node.text == "false")) return node.text == "true";
  context.fault("S115", node, fmt::format("\"{}\" is neither true nor false", shown(node.text)),
                fmt::format("{} is true or false", row.key), "yes, no, on and off mean nothing here");
  return std::nullopt;
}

std::optional<Value> convert_fixed_word(const KeyRow& row, const Node& node, Context& context) {
  const std::string_view word = row.type == ValueType::word_all ? "all" : "never";
  if (node.text == word) return node.text;
  context.fault("S119", node, fmt::format("\"{}\" is not what {} can be", shown(node.text), row.key),
                fmt::format("the only word here is {}", word),
                row.type == ValueType::word_never ? "write never, or reply_after: 110s"
                                                  : "write all, or single figures as keys: talk_time: 30.2s");
  return std::nullopt;
}

// "+1h", "-90s": how far a clock is set.
std::optional<Value> convert_shift(const Node& node, Context& context) {
  const bool back = node.text.starts_with('-');
  if (!back && !node.text.starts_with('+')) {
    context.fault("S111", node, fmt::format("\"{}\" does not say whether forward or back", shown(node.text)),
                  "a clock is set forward (+) or back (-)", "write it like +1h or -90s");
    return std::nullopt;
  }
  Node length = node;
  length.text.erase(0, 1);
  const auto duration = read_duration(length, context, "by");
  if (!duration) return std::nullopt;
  if (duration->count() == 0) {
    context.fault("S112", node, "by must be longer than nothing", "it has no effect", "write a duration");
    return std::nullopt;
  }
  return back ? -*duration : *duration;
}

std::optional<Value> convert_date_time(const Node& node, Context& context) {
  if (const auto moment = parse_date_time(node.text)) return *moment;
  context.fault("S120", node, fmt::format("\"{}\" is no date and time", shown(node.text)),
                "a date between 1970 and 2199 and a time of day", "write it like \"2026-03-29 00:30:00\"");
  return std::nullopt;
}

std::optional<Value> convert_zone(const Node& node, Context& context) {
  const auto wrong = zone_fault(node.text);
  if (!wrong) return node.text;
  context.fault("S121", node, fmt::format("\"{}\" is no zone rule", shown(node.text)), *wrong,
                "write it as POSIX does, like \"CET-1CEST,M3.5.0,M10.5.0/3\" or \"EST5\"");
  return std::nullopt;
}

// A name of the cast; or in quotes a number, which is dialled as it is.
std::optional<Value> convert_dialled(const KeyRow& row, const Node& node, Context& context) {
  const bool number = node.quoted || (!node.text.empty() && is_digit(node.text[0]));
  if (number) return convert_digits(row, node, context);
  const ValueType names = row.type == ValueType::any_number ? ValueType::destination : ValueType::agent;
  if (!refers(names, node, context)) return std::nullopt;
  return node.text;
}

// Words of a filter become bits. An empty mask is written none.
std::optional<Value> convert_filter(const Node& node, Context& context) {
  if (node.kind == Node::Kind::scalar && node.text == "none") return std::int64_t{0};
  if (node.kind != Node::Kind::list || node.items.empty()) {
    context.fault("S105", node, "filter is none or a list", std::string(described(ValueType::filter)),
                  "write filter: none or filter: [agent-session]");
    return std::nullopt;
  }
  std::int64_t mask = 0;
  for (const Node& item : node.items) {
    const auto words = filter_words();
    const auto found = std::ranges::find(words, std::string_view{item.text}, &FilterWord::word);
    if (found != words.end() && item.kind == Node::Kind::scalar) {
      mask |= found->bit;
      continue;
    }
    std::vector<std::string> known;
    for (const FilterWord& row : words) known.emplace_back(row.word);
    context.fault("S208", item, fmt::format("unknown kind of event \"{}\"", shown(item.text)),
                  "a filter lists kinds of TAPI events", suggestion(item.text, known));
    return std::nullopt;
  }
  return mask;
}

std::optional<Value> convert_id(const Node& node, Context& context) {
  if (is_scenario_id(node.text)) return node.text;
  context.fault("S407", node, fmt::format("\"{}\" is no scenario id", shown(node.text)),
                "an id is topic/behaviour of lower-case letters, digits and hyphens",
                "write it like session/log-in-idle-log-out");
  return std::nullopt;
}

std::optional<Value> convert_scalar(const KeyRow& row, const Node& node, Context& context) {
  using enum ValueType;
  switch (row.type) {
    case text:
      return convert_text(node, context);
    case scenario_id:
      return convert_id(node, context);
    case boolean:
      return convert_boolean(row, node, context);
    case digits:
      return convert_digits(row, node, context);
    case duration:
      return convert_duration(row, node, context);
    case wrap_up:
      return convert_wrap_up(node, context);
    case state:
      return convert_state(node, context);
    case shift:
      return convert_shift(node, context);
    case date_time:
      return convert_date_time(node, context);
    case zone_rule:
      return convert_zone(node, context);
    case any_number:
    case desk_or_number:
      return convert_dialled(row, node, context);
    case pin: {
      auto digits = convert_digits(row, node, context);
      if (!digits) return std::nullopt;
      return Pin{std::get<std::string>(*digits)};
    }
    case whole_number:
    case count:
    case priority:
      return convert_number(row, node, context);
    case rate:
      return convert_rate(node, context);
    case arrivals:
      return convert_arrivals(node, context);
    case spread:
      return convert_spread(row, node, context);
    case word_never:
    case word_all:
      return convert_fixed_word(row, node, context);
    case new_session:
    case new_call:
    case listener:
    case new_traffic:
    case new_answer: {
      if (!give_name(row.type, node, context)) return std::nullopt;
      return node.text;
    }
    default: {
      if (!refers(row.type, node, context)) return std::nullopt;
      return node.text;
    }
  }
}

std::optional<Value> convert_list(const KeyRow& row, const Node& node, Context& context) {
  std::vector<std::string> words;
  Marks seen;
  for (const Node& item : node.items) {
    if (context.is_full()) break;
    if (item.kind == Node::Kind::rejected) continue;
    if (item.kind != Node::Kind::scalar) {
      context.fault("S105", item, fmt::format("{} lists words", row.key), std::string(described(row.type)),
                    "write one word for each entry");
      continue;
    }
    const auto [first, is_new] = seen.emplace(item.text, item.mark);
    if (!is_new) {
      Diagnostic& fault = context.fault("S206", item, fmt::format("{} listed twice in {}", shown(item.text), row.key),
                                        "once is enough", "remove one of the two");
      fault.other = first->second;
      fault.other_note = "first listed here";
      continue;
    }
    if (refers(row.type, item, context)) words.push_back(item.text);
  }
  if (node.items.empty() && row.required && row.type != ValueType::groups && row.type != ValueType::sessions) {
    context.fault("S118", node, fmt::format("{} lists nothing", row.key), std::string(described(row.type)),
                  "name at least one requirement that the story exercises");
    return std::nullopt;
  }
  return words;
}

std::string_view kind_word(const Node& node) {
  switch (node.kind) {
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
    default:
      return "a single value";
  }
}

}  // namespace

std::optional<Duration> read_duration(const Node& node, Context& context, std::string_view described_as) {
  const auto duration = parse_duration(node.text);
  if (duration) return *duration;
  const std::string text = shown(node.text);
  switch (duration.error()) {
    case DurationFault::no_unit:
      context.fault("S110", node, fmt::format("the duration {} has no unit", text), "seconds or minutes?",
                    fmt::format("write {0}s, {0}m or {0}ms", text));
      break;
    case DurationFault::unknown_unit:
      context.fault("S111", node, fmt::format("\"{}\" has a unit that is none", text), "the units are ms, s, m and h",
                    "write it like 30s, 4.2s, 500ms or 2m");
      break;
    case DurationFault::too_fine:
      context.fault("S112", node, fmt::format("the duration {} is too fine", text),
                    "time is counted in whole nanoseconds", "write fewer decimals");
      break;
    case DurationFault::too_long:
      context.fault("S112", node, fmt::format("the duration {} is too long", text), "48h is the longest",
                    "split the story");
      break;
    case DurationFault::empty:
    case DurationFault::not_a_number:
      context.fault("S111", node, fmt::format("\"{}\" is no duration", text),
                    fmt::format("{} is a number and a unit", described_as), "write it like 30s, 4.2s, 500ms or 2m");
      break;
  }
  return std::nullopt;
}

bool check_name(const Node& node, Context& context) {
  if (is_name(node.text)) return true;
  context.fault("S117", node, fmt::format("\"{}\" is no name", shown(node.text)),
                "a name is a lower-case letter, then lower-case letters, digits, - and _, 64 at most",
                "choose one like ann, sales or c1");
  return false;
}

std::optional<Value> convert(const KeyRow& row, const Node& node, Context& context) {
  using enum ValueType;
  using Kind = Node::Kind;
  if (node.kind == Kind::rejected) return std::nullopt;
  if (node.kind == Kind::null && row.type == pin) return Pin{};
  if (node.kind == Kind::null) {
    context.fault("S106", node, fmt::format("{} has no value", row.key),
                  fmt::format("{} is {}", row.key, described(row.type)),
                  row.required ? "write one" : "write one or remove the key");
    return std::nullopt;
  }
  if (row.type == filter) return convert_filter(node, context);
  const bool is_list = row.type == requirements || row.type == capabilities || row.type == groups ||
                       row.type == sessions || row.type == steps;
  const bool is_map = row.type == map || row.type == named_maps || row.type == overflow || row.type == values ||
                      row.type == value_lists;
  const Kind wanted = is_list ? Kind::list : is_map ? Kind::map : Kind::scalar;
  if (node.kind != wanted) {
    std::string help = fmt::format("write {}: and one value", row.key);
    if (row.type == steps) help = "write one `- verb: { … }` a line";
    if (is_map) help = fmt::format("write {}: {{ … }}", row.key);
    if (is_list && row.type != steps)
      help = node.kind == Kind::scalar ? fmt::format("write {}: [{}]", row.key, shown(node.text))
                                       : fmt::format("write {}: [ … ]", row.key);
    context.fault("S105", node, fmt::format("{} cannot be {}", row.key, kind_word(node)),
                  fmt::format("{} is {}", row.key, described(row.type)), std::move(help));
    return std::nullopt;
  }
  if (row.type == steps || is_map) return &node;
  return is_list ? convert_list(row, node, context) : convert_scalar(row, node, context);
}

}  // namespace acdloop::scenarios
