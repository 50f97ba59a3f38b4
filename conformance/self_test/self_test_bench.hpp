// SPDX-License-Identifier: Apache-2.0
// The self-test bench: emulated switch, real link, both protocol ends and the reference façade in one process, on
// the virtual clock. The only place of conformance/ besides the program itself that reaches into simulator/.
#pragma once

#include <memory>
#include <string>

#include "conformance/runner/bench.hpp"
#include "drivers/registry/registry.hpp"
#include "drivers/tapi/readings.hpp"
#include "simulator/defects/defect.hpp"

namespace acdloop::self_test {

enum class LinkChoice : std::uint8_t { memory, tcp, pty };
std::string_view to_string(LinkChoice link);

class SelfTestBenches final : public runner::BenchMaker {
 public:
  // The protocol and, if not null, the defect outlive this. The seed decides from where the switch numbers its
  // calls. `subject`: how switch and façade behave; `held`: what the judge permits.
  SelfTestBenches(const cti::Protocol& protocol, LinkChoice link, const tapi::Readings& held,
                  const tapi::Readings& subject, const defects::Defect* defect, std::uint64_t seed);

  std::unique_ptr<runner::Bench> make(const scenarios::Scenario& scenario, runner::BenchObservers observers) override;
  const cti::Capabilities& capabilities() const override { return protocol_.capabilities; }
  const cti::Dialect& dialect() const override { return protocol_.dialect; }
  const tapi::Readings& readings() const override { return held_; }
  std::string_view protocol() const override { return protocol_.id; }
  std::string_view link() const override { return to_string(link_); }
  std::string_view subject() const override { return "switch, wire or façade"; }

 private:
  const cti::Protocol& protocol_;
  LinkChoice link_;
  tapi::Readings held_;
  tapi::Readings subject_;  // every key answered
  const defects::Defect* defect_;
  std::uint64_t seed_;
};

}  // namespace acdloop::self_test
