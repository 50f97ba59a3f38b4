// SPDX-License-Identifier: Apache-2.0
// Association: greeting, login, who is a member already; keep-alive, and the end.
#include <utility>

#include "drivers/asterisk_ami/computing_end.hpp"
#include "drivers/asterisk_ami/md5.hpp"
#include "drivers/bytes/dump.hpp"

namespace acdloop::asterisk_ami {

void ComputingEnd::greeted(const Message& greeting, Turn turn) {
  const std::string_view text = greeting["Greeting"];
  if (!text.starts_with("Asterisk Call Manager/")) {
    turn.out.violation({"no_greeting", bytes::printable(text, 40)});
    return die("this is no Asterisk manager", turn);
  }
  begin_login(turn);
}

void ComputingEnd::begin_login(Turn turn) {
  phase_ = Phase::logging_in;
  if (!settings_.dialect.md5_login) return log_in("", turn);
  send_action(Message{"Action", "Challenge"}.add("AuthType", "MD5"), {{Purpose::challenge, "Challenge"}}, turn);
}

void ComputingEnd::log_in(std::string_view challenge, Turn turn) {
  const Account& account = settings_.account;
  Message login{"Action", "Login"};
  if (settings_.dialect.md5_login) {
    login.add("AuthType", "MD5").add("Username", account.user);
    login.add("Key", md5_hex(std::string{challenge} + account.secret));
  } else {
    login.add("Username", account.user).add("Secret", account.secret);
  }
  send_action(login.add("Events", "system,call,agent"), {{Purpose::login, "Login"}}, turn);
}

void ComputingEnd::logged_in(const Message& reply, Turn turn) {
  if (!same_word(reply.name(), "Success")) {
    const std::string text{reply["Message"]};
    const bool in_use = text == "Login Already In Use";
    turn.out.say(cti::LinkEventKind::association_refused, text,
                 in_use ? cti::RefusalCause::resource_limit : cti::RefusalCause::privilege);
    turn.out.close = true;
    return fail_everything(turn);
  }
  phase_ = Phase::looking;
  if (was_up_) turn.out.say(cti::LinkEventKind::resync_started, "logged in again");
  send_action(Message{"Action", "QueueStatus"}, {{Purpose::members, "QueueStatus"}}, turn);
}

// The members there are have been told.
void ComputingEnd::looked(Turn turn) {
  give_up_at_.reset();
  keep_alive_at_ = turn.now + settings_.dialect.keep_alive_every;
  phase_ = Phase::up;
  if (std::exchange(was_up_, true)) turn.out.say(cti::LinkEventKind::resync_ended, "");
  turn.out.say(cti::LinkEventKind::link_up, "");
  pump(turn);
}

void ComputingEnd::keep_alive(Turn turn) {
  keep_alive_at_ = turn.now + settings_.dialect.keep_alive_every;
  if (dead_at_) return;  // the one before is still owed
  send_action(Message{"Action", "Ping"}, {{Purpose::keep_alive, "Ping"}}, turn);
  dead_at_ = turn.now + settings_.dialect.dead_after;
}

void ComputingEnd::die(const std::string& why, Turn turn) {
  turn.out.close = true;
  turn.out.say(cti::LinkEventKind::link_down, why, cti::RefusalCause::association_lost);
  fail_everything(turn);
}

void ComputingEnd::fail_everything(Turn turn) {
  window_.lose_all(turn.out);
  answers_.clear();
  phase_ = Phase::closed;
  keep_alive_at_.reset();
  dead_at_.reset();
  give_up_at_.reset();
  reader_ = FrameReader{};
}

}  // namespace acdloop::asterisk_ami
