// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/hresult.hpp"

#include <array>
#include <cstdio>

namespace acdloop::tapi {
namespace {

// Twins: tapi3err.h has a name for most LINEERR_ codes; OPERATIONUNAVAIL's is a [guess], INVALAGENTSESSIONSTATE has
// none.
constexpr std::array rows{
    HresultRow{S_OK_, "S_OK", "The method succeeded.", {}},
    HresultRow{S_FALSE_, "S_FALSE", "Success, but with less than was asked for.", {}},
    HresultRow{E_POINTER_, "E_POINTER", "The out parameter is no valid pointer.", {}},
    HresultRow{E_UNEXPECTED_, "E_UNEXPECTED", "The line of the address could not be opened.", {}},
    HresultRow{E_OUTOFMEMORY_, "E_OUTOFMEMORY", "There is not enough memory for the operation.", {}},
    HresultRow{E_INVALIDARG_, "E_INVALIDARG", "An argument has no valid value.", {}},
    HresultRow{TAPI_E_NOTSUPPORTED_, "TAPI_E_NOTSUPPORTED", "The operation is not supported here.", {}},
    HresultRow{TAPI_E_OPERATIONFAILED_, "TAPI_E_OPERATIONFAILED", "The operation failed for a reason not told.", {}},
    HresultRow{TAPI_E_TIMEOUT_, "TAPI_E_TIMEOUT", "No answer came within two minutes; the outcome is unknown.", {}},
    HresultRow{TAPI_E_CALLCENTER_GROUP_REMOVED_,
               "TAPI_E_CALLCENTER_GROUP_REMOVED",
               "The switch no longer has the ACD group.",
               {}},
    HresultRow{
        TAPI_E_CALLCENTER_QUEUE_REMOVED_, "TAPI_E_CALLCENTER_QUEUE_REMOVED", "The switch no longer has the queue.", {}},
    HresultRow{TAPI_E_CALLCENTER_NO_AGENT_ID_,
               "TAPI_E_CALLCENTER_NO_AGENT_ID",
               "The agent was made without an id at the switch.",
               {}},
    HresultRow{TAPI_E_CALLCENTER_INVALAGENTID_, "TAPI_E_CALLCENTER_INVALAGENTID", "The agent's id was rejected.", {}},
    HresultRow{
        TAPI_E_CALLCENTER_INVALAGENTGROUP_, "TAPI_E_CALLCENTER_INVALAGENTGROUP", "The ACD group was rejected.", {}},
    HresultRow{TAPI_E_CALLCENTER_INVALPASSWORD_, "TAPI_E_CALLCENTER_INVALPASSWORD", "The PIN was rejected.", {}},
    HresultRow{TAPI_E_CALLCENTER_INVALAGENTSTATE_, "TAPI_E_CALLCENTER_INVALAGENTSTATE", "The state was rejected.", {}},
    HresultRow{
        TAPI_E_RESOURCEUNAVAIL_, "TAPI_E_RESOURCEUNAVAIL", "A resource that the operation needs is missing.", {}},
    HresultRow{LINEERR_INVALPARAM_, "LINEERR_INVALPARAM", "A parameter, or what it points to, is invalid.",
               E_INVALIDARG_},
    HresultRow{LINEERR_NOMEM_, "LINEERR_NOMEM", "There is not enough memory, or it cannot be locked.", E_OUTOFMEMORY_},
    HresultRow{LINEERR_OPERATIONFAILED_, "LINEERR_OPERATIONFAILED", "The operation failed for a reason not told.",
               TAPI_E_OPERATIONFAILED_},
    HresultRow{LINEERR_OPERATIONUNAVAIL_, "LINEERR_OPERATIONUNAVAIL", "The line does not offer the operation.",
               TAPI_E_NOTSUPPORTED_},
    HresultRow{LINEERR_RESOURCEUNAVAIL_, "LINEERR_RESOURCEUNAVAIL", "There are too few resources for the operation.",
               TAPI_E_RESOURCEUNAVAIL_},
    HresultRow{LINEERR_INVALAGENTID_, "LINEERR_INVALAGENTID", "The agent's id is invalid.",
               TAPI_E_CALLCENTER_INVALAGENTID_},
    HresultRow{LINEERR_INVALPASSWORD_, "LINEERR_INVALPASSWORD", "The password is wrong.",
               TAPI_E_CALLCENTER_INVALPASSWORD_},
    HresultRow{LINEERR_INVALAGENTSTATE_, "LINEERR_INVALAGENTSTATE", "The agent's state is invalid; nothing changed.",
               TAPI_E_CALLCENTER_INVALAGENTSTATE_},
    HresultRow{LINEERR_INVALAGENTSESSIONSTATE_,
               "LINEERR_INVALAGENTSESSIONSTATE",
               "The state of the agent session is invalid; nothing changed.",
               {}},
};

}  // namespace

std::span<const HresultRow> hresults() { return rows; }

const HresultRow* find_hresult(Hresult code) {
  for (const HresultRow& row : rows) {
    if (row.code == code) return &row;
  }
  return nullptr;
}

const HresultRow* find_hresult(std::string_view name) {
  for (const HresultRow& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

std::string to_string(Hresult code) {
  char number[16];
  std::snprintf(number, sizeof number, "0x%08X", static_cast<unsigned>(code.value()));
  const HresultRow* row = find_hresult(code);
  if (row == nullptr) return number;
  return std::string{row->name} + " (" + number + ")";
}

bool same_or_twin(Hresult a, Hresult b) {
  if (a == b) return true;
  const HresultRow* first = find_hresult(a);
  const HresultRow* second = find_hresult(b);
  return (first != nullptr && first->twin == b) || (second != nullptr && second->twin == a);
}

}  // namespace acdloop::tapi
