// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/step_writer.hpp"

#include "scenarios/language/subjects.hpp"
#include "scenarios/language/traffic.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

using Error = std::optional<std::string>;

void error(WrittenMap& map, const Error& name) {
  if (name) map.plain("error", *name);
}

void optional(WrittenMap& map, std::string_view key, const std::optional<std::string>& word) {
  if (word) map.plain(key, *word);
}

template <class Id>
void optional(WrittenMap& map, std::string_view key, const std::optional<Id>& id) {
  if (id) map.plain(key, id->value());
}

void flag(WrittenMap& map, std::string_view key, bool set) {
  if (set) map.plain(key, "true");
}

void count(WrittenMap& map, std::string_view key, int times) {
  if (times != 1) map.plain(key, std::to_string(times));
}

void destination(WrittenMap& map, const Destination& to) {
  if (to.group) return map.plain("to", to.group->value());
  if (to.agent) return map.plain("to", to.agent->value());
  map.quoted("to", to.number);
}

void figures(WrittenMap& map, const std::vector<ExpectedFigure>& figures, bool all, Subject subject) {
  if (all) map.plain("figures", "all");
  for (const ExpectedFigure& figure : figures) {
    const SubjectFigure* row = find_figure(subject, figure.figure);
    const bool counts = row ? row->kind == FigureKind::count : figure.figure == "calls";
    map.plain(figure.figure, counts ? std::to_string(figure.count) : duration_text(figure.time));
  }
}

std::string filter_text(std::int32_t mask) {
  std::vector<std::string> words;
  for (const FilterWord& word : filter_words()) {
    if ((mask & word.bit) != 0) words.emplace_back(word.word);
  }
  return words.empty() ? "none" : written_list(words);
}

void write(WrittenMap& map, const LogIn& verb) {
  map.plain("agent", verb.agent.value());
  map.plain("group", verb.group.value());
  if (!verb.as.empty()) map.plain("as", verb.as);
  if (verb.at) map.quoted("at", verb.at->value());
  if (verb.pin && verb.pin->digits) map.quoted("pin", *verb.pin->digits);
  if (verb.pin && !verb.pin->digits) map.plain("pin", "~");
  flag(map, "agent_without_id", verb.agent_without_id);
  flag(map, "null_out", verb.null_out);
  optional(map, "by", verb.by);
  error(map, verb.expected_error);
}

void write(WrittenMap& map, const LogOut& verb) {
  map.plain("session", verb.session);
  error(map, verb.expected_error);
}

void write(WrittenMap& map, const RequestState& verb) {
  map.plain("session", verb.session);
  const std::string_view word = state_word(verb.state);
  map.plain(word.empty() ? "value" : "state", word.empty() ? std::to_string(verb.state) : word);
  optional(map, "as", verb.as);
  error(map, verb.expected_error);
}

void write(WrittenMap& map, const Query& verb) {
  if (!verb.session.empty()) map.plain("session", verb.session);
  optional(map, "agent", verb.agent);
  optional(map, "queue", verb.queue);
  optional(map, "group", verb.group);
  map.plain("figure", verb.figure);
  count(map, "times", verb.times);
  flag(map, "null_out", verb.null_out);
  optional(map, "as", verb.as);
  error(map, verb.expected_error);
}

void write(WrittenMap& map, const Listen& verb) {
  map.plain("as", verb.as);
  if (verb.filter) map.plain("filter", filter_text(*verb.filter));
}

void write(WrittenMap& map, const Measure& verb) {
  optional(map, "agent", verb.agent);
  optional(map, "queue", verb.queue);
  map.plain("period", duration_text(verb.period));
  error(map, verb.expected_error);
}

void write(WrittenMap& map, const LineRequest& verb) {
  map.plain("do", to_string(verb.act));
  if (!verb.session.empty()) map.plain("session", verb.session);
  if (verb.handle) map.plain("handle", std::to_string(*verb.handle));
  optional(map, "agent", verb.agent);
  if (verb.total != LineRequest{}.total) map.plain("total", std::to_string(verb.total));
  if (verb.act == LineAct::next_state) map.plain("next", state_word(verb.next));
  count(map, "times", verb.times);
}

void write(WrittenMap& map, const PlaceCall& verb) {
  map.plain("as", verb.as);
  map.plain("to", verb.to_group ? verb.to_group->value() : verb.to_agent->value());
  map.quoted("from", verb.from);
}

void write(WrittenMap& map, const Answer& verb) { map.plain("agent", verb.agent.value()); }
void write(WrittenMap& map, const Hold& verb) { map.plain("agent", verb.agent.value()); }
void write(WrittenMap& map, const Retrieve& verb) { map.plain("agent", verb.agent.value()); }
void write(WrittenMap& map, const Finish& verb) { map.plain("agent", verb.agent.value()); }
void write(WrittenMap& map, const Conference& verb) { map.plain("agent", verb.agent.value()); }

void write(WrittenMap& map, const HangUp& verb) {
  optional(map, "agent", verb.agent);
  optional(map, "caller", verb.caller);
}

void write(WrittenMap& map, const Dial& verb) {
  map.plain("agent", verb.agent.value());
  destination(map, verb.to);
  map.plain("as", verb.as);
}

void write(WrittenMap& map, const Consult& verb) {
  map.plain("agent", verb.agent.value());
  destination(map, verb.to);
  map.plain("as", verb.as);
}

void write(WrittenMap& map, const Transfer& verb) {
  map.plain("agent", verb.agent.value());
  if (verb.to) destination(map, *verb.to);
}

void write(WrittenMap& map, const ForceLogOut& verb) {
  map.plain("agent", verb.agent.value());
  optional(map, "group", verb.group);
}

void write(WrittenMap& map, const RemoveGroup& verb) { map.plain("group", verb.group.value()); }
void write(WrittenMap& map, const Wait& verb) { optional(map, "until", verb.until); }

void spread(WrittenMap& map, std::string_view key, const std::optional<Spread>& spread) {
  if (spread) map.plain(key, spread_text(*spread));
}

void write(WrittenMap& map, const Traffic& verb) {
  map.plain("as", verb.as);
  map.plain("to", verb.to.value());
  map.plain("rate", rate_text(verb.rate));
  if (verb.arrivals != Traffic{}.arrivals) map.plain("arrivals", to_string(verb.arrivals));
  map.plain("for", duration_text(verb.lasting));
  spread(map, "patience", verb.patience);
  if (verb.answer_after != Traffic{}.answer_after) spread(map, "answer_after", verb.answer_after);
  spread(map, "talk", verb.talk);
  spread(map, "wrap_up", verb.wrap_up);
  if (verb.seed != Traffic{}.seed) map.plain("seed", std::to_string(verb.seed));
}

void write(WrittenMap& map, const Withhold& verb) {
  map.plain("request", cti::to_string(verb.request));
  if (!verb.reply_after) map.plain("reply", "never");
  map.duration("reply_after", verb.reply_after);
  count(map, "count", verb.count);
  flag(map, "duplicate", verb.duplicate);
}

void write(WrittenMap& map, const Refuse& verb) {
  map.plain("request", cti::to_string(verb.request));
  map.plain("cause", cti::to_string(verb.cause));
  if (verb.reply_after != Duration{}) map.duration("reply_after", verb.reply_after);
  count(map, "count", verb.count);
}

void write(WrittenMap& map, const Cut& verb) { map.duration("for", verb.lasting); }
void write(WrittenMap&, const Restore&) {}

void write(WrittenMap& map, const StepClock& verb) {
  map.plain("by", verb.by < Duration{} ? duration_text(verb.by) : "+" + duration_text(verb.by));
}

void write(WrittenMap& map, const ExpectSession& verb) {
  map.plain("session", verb.session);
  if (verb.state) map.plain("state", state_word(*verb.state));
  figures(map, verb.figures, verb.all_figures, Subject::session);
  map.duration("within", verb.within);
}

void write(WrittenMap& map, const ExpectAgent& verb) {
  map.plain("agent", verb.agent.value());
  figures(map, verb.figures, verb.all_figures, Subject::agent);
  if (verb.sessions) map.plain("sessions", written_list(*verb.sessions));
}

void write(WrittenMap& map, const ExpectQueue& verb) {
  map.plain("queue", verb.queue.value());
  figures(map, verb.figures, verb.all_figures, Subject::queue);
}

void write(WrittenMap& map, const ExpectAnswer& verb) {
  map.plain("answer", verb.answer);
  error(map, verb.error);
  map.duration("at", verb.at);
}

void write(WrittenMap& map, const Never& verb) {
  map.plain("session", verb.session);
  map.plain("state", state_word(verb.state));
  map.duration("for", verb.during);
}

}  // namespace

void WrittenMap::plain(std::string_view key, std::string_view value) {
  if (!pairs_.empty()) pairs_ += ", ";
  pairs_.append(key).append(": ").append(value);
}

void WrittenMap::quoted(std::string_view key, std::string_view value) { plain(key, written_quotes(value)); }

void WrittenMap::duration(std::string_view key, const std::optional<Duration>& value) {
  if (value) plain(key, duration_text(*value));
}

std::string written_list(const std::vector<std::string>& words) {
  std::string text = "[";
  for (const std::string& word : words) text += (text.size() > 1 ? ", " : "") + word;
  return text + "]";
}

std::string written_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string written_step(const Step& step) {
  WrittenMap map;
  std::visit([&](const auto& verb) { write(map, verb); }, step.verb);
  const auto* wait = std::get_if<Wait>(&step.verb);
  const bool waits = wait != nullptr && !wait->until;
  if (step.after != Duration{} || waits) map.plain(waits ? "for" : "after", duration_text(step.after));
  return std::string{verb_name(step)} + ": " + map.text();
}

}  // namespace acdloop::scenarios
