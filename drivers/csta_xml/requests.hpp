// SPDX-License-Identifier: Apache-2.0
// Neutral requests as CSTA services, and their responses back. Used by the computing end.
#pragma once

#include <expected>
#include <optional>

#include "drivers/csta_xml/element.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"

namespace acdloop::csta_xml {

std::expected<Element, cti::RefusalCause> write_request(const cti::Request& request, const cti::Naming& naming);

// The response to `request`, which was sent as the service `service`. A fault when it cannot be that:
// response_of_another_service, malformed_response, unknown_error.
std::expected<cti::Result, cti::WireFault> read_response(const Element& response, const cti::Request& request,
                                                         const std::string& service, const cti::Naming& naming);

}  // namespace acdloop::csta_xml
