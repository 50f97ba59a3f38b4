// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/sentences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "scenarios/language/subjects.hpp"
#include "scenarios/language/traffic.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

std::string failing(std::string text, const std::optional<std::string>& error) {
  return error ? std::move(text) + "; must fail with " + *error : text;
}

std::string times(int count) { return count == 1 ? std::string{} : fmt::format(", {} times at once", count); }

std::string state_text(std::int32_t state) {
  const std::string_view word = state_word(state);
  return word.empty() ? fmt::format("the number {}, which is no state", state) : std::string{word};
}

std::string destination(const Destination& to) {
  if (to.group) return "the queue of " + to.group->value();
  return to.agent ? to.agent->value() : to.number;
}

std::string figures_text(const std::vector<ExpectedFigure>& figures, bool all, Subject subject) {
  std::vector<std::string> parts;
  if (all) parts.emplace_back("every figure is as the facts have it");
  for (const ExpectedFigure& figure : figures) {
    const SubjectFigure* row = find_figure(subject, figure.figure);
    const bool counts = row != nullptr ? row->kind == FigureKind::count : figure.figure == "calls";
    parts.push_back(figure.figure + " is " + (counts ? std::to_string(figure.count) : duration_text(figure.time)));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string told(const LogIn& verb) {
  std::string text = fmt::format("{} logs in for {}", verb.agent.value(), verb.group.value());
  if (verb.at) text += " at desk " + verb.at->value();
  if (verb.pin) text += verb.pin->digits ? " with PIN " + *verb.pin->digits : std::string{" with no PIN at all"};
  if (verb.agent_without_id) text += ", without her number";
  if (verb.null_out) text += ", with no place for the session";
  if (verb.by) text += ", through application " + *verb.by;
  if (!verb.as.empty()) text += fmt::format(": session {}", verb.as);
  return failing(std::move(text), verb.expected_error);
}

std::string told(const LogOut& verb) {
  return failing(fmt::format("session {} is logged out", verb.session), verb.expected_error);
}

std::string told(const RequestState& verb) {
  std::string text = fmt::format("session {} asks to be {}", verb.session, state_text(verb.state));
  if (verb.as) text += fmt::format("; its answer is called {} and judged later", *verb.as);
  return failing(std::move(text), verb.expected_error);
}

std::string told(const Query& verb) {
  std::string who = "session " + verb.session;
  if (verb.agent) who = "agent " + verb.agent->value();
  if (verb.queue) who = "the queue of " + verb.queue->value();
  if (verb.group) who = "group " + verb.group->value();
  std::string text = fmt::format(
      "{} is asked for {}{}", who,
      verb.figure == "every" ? std::string{"every figure, one after the other"} : verb.figure, times(verb.times));
  if (verb.null_out) text += ", without a place for the answer";
  if (verb.as) text += fmt::format("; the answer is called {} and judged later", *verb.as);
  return failing(std::move(text), verb.expected_error);
}

std::string told(const Listen& verb) {
  if (!verb.filter) return fmt::format("application {} listens without a filter of its own", verb.as);
  std::vector<std::string_view> kinds;
  for (const FilterWord& word : filter_words()) {
    if ((*verb.filter & word.bit) != 0) kinds.push_back(word.word);
  }
  if (kinds.empty()) return fmt::format("application {} wants no event at all", verb.as);
  return fmt::format("application {} wants events of these kinds alone: {}", verb.as, fmt::join(kinds, ", "));
}

std::string told(const Measure& verb) {
  const std::string whose = verb.agent ? verb.agent->value() : "the queue of " + verb.queue->value();
  return failing(fmt::format("a measurement period of {} begins for {}", duration_text(verb.period), whose),
                 verb.expected_error);
}

std::string told(const LineRequest& verb) {
  const std::string whose = verb.handle ? fmt::format("handle {}", *verb.handle) : "session " + verb.session;
  switch (verb.act) {
    case LineAct::info:
      return fmt::format("on the line, the figures of {} are asked for{}", whose, times(verb.times));
    case LineAct::list:
      return fmt::format("on the line, the sessions of {} are listed{}", verb.agent ? verb.agent->value() : "nobody",
                         times(verb.times));
    case LineAct::next_state:
      return fmt::format("on the line, {} asks to be {} next", whose, state_text(verb.next));
    case LineAct::second_proxy:
      return "on the line, a second proxy registers for what is served already";
    case LineAct::close_proxy:
      return "on the line, the proxy closes";
    case LineAct::open_proxy:
      return "on the line, the proxy opens again";
    case LineAct::release:
      return fmt::format("on the line, {} is said to be released", whose);
    case LineAct::update:
      return fmt::format("on the line, {} is said to have new figures", whose);
  }
  return {};
}

std::string told(const PlaceCall& verb) {
  return fmt::format("somebody at {} calls {}: call {}", verb.from,
                     verb.to_group ? "the queue of " + verb.to_group->value() : verb.to_agent->value() + "'s desk",
                     verb.as);
}
std::string told(const Answer& verb) { return verb.agent.value() + " answers"; }
std::string told(const Hold& verb) { return verb.agent.value() + " puts the call on hold"; }
std::string told(const Retrieve& verb) { return verb.agent.value() + " takes the held call back"; }
std::string told(const HangUp& verb) {
  return verb.agent ? verb.agent->value() + " hangs up" : fmt::format("the caller of {} hangs up", *verb.caller);
}
std::string told(const Finish& verb) { return verb.agent.value() + " presses the wrap-up key"; }
std::string told(const Dial& verb) {
  return fmt::format("{} makes a private call to {}: call {}", verb.agent.value(), destination(verb.to), verb.as);
}
std::string told(const Consult& verb) {
  return fmt::format("{} holds her call and calls {}: call {}", verb.agent.value(), destination(verb.to), verb.as);
}
std::string told(const Transfer& verb) {
  return verb.to ? fmt::format("{} hands her call on to {}", verb.agent.value(), destination(*verb.to))
                 : fmt::format("{} joins her two parties and leaves", verb.agent.value());
}
std::string told(const Conference& verb) { return verb.agent.value() + " joins her two parties and stays"; }
std::string told(const ForceLogOut& verb) {
  return fmt::format("somebody else logs {} out{}", verb.agent.value(),
                     verb.group ? " of " + verb.group->value() : std::string{});
}
std::string told(const RemoveGroup& verb) {
  return fmt::format("group {} is taken out of the switch", verb.group.value());
}
std::string told(const Wait& verb) {
  return verb.until ? fmt::format("until every call of {}, and the work after it, is over", *verb.until)
                    : std::string{"nothing happens"};
}

std::string how_long(const Spread& spread) {
  switch (spread.kind) {
    case Spread::Kind::fixed:
      break;
    case Spread::Kind::uniform:
      return fmt::format("{} to {}", duration_text(spread.low), duration_text(spread.high));
    case Spread::Kind::exponential:
      return fmt::format("{} on average (exponential)", duration_text(spread.low));
  }
  return duration_text(spread.low);
}

std::string told(const Traffic& verb) {
  std::string text = fmt::format("traffic {}: for {} people call the queue of {}, {} {}", verb.as,
                                 duration_text(verb.lasting), verb.to.value(), rate_text(verb.rate),
                                 verb.arrivals == Arrivals::poisson ? "on average, at random" : "at the same distance");
  text += verb.patience ? fmt::format("; a caller gives up after {}", how_long(*verb.patience)) : "; nobody gives up";
  text +=
      fmt::format("; a phone is answered after {}, they talk for {}", how_long(verb.answer_after), how_long(verb.talk));
  if (verb.wrap_up) text += fmt::format(", and the agent works for {}", how_long(*verb.wrap_up));
  return text + fmt::format("; seed {}", verb.seed);
}

std::string told(const Withhold& verb) {
  const std::string which =
      fmt::format("the next {}{}", verb.count == 1 ? "" : std::to_string(verb.count) + " ", to_string(verb.request));
  const std::string requests = verb.count == 1 ? " request is" : " requests are";
  if (!verb.reply_after) return fmt::format("{}{} carried out and never answered", which, requests);
  return fmt::format("{}{} carried out and answered only after {}{}", which, requests, duration_text(*verb.reply_after),
                     verb.duplicate ? ", twice" : "");
}

std::string told(const Refuse& verb) {
  const std::string when = verb.reply_after.count() > 0 ? " after " + duration_text(verb.reply_after) : std::string{};
  return fmt::format("the next {}{} {} refused{}: {}", verb.count == 1 ? "" : std::to_string(verb.count) + " ",
                     to_string(verb.request), verb.count == 1 ? "request is" : "requests are", when,
                     to_string(verb.cause));
}

std::string told(const Cut& verb) {
  return "the link between switch and application is cut" +
         (verb.lasting ? " for " + duration_text(*verb.lasting) : std::string{});
}
std::string told(const Restore& /*verb*/) { return "the link is there again"; }
std::string told(const StepClock& verb) {
  const bool back = verb.by.count() < 0;
  return fmt::format("the clock on the wall is set {} by {}", back ? "back" : "forward",
                     duration_text(back ? -verb.by : verb.by));
}

std::string told(const ExpectSession& verb) {
  std::string text = "session " + verb.session;
  if (verb.state) {
    text += fmt::format(" must be {}{}", state_text(*verb.state),
                        verb.within ? " within " + duration_text(*verb.within) : std::string{});
  }
  const std::string figures = figures_text(verb.figures, verb.all_figures, Subject::session);
  if (figures.empty()) return "judged: " + text;
  return "judged: " + text + (verb.state ? ", and " : ": ") + figures;
}

std::string told(const ExpectAgent& verb) {
  std::string text = "judged: agent " + verb.agent.value();
  if (verb.sessions) {
    text += verb.sessions->empty() ? " has no session"
                                   : fmt::format(" has exactly these sessions: {}", fmt::join(*verb.sessions, ", "));
  }
  const std::string figures = figures_text(verb.figures, verb.all_figures, Subject::agent);
  return figures.empty() ? text : text + (verb.sessions ? ", and " : ": ") + figures;
}

std::string told(const ExpectQueue& verb) {
  return fmt::format("judged: the queue of {}: {}", verb.queue.value(),
                     figures_text(verb.figures, verb.all_figures, Subject::queue));
}

std::string told(const ExpectAnswer& verb) {
  return fmt::format("judged: answer {} is {}{}", verb.answer, verb.error.value_or("S_OK"),
                     verb.at ? fmt::format(" and comes {} after the request", duration_text(*verb.at)) : "");
}

std::string told(const Never& verb) {
  return fmt::format("judged: for {} session {} must never be {}", duration_text(verb.during), verb.session,
                     state_text(verb.state));
}

}  // namespace

std::string sentence(const Step& step) {
  return std::visit([](const auto& verb) { return told(verb); }, step.verb);
}

std::string sentence(const GroupSpec& group) {
  std::string text = fmt::format("{}, dialled as {}: ", group.name.value(), group.pilot);
  switch (group.wrap_up.kind) {
    case WrapUp::Kind::none:
      text += "no wrap-up";
      break;
    case WrapUp::Kind::manual:
      text += "wrap-up ends by key";
      break;
    case WrapUp::Kind::timed:
      text += "wrap-up ends by key or after " + duration_text(group.wrap_up.limit);
      break;
  }
  if (group.ring_limit) text += fmt::format("; a phone rings for at most {}", duration_text(*group.ring_limit));
  if (group.priority != usual_priority) text += fmt::format("; priority {}", group.priority);
  if (group.overflow) {
    text += fmt::format("; a call that waits {} goes to {}", duration_text(group.overflow->after),
                        group.overflow->to.value());
  }
  if (group.end_of_guide)
    text += fmt::format("; a call that waits {} is disconnected", duration_text(*group.end_of_guide));
  return text;
}

std::string sentence(const AgentSpec& agent) {
  std::string text = fmt::format("{}, number {}, at desk {}", agent.name.value(), agent.id, agent.at.value());
  std::vector<std::string> groups;
  for (const cti::AcdGroupId& group : agent.groups) groups.push_back(group.value());
  text += groups.empty() ? ", for no group" : fmt::format(", for {}", fmt::join(groups, " and "));
  if (agent.pin) text += ", PIN " + *agent.pin;
  if (!agent.configured) text += "; the switch does not know this agent";
  return text;
}

std::string_view state_meaning(std::int32_t state) {
  constexpr std::array<std::string_view, 5> meanings = {
      "Logged in, but no call of the group may come.", "Waits for a call, or her phone rings.",
      "Talks, or holds a call of the group.", "The call is over, the work after it is not.",
      "The session is over; nothing follows."};
  if (state < 0 || state >= static_cast<std::int32_t>(meanings.size())) return {};
  return meanings[static_cast<std::size_t>(state)];
}

}  // namespace acdloop::scenarios
