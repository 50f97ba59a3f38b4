// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/tests/vectors.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "conformance/oracle/codes.hpp"

namespace acdloop::oracle::testing {
namespace {

class Reader {
 public:
  explicit Reader(const std::string& path) : path_{path} { vector_.file = std::filesystem::path{path}.stem().string(); }

  Vector read() {
    std::ifstream file{path_};
    if (!file) fail("cannot be read");
    std::string line;
    while (std::getline(file, line)) {
      ++line_;
      line = line.substr(0, line.find('#'));
      std::istringstream words{line};
      std::string word;
      if (words >> word) take(word, words);
    }
    if (vector_.queries.empty()) fail("judges nothing");
    return std::move(vector_);
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw std::runtime_error{path_ + ":" + std::to_string(line_) + ": " + why};
  }

  std::string word(std::istringstream& words, const char* what) const {
    std::string text;
    if (!(words >> text)) fail(std::string{"expected "} + what);
    return text;
  }
  TimePoint time(std::istringstream& words) const { return at_seconds(std::stod(word(words, "a time"))); }

  void take(const std::string& first, std::istringstream& words) {
    if (first == "title") {
      std::getline(words >> std::ws, vector_.title);
    } else if (first == "reading") {
      reading(words);
    } else if (first == "group") {
      group(words);
    } else if (first == "session") {
      session(words);
    } else if (first == "fact") {
      fact(words);
    } else if (first == "quiet") {
      const std::string name = word(words, "a session");
      const TimePoint at = time(words);
      vector_.quiets.push_back({name, at, word(words, "yes or no") == "yes"});
    } else if (first == "must") {
      events(words, EventLine::Kind::must);
    } else if (first == "may") {
      events(words, EventLine::Kind::may);
    } else if (first == "wrong") {
      events(words, EventLine::Kind::wrong);
    } else if (first == "state") {
      states(words);
    } else if (first == "query") {
      query(words);
    } else {
      take_setting(first, words);
    }
  }

  void take_setting(const std::string& first, std::istringstream& words) {
    if (first == "switch") {
      if (word(words, "a habit") != "request_waits_for_timer") fail("unknown habit of a switch");
      vector_.configuration.request_ends_timed_wrap_up = false;
    } else if (first == "begins") {
      vector_.begins = std::stod(word(words, "a date"));
    } else if (first == "step") {
      const TimePoint at = time(words);
      vector_.clock_steps.emplace_back(at, time(words).time_since_epoch());
    } else if (first == "starts") {
      const std::string name = word(words, "a session");
      vector_.starts.push_back({name, std::stod(word(words, "a date"))});
    } else {
      figure(first, words);
    }
  }

  void reading(std::istringstream& words) {
    const tapi::KeyRow* row = tapi::find_key(word(words, "a reading"));
    if (row == nullptr || row->kind != tapi::KeyRow::Kind::choice) fail("unknown reading");
    const int answer = tapi::answer_number(*row, word(words, "an answer"));
    if (answer < 0) fail("unknown answer");
    vector_.readings.emplace_back(row->key, static_cast<std::uint8_t>(answer));
  }

  void group(std::istringstream& words) {
    GroupRules rules;
    rules.name = cti::AcdGroupId{word(words, "a group")};
    const std::string kind = word(words, "a kind of wrap-up");
    if (kind == "manual") rules.wrap_up = GroupRules::WrapUp::manual;
    if (kind == "timed") {
      rules.wrap_up = GroupRules::WrapUp::timed;
      rules.limit = time(words).time_since_epoch();
    }
    std::string more;
    if (words >> more) {
      if (more != "overflow") fail("unknown word " + more);
      const Duration after = time(words).time_since_epoch();
      rules.overflow = GroupRules::Overflow{after, cti::AcdGroupId{word(words, "a group")}};
    }
    vector_.configuration.groups.push_back(rules);
  }

  void query(std::istringstream& words) {
    QueryBlock block;
    block.session = word(words, "a session");
    block.at = time(words);
    std::string in;
    if (words >> in) block.state = state_from(word(words, "a state"));
    vector_.queries.push_back(block);
  }

  std::int32_t state_from(const std::string& name) const {
    static const std::map<std::string, std::int32_t> states{{"not_ready", state::not_ready},
                                                            {"ready", state::ready},
                                                            {"busy", state::busy_on_call},
                                                            {"wrap_up", state::busy_wrap_up},
                                                            {"end", state::session_ended}};
    const auto found = states.find(name);
    if (found == states.end()) fail("unknown state " + name);
    return found->second;
  }

  void states(std::istringstream& words) {
    StateLine line;
    line.session = word(words, "a session");
    line.at = time(words);
    std::istringstream names{word(words, "a state")};
    std::string name;
    while (std::getline(names, name, '|')) line.states.push_back(state_from(name));
    vector_.states.push_back(line);
  }

  void session(std::istringstream& words) {
    SessionLine line;
    line.name = word(words, "a name");
    line.key.agent = cti::AgentId{word(words, "an agent")};
    line.key.group = cti::AcdGroupId{word(words, "a group")};
    line.key.address = cti::Address{word(words, "an address")};
    line.created = time(words);
    vector_.sessions.push_back(line);
  }

  cti::FactKind kind_from(const std::string& name) const {
    for (int number = 0; number <= static_cast<int>(cti::FactKind::group_removed); ++number) {
      const auto kind = static_cast<cti::FactKind>(number);
      if (cti::to_string(kind) == name) return kind;
    }
    fail("unknown fact " + name);
  }

  void fact(std::istringstream& words) {
    cti::Fact fact;
    fact.when = Interval::at(time(words));
    if (!vector_.facts.empty() && fact.when.earliest < vector_.facts.back().when.earliest) fail("goes back in time");
    fact.kind = kind_from(word(words, "a kind"));
    std::string next;
    while (words >> next) {
      if (next == "for")
        fact.group = cti::AcdGroupId{word(words, "a group")};
      else if (next == "at")
        fact.address = cti::Address{word(words, "an address")};
      else if (next == "by")
        fact.agent = cti::AgentId{word(words, "an agent")};
      else if (next == "from")
        fact.from = cti::Address{word(words, "an address")};
      else if (next == "to")
        fact.to = cti::Address{word(words, "an address")};
      else if (next == "with")
        fact.other_call = word(words, "a call");
      else
        fact.call = next;
    }
    vector_.facts.push_back(fact);
  }

  std::int32_t event_from(const std::string& name) const {
    static const std::map<std::string, std::int32_t> events{{"new_session", event::new_session},
                                                            {"not_ready", event::not_ready},
                                                            {"ready", event::ready},
                                                            {"busy", event::busy},
                                                            {"wrap_up", event::wrap_up},
                                                            {"end", event::end}};
    const auto found = events.find(name);
    if (found == events.end()) fail("unknown event " + name);
    return found->second;
  }

  void events(std::istringstream& words, EventLine::Kind kind) {
    EventLine line;
    line.kind = kind;
    line.session = word(words, "a session");
    line.at = time(words);
    std::istringstream names{word(words, "an event")};
    std::string name;
    while (std::getline(names, name, '|')) line.events.push_back(event_from(name));
    vector_.events.push_back(line);
  }

  void figure(const std::string& name, std::istringstream& words) {
    if (vector_.queries.empty()) fail("unknown word " + name);
    FigureLine line;
    line.name = name;
    ObservedFigures probe;
    set_figure(probe, name, 0);
    const std::string truth = word(words, "the truth");
    if (truth != "-") line.truth = std::stod(truth);
    if (word(words, "any") != "any") fail("expected any");
    const std::string range = word(words, "low..high");
    const auto dots = range.find("..");
    if (dots == std::string::npos) fail("expected low..high");
    line.any = {std::stoll(range.substr(0, dots)), std::stoll(range.substr(dots + 2))};
    std::string next;
    while (words >> next) {
      const std::int64_t value = std::stoll(word(words, "a number"));
      if (next == "total") next = "floor_total";
      if (next == "per_call") next = "floor_per_call";
      if (tapi::answer_number(tapi::row_of(tapi::Key::rounding), next) < 0) fail("unknown column " + next);
      line.fixed[next] = value;
    }
    vector_.queries.back().figures.push_back(line);
  }

  std::string path_;
  int line_ = 0;
  Vector vector_;
};

std::optional<std::int32_t>* member_of(ObservedFigures& seen, const std::string& name) {
  if (name == "duration") return &seen.duration;
  if (name == "calls") return &seen.calls;
  if (name == "talk_time") return &seen.talk_time;
  if (name == "average_talk_time") return &seen.average_talk_time;
  if (name == "call_time") return &seen.call_time;
  if (name == "average_call_time") return &seen.average_call_time;
  if (name == "wrap_up_time") return &seen.wrap_up_time;
  if (name == "average_wrap_up_time") return &seen.average_wrap_up_time;
  if (name == "longest_time_to_answer") return &seen.longest_time_to_answer;
  if (name == "average_time_to_answer") return &seen.average_time_to_answer;
  return nullptr;
}

}  // namespace

Vector read_vector(const std::string& path) { return Reader{path}.read(); }

std::vector<Vector> all_vectors() {
  std::set<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator{ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors"}) {
    if (entry.path().extension() == ".txt") paths.insert(entry.path().string());
  }
  std::vector<Vector> vectors;
  for (const std::string& path : paths) vectors.push_back(read_vector(path));
  return vectors;
}

TimePoint at_seconds(double seconds) { return time_point_of(std::llround(seconds * 1e6) * 1000); }

double Vector::date_of(TimePoint at) const {
  double seconds = static_cast<double>(nanoseconds_of(at)) / 1e9;
  for (const auto& [when, by] : clock_steps) {
    if (when <= at) seconds += static_cast<double>(by.count()) / 1e9;
  }
  return begins + seconds / 86'400;
}

double ole_date_of(TimePoint at) { return 46048.375 + static_cast<double>(nanoseconds_of(at)) / 86'400e9; }

Oracle oracle_for(const Vector& vector, tapi::Readings readings) {
  for (const auto& [key, answer] : vector.readings) readings = tapi::answered(readings, key, answer);
  Oracle oracle{vector.configuration, readings, [vector](TimePoint at) { return vector.date_of(at); }};
  for (const SessionLine& session : vector.sessions) oracle.name_session(session.name, session.key, session.created);
  for (const cti::Fact& fact : vector.facts) oracle.learn(fact);
  return oracle;
}

std::optional<std::int64_t> figure_named(const ObservedFigures& seen, const std::string& name) {
  if (name == "call_rate") return seen.call_rate;
  ObservedFigures copy = seen;
  const auto* member = member_of(copy, name);
  if (member == nullptr || !*member) return std::nullopt;
  return **member;
}

void set_figure(ObservedFigures& seen, const std::string& name, std::int64_t value) {
  if (name == "call_rate") {
    seen.call_rate = value;
    return;
  }
  auto* member = member_of(seen, name);
  if (member == nullptr) throw std::runtime_error{"no figure is called " + name};
  *member = static_cast<std::int32_t>(value);
}

std::string describe_failures(const std::vector<verdict::Check>& checks) {
  std::string text;
  for (const verdict::Check& check : checks) {
    if (check.verdict == verdict::Verdict::pass) continue;
    text += check.requirement + " " + check.what + ": expected " + check.expected + ", observed " + check.observed +
            " (" + std::string{to_string(check.verdict)} + ")\n";
  }
  return text;
}

bool any_failed(const std::vector<verdict::Check>& checks) { return !failed_ids(checks).empty(); }

std::vector<std::string> failed_ids(const std::vector<verdict::Check>& checks) {
  std::set<std::string> ids;
  for (const verdict::Check& check : checks) {
    if (check.verdict == verdict::Verdict::fail) ids.insert(check.requirement);
  }
  return {ids.begin(), ids.end()};
}

std::vector<std::string> ids_of(const std::vector<verdict::Check>& checks) {
  std::set<std::string> ids;
  for (const verdict::Check& check : checks) ids.insert(check.requirement);
  return {ids.begin(), ids.end()};
}

}  // namespace acdloop::oracle::testing
