// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/wire_judge.hpp"

#include <algorithm>

#include "conformance/oracle/checks.hpp"

namespace acdloop::oracle {
namespace {

constexpr std::size_t most_message_text = 160;  // of the evidence

// Every wire names what is wrong with an answer's place, and not with its form, in these words.
bool is_about_an_answer(const std::string& fault) {
  return fault.ends_with("_not_owed") || fault.find("_of_another_") != std::string::npos;
}

}  // namespace

void WireJudge::Offence::add(std::string what, TimePoint when) {
  if (count++ > 0) return;
  text = std::move(what);
  at = when;
}

WireJudge::WireJudge(const std::vector<Desk>& desks) : seats_(desks.begin(), desks.end()) {
  for (const auto& [address, agent] : desks) desks_.insert(address);
}

void WireJudge::message(const std::string& link, const cti::WireMessage& message) {
  if (message.direction != cti::WireMessage::Direction::to_application) return;
  link_ = link;
  ++messages_;
  last_at_ = bytes_;
  bytes_ += message.bytes.size();
  last_text_.assign(message.text, 0, most_message_text);
}

std::string WireJudge::last_message() const {
  return "message " + std::to_string(messages_) + " of " + link_ + " from byte " + std::to_string(last_at_) + ": " +
         last_text_;
}

void WireJudge::fault(const cti::WireFault& fault, TimePoint at) {
  Offence& offence = is_about_an_answer(fault.name) ? replies_ : form_;
  offence.add(fault.name + ": " + fault.text + ", " + last_message(), at);
}

void WireJudge::asked(const cti::Request& request, TimePoint at) {
  open_[request.id] = {std::string{cti::to_string(request.kind)}, at};
  if (request.kind == cti::RequestKind::log_on && request.agent && request.address) {
    seats_.emplace(*request.address, *request.agent);
  }
}

void WireJudge::answered(const cti::Result& result) { open_.erase(result.id); }

void WireJudge::event(const cti::Event& event, TimePoint at) {
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) return agent_event(*agent, at);
  if (const auto* link = std::get_if<cti::LinkEvent>(&event.body)) return link_event(*link, at);
  const auto* call = std::get_if<cti::CallEvent>(&event.body);
  if (call == nullptr || call->kind != cti::CallEventKind::established) return;
  for (const cti::ConnectionChange& change : call->changes) {
    if (change.to == cti::ConnectionState::connected) ++established_[cti::Address{change.connection.device.id}];
  }
}

void WireJudge::agent_event(const cti::AgentEvent& event, TimePoint at) {
  const auto& [agent, group, address] = event.report.subject;
  if (!agent || !address || seats_.contains({*address, *agent})) return;
  naming_.add(std::string{cti::to_string(event.kind)} + " of " + agent->value() + " at " + address->value() + ", " +
                  last_message(),
              at);
}

void WireJudge::link_event(const cti::LinkEvent& event, TimePoint at) {
  using Kind = cti::LinkEventKind;
  const bool of_an_answer = event.kind == Kind::late_reply || (event.kind == Kind::duplicate_message && event.request);
  if (of_an_answer) {
    replies_.add(std::string{cti::to_string(event.kind)} + ": " + last_message(), at);
  } else if (event.kind == Kind::duplicate_message || event.kind == Kind::messages_lost) {
    numbering_.add(
        std::string{cti::to_string(event.kind)} + (event.text.empty() ? "" : ": " + event.text) + ", " + last_message(),
        at);
  }
}

void WireJudge::learn(const cti::Fact& fact) {
  if (fact.kind != cti::FactKind::answered || !fact.address || !desks_.contains(*fact.address)) return;
  answers_[*fact.address].push_back(fact.when.latest);
}

WireJudge::Offence WireJudge::unanswered() const {
  Offence offence = replies_;
  for (const auto& [id, request] : open_) offence.add(request.first + " has no answer", request.second);
  return offence;
}

WireJudge::Offence WireJudge::unreported() const {
  Offence offence;
  for (const auto& [address, answers] : answers_) {
    const auto told = established_.find(address);
    const std::size_t reports = told == established_.end() ? 0 : told->second;
    if (reports >= answers.size()) continue;
    offence.add(std::to_string(answers.size()) + " answered at " + address.value() + ", " + std::to_string(reports) +
                    " reported",
                answers.back());
  }
  return offence;
}

std::vector<verdict::Check> WireJudge::judge(TimePoint now, Until until) const {
  if (messages_ == 0 && form_.count == 0) return {};
  Checks checks{"", now, "messages of the switch against the wire's document"};
  const auto require = [&checks](std::string_view id, std::string_view what, std::string expected,
                                 const Offence& seen) {
    std::string observed = "so it was";
    if (seen.count > 0) observed = "at " + text_of_time(seen.at) + " " + seen.text;
    if (seen.count > 1) observed += "; " + std::to_string(seen.count) + " times in all";
    checks.require(id, what, std::move(expected), std::move(observed), seen.count == 0);
  };
  const bool whole = until == Until::the_end && !cut_;
  if (!cut_) require("WIRE-1", "messages", "each well formed", form_);
  if (!cut_ && !kept_back_) {
    checks.witnesses("answers of the switch against the requests");
    require("WIRE-2", "answers", "one a request, under its own id", whole ? unanswered() : replies_);
  }
  if (!cut_) {
    checks.witnesses("messages of the switch against each other");
    require("WIRE-3", "sequence of messages", "none lost, none repeated", numbering_);
  }
  checks.witnesses("agent events of the switch against who sits where");
  require("WIRE-4", "agent events", "of who sits there", naming_);
  if (whole) {
    checks.witnesses("call events of the switch against the phones");
    require("WIRE-5", "answered calls", "each reported", unreported());
  }
  return std::move(checks).result();
}

}  // namespace acdloop::oracle
