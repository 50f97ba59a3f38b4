// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/tests/object_vectors.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace acdloop::oracle::testing {
namespace {

class Reader {
 public:
  explicit Reader(const std::string& path) : path_{path} { vector_.file = std::filesystem::path{path}.stem().string(); }

  ObjectVector read() {
    std::ifstream file{path_};
    if (!file) fail("cannot be read");
    std::string line;
    while (std::getline(file, line)) {
      ++line_;
      std::istringstream words{line.substr(0, line.find('#'))};
      std::string first;
      if (words >> first) take(first, words);
    }
    if (vector_.queries.empty()) fail("judges nothing");
    return std::move(vector_);
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw std::runtime_error{path_ + ":" + std::to_string(line_) + ": " + why};
  }
  std::string word(std::istringstream& words) const {
    std::string text;
    if (!(words >> text)) fail("something is missing");
    return text;
  }
  TimePoint time(std::istringstream& words) const { return at_seconds(std::stod(word(words))); }

  void take(const std::string& first, std::istringstream& words) {
    if (first == "title") {
      std::getline(words >> std::ws, vector_.title);
    } else if (first == "group") {
      group(words);
    } else if (first == "session") {
      SessionLine line;
      line.name = word(words);
      line.key.agent = cti::AgentId{word(words)};
      line.key.group = cti::AcdGroupId{word(words)};
      line.key.address = cti::Address{word(words)};
      line.created = time(words);
      vector_.sessions.push_back(line);
    } else if (first == "fact") {
      fact(words);
    } else if (first == "measure") {
      MeasureLine line;
      line.queue = word(words) == "queue";
      line.name = word(words);
      line.at = time(words);
      line.period = std::stoi(word(words));
      vector_.periods.push_back(line);
    } else if (first == "agent" || first == "queue" || first == "switch") {
      ObjectQuery query;
      query.whose = first == "agent" ? Whose::agent : first == "queue" ? Whose::queue : Whose::phone_switch;
      query.name = word(words);
      query.at = time(words);
      std::string rest;
      query.at_rest = static_cast<bool>(words >> rest);
      vector_.queries.push_back(query);
    } else {
      figure(first, words);
    }
  }

  void group(std::istringstream& words) {
    GroupRules rules;
    rules.name = cti::AcdGroupId{word(words)};
    std::string next = word(words);
    if (next == "manual") rules.wrap_up = GroupRules::WrapUp::manual;
    if (next == "timed") {
      rules.wrap_up = GroupRules::WrapUp::timed;
      rules.limit = time(words).time_since_epoch();
    }
    while (words >> next) {
      const Duration after = time(words).time_since_epoch();
      if (next == "overflow") {
        rules.overflow = GroupRules::Overflow{after, cti::AcdGroupId{word(words)}};
      } else if (next == "end_of_guide") {
        rules.end_of_guide = after;
      } else {
        fail("unknown word " + next);
      }
    }
    vector_.configuration.groups.push_back(rules);
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
    fact.kind = kind_from(word(words));
    std::string next;
    while (words >> next) {
      if (next == "for") {
        fact.group = cti::AcdGroupId{word(words)};
      } else if (next == "at") {
        fact.address = cti::Address{word(words)};
      } else if (next == "by") {
        fact.agent = cti::AgentId{word(words)};
      } else if (next == "from") {
        fact.from = cti::Address{word(words)};
      } else if (next == "to") {
        fact.to = cti::Address{word(words)};
      } else if (next == "with") {
        fact.other_call = word(words);
      } else {
        fact.call = next;
      }
    }
    vector_.facts.push_back(fact);
  }

  void figure(const std::string& name, std::istringstream& words) {
    if (vector_.queries.empty()) fail("unknown word " + name);
    ObjectQuery& query = vector_.queries.back();
    if (query.whose == Whose::queue) {
      ObservedQueue probe;
      queue_figure(probe, name);
    } else if (query.whose == Whose::phone_switch) {
      cti::Figures probe;
      set_switch_figure(probe, name, 0);
    } else if (name != "call_rate") {
      ObservedAgent probe;
      agent_figure(probe, name);
    }
    const std::string range = word(words);
    const auto dots = range.find("..");
    if (dots == std::string::npos) fail("expected low..high");
    query.figures.emplace_back(name,
                               verdict::Range{std::stoll(range.substr(0, dots)), std::stoll(range.substr(dots + 2))});
  }

  std::string path_;
  int line_ = 0;
  ObjectVector vector_;
};

}  // namespace

std::vector<ObjectVector> all_object_vectors() {
  std::set<std::string> paths;
  const std::string folder = ACDLOOP_SOURCE_DIR "/conformance/oracle/vectors/objects";
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".txt") paths.insert(entry.path().string());
  }
  std::vector<ObjectVector> vectors;
  for (const std::string& path : paths) vectors.push_back(Reader{path}.read());
  return vectors;
}

std::optional<std::int32_t>& agent_figure(ObservedAgent& seen, const std::string& name) {
  if (name == "calls") return seen.calls;
  if (name == "incoming") return seen.incoming;
  if (name == "outgoing") return seen.outgoing;
  if (name == "talk_time") return seen.talk_time;
  if (name == "call_time") return seen.call_time;
  if (name == "wrap_up_time") return seen.wrap_up_time;
  throw std::runtime_error{"no figure of an agent is called " + name};
}

std::optional<std::int32_t>& queue_figure(ObservedQueue& seen, const std::string& name) {
  if (name == "queued") return seen.queued;
  if (name == "waiting") return seen.waiting;
  if (name == "abandoned") return seen.abandoned;
  if (name == "flowed_in") return seen.flowed_in;
  if (name == "flowed_out") return seen.flowed_out;
  if (name == "final") return seen.final;
  if (name == "longest_wait") return seen.longest_wait;
  if (name == "current_wait") return seen.current_wait;
  if (name == "average_wait") return seen.average_wait;
  throw std::runtime_error{"no figure of a queue is called " + name};
}

void set_switch_figure(cti::Figures& told, const std::string& name, std::int64_t value) {
  const std::chrono::seconds seconds{value};
  told.talk_includes_hold = name == "phone_time";
  if (name == "calls") {
    told.calls = value;
  } else if (name == "phone_time" || name == "talk_time") {
    told.talk_time = seconds;
  } else if (name == "hold_time") {
    told.hold_time = seconds;
  } else if (name == "wrap_up_time") {
    told.after_call_time = seconds;
  } else if (name == "call_time") {
    told.calls_time = seconds;
  } else if (name == "logged_on_time") {
    told.logged_on_time = seconds;
  } else {
    throw std::runtime_error{"no figure of a switch is called " + name};
  }
}

}  // namespace acdloop::oracle::testing
