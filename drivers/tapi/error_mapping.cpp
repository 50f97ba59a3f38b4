// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/error_mapping.hpp"

#include <array>
#include <cstddef>

#include "drivers/tapi/line/constants.hpp"

namespace acdloop::tapi {
namespace {

struct Row {
  cti::RefusalCause cause;
  Hresult create_session;
  Hresult put_state;
  Hresult get_figure;
};

constexpr Hresult failed = LINEERR_OPERATIONFAILED_;
constexpr Hresult unavailable = LINEERR_OPERATIONUNAVAIL_;
constexpr Hresult invalid = LINEERR_INVALPARAM_;
constexpr Hresult no_resource = LINEERR_RESOURCEUNAVAIL_;
using enum cti::RefusalCause;

// Documented: an invalid group or address is E_INVALIDARG (the twin of INVALPARAM) and an address whose line cannot be
// opened E_UNEXPECTED (NF:tapi3cc.ITAgent.CreateSession); INVALPASSWORD for a PIN; a state the switch refuses is
// INVALAGENTSTATE (NF:tapi.lineSetAgentSessionState). The other rows are [guess]es from the codes' meanings.
constexpr std::array rows{
    Row{none, failed, failed, failed},
    Row{invalid_agent_id, LINEERR_INVALAGENTID_, failed, failed},
    Row{invalid_pin, LINEERR_INVALPASSWORD_, failed, failed},
    Row{invalid_group, invalid, invalid, invalid},
    Row{invalid_address, invalid, invalid, invalid},
    Row{invalid_identifier, invalid, invalid, invalid},
    Row{not_member_of_group, invalid, invalid, invalid},
    Row{invalid_call, failed, failed, failed},
    Row{invalid_destination, failed, failed, failed},
    Row{invalid_state_value, failed, LINEERR_INVALAGENTSTATE_, failed},
    Row{invalid_parameter, invalid, invalid, invalid},
    Row{state_incompatible, failed, LINEERR_INVALAGENTSTATE_, failed},
    Row{already_logged_on_here, failed, failed, failed},
    Row{already_logged_on_elsewhere, failed, failed, failed},
    Row{address_in_use, no_resource, no_resource, no_resource},
    Row{not_logged_on, failed, failed, failed},
    Row{no_call_to_answer, failed, failed, failed},
    Row{no_active_call, failed, failed, failed},
    Row{no_held_call, failed, failed, failed},
    Row{no_call_to_clear, failed, failed, failed},
    Row{privilege, unavailable, unavailable, unavailable},
    Row{not_monitored, failed, failed, failed},
    Row{unsupported_request, unavailable, unavailable, unavailable},
    Row{unsupported_parameter, unavailable, unavailable, unavailable},
    Row{bad_request, failed, failed, failed},
    Row{resource_busy, no_resource, no_resource, no_resource},
    Row{resource_limit, no_resource, no_resource, no_resource},
    Row{out_of_service, E_UNEXPECTED_, no_resource, no_resource},
    Row{overload, no_resource, no_resource, no_resource},
    Row{not_associated, unavailable, unavailable, unavailable},
    Row{association_lost, failed, failed, failed},
    Row{generic, failed, failed, failed},
};

constexpr bool in_order() {
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (static_cast<std::size_t>(rows[index].cause) != index) return false;
  }
  return rows.size() == static_cast<std::size_t>(generic) + 1;
}
static_assert(in_order(), "one row for each cause, in the order of the enumeration");

}  // namespace

Hresult in_style(Hresult raw, Readings::ErrorStyle style) {
  if (style != Readings::ErrorStyle::mapped) return raw;
  const HresultRow* row = find_hresult(raw);
  return row != nullptr && row->twin ? *row->twin : raw;
}

Hresult error_of(cti::RefusalCause cause, Operation operation, Readings::ErrorStyle style) {
  const auto index = static_cast<std::size_t>(cause);
  const Row& row = rows[index < rows.size() ? index : static_cast<std::size_t>(generic)];
  switch (operation) {
    case Operation::create_session:
      return in_style(row.create_session, style);
    case Operation::put_state:
      return in_style(row.put_state, style);
    case Operation::get_figure:
      return in_style(row.get_figure, style);
  }
  return in_style(failed, style);
}

std::int32_t line_error_of(Hresult raw) {
  if (raw.succeeded()) return 0;
  if (raw == E_OUTOFMEMORY_) return line::error::no_mem;
  if (raw == E_UNEXPECTED_) return line::error::inval_line_handle;
  const bool line_error = (raw.value() & 0x7FFF0000u) == 0;
  return line_error ? static_cast<std::int32_t>(raw.value()) : line::error::operation_failed;
}

Hresult hresult_of_line(std::int32_t result, Operation operation, Readings::ErrorStyle style) {
  if (result == 0) return S_OK_;
  // Documented for every method, in either style.
  if (result == line::error::no_mem) return E_OUTOFMEMORY_;
  // NF:tapi3cc.ITAgent.CreateSession: the line of the address could not be opened.
  if (result == line::error::inval_line_handle && operation == Operation::create_session) return E_UNEXPECTED_;
  return in_style(Hresult{static_cast<std::uint32_t>(result)}, style);
}

}  // namespace acdloop::tapi
