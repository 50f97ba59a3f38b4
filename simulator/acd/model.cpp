// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/model.hpp"

#include <utility>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {
namespace {

// Runs one stimulus to its end, the distribution of waiting calls included.
template <class Act>
cti::Reaction run(Switchboard& board, TimePoint now, Act act) {
  Stimulus s{now};
  act(s);
  board.distribute(s);
  return std::move(s.reaction);
}

// The same for what makes a call; `act` answers what was dialled, or nothing.
template <class Act>
Placed place(Switchboard& board, TimePoint now, Act act) {
  Placed placed;
  placed.reaction = run(board, now, [&](Stimulus& s) {
    if (const auto dialled = act(s)) {
      placed.call = dialled->call;
      placed.line = dialled->line;
    }
  });
  return placed;
}

}  // namespace

Model::Model(Configuration configuration) : board_(std::make_unique<Switchboard>(std::move(configuration))) {}
Model::~Model() = default;

cti::Reaction Model::submit(const cti::Request& request, const cti::Origin& origin, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) {
    cti::Result result = board_->answer(request, s);
    result.id = origin.request;
    s.reaction.results.emplace_back(origin, std::move(result));
  });
}

std::optional<TimePoint> Model::next_deadline() const { return board_->next_deadline(); }

cti::Reaction Model::on_deadline(TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->run_deadlines(s); });
}

const cti::Directory& Model::directory() const { return board_->directory(); }

Placed Model::place_call(const IncomingCall& call, TimePoint now) {
  return place(*board_, now, [&](Stimulus& s) { return board_->place_call(call, s); });
}

Placed Model::dial(const cti::Address& from, const std::string& digits, TimePoint now) {
  return place(*board_, now, [&](Stimulus& s) { return board_->dial(from, digits, s); });
}

cti::Reaction Model::lift(const cti::Address& station, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->lift(station, s); });
}

cti::Reaction Model::hold(const cti::Address& station, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->hold(station, s); });
}

cti::Reaction Model::retrieve(const cti::Address& station, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->retrieve(station, s); });
}

cti::Reaction Model::hang_up(const cti::Address& station, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->hang_up(station.value(), s); });
}

cti::Reaction Model::hang_up_line(const cti::DeviceId& line, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->hang_up(line.id, s); });
}

cti::Reaction Model::press_wrap_up_key(const cti::Address& station, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->press_wrap_up_key(station, s); });
}

Placed Model::consult(const cti::Address& station, const std::string& digits, TimePoint now) {
  return place(*board_, now, [&](Stimulus& s) { return board_->consult(station, digits, s); });
}

cti::Reaction Model::transfer(const cti::Address& station, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->transfer(station, Switchboard::EndedBy::person, s); });
}

Placed Model::transfer_to(const cti::Address& station, const std::string& digits, TimePoint now) {
  return place(*board_, now,
               [&](Stimulus& s) { return board_->transfer_to(station, digits, Switchboard::EndedBy::person, s); });
}

cti::Reaction Model::conference(const cti::Address& station, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->conference(station, s); });
}

cti::Reaction Model::force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group,
                                   TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->force_log_off(agent, group, s); });
}

cti::Reaction Model::remove_group(const cti::AcdGroupId& group, TimePoint now) {
  return run(*board_, now, [&](Stimulus& s) { board_->remove_group(group, s); });
}

}  // namespace acdloop::acd
