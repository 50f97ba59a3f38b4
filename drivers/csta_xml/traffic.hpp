// SPDX-License-Identifier: Apache-2.0
// One document out, one document for the record: what both ends do with every message. Passwords are not recorded.
#pragma once

#include <string>

#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/framing.hpp"
#include "drivers/cti/end.hpp"

namespace acdloop::csta_xml {

// Sends it; false when it is longer than a message can be.
bool send_document(cti::WireMessage::Direction direction, int invoke, const Element& root, cti::EndOutput& out);

// Notes what was received. `root` is null for a document that could not be read.
void note_received(cti::WireMessage::Direction direction, const Frame& frame, const Element* root, cti::EndOutput& out);

}  // namespace acdloop::csta_xml
