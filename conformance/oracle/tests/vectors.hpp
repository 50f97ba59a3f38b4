// SPDX-License-Identifier: Apache-2.0
// The time lines of ../vectors as values (format: ../vectors/README.md).
#pragma once

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "conformance/oracle/oracle.hpp"
#include "conformance/verdict/range.hpp"

namespace acdloop::oracle::testing {

struct FigureLine {
  std::string name;
  std::optional<double> truth;
  verdict::Range any;
  std::map<std::string, std::int64_t> fixed;  // by the answer to `rounding`: the one number it leaves
};
struct QueryBlock {
  std::string session;
  TimePoint at;
  std::optional<std::int32_t> state;  // what get_State says beside them
  std::vector<FigureLine> figures;
};
struct EventLine {
  std::string session;
  TimePoint at;
  std::vector<std::int32_t> events;  // one of these
  enum class Kind { must, may, wrong } kind = Kind::may;
  bool must() const { return kind == Kind::must; }
};
struct StateLine {
  std::string session;
  TimePoint at;
  std::vector<std::int32_t> states;  // these and no other
};
struct StartLine {
  std::string session;
  double days = 0;
};
struct SessionLine {
  std::string name;
  cti::AgentSessionKey key;
  TimePoint created;
};
struct QuietLine {
  std::string session;
  TimePoint at;
  bool quiet = false;
};
struct Vector {
  std::string file, title;
  std::vector<std::pair<tapi::Key, std::uint8_t>> readings;  // that are held otherwise than by default
  Configuration configuration;
  std::vector<SessionLine> sessions;
  std::vector<cti::Fact> facts;
  std::vector<QueryBlock> queries;
  std::vector<EventLine> events;
  std::vector<QuietLine> quiets;
  std::vector<StateLine> states;
  std::vector<StartLine> starts;
  double begins = 46048.375;  // 2026-01-26 09:00:00
  std::vector<std::pair<TimePoint, Duration>> clock_steps;
  // The calendar as an OLE date.
  double date_of(TimePoint at) const;
};

inline void PrintTo(const Vector& vector, std::ostream* out) { *out << vector.file; }  // for the test's report

// Throws std::runtime_error with file and line.
Vector read_vector(const std::string& path);
std::vector<Vector> all_vectors();

TimePoint at_seconds(double seconds);
double ole_date_of(TimePoint at);  // 2026-01-26 09:00:00 at zero
Oracle oracle_for(const Vector& vector, tapi::Readings readings = {});
// A member of ObservedFigures by the scenario's word.
std::optional<std::int64_t> figure_named(const ObservedFigures& seen, const std::string& name);
void set_figure(ObservedFigures& seen, const std::string& name, std::int64_t value);
std::string describe_failures(const std::vector<verdict::Check>& checks);
bool any_failed(const std::vector<verdict::Check>& checks);
// The ids of the failed checks, sorted, each once.
std::vector<std::string> failed_ids(const std::vector<verdict::Check>& checks);
std::vector<std::string> ids_of(const std::vector<verdict::Check>& checks);

}  // namespace acdloop::oracle::testing
