// SPDX-License-Identifier: Apache-2.0
#include "simulator/script/player.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "scenarios/language/words.hpp"

namespace acdloop::script {
namespace {

std::string in_seconds(Duration duration) {
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
  std::string fraction = std::to_string(milliseconds % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string(milliseconds / 1000) + "." + fraction + " s";
}

// The model's word for a scenario's session state; nothing for a number that is none.
std::optional<cti::AgentState> agent_state_of(std::int32_t number) {
  const std::string_view word = scenarios::state_word(number);
  if (word == "not_ready") return cti::AgentState::not_ready;
  if (word == "ready") return cti::AgentState::ready;
  if (word == "busy") return cti::AgentState::busy;
  if (word == "wrap_up") return cti::AgentState::wrap_up;
  if (word == "ended") return cti::AgentState::null;
  return std::nullopt;
}

std::string name_of(const scenarios::Destination& to) {
  if (to.group) return to.group->value();
  return to.agent ? to.agent->value() : to.number;
}

}  // namespace

// Hands a step's verb to the right part of the player.
struct StepPlayer {
  Player& player;
  using Turn = Player::Turn;

  Turn operator()(const scenarios::PlaceCall& verb) const {
    People& people = player.people_;
    if (verb.to_group) {
      return player.done(people.place_call(verb.as, *verb.to_group, verb.from),
                         verb.from + " calls " + verb.to_group->value() + " (" + verb.as + ")");
    }
    if (!verb.to_agent) return player.stop(verb.as + " is a call to nobody");
    return player.done(people.place_call(verb.as, *verb.to_agent, verb.from),
                       verb.from + " calls " + verb.to_agent->value() + "'s desk (" + verb.as + ")");
  }
  Turn operator()(const scenarios::Answer& verb) const {
    return player.done(player.people_.answer(verb.agent), verb.agent.value() + " answers");
  }
  Turn operator()(const scenarios::Hold& verb) const {
    return player.done(player.people_.hold(verb.agent), verb.agent.value() + " holds the call");
  }
  Turn operator()(const scenarios::Retrieve& verb) const {
    return player.done(player.people_.retrieve(verb.agent), verb.agent.value() + " takes the call back");
  }
  Turn operator()(const scenarios::HangUp& verb) const {
    if (verb.agent) {
      return player.done(player.people_.hang_up_agent(*verb.agent), verb.agent->value() + " hangs up");
    }
    if (!verb.caller) return player.stop("nobody is named to hang up");
    return player.done(player.people_.hang_up_caller(*verb.caller), "the caller of " + *verb.caller + " hangs up");
  }
  Turn operator()(const scenarios::Finish& verb) const {
    return player.done(player.people_.press_wrap_up_key(verb.agent), verb.agent.value() + " presses the wrap-up key");
  }
  Turn operator()(const scenarios::Dial& verb) const {
    return player.done(player.people_.dial(verb.agent, verb.to, verb.as),
                       verb.agent.value() + " dials " + name_of(verb.to) + " (" + verb.as + ")");
  }
  Turn operator()(const scenarios::Consult& verb) const {
    return player.done(player.people_.consult(verb.agent, verb.to, verb.as),
                       verb.agent.value() + " consults " + name_of(verb.to) + " (" + verb.as + ")");
  }
  Turn operator()(const scenarios::Transfer& verb) const {
    if (!verb.to) return player.done(player.people_.transfer(verb.agent), verb.agent.value() + " joins the two calls");
    return player.done(player.people_.transfer_to(verb.agent, *verb.to),
                       verb.agent.value() + " transfers the call to " + name_of(*verb.to));
  }
  Turn operator()(const scenarios::Conference& verb) const {
    return player.done(player.people_.conference(verb.agent), verb.agent.value() + " makes it a conference");
  }
  Turn operator()(const scenarios::ForceLogOut& verb) const {
    return player.done(player.people_.force_log_off(verb.agent, verb.group),
                       verb.agent.value() + " is logged out by the management");
  }
  Turn operator()(const scenarios::RemoveGroup& verb) const {
    return player.done(player.people_.remove_group(verb.group), "group " + verb.group.value() + " is removed");
  }
  // Not playable yet: the story cannot be told as it is written.
  Turn cannot(std::string_view verb) const { return player.stop(std::string{verb} + " is not playable here"); }
  Turn operator()(const scenarios::Refuse& verb) const {
    if (!player.doors_.refuse) return cannot("refuse");
    player.say(std::string{to_string(verb.request)} + " is refused: " + std::string{to_string(verb.cause)});
    player.doors_.refuse(verb);
    return Turn::next;
  }
  Turn operator()(const scenarios::Cut& verb) const {
    if (!player.doors_.cut) return cannot("cut");
    player.say("the links are cut" + (verb.lasting ? " for " + in_seconds(*verb.lasting) : std::string{}));
    player.doors_.cut(true);
    if (verb.lasting) player.doors_.at(player.doors_.now() + *verb.lasting, [cut = player.doors_.cut] { cut(false); });
    return Turn::next;
  }
  Turn operator()(const scenarios::Restore&) const {
    if (!player.doors_.cut) return cannot("restore");
    player.say("links may come up again");
    player.doors_.cut(false);
    return Turn::next;
  }
  Turn operator()(const scenarios::StepClock& verb) const {
    if (!player.doors_.step_clock) return cannot("step_clock");
    player.say("the clock is set by " + scenarios::duration_text(verb.by));
    player.doors_.step_clock(verb.by);
    return Turn::next;
  }
  Turn operator()(const scenarios::Wait& verb) const {
    return verb.until && !player.crowd_.over(*verb.until) ? Turn::wait : Turn::next;
  }
  Turn operator()(const scenarios::Traffic& verb) const {
    player.crowd_.begin(verb, player.doors_.now());
    player.say(std::to_string(player.crowd_.count(verb.as).calls) + " calls to " + verb.to.value() + " will come (" +
               verb.as + ")");
    player.wake_crowd();
    return Turn::next;
  }
  Turn operator()(const scenarios::Withhold& verb) const {
    player.say("replies to " + std::string{to_string(verb.request)} + " are withheld");
    player.doors_.withhold(verb);
    return Turn::next;
  }

  Turn operator()(const scenarios::LogIn& verb) const {
    player.sessions_[verb.as] = {verb.agent, verb.group};
    const std::string what = "log " + verb.agent.value() + " in for " + verb.group.value() + " (" + verb.as + ")";
    if (verb.expected_error) return player.not_awaited(what);
    const Turn turn = player.await_application(player.logged_on(verb), what);
    // People sit where their agent is logged in, not where the scenario believes.
    if (turn == Turn::next) player.people_.sit_down(verb.agent, *player.directory_.address_of(verb.agent));
    return turn;
  }
  Turn operator()(const scenarios::RequestState& verb) const {
    const std::optional<cti::AgentState> wanted = agent_state_of(verb.state);
    const std::string what = "ask for state " + std::to_string(verb.state) + " in " + verb.session;
    if (verb.expected_error || verb.as || !wanted) return player.not_awaited(what);
    const std::optional<cti::AgentState> state = player.state_of(verb.session);
    if (!state) return player.stop("no step has named a session " + verb.session);
    return player.await_application(*state == *wanted, what);
  }
  Turn operator()(const scenarios::LogOut& verb) const {
    const std::string what = "log " + verb.session + " out";
    if (verb.expected_error) return player.not_awaited(what);
    const std::optional<cti::AgentState> state = player.state_of(verb.session);
    if (!state) return player.stop("no step has named a session " + verb.session);
    return player.await_application(*state == cti::AgentState::null, what);
  }
  Turn operator()(const scenarios::Query&) const { return Turn::next; }
  Turn operator()(const scenarios::Listen&) const { return Turn::next; }
  Turn operator()(const scenarios::Measure&) const { return Turn::next; }
  Turn operator()(const scenarios::LineRequest&) const { return Turn::next; }

  // Judged afterwards, from the capture.
  Turn operator()(const scenarios::ExpectSession&) const { return Turn::next; }
  Turn operator()(const scenarios::ExpectAgent&) const { return Turn::next; }
  Turn operator()(const scenarios::ExpectQueue&) const { return Turn::next; }
  Turn operator()(const scenarios::ExpectAnswer&) const { return Turn::next; }
  Turn operator()(const scenarios::Never&) const { return Turn::next; }
};

Player::Player(scenarios::Scenario scenario, People& people, const cti::Directory& directory, PlayerDoors doors,
               Patience patience)
    : scenario_(std::move(scenario)),
      people_(people),
      directory_(directory),
      doors_(std::move(doors)),
      patience_(patience),
      crowd_(scenario_.id),
      alive_(std::make_shared<bool>(true)) {}

Player::~Player() { *alive_ = false; }

void Player::start() {
  for (const scenarios::AgentSpec& agent : scenario_.cast.agents) people_.sit_down(agent.name, agent.at);
  base_ = doors_.now();
  started_ = true;
  advance();
}

void Player::on_reaction() {
  if (started_) advance();
}

// Plays on as far as it goes now. Hands cause reactions that come back here: those only make the loop look again.
void Player::advance() {
  again_ = true;
  if (advancing_) return;
  advancing_ = true;
  while (again_ && !finished_) {
    again_ = false;
    while (!finished_ && step_ < scenario_.steps.size()) {
      const Turn turn = play(scenario_.steps[step_]);
      if (turn != Turn::next) break;
      ++step_;
      base_ = doors_.now();
      waiting_said_ = false;
    }
  }
  if (!finished_ && step_ == scenario_.steps.size()) {
    say("the scenario has been played");
    finish(true);
  }
  advancing_ = false;
}

Player::Turn Player::play(const scenarios::Step& step) {
  TimePoint due = base_ + step.after;
  // A judge watches that long before the story goes on.
  if (const auto* never = std::get_if<scenarios::Never>(&step.verb)) due += never->during;
  if (const auto* answer = std::get_if<scenarios::Answer>(&step.verb)) {
    const std::optional<TimePoint> ringing = people_.ringing_since(answer->agent);
    if (!ringing) return await_ring(answer->agent);
    due = std::max(base_, *ringing) + step.after;
  }
  if (doors_.now() < due) {
    wake_at(due);
    return Turn::wait;
  }
  return std::visit(StepPlayer{*this}, step.verb);
}

Player::Turn Player::await_ring(const cti::AgentId& agent) {
  const TimePoint last = base_ + patience_.ring;
  if (doors_.now() >= last) {
    return stop(agent.value() + "'s phone did not ring within " + in_seconds(patience_.ring));
  }
  wake_at(last);
  return Turn::wait;
}

Player::Turn Player::done(const Done& hand, const std::string& what) {
  if (!hand) return stop(what + ": " + hand.error());
  say(what);
  return Turn::next;
}

Player::Turn Player::await_application(bool reached, const std::string& what) {
  if (reached) {
    say("the application did " + what);
    return Turn::next;
  }
  const TimePoint due = base_ + scenario_.steps[step_].after;
  if (patience_.application) {
    const TimePoint last = due + *patience_.application;
    if (doors_.now() >= last) {
      return stop("the application did not " + what + " within " + in_seconds(*patience_.application));
    }
    wake_at(last);
  }
  if (!waiting_said_) say("waiting for the application to " + what);
  waiting_said_ = true;
  return Turn::wait;
}

Player::Turn Player::not_awaited(const std::string& what) {
  say("the application may now " + what + "; not waited for");
  return Turn::next;
}

Player::Turn Player::stop(const std::string& why) {
  say(why);
  stopped_ = true;
  finish(false);
  return Turn::stop;
}

std::optional<cti::AgentState> Player::state_of(const std::string& session) const {
  const auto named = sessions_.find(session);
  if (named == sessions_.end()) return std::nullopt;
  for (const auto& [group, state] : directory_.sessions_of(named->second.agent)) {
    if (group == named->second.group) return state;
  }
  return cti::AgentState::null;
}

bool Player::logged_on(const scenarios::LogIn& step) const {
  const std::optional<cti::Address> address = directory_.address_of(step.agent);
  if (!address || (step.at && *address != *step.at)) return false;
  const auto sessions = directory_.sessions_of(step.agent);
  return std::any_of(sessions.begin(), sessions.end(),
                     [&](const auto& session) { return session.first == step.group; });
}

// One timer at a time is enough: whatever it was set for is looked at again when it fires.
void Player::wake_at(TimePoint when) {
  if (wake_ && *wake_ <= when && *wake_ > doors_.now()) return;
  wake_ = when;
  doors_.at(when, [this, when, alive = alive_] {
    if (!*alive) return;
    if (wake_ == when) wake_.reset();
    if (!finished_) advance();
  });
}

void Player::say(const std::string& text) {
  std::string line = "step " + std::to_string(std::min(step_ + 1, scenario_.steps.size())) + "/" +
                     std::to_string(scenario_.steps.size());
  if (step_ < scenario_.steps.size() && scenario_.steps[step_].mark.line > 0) {
    line += " (line " + std::to_string(scenario_.steps[step_].mark.line) + ")";
  }
  doors_.log(line + ": " + text);
}

void Player::finish(bool as_written) {
  finished_ = true;
  // Not from here: whoever is told may well throw the player away.
  doors_.at(doors_.now(), [tell = doors_.finished, as_written] { tell(as_written); });
}

}  // namespace acdloop::script
