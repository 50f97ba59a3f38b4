// SPDX-License-Identifier: Apache-2.0
// Who may talk, and what is told.
#include <utility>

#include "drivers/asterisk_ami/md5.hpp"
#include "drivers/asterisk_ami/releases.hpp"
#include "drivers/asterisk_ami/switching_end.hpp"

namespace acdloop::asterisk_ami {
namespace {

// Nine digits that differ from one connection to the next, and are the same in every repetition of a run.
std::string challenge_of(std::int64_t nanoseconds) {
  const auto mixed = static_cast<std::uint64_t>(nanoseconds) * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
  return std::to_string(100'000'000 + (mixed >> 33) % 900'000'000);
}

}  // namespace

void SwitchingEnd::challenge(const Message& action, Turn turn) {
  if (!same_word(action["AuthType"], "MD5")) return refuse(action, "Must specify AuthType", turn);
  if (challenge_.empty()) challenge_ = challenge_of(epoch_.nanoseconds(turn.now));
  send(response("Success", action["ActionID"]).add("Challenge", challenge_), turn);
}

bool SwitchingEnd::proves_itself(const Message& action) const {
  const Account& account = settings_.account;
  if (action["Username"].empty() || action["Username"] != account.user) return false;
  if (!same_word(action["AuthType"], "MD5")) return action["Secret"] == account.secret;
  return !challenge_.empty() && action["Key"] == md5_hex(challenge_ + account.secret);
}

void SwitchingEnd::log_in(const Message& action, Turn turn) {
  if (logged_in_) return succeed(action, "Already authenticated", turn);
  if (!proves_itself(action)) {
    fault("login_rejected", "wrong user or secret", turn);
    patience_ends_at_.reset();
    failure_.emplace(turn.now + settings_.dialect.failure_delay,
                     response("Error", action["ActionID"], "Authentication failed"));
    return;
  }
  logged_in_ = true;
  patience_ends_at_.reset();
  mask_ = mask_from(action["Events"]).value_or(every_class) & settings_.account.read;
  succeed(action, "Authentication accepted", turn);
  Message booted{"Event", "FullyBooted"};
  if (has(settings_.dialect.release, Feature::boot_times)) {
    const auto up = std::chrono::duration_cast<std::chrono::seconds>(turn.now.time_since_epoch()).count();
    booted.add("Uptime", up).add("LastReload", up);
  }
  tell({{class_system, booted.add("Status", "Fully Booted")}}, turn);
}

void SwitchingEnd::log_off(const Message& action, Turn turn) {
  send(response("Goodbye", action["ActionID"], "Thanks for all the fish."), turn);
  close(turn.out);
}

void SwitchingEnd::events(const Message& action, Turn turn) {
  const auto mask = mask_from(action["EventMask"]);
  if (!mask) return refuse(action, "Invalid event mask", turn);
  mask_ = *mask & settings_.account.read;
  send(response("Success", action["ActionID"]).add("Events", *mask != 0 ? "On" : "Off"), turn);
}

}  // namespace acdloop::asterisk_ami
