// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/facade.hpp"

#include <utility>

#include "drivers/tapi/application.hpp"
#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

Facade::Facade(cti::ComputingFunction& computing, Clock clock, Readings readings, Site site, Limits limits,
               LineSeams seams)
    : core_(std::make_shared<FacadeCore>(computing, std::move(clock), readings, std::move(site), limits,
                                         std::move(seams))) {
  core_->open();
}

Facade::~Facade() { core_->close(); }

std::unique_ptr<Application> Facade::open_application(const std::string& user) {
  return std::make_unique<FacadeApplication>(core_, user);
}
std::size_t Facade::pending() const { return core_->pending(); }
FacadeCounters Facade::counters() const { return core_->counters(); }
LineDoor& Facade::line_door() { return *core_; }

}  // namespace acdloop::tapi
