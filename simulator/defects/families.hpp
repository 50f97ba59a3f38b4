// SPDX-License-Identifier: Apache-2.0
// The families of planted defects, one file each; defects.cpp joins them.
#pragma once

#include <vector>

#include "simulator/defects/defect.hpp"

namespace acdloop::defects {

std::vector<Defect> switch_defects();
std::vector<Defect> wire_defects();
std::vector<Defect> any_wire_defects();  // answers and events of a switching end
std::vector<Defect> system_oai_defects();
std::vector<Defect> csta_xml_defects();
std::vector<Defect> ged188_defects();
std::vector<Defect> facade_defects();
std::vector<Defect> filter_defects();
std::vector<Defect> link_defects();
std::vector<Defect> refusal_defects();
std::vector<Defect> figure_defects();      // counts, times, averages, rates
std::vector<Defect> statistics_defects();  // what a switch counts itself
std::vector<Defect> start_defects();       // start and duration of a session
std::vector<Defect> state_defects();       // states and what may be asked of them, identity, log-ins
std::vector<Defect> event_defects();
std::vector<Defect> reading_defects();  // one open question answered in two ways
std::vector<Defect> line_defects();     // on the line beneath the API
std::vector<Defect> floor_defects();    // calls handed on, joined, flowed over; forced log-outs
std::vector<Defect> answer_defects();   // return codes, time-outs, requests beside each other

std::vector<Defect> creation_defects();  // CreateSession

std::vector<Defect> agent_defects();  // agents: figures, lists, log-ins with a PIN
std::vector<Defect> queue_defects();  // queues and groups

}  // namespace acdloop::defects
