// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/chart.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "drivers/capture/readable.hpp"

namespace acdloop::report {
namespace {

// Parties that are no agent. No agent of a story has such a name: theirs begin with a lower-case letter.
constexpr std::string_view callers = "Callers";
constexpr std::string_view the_switch = "Switch";
constexpr std::string_view application = "Appl.";

constexpr std::size_t width_of_a_line = Chart::width;
constexpr std::size_t time_column = 9;   // "70265.300"
constexpr std::size_t state_column = 9;  // "not_ready"
constexpr std::size_t life_column = 8;   // from one party's line to the next

// Plain ASCII of at most so many columns; what is cut off ends in "..".
std::string fitted(std::string_view text, std::size_t columns) {
  std::string out;
  for (const char c : capture::readable(text.substr(0, 4 * width_of_a_line))) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else if (byte >= 0xC0) {
      out += '?';  // one for each code point
    }
  }
  if (out.size() <= columns) return out;
  out.resize(columns > 2 ? columns - 2 : 0);
  return columns > 2 ? out + ".." : out;
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string out = fitted(text, columns);
  out.append(columns - out.size(), ' ');
  return out;
}

// Seconds without a unit, which stands above the column.
std::string time_text(TimePoint at) {
  std::string text = capture::seconds(at.time_since_epoch());
  text.resize(text.find(' '));
  if (text.size() < time_column) text.insert(0, time_column - text.size(), ' ');
  return text;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// The lines of the parties, with what passes between two of them.
std::string lives(const std::vector<std::string>& parties, const std::string& from, const std::string& to) {
  std::string row(parties.size() * life_column, ' ');
  for (std::size_t index = 0; index < parties.size(); ++index) row[index * life_column] = '|';
  const auto place = [&](const std::string& party) -> std::optional<std::size_t> {
    const auto found = std::ranges::find(parties, party);
    if (found == parties.end()) return std::nullopt;
    return static_cast<std::size_t>(found - parties.begin()) * life_column;
  };
  const auto begin = place(from);
  const auto end = place(to);
  if (begin && end && begin != end) {
    const auto [left, right] = std::minmax(*begin, *end);
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(left) + 1, row.begin() + static_cast<std::ptrdiff_t>(right),
              '-');
    if (*end > *begin) {
      row[*end - 1] = '>';
    } else {
      row[*end + 1] = '<';
    }
  } else if (begin || end) {
    row[begin ? *begin : *end] = '*';  // the other one has no column, or it is nobody
  }
  return row;
}

// What a fact says beside its arrow.
std::string text_of(const cti::Fact& fact) {
  using enum cti::FactKind;
  switch (fact.kind) {
    case call_placed: {
      std::string whom = fact.group ? fact.group->value() : "a number";
      if (fact.to) whom = fact.to->value();
      if (!fact.group && !fact.to && fact.address) whom = fact.address->value();
      return fact.call + " calls " + whom;
    }
    case ringing:
      return fact.call + " rings";
    case ringing_stopped:
      return fact.call + " stops ringing";
    case answered:
      return "answers " + fact.call;
    case held:
      return "holds " + fact.call;
    case retrieved:
      return "takes " + fact.call + " back";
    case hung_up:
      return "hangs up " + fact.call;
    case far_end_gone:
      return fact.call + ": the other one is gone";
    case wrap_up_key:
      return "presses the wrap-up key";
    case transferred:
      return "transfers " + fact.call;
    case conferenced:
      return "joins " + fact.call + " and " + fact.other_call;
    case forced_off:
      return "is logged out by somebody else";
    case link_lost:
      return "the link is lost";
    case link_back:
      return "the link is back";
    case group_removed:
      return (fact.group ? fact.group->value() : "a group") + " is removed";
    default:
      break;
  }
  // Granted to the application.
  std::string text{cti::to_string(fact.kind)};
  std::ranges::replace(text, '_', ' ');
  if (fact.agent) text = fact.agent->value() + " " + text;
  return fact.group ? text + " for " + fact.group->value() : text;
}

bool comes_from_the_switch(cti::FactKind kind) {
  using enum cti::FactKind;
  return kind == ringing || kind == ringing_stopped || kind == far_end_gone;
}

bool is_of_the_application(cti::FactKind kind) {
  using enum cti::FactKind;
  return kind == logged_on || kind == logged_off || kind == made_ready || kind == made_not_ready ||
         kind == asked_ready || kind == asked_not_ready;
}

}  // namespace

std::string Chart::agent_of(const cti::Fact& fact) const {
  if (fact.agent) return fact.agent->value();
  const auto& desk = fact.kind == cti::FactKind::call_placed ? fact.from : fact.address;
  for (const auto& [address, agent] : desks_) {
    if (desk == address) return agent.value();
  }
  return std::string{callers};
}

void Chart::fact(const cti::Fact& fact) {
  Moment moment{fact.when.earliest, {}, {}, text_of(fact), {}, {}};
  if (is_of_the_application(fact.kind)) {
    moment.from = application;
  } else if (fact.kind == cti::FactKind::link_lost || fact.kind == cti::FactKind::link_back ||
             fact.kind == cti::FactKind::group_removed) {
    moment.from = the_switch;
  } else if (comes_from_the_switch(fact.kind)) {
    moment.from = the_switch;
    moment.to = agent_of(fact);
  } else {
    moment.from = agent_of(fact);
    moment.to = the_switch;
  }
  keep(std::move(moment));
}

void Chart::message(TimePoint at, const cti::WireMessage& message) {
  const bool to_switch = message.direction == cti::WireMessage::Direction::to_switch;
  // An end that has no better text still leaves its bytes as evidence.
  keep({at,
        std::string{to_switch ? application : the_switch},
        std::string{to_switch ? the_switch : application},
        fitted(message.text.empty() ? message.bytes : message.text, width),
        {},
        {}});
}

void Chart::fault(TimePoint at, const cti::WireFault& fault) {
  keep({at, std::string{application}, {}, fitted("! " + fault.name + ": " + fault.text, width), {}, {}});
}

void Chart::state(TimePoint at, const std::string& session, std::string_view state) {
  const auto known = states_.find(session);
  if (known != states_.end() && known->second == state) return;
  states_[session] = state;
  keep({at, std::string{application}, {}, session + " is " + std::string{state}, session, std::string{state}});
}

void Chart::failure(TimePoint at, std::string text) {
  if (failed_) return;
  keep({at, {}, {}, "FAILED  " + std::move(text), {}, {}});
  failed_ = true;
}

void Chart::keep(Moment moment) {
  if (failed_) {
    if (after_ == moments_after) return;
    ++after_;
  } else if (moments_.size() > moments_before) {
    const Moment& oldest = moments_.front();
    if (!oldest.session.empty()) earlier_[oldest.session] = oldest.state;
    moments_.pop_front();
  }
  moments_.push_back(std::move(moment));
}

std::vector<std::string> Chart::lines() const {
  if (!failed_) return {};
  // Who has a column: from the last moments back.
  std::vector<std::string> sessions;
  std::vector<std::string> agents;
  bool callers_seen = false;
  const auto add = [](std::vector<std::string>& names, const std::string& name, std::size_t most) {
    if (name.empty() || names.size() == most || std::ranges::find(names, name) != names.end()) return;
    names.push_back(name);
  };
  for (auto moment = moments_.rbegin(); moment != moments_.rend(); ++moment) {
    add(sessions, moment->session, most_sessions);
    for (const std::string& party : {moment->from, moment->to}) {
      callers_seen = callers_seen || party == callers;
      if (party != callers && party != the_switch && party != application) add(agents, party, most_agents);
    }
  }
  for (const auto& [session, state] : earlier_) add(sessions, session, most_sessions);
  std::ranges::sort(sessions);
  std::ranges::sort(agents);
  std::vector<std::string> parties;
  if (callers_seen) parties.emplace_back(callers);
  parties.insert(parties.end(), agents.begin(), agents.end());
  parties.emplace_back(the_switch);
  parties.emplace_back(application);

  std::vector<std::string> lines;
  std::string head = "  seconds  ";
  for (const std::string& session : sessions) head += padded(session, state_column) + "  ";
  for (const std::string& party : parties) head += padded(party, life_column - 1) + " ";
  lines.push_back(trimmed(head));
  auto states = earlier_;
  for (const Moment& moment : moments_) {
    if (!moment.session.empty()) states[moment.session] = moment.state;
    std::string line = time_text(moment.at) + "  ";
    if (moment.from.empty() && moment.to.empty()) {
      lines.push_back(line + fitted(moment.text, width - line.size()));
      continue;
    }
    for (const std::string& session : sessions) line += padded(states[session], state_column) + "  ";
    line += lives(parties, moment.from, moment.to);
    line += fitted(moment.text, line.size() < width ? width - line.size() : 0);
    lines.push_back(trimmed(line));
  }
  return lines;
}

}  // namespace acdloop::report
