// SPDX-License-Identifier: Apache-2.0
// The time lines of ../vectors/objects as values (format: ../vectors/objects/README.md).
#pragma once

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "conformance/oracle/configuration.hpp"
#include "conformance/oracle/observed_objects.hpp"
#include "conformance/oracle/tests/vectors.hpp"
#include "drivers/cti/figures.hpp"

namespace acdloop::oracle::testing {

enum class Whose : std::uint8_t { agent, queue, phone_switch };  // phone_switch: what it has counted of an agent itself
struct ObjectQuery {
  Whose whose = Whose::agent;
  std::string name;
  TimePoint at;
  bool at_rest = false;
  std::vector<std::pair<std::string, verdict::Range>> figures;
};
struct MeasureLine {
  bool queue = false;
  std::string name;
  TimePoint at;
  std::int32_t period = 0;
};
struct ObjectVector {
  std::string file, title;
  Configuration configuration;
  std::vector<SessionLine> sessions;
  std::vector<cti::Fact> facts;
  std::vector<MeasureLine> periods;
  std::vector<ObjectQuery> queries;
};
inline void PrintTo(const ObjectVector& vector, std::ostream* out) { *out << vector.file; }

std::vector<ObjectVector> all_object_vectors();  // throws std::runtime_error with file and line
// A figure by its word; throws for a word that is none.
std::optional<std::int32_t>& agent_figure(ObservedAgent& seen, const std::string& name);
std::optional<std::int32_t>& queue_figure(ObservedQueue& seen, const std::string& name);
void set_switch_figure(cti::Figures& told, const std::string& name, std::int64_t value);

}  // namespace acdloop::oracle::testing
