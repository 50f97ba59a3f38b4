// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "scenarios/language/checks.hpp"
#include "scenarios/language/file_text.hpp"
#include "scenarios/language/readers.hpp"
#include "scenarios/language/variables.hpp"

namespace acdloop::scenarios {
namespace {

Loaded without_text(Diagnostic fault) {
  Loaded loaded;
  loaded.diagnostics.push_back(std::move(fault));
  return loaded;
}

void sort_and_limit(const std::string& file, std::vector<Diagnostic>& diagnostics) {
  const auto key = [](const Diagnostic& entry) {
    return std::tuple<int, int, std::string_view, std::string_view>(entry.mark.line, entry.mark.column, entry.code,
                                                                    entry.message);
  };
  std::ranges::sort(diagnostics, std::ranges::less{}, key);
  if (diagnostics.size() <= max_diagnostics) return;
  // What is cut off must not turn a bad file into a good one.
  diagnostics.resize(max_diagnostics);
  diagnostics.push_back({"S015",
                         Severity::error,
                         file,
                         diagnostics.back().mark,
                         1,
                         "and more",
                         "only the first are shown",
                         "repair these first",
                         {},
                         {}});
}

void check_id(const Fields& fields, const Scenario& scenario, std::string_view expected_id, Context& context) {
  if (expected_id.empty() || scenario.id.empty() || scenario.id == expected_id) return;
  context.fault("S403", fields.at("id"), fmt::format("the id {} is not the file's place in the suite", scenario.id),
                "patterns and reports find a file by its id",
                fmt::format("write id: {}, or move the file", expected_id));
}

void read_needs(const Fields& fields, Scenario& scenario) {
  for (const std::string& word : fields.get<std::vector<std::string>>("needs").value_or(std::vector<std::string>{}))
    scenario.needs.push_back(*cti::capability_from(word));
}

// What only shows in the story as a whole; a story with faults would show nonsense.
void check_story(const Node& steps, Scenario& scenario, Context& context) {
  if (!has_check(scenario)) {
    context.fault("S402", steps, "the scenario checks nothing", "it could not fail",
                  "add an expect, a never, or the error that a step must give");
    return;
  }
  const Story story = walk(scenario);
  scenario.needs = needs_of(scenario, story);
  check_possible(story, context);
  check_length(steps, story, context);
  if (!context.has_errors()) check_rounding(scenario, story, context);
}

Scenario read_scenario(const Instance& instance, std::string_view expected_id, Context& context) {
  const Node& root = instance.root;
  Scenario scenario;
  scenario.file = context.file();
  if (root.kind != Node::Kind::map) {
    if (root.kind != Node::Kind::rejected)
      context.fault("S105", root, "a scenario is a map of keys", "no key was found",
                    "begin with `id: topic/behaviour`");
    return scenario;
  }
  Node top = root;
  top.length = 1;
  const Fields fields("scenario", top, context);
  scenario.id = fields.get<std::string>("id").value_or("");
  scenario.title = fields.get<std::string>("title").value_or("");
  scenario.covers = fields.get<std::vector<std::string>>("covers").value_or(std::vector<std::string>{});
  scenario.virtual_only = fields.get<bool>("virtual_only").value_or(false);
  read_needs(fields, scenario);
  check_id(fields, scenario, expected_id, context);
  // Before the story is walked through: its traffic is drawn in its name.
  scenario.instance = instance.name;
  if (!instance.name.empty()) scenario.id += "[" + instance.name + "]";
  if (const auto cast = fields.get<const Node*>("cast")) scenario.cast = read_cast(**cast, context);
  if (const auto clock = fields.get<const Node*>("clock")) scenario.clock = read_clock(**clock, context);
  if (const auto steps = fields.get<const Node*>("steps")) {
    scenario.steps = read_steps(**steps, scenario.cast, context);
    if (!context.has_errors()) check_story(fields.key_at("steps"), scenario, context);
  }
  return scenario;
}

// What is told of every instance alike is told once; what is told of some says of the first of them.
class Gathered {
 public:
  void add(const std::string& instance, std::vector<Diagnostic> diagnostics) {
    ++instances_;
    for (Diagnostic& diagnostic : diagnostics) {
      const auto key = std::tuple(diagnostic.mark.line, diagnostic.mark.column, diagnostic.code, diagnostic.message);
      const auto [row, is_new] = rows_.try_emplace(key, Row{std::move(diagnostic), instance, 0, 0});
      // Twice in one instance is one telling.
      if (std::exchange(row->second.last, instances_) != instances_) ++row->second.times;
    }
  }
  void tell(std::vector<Diagnostic>& sink) {
    for (auto& [key, row] : rows_) {
      if (row.times < instances_) row.diagnostic.why += fmt::format(" (with {})", row.instance);
      sink.push_back(std::move(row.diagnostic));
    }
  }

 private:
  struct Row {
    Diagnostic diagnostic;
    std::string instance;
    int times;
    int last;
  };
  int instances_ = 0;
  std::map<std::tuple<int, int, std::string, std::string>, Row> rows_;
};

constexpr int most_faulty = 8;

void read_instances(const Node& root, const std::string& file, const Vocabulary& vocabulary,
                    std::string_view expected_id, Loaded& loaded) {
  Context variables(file, vocabulary, loaded.diagnostics);
  const std::vector<Instance> instances = instances_of(root, variables);
  Gathered told;
  std::vector<Scenario> scenarios;
  int faulty = variables.has_errors() ? 1 : 0;
  for (const Instance& instance : instances) {
    if (faulty > most_faulty) break;  // repair these first
    std::vector<Diagnostic> diagnostics;
    Context context(file, vocabulary, diagnostics);
    scenarios.push_back(read_scenario(instance, expected_id, context));
    if (context.has_errors()) ++faulty;
    told.add(instance.name, std::move(diagnostics));
  }
  told.tell(loaded.diagnostics);
  if (faulty > 0) return;
  loaded.scenario = std::move(scenarios.front());
  loaded.further.assign(std::make_move_iterator(scenarios.begin() + 1), std::make_move_iterator(scenarios.end()));
}

}  // namespace

Loaded load_text(std::string_view text, const std::string& file, const Vocabulary& vocabulary,
                 std::string_view expected_id) {
  if (text.size() > max_file_bytes) return without_text(too_large(file));
  Loaded loaded;
  loaded.source = text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto root = read_document(text, file, loaded.diagnostics);
  if (root) {
    read_instances(*root, file, vocabulary, expected_id, loaded);
  }
  sort_and_limit(file, loaded.diagnostics);
  return loaded;
}

Loaded load_file(const std::filesystem::path& path, const Vocabulary& vocabulary,
                 const std::filesystem::path& suite_root) {
  const std::string file = path.string();
  const auto text = file_text(path);
  if (!text) return without_text(text.error());

  std::string expected_id;
  if (!suite_root.empty()) {
    // Of one form: a relative path below an absolute folder would have no place in it, and be asked for none.
    const auto plain = [](const std::filesystem::path& any) {
      return std::filesystem::absolute(any).lexically_normal();
    };
    auto relative = plain(path).lexically_relative(plain(suite_root));
    expected_id = relative.replace_extension().generic_string();
  }
  return load_text(*text, file, vocabulary, expected_id);
}

std::pair<std::string, std::string> split_instance(const std::string& text) {
  const std::size_t open = text.find('[');
  if (open == std::string::npos || !text.ends_with(']')) return {text, {}};
  return {text.substr(0, open), text.substr(open + 1, text.size() - open - 2)};
}

const Scenario* find_instance(const Loaded& loaded, const std::string& instance) {
  if (!loaded.scenario || (instance.empty() && !loaded.further.empty())) return nullptr;
  if (instance.empty() || loaded.scenario->instance == instance) return &*loaded.scenario;
  const auto found = std::ranges::find(loaded.further, instance, &Scenario::instance);
  return found == loaded.further.end() ? nullptr : &*found;
}

FigureKind figure_kind_of(std::string_view unit) {
  if (unit == "s" || unit == "s/call") return FigureKind::time;
  return unit == "calls" ? FigureKind::count : FigureKind::other;
}

}  // namespace acdloop::scenarios
