// SPDX-License-Identifier: Apache-2.0
// The event stream of a run: NDJSON, one record a line, the source of truth of which every other report is a fold.
// Written by the runner; knows neither switch nor façade: names of methods and codes come as texts.
//
// Every record begins {"class":…,"protocol":…,"scenario":…,"at":…, then its own fields in fixed order, all always
// present. `at` is whole nanoseconds since the scenario began. Texts are ASCII with JSON escapes (any grep in any
// locale reads them); bytes that are no UTF-8 appear as U+FFFD; numbers are whole. Equal calls give equal bytes.
//
//   class     own fields
//   env       name, value          whatever may differ between equal runs: seed, link, clock, version, wall times
//   wire      attachment, direction, text, bytes (hex)      or attachment, direction "fault", text, name
//   scenario  phase "start", id, title, covers              or phase "end", id, outcome, reason
//   step      line, verb, text
//   fact      kind, call, agent, group, address, latest     `at` is the earliest, `latest` the latest instant
//   request   method, session, argument
//   result    method, session, hresult "0x80040044", name, value
//   event     session, tapi_event, code, name
//   figure    session, figure, value
//   check     requirement, session, what, expected, observed, verdict, warning, witnesses, subject, line
//   reading   key, answers, checks: an open question, the answers (separated by blanks) that all the scenario's
//   evidence
//             agrees with, and how many checks told something
//
// After the end of a scenario stand what its report needs besides: `env` records `place` (its number in the whole
// selection), `file`, `link`, `again`, `chart`, and of repetitions (retell.hpp). A stream begins with the records of
// run_head.hpp and ends with one called `end`.
//
// The digest of a protocol (digest.hpp has the command that recomputes it) leaves out `env` and `wire`.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "conformance/report/digest.hpp"
#include "conformance/report/sink.hpp"
#include "conformance/report/verdict_digest.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::report {

// A value in a record: nothing (null), a whole number, a text. Fractions travel as text: their maker knows how
// many digits are meant. Holds a view: the text must live until the call ends.
class Value {
 public:
  Value() = default;
  Value(std::integral auto number) : value_(static_cast<std::int64_t>(number)) {}
  Value(std::string_view text) : value_(text) {}
  Value(const std::string& text) : value_(std::string_view{text}) {}
  Value(const char* text) : value_(std::string_view{text}) {}

  void append_json_to(std::string& line) const;

 private:
  std::variant<std::monostate, std::int64_t, std::string_view> value_;
};

// Longest text of one field, in bytes; what is longer is cut and says so.
inline constexpr std::size_t max_field_text = 64u << 10;

// Whether the conversation on the wire is told.
enum class Wire : std::uint8_t { kept, left_out };
// Whether protocols are to be compared by what this stream says: it costs more than the stream's own digest.
enum class Verdicts : std::uint8_t { compared, left_out };

class Stream {
 public:
  // Without a sink only the digests are made.
  explicit Stream(TextSink* sink = nullptr, Wire wire = Wire::kept, Verdicts verdicts = Verdicts::compared);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Of the run: before, between and after scenarios.
  void run_env(std::string_view name, const Value& value);
  // Of the scenario that is under way.
  void env(TimePoint at, std::string_view name, const Value& value);
  // Of a scenario that has ended.
  void note(std::string_view protocol, std::string_view scenario, std::string_view name, const Value& value);

  // All records up to scenario_ended belong to this scenario, and count time from `at`.
  void scenario_started(TimePoint at, std::string_view protocol, std::string_view id, std::string_view title,
                        std::span<const std::string> covers);
  void scenario_ended(TimePoint at, verdict::Outcome outcome, std::string_view reason);

  void step(TimePoint at, int line, std::string_view verb, std::string_view text);
  void fact(const cti::Fact& fact);
  void wire(TimePoint at, std::string_view attachment, const cti::WireMessage& message);
  void wire_fault(TimePoint at, std::string_view attachment, const cti::WireFault& fault);
  void request(TimePoint at, std::string_view method, std::string_view session, const Value& argument);
  void result(TimePoint at, std::string_view method, std::string_view session, std::uint32_t hresult,
              std::string_view hresult_name, const Value& value);
  void event(TimePoint at, std::string_view session, std::int32_t tapi_event, std::int32_t code, std::string_view name);
  void figure(TimePoint at, std::string_view session, std::string_view figure, const Value& value);
  // `at` is check.at.
  void check(const verdict::Check& check);

  void reading(TimePoint at, const verdict::ReadingObserved& reading);

  // Whole lines that another Stream wrote (a worker's), in selection order.
  void append(std::string_view lines);

  // The last record: how many lines came before it and their SHA-256, so that a stream that was cut or changed shows.
  void seal();

  // True when everything has reached the sink's target. A sink that failed stays failed; digests go on.
  bool flush();
  bool ok() const { return sink_ == nullptr || sink_->ok(); }
  std::string error() const { return sink_ == nullptr ? std::string{} : sink_->error(); }

  const StreamDigest& digests() const { return digests_; }
  const VerdictDigest& verdicts() const { return verdicts_; }
  VerdictDigest& verdicts() { return verdicts_; }

 private:
  bool begin(std::string_view record_class, TimePoint at);
  void put(std::string_view key, const Value& value);
  void put_flag(std::string_view key, bool value);
  void end();
  void take_line();

  TextSink* sink_;
  Wire wire_;
  Verdicts compared_;
  Sha256 all_;
  std::int64_t lines_ = 0;
  StreamDigest digests_;
  VerdictDigest verdicts_;
  std::string protocol_;
  std::string scenario_;
  TimePoint began_{};
  std::string line_;
};

}  // namespace acdloop::report
