// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/facade.hpp"

#include <utility>

#include "drivers/tapi/application.hpp"
#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

Facade::Facade(cti::ComputingFunction& computing, Clock clock, Readings readings, LineSeams seams)
    : core_(std::make_shared<FacadeCore>(computing, std::move(clock), readings, std::move(seams))) {
  core_->open();
}

Facade::~Facade() { core_->close(); }

std::unique_ptr<Application> Facade::open_application() { return std::make_unique<FacadeApplication>(core_); }
std::size_t Facade::pending() const { return core_->pending(); }
FacadeCounters Facade::counters() const { return core_->counters(); }
LineDoor& Facade::line_door() { return *core_; }

}  // namespace acdloop::tapi
