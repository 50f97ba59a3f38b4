// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/stream.hpp"

#include <array>
#include <charconv>
#include <optional>

#include "conformance/report/text.hpp"

namespace acdloop::report {
namespace {

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

void append_text(std::string& out, std::string_view text) {
  if (text.size() <= max_field_text) return append_json_string(out, text);
  append_json_string(out, std::string{text.substr(0, max_field_text)} + "... " +
                              std::to_string(text.size() - max_field_text) + " more bytes");
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    out += digits[static_cast<unsigned char>(byte) >> 4];
    out += digits[static_cast<unsigned char>(byte) & 0x0F];
  }
  return out;
}

std::string hresult_text(std::uint32_t value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "0x";
  for (int shift = 28; shift >= 0; shift -= 4) out += digits[value >> shift & 0xF];
  return out;
}

std::string_view direction_word(cti::WireMessage::Direction direction) {
  return direction == cti::WireMessage::Direction::to_switch ? "to_switch" : "to_application";
}

template <class Id>
Value optional_id(const std::optional<Id>& id) {
  return id ? Value{id->value()} : Value{};
}

}  // namespace

void Value::append_json_to(std::string& line) const {
  if (const auto* number = std::get_if<std::int64_t>(&value_)) return append_number(line, *number);
  if (const auto* text = std::get_if<std::string_view>(&value_)) return append_text(line, *text);
  line += "null";
}

Stream::Stream(TextSink* sink, Wire wire, Verdicts verdicts) : sink_(sink), wire_(wire), compared_(verdicts) {}

// --- records --------------------------------------------------------------------------------------------------

void Stream::run_env(std::string_view name, const Value& value) {
  if (sink_ == nullptr) return;
  line_ = R"({"class":"env","protocol":"","scenario":"","at":0)";
  put("name", name);
  put("value", value);
  end();
}

void Stream::env(TimePoint at, std::string_view name, const Value& value) {
  if (!begin("env", at)) return;
  put("name", name);
  put("value", value);
  end();
}

void Stream::note(std::string_view protocol, std::string_view scenario, std::string_view name, const Value& value) {
  if (sink_ == nullptr) return;
  line_ = R"({"class":"env")";
  put("protocol", protocol);
  put("scenario", scenario);
  put("at", 0);
  put("name", name);
  put("value", value);
  end();
}

void Stream::seal() {
  if (sink_ == nullptr) return;
  run_env("end", std::to_string(lines_) + " lines, sha256 " + all_.hex());
}

void Stream::scenario_started(TimePoint at, std::string_view protocol, std::string_view id, std::string_view title,
                              std::span<const std::string> covers) {
  protocol_ = protocol;
  scenario_ = id;
  began_ = at;
  begin("scenario", at);
  put("phase", "start");
  put("id", id);
  put("title", title);
  line_ += R"(,"covers":[)";
  for (std::size_t index = 0; index < covers.size(); ++index) {
    if (index > 0) line_ += ',';
    append_text(line_, covers[index]);
  }
  line_ += ']';
  end();
}

void Stream::scenario_ended(TimePoint at, verdict::Outcome outcome, std::string_view reason) {
  begin("scenario", at);
  put("phase", "end");
  put("id", scenario_);
  put("outcome", to_string(outcome));
  put("reason", reason);
  end();
  protocol_.clear();
  scenario_.clear();
  began_ = {};
}

void Stream::step(TimePoint at, int line, std::string_view verb, std::string_view text) {
  begin("step", at);
  put("line", line);
  put("verb", verb);
  put("text", text);
  end();
}

void Stream::fact(const cti::Fact& fact) {
  begin("fact", fact.when.earliest);
  put("kind", to_string(fact.kind));
  put("call", fact.call);
  put("agent", optional_id(fact.agent));
  put("group", optional_id(fact.group));
  put("address", optional_id(fact.address));
  put("latest", (fact.when.latest - began_).count());
  end();
}

void Stream::wire(TimePoint at, std::string_view attachment, const cti::WireMessage& message) {
  if (!begin("wire", at)) return;
  put("attachment", attachment);
  put("direction", direction_word(message.direction));
  put("text", message.text);
  put("bytes", hex(message.bytes));
  end();
}

void Stream::wire_fault(TimePoint at, std::string_view attachment, const cti::WireFault& fault) {
  if (!begin("wire", at)) return;
  put("attachment", attachment);
  put("direction", "fault");
  put("text", fault.text);
  put("name", fault.name);
  end();
}

void Stream::request(TimePoint at, std::string_view method, std::string_view session, const Value& argument) {
  begin("request", at);
  put("method", method);
  put("session", session);
  put("argument", argument);
  end();
}

void Stream::result(TimePoint at, std::string_view method, std::string_view session, std::uint32_t hresult,
                    std::string_view hresult_name, const Value& value) {
  begin("result", at);
  put("method", method);
  put("session", session);
  put("hresult", hresult_text(hresult));
  put("name", hresult_name);
  put("value", value);
  end();
}

void Stream::event(TimePoint at, std::string_view session, std::int32_t tapi_event, std::int32_t code,
                   std::string_view name) {
  begin("event", at);
  put("session", session);
  put("tapi_event", tapi_event);
  put("code", code);
  put("name", name);
  end();
}

void Stream::figure(TimePoint at, std::string_view session, std::string_view figure, const Value& value) {
  begin("figure", at);
  put("session", session);
  put("figure", figure);
  put("value", value);
  end();
}

void Stream::check(const verdict::Check& check) {
  begin("check", check.at);
  put("requirement", check.requirement);
  put("session", check.session);
  put("what", check.what);
  put("expected", check.expected);
  put("observed", check.observed);
  put("verdict", to_string(check.verdict));
  put_flag("warning", check.warning);
  put("witnesses", check.witnesses);
  put("subject", check.subject);
  put("line", check.line);
  end();
}

void Stream::reading(TimePoint at, const verdict::ReadingObserved& reading) {
  std::string answers;
  for (const std::string& answer : reading.answers) answers += (answers.empty() ? "" : " ") + answer;
  begin("reading", at);
  put("key", reading.key);
  put("answers", answers);
  put("checks", reading.checks);
  end();
}

void Stream::append(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t length = lines.find('\n');
    line_ = lines.substr(0, length);
    take_line();
    if (length == std::string_view::npos) break;
    lines.remove_prefix(length + 1);
  }
}

bool Stream::flush() { return sink_ == nullptr || sink_->flush(); }

// --- one line -------------------------------------------------------------------------------------------------

// False when nobody would see the record: it counts for no digest and there is no sink.
bool Stream::begin(std::string_view record_class, TimePoint at) {
  if (sink_ == nullptr && (record_class == "wire" || record_class == "env")) return false;
  if (wire_ == Wire::left_out && record_class == "wire") return false;
  line_ = R"({"class":)";
  append_text(line_, record_class);
  put("protocol", protocol_);
  put("scenario", scenario_);
  put("at", (at - began_).count());
  return true;
}

void Stream::put(std::string_view key, const Value& value) {
  line_ += ",\"";
  line_ += key;
  line_ += "\":";
  value.append_json_to(line_);
}

void Stream::put_flag(std::string_view key, bool value) {
  line_ += ",\"";
  line_ += key;
  line_ += value ? "\":true" : "\":false";
}

void Stream::end() {
  line_ += '}';
  take_line();
}

void Stream::take_line() {
  digests_.add(line_);
  if (compared_ == Verdicts::compared) verdicts_.add(line_);
  if (sink_ == nullptr) return;
  line_ += '\n';
  all_.add(line_);
  ++lines_;
  sink_->write(line_);
}

}  // namespace acdloop::report
