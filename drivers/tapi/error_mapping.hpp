// SPDX-License-Identifier: Apache-2.0
// A switch's neutral refusal as the code a TAPI application sees. Used by the façade; knows no wire and no session.
#pragma once

#include <cstdint>

#include "drivers/cti/cause.hpp"
#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::tapi {

// Which documented return set applies.
enum class Operation : std::uint8_t { create_session, put_state, get_figure };

// The code for a refusal, or for an unknown outcome other than the two-minute timeout (a lost association).
// NF:tapi3cc.ITAgent.CreateSession and the LINEERR_ sets of lineCreateAgentSession, lineSetAgentSessionState and
// lineGetAgentSessionInfo name the codes; which cause gives which code is documented for few of them only.
Hresult error_of(cti::RefusalCause cause, Operation operation, Readings::ErrorStyle style);

// A LINEERR_ code as the reading hands it out: raw, or its TAPI_E_/E_ twin under `mapped` where one exists.
Hresult in_style(Hresult raw, Readings::ErrorStyle style);

// The LINEERR_ by which the proxy answers, 0 for success: a raw code as it is; E_OUTOFMEMORY as NOMEM; E_UNEXPECTED,
// which only CreateSession has (the address' line cannot be opened), as INVALLINEHANDLE.
std::int32_t line_error_of(Hresult raw);
// The way back: what a method returns when its line function ended with 0 or that LINEERR_.
Hresult hresult_of_line(std::int32_t result, Operation operation, Readings::ErrorStyle style);

}  // namespace acdloop::tapi
