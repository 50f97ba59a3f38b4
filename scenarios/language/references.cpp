// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/references.hpp"

#include <fmt/format.h>

#include "scenarios/language/subjects.hpp"
#include "scenarios/language/text_places.hpp"
#include "scenarios/language/values.hpp"

namespace acdloop::scenarios {
namespace {

struct Unknown {
  std::string_view code;
  std::string_view what;
  std::string_view why;
};

bool unknown(const Unknown& row, const Node& node, const std::vector<std::string>& candidates, Context& context) {
  context.fault(row.code, node, fmt::format("unknown {} \"{}\"", row.what, shown(node.text)), std::string(row.why),
                suggestion(node.text, candidates));
  return false;
}

bool refers_to_cast(ValueType type, const Node& node, Context& context) {
  const Names& names = context.names;
  const bool may_be_group = type != ValueType::agent;
  const bool may_be_agent = type == ValueType::agent || type == ValueType::destination;
  if (!names.cast_is_known) return true;
  if (may_be_group && names.groups.contains(node.text)) return true;
  if (may_be_agent && names.agents.contains(node.text)) return true;
  if (type == ValueType::destination) {
    auto candidates = words_of(names.groups);
    for (const auto& [name, mark] : names.agents) candidates.push_back(name);
    return unknown({"S308", "destination", "a call goes to a group or an agent of the cast"}, node, candidates,
                   context);
  }
  return may_be_agent
             ? unknown({"S301", "agent", "agents are named in cast: agents:"}, node, words_of(names.agents), context)
             : unknown({"S302", "group", "groups are named in cast: groups:"}, node, words_of(names.groups), context);
}

std::string with_article(LabelKind kind) {
  const bool vowel = kind == LabelKind::answer || kind == LabelKind::listener;
  return fmt::format("a{} {}", vowel ? "n" : "", to_string(kind));
}

bool refers_to_label(LabelKind kind, const Node& node, Context& context) {
  const Labels& labels = context.names.labels;
  const auto found = labels.find(node.text);
  if (found != labels.end() && found->second.kind == kind) return true;
  if (found != labels.end()) {
    Diagnostic& fault = context.fault("S309", node, fmt::format("{} is no {}", shown(node.text), to_string(kind)),
                                      fmt::format("it names the {} of {}:{}", to_string(found->second.kind),
                                                  found->second.mark.line, found->second.mark.column),
                                      fmt::format("name {} here", with_article(kind)));
    fault.other = found->second.mark;
    fault.other_note = with_article(found->second.kind);
    return false;
  }
  const auto later = context.names.all_labels.find(node.text);
  if (later != context.names.all_labels.end() && later->second.kind == kind) {
    Diagnostic& fault =
        context.fault("S307", node, fmt::format("{} is used before it is named", shown(node.text)),
                      fmt::format("it is named at {}:{}", later->second.mark.line, later->second.mark.column),
                      "steps happen in the order in which they are written: move this one down");
    fault.other = later->second.mark;
    fault.other_note = "named only here";
    return false;
  }
  std::vector<std::string> candidates;
  for (const auto& [name, label] : labels) {
    if (label.kind == kind) candidates.push_back(name);
  }
  switch (kind) {
    case LabelKind::listener:
      return unknown({"S314", "application", "a listen names its application with `as:`"}, node, candidates, context);
    case LabelKind::session:
      return unknown({"S303", "session", "a log_in names its session with `as:`"}, node, candidates, context);
    case LabelKind::call:
      return unknown({"S304", "call", "a call is named with `as:`"}, node, candidates, context);
    case LabelKind::traffic:
      return unknown({"S317", "traffic", "a traffic is named with `as:`"}, node, candidates, context);
    case LabelKind::answer:
      return unknown({"S305", "answer", "a query or request names its answer with `as:`"}, node, candidates, context);
  }
  return false;
}

// Of whom it is the figure shows only beside the other keys.
bool refers_to_figure(const Node& node, Context& context) {
  if (node.text == "every" || context.vocabulary.figures.contains(node.text)) return true;
  auto candidates = words_of(context.vocabulary.figures);
  for (const Subject subject : {Subject::agent, Subject::queue, Subject::group}) {
    if (find_figure(subject, node.text)) return true;
  }
  candidates.emplace_back("every");
  return unknown({"S203", "figure", "a figure is a getter's word, or every"}, node, candidates, context);
}

bool refers_to_error(const Node& node, Context& context) {
  if (node.text == "S_OK") {
    context.fault("S204", node, "S_OK is no error", "a step without `error:` must succeed", "remove the key");
    return false;
  }
  if (context.vocabulary.errors.contains(node.text)) return true;
  std::vector<std::string> candidates(context.vocabulary.errors.begin(), context.vocabulary.errors.end());
  std::erase(candidates, "S_OK");
  return unknown({"S204", "error name", "an error is written by the name of its HRESULT"}, node, candidates, context);
}

bool refers_to_request_kind(const Node& node, Context& context) {
  if (cti::request_kind_from(node.text)) return true;
  std::vector<std::string> candidates;
  for (int i = 0; i < cti::request_kind_count; ++i)
    candidates.emplace_back(to_string(static_cast<cti::RequestKind>(i)));
  return unknown({"S205", "kind of request", "what a computing function may ask of a switch"}, node, candidates,
                 context);
}

bool refers_to_line_act(const Node& node, Context& context) {
  if (line_act_from(node.text)) return true;
  std::vector<std::string> candidates;
  for (int i = 0; i <= static_cast<int>(LineAct::update); ++i)
    candidates.emplace_back(to_string(static_cast<LineAct>(i)));
  return unknown({"S205", "thing to do on the line", "what can be done on the line beneath the API"}, node, candidates,
                 context);
}

bool refers_to_cause(const Node& node, Context& context) {
  if (const auto cause = cti::refusal_cause_from(node.text); cause && *cause != cti::RefusalCause::none) return true;
  std::vector<std::string> candidates;
  for (int i = 1; i < cti::refusal_cause_count; ++i)
    candidates.emplace_back(to_string(static_cast<cti::RefusalCause>(i)));
  return unknown({"S209", "cause of refusal", "why a switch may refuse a request"}, node, candidates, context);
}

bool refers_to_capability(const Node& node, Context& context) {
  if (cti::capability_from(node.text)) return true;
  std::vector<std::string> candidates;
  for (int i = 0; i < cti::capability_count; ++i) candidates.emplace_back(to_string(static_cast<cti::Capability>(i)));
  return unknown({"S202", "need", "needs are a closed vocabulary"}, node, candidates, context);
}

bool refers_to_requirement(const Node& node, Context& context) {
  const auto& known = context.vocabulary.requirements;
  if (context.vocabulary.any_requirement || known.contains(node.text)) return true;
  if (context.vocabulary.judged_anyway.contains(node.text)) {
    context.fault("S211", node, fmt::format("{} is not for a story to cover", shown(node.text)),
                  "it is judged in every story", "leave it out");
    return false;
  }
  context.fault(
      "S201", node, fmt::format("unknown requirement \"{}\"", shown(node.text)),
      known.empty() ? "no requirement is known" : fmt::format("{} to {} are known", *known.begin(), *known.rbegin()),
      "write AS- and three digits, as `acdcheck list` and `acdcheck explain` show them");
  return false;
}

}  // namespace

LabelKind label_kind(ValueType type) {
  switch (type) {
    case ValueType::new_session:
      return LabelKind::session;
    case ValueType::new_call:
      return LabelKind::call;
    case ValueType::listener:
      return LabelKind::listener;
    case ValueType::new_traffic:
      return LabelKind::traffic;
    default:
      return LabelKind::answer;
  }
}

bool refers(ValueType type, const Node& node, Context& context) {
  using enum ValueType;
  switch (type) {
    case agent:
    case group:
    case groups:
    case destination:
      return refers_to_cast(type, node, context);
    case session:
    case sessions:
      return refers_to_label(LabelKind::session, node, context);
    case old_listener:
      return refers_to_label(LabelKind::listener, node, context);
    case refusal_cause:
      return refers_to_cause(node, context);
    case call:
      return refers_to_label(LabelKind::call, node, context);
    case answer:
      return refers_to_label(LabelKind::answer, node, context);
    case traffic:
      return refers_to_label(LabelKind::traffic, node, context);
    case figure:
      return refers_to_figure(node, context);
    case error_name:
      return refers_to_error(node, context);
    case line_act:
      return refers_to_line_act(node, context);
    case request_kind:
      return refers_to_request_kind(node, context);
    case capabilities:
      return refers_to_capability(node, context);
    case requirements:
      return refers_to_requirement(node, context);
    default:
      return false;
  }
}

bool give_name(ValueType type, const Node& node, Context& context) {
  if (!check_name(node, context)) return false;
  const LabelKind kind = label_kind(type);
  const auto [taken, is_new] = context.names.labels.emplace(node.text, Label{kind, node.mark});
  if (is_new) return true;
  // An application that is named again gets another filter.
  if (kind == LabelKind::listener && taken->second.kind == LabelKind::listener) return true;
  Diagnostic& fault = context.fault("S306", node, fmt::format("the name {} is given twice", shown(node.text)),
                                    "sessions, calls, answers, applications and traffics share one set of names",
                                    "choose another name");
  fault.other = taken->second.mark;
  fault.other_note = "first given here";
  return false;
}

}  // namespace acdloop::scenarios
