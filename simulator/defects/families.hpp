// SPDX-License-Identifier: Apache-2.0
// The three families of planted defects, one file each; defects.cpp joins them.
#pragma once

#include <vector>

#include "simulator/defects/defect.hpp"

namespace acdloop::defects {

std::vector<Defect> switch_defects();
std::vector<Defect> wire_defects();
std::vector<Defect> facade_defects();

}  // namespace acdloop::defects
