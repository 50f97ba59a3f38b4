// SPDX-License-Identifier: Apache-2.0
// Figures of one snapshot against each other, at rest. Inner part of the oracle.
#pragma once

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/observed.hpp"
#include "conformance/oracle/timeline.hpp"

namespace acdloop::oracle {

void judge_relations(const Timeline& timeline, const tapi::Readings& readings, const ObservedFigures& seen,
                     Checks& checks);

}  // namespace acdloop::oracle
