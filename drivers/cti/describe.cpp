// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "drivers/cti/event.hpp"
#include "drivers/cti/fact.hpp"

namespace acdloop::cti {
namespace {

void add_word(std::string& line, std::string_view word) {
  if (word.empty()) return;
  line += ' ';
  line += word;
}

std::string line_of(const AgentEvent& event) {
  std::string line{to_string(event.kind)};
  const AgentSubject& subject = event.report.subject;
  if (subject.agent) add_word(line, subject.agent->value());
  if (subject.group) add_word(line, subject.group->value());
  if (subject.address) add_word(line, "@" + subject.address->value());
  if (event.report.states.only() == std::nullopt) add_word(line, "(" + to_string(event.report.states) + ")");
  if (event.report.detail != StateDetail::none) add_word(line, to_string(event.report.detail));
  return line;
}

std::string line_of(const CallEvent& event) {
  std::string line{to_string(event.kind)};
  add_word(line, event.info.call.value());
  add_word(line, to_string(event.info.call_class));
  if (event.info.group) add_word(line, event.info.group->value());
  for (const ConnectionChange& change : event.changes) {
    add_word(line, change.connection.device.id + "=" + std::string{to_string(change.to)});
  }
  if (event.renamed) add_word(line, event.renamed->before.value() + "->" + event.renamed->now.value());
  if (event.cause != EventCause::none) add_word(line, to_string(event.cause));
  return line;
}

std::string line_of(const LinkEvent& event) {
  std::string line{to_string(event.kind)};
  if (event.cause != RefusalCause::none) add_word(line, to_string(event.cause));
  add_word(line, event.text);
  return line;
}

std::string line_of(const DeviceEvent& event) {
  std::string line{to_string(event.kind)};
  if (event.agent) add_word(line, event.agent->value());
  add_word(line, "@" + event.address.value());
  add_word(line, event.on ? "on" : "off");
  return line;
}

}  // namespace

std::string describe(const Event& event) {
  return std::visit([](const auto& body) { return line_of(body); }, event.body);
}

std::string describe(const Fact& fact) {
  char time[32];
  std::snprintf(time, sizeof time, "%.3f s ", static_cast<double>(nanoseconds_of(fact.when.earliest)) / 1e9);
  std::string line{time};
  add_word(line, to_string(fact.kind));
  add_word(line, fact.call);
  if (!fact.other_call.empty()) add_word(line, "with " + fact.other_call);
  if (fact.from) add_word(line, "from " + fact.from->value());
  if (fact.to) add_word(line, "to " + fact.to->value());
  if (fact.group) add_word(line, "for " + fact.group->value());
  if (fact.address) add_word(line, "at " + fact.address->value());
  if (fact.agent) add_word(line, "by " + fact.agent->value());
  return line;
}

}  // namespace acdloop::cti
