// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/bench_settings.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "drivers/asterisk_ami/interfaces.hpp"

namespace acdloop::asterisk_ami {
namespace {

using cti::SettingFault;

constexpr cti::SettingRow rows[] = {
    {"user", "The manager account, a section of manager.conf.", "acdloop", true},
    {"secret", "Its secret. Better not in a file: name a variable with secret_from.", "", false, true},
    {"release", "Asterisk's release, major and minor.", "22.10"},
    {"login", "md5, which never sends the secret, or plain.", "md5"},
    {"phones", "pjsip: real phones; local: Local channels into phones_context.", "local"},
    {"phones_context", "The context whose extensions are the Local phones.", "acdloop-phones"},
    {"answer_extension", "The extension there that answers; without it nobody can lift a Local phone.", "answer"},
    {"callers_context", "The context whose extensions lead callers into the queues.", "acdloop-callers"},
};

// "22.10" or "22".
std::optional<Release> release_from(std::string_view text) {
  Release release{0, 0};
  const char* const end = text.data() + text.size();
  auto [rest, error] = std::from_chars(text.data(), end, release.major);
  if (error != std::errc{} || release.major < 1 || release.major > 99) return std::nullopt;
  if (rest == end) return Release{release.major, 99};
  if (*rest != '.') return std::nullopt;
  auto [last, wrong] = std::from_chars(rest + 1, end, release.minor);
  const bool whole = wrong == std::errc{} && last == end && release.minor >= 0 && release.minor <= 99;
  return whole ? std::optional{release} : std::nullopt;
}

// What can be a name in a dial plan and in a manager's header.
bool is_plain(std::string_view text) {
  constexpr std::string_view others = "-_.+";
  const auto fits = [&](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || others.find(c) != others.npos;
  };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, fits);
}

bool has_line_break(std::string_view text) { return text.find_first_of("\r\n") != text.npos; }

class Reader {
 public:
  explicit Reader(const cti::SettingValues& values) : values_(values) {}

  std::expected<Settings, SettingFault> read() {
    take_account();
    take_dialect();
    if (fault_) return std::unexpected(*fault_);
    return settings_;
  }

 private:
  const std::string* value(std::string_view word) const {
    const auto found = values_.find(word);
    return found == values_.end() ? nullptr : &found->second;
  }
  void wrong(std::string_view word, std::string why, std::string help) {
    if (!fault_) fault_ = SettingFault{std::string{word}, std::move(why), std::move(help)};
  }

  void take_account() {
    if (const std::string* user = value("user")) settings_.account.user = *user;
    if (const std::string* secret = value("secret")) settings_.account.secret = *secret;
    for (const char* word : {"user", "secret"}) {
      if (const std::string* text = value(word); text && has_line_break(*text)) {
        wrong(word, "it has a line break", "write it in one line");
      }
    }
    if (const std::string* login = value("login")) {
      settings_.dialect.md5_login = *login != "plain";
      if (*login != "plain" && *login != "md5") wrong("login", "neither of md5, plain", "write md5");
    }
  }

  void take_dialect() {
    Dialect& dialect = settings_.dialect;
    if (const std::string* text = value("release")) {
      const auto release = release_from(*text);
      if (!release) return wrong("release", "no release of Asterisk", "write it as in \"22.10\"");
      dialect.release = *release;
    }
    if (const std::string* phones = value("phones")) {
      dialect.phones = *phones == "pjsip" ? Phones::pjsip : Phones::local;
      if (*phones != "pjsip" && *phones != "local") wrong("phones", "neither of local, pjsip", "write local");
    }
    take_name("phones_context", dialect.local_context);
    take_name("callers_context", dialect.callers_context);
    take_name("answer_extension", dialect.answer_extension);
    if (dialect.phones == Phones::pjsip && !dialect.answer_extension.empty()) {
      wrong("answer_extension", "a real phone is in nobody's dial plan", "leave it out, or write phones: local");
    }
  }

  void take_name(std::string_view word, std::string& name) {
    const std::string* text = value(word);
    if (!text) return;
    name = *text;
    if (!is_plain(name)) wrong(word, "no name of a dial plan", "letters, digits and - _ . + alone");
  }

  const cti::SettingValues& values_;
  Settings settings_;
  std::optional<SettingFault> fault_;
};

}  // namespace

std::span<const cti::SettingRow> setting_rows() { return rows; }

std::expected<Settings, SettingFault> settings_from(const cti::SettingValues& values) { return Reader{values}.read(); }

std::string command_of(const cti::Request& request, const Dialect& dialect, const cti::Naming& naming) {
  using cti::RequestKind;
  const bool of_member = request.kind == RequestKind::log_off && request.address && request.group;
  if (of_member) {
    return "asterisk -rx \"queue remove member " + interface_of(dialect, naming.to_wire(*request.address)) + " from " +
           request.group->value() + "\"";
  }
  const bool of_call = request.kind == RequestKind::clear_call || request.kind == RequestKind::clear_connection;
  if (of_call && request.connection) {
    return "asterisk -rx \"core show channels\"   # then, for each " + request.connection->device.id +
           " of ours: asterisk -rx \"channel request hangup NAME\"";
  }
  return {};
}

}  // namespace acdloop::asterisk_ami
