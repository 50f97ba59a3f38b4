// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/language/text_places.hpp"
#include "scenarios/language/values.hpp"

namespace acdloop::scenarios {
namespace {

constexpr std::size_t longest_value = 40;

using Bindings = std::map<std::string, const Node*, std::less<>>;

struct Variables {
  Bindings fixed;
  std::vector<std::pair<const Node*, std::vector<const Node*>>> varied;  // key and values
  std::map<std::string, const Node*, std::less<>> keys;                  // where each is named
};

const Entry* entry_of(const Node& map, std::string_view key) {
  const auto found =
      std::ranges::find(map.entries, key, [](const Entry& entry) -> std::string_view { return entry.key.text; });
  return found == map.entries.end() ? nullptr : &*found;
}

// May variables stand below this key of the document?
bool takes_variables(std::string_view key) { return key == "cast" || key == "clock" || key == "steps"; }

// The name in `$name`; empty for any other value.
std::string_view reference_in(const Node& node) {
  if (node.kind != Node::Kind::scalar || node.quoted || node.text.size() < 2 || node.text[0] != '$') return {};
  return std::string_view{node.text}.substr(1);
}

bool is_value(const Node& node, Context& context) {
  if (node.kind == Node::Kind::rejected) return false;
  if (node.kind != Node::Kind::scalar) {
    context.fault("S105", node, "a variable stands for a single value",
                  "lists and maps are written where they are used", "write a word, a number or a duration");
    return false;
  }
  if (reference_in(node).empty()) return true;
  context.fault("S503", node, fmt::format("{} stands where a value belongs", shown(node.text)),
                "a variable does not stand for another one", "write the value");
  return false;
}

// A value of a matrix is part of the id of its instance.
bool fits_an_id(const Node& node, Context& context) {
  const bool fits =
      !node.text.empty() && node.text.size() <= longest_value && std::ranges::all_of(node.text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '+' || c == '-';
      });
  if (fits) return true;
  context.fault("S504", node, fmt::format("\"{}\" cannot stand in an id", shown(node.text)),
                fmt::format("it names an instance: at most {} letters, digits and . _ + -", longest_value),
                "give it a name under vars: and write the story twice, or choose another value");
  return false;
}

void read_fixed(const Node& vars, Variables& variables, Context& context) {
  for (const Entry& entry : vars.entries) {
    if (!check_name(entry.key, context)) continue;
    variables.keys.emplace(entry.key.text, &entry.key);
    if (is_value(entry.value, context)) variables.fixed.emplace(entry.key.text, &entry.value);
  }
}

std::vector<const Node*> values_of(const Node& list, Context& context) {
  std::vector<const Node*> values;
  Marks seen;
  for (const Node& item : list.items) {
    if (!is_value(item, context) || !fits_an_id(item, context)) continue;
    const auto [first, is_new] = seen.emplace(item.text, item.mark);
    if (is_new) {
      values.push_back(&item);
      continue;
    }
    Diagnostic& fault = context.fault("S206", item, fmt::format("{} listed twice", shown(item.text)),
                                      "both instances would have one id", "remove one of the two");
    fault.other = first->second;
    fault.other_note = "first listed here";
  }
  if (list.items.empty()) {
    context.fault("S118", list, "a matrix without values", "there would be no instance at all", "list the values");
  }
  return values;
}

void read_varied(const Node& matrix, Variables& variables, Context& context) {
  for (const Entry& entry : matrix.entries) {
    if (!check_name(entry.key, context)) continue;
    if (const auto [known, is_new] = variables.keys.emplace(entry.key.text, &entry.key); !is_new) {
      Diagnostic& fault =
          context.fault("S503", entry.key, fmt::format("{} is given by vars and by matrix", entry.key.text),
                        "it could not have both values", "remove one of the two");
      fault.other = known->second->mark;
      fault.other_note = "given here";
      continue;
    }
    if (entry.value.kind != Node::Kind::list) {
      if (entry.value.kind != Node::Kind::rejected) {
        context.fault("S105", entry.value.kind == Node::Kind::null ? entry.key : entry.value,
                      fmt::format("{} of a matrix lists values", entry.key.text), "each makes an instance of its own",
                      fmt::format("write {}: [ … ], or move it to vars:", entry.key.text));
      }
      continue;
    }
    auto values = values_of(entry.value, context);
    if (!values.empty()) variables.varied.emplace_back(&entry.key, std::move(values));
  }
}

// Values in place of their names.
class Substitution {
 public:
  Substitution(const Bindings& bindings, const Variables& variables, std::set<std::string, std::less<>>& used,
               Context& context)
      : bindings_(bindings), variables_(variables), used_(used), context_(context) {}

  void apply(Node& node) {
    for (Node& item : node.items) apply(item);
    for (Entry& entry : node.entries) apply(entry.value);
    const std::string_view name = reference_in(node);
    if (name.empty()) return;
    used_.emplace(name);
    const Mark use = node.mark;
    if (const auto found = bindings_.find(name); found != bindings_.end()) {
      node = *found->second;
      node.used_at = use;
      return;
    }
    if (!variables_.keys.contains(name)) {
      context_.fault("S501", node, fmt::format("unknown variable \"{}\"", shown(name)),
                     "variables are named under vars: and matrix:", suggestion(name, words_of(variables_.keys)));
    }
    node.kind = Node::Kind::rejected;
  }

 private:
  const Bindings& bindings_;
  const Variables& variables_;
  std::set<std::string, std::less<>>& used_;
  Context& context_;
};

std::size_t size_of(const Node& node) {
  std::size_t size = 1;
  for (const Node& item : node.items) size += size_of(item);
  for (const Entry& entry : node.entries) size += 1 + size_of(entry.value);
  return size;
}

std::size_t count_of(const Variables& variables, const Node& root, const Node& matrix, Context& context) {
  const std::size_t most = std::min(max_instances, max_values_of_instances / size_of(root));
  std::size_t count = 1;
  for (const auto& [key, values] : variables.varied) {
    count *= values.size();
    if (count <= most) continue;
    context.fault("S112", matrix, fmt::format("a matrix of more than {} instances", most),
                  "each is played as a story of its own", "vary less, or split the file");
    return 1;
  }
  return count;
}

// The combination of that number; the last key varies fastest.
Bindings combination(const Variables& variables, std::size_t number, std::string& name) {
  Bindings bindings = variables.fixed;
  std::vector<std::string> parts;
  for (auto row = variables.varied.rbegin(); row != variables.varied.rend(); ++row) {
    const auto& [key, values] = *row;
    const Node* const value = values[number % values.size()];
    number /= values.size();
    bindings.insert_or_assign(key->text, value);
    parts.push_back(key->text + "=" + value->text);
  }
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) name += (name.empty() ? "" : ",") + *part;
  return bindings;
}

}  // namespace

std::vector<Instance> instances_of(const Node& root, Context& context) {
  Variables variables;
  const Entry* const vars = entry_of(root, "vars");
  const Entry* const matrix = entry_of(root, "matrix");
  if (vars != nullptr && vars->value.kind == Node::Kind::map) read_fixed(vars->value, variables, context);
  if (matrix != nullptr && matrix->value.kind == Node::Kind::map) read_varied(matrix->value, variables, context);
  const std::size_t count = matrix == nullptr ? 1 : count_of(variables, root, matrix->key, context);

  std::vector<Instance> instances;
  std::set<std::string, std::less<>> used;
  for (std::size_t number = 0; number < count; ++number) {
    Instance instance{{}, root};
    const Bindings bindings = combination(variables, number, instance.name);
    Substitution substitution(bindings, variables, used, context);
    for (Entry& entry : instance.root.entries) {
      if (takes_variables(entry.key.text)) substitution.apply(entry.value);
    }
    instances.push_back(std::move(instance));
    if (context.has_errors()) break;  // the same would be told of every instance
  }
  for (const auto& [name, key] : variables.keys) {
    if (used.contains(name) || key->mark.file != 0) continue;  // a fragment offers defaults to many stories
    context.fault("S502", *key, fmt::format("the variable {} is used nowhere", name), "it would change nothing",
                  fmt::format("write ${} where its value belongs, or remove it", name));
  }
  return instances;
}

}  // namespace acdloop::scenarios
