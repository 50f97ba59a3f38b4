// SPDX-License-Identifier: Apache-2.0
// The services about calls that exist: what their elements are called (ECMA-323, call control). One table, written and
// read from by both ends.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "drivers/cti/request.hpp"

namespace acdloop::csta_xml {

struct CallService {
  cti::RequestKind kind;
  std::string_view service;
  std::string_view connection;        // of the call that is meant
  std::string_view held = {};         // of the other call, which stands before it
  std::string_view destination = {};  // who is called
  std::string_view made = {};         // in the response: the connection that comes of it
};
inline constexpr std::array<CallService, 9> call_services{{
    {cti::RequestKind::answer_call, "AnswerCall", "callToBeAnswered"},
    {cti::RequestKind::hold_call, "HoldCall", "callToBeHeld"},
    {cti::RequestKind::retrieve_call, "RetrieveCall", "callToBeRetrieved"},
    {cti::RequestKind::clear_connection, "ClearConnection", "connectionToBeCleared"},
    {cti::RequestKind::clear_call, "ClearCall", "callToBeCleared"},
    {cti::RequestKind::consultation_call, "ConsultationCall", "existingCall", "", "consultedDevice", "initiatedCall"},
    {cti::RequestKind::transfer_call, "TransferCall", "activeCall", "heldCall", "", "transferredCall"},
    {cti::RequestKind::conference_call, "ConferenceCall", "activeCall", "heldCall", "", "conferenceCall"},
    {cti::RequestKind::single_step_transfer_call, "SingleStepTransferCall", "activeCall", "", "transferredTo",
     "transferredCall"},
}};

inline const CallService* find_call_service(cti::RequestKind kind) {
  const auto found = std::ranges::find(call_services, kind, &CallService::kind);
  return found == call_services.end() ? nullptr : &*found;
}
inline const CallService* find_call_service(std::string_view service) {
  const auto found = std::ranges::find(call_services, service, &CallService::service);
  return found == call_services.end() ? nullptr : &*found;
}

}  // namespace acdloop::csta_xml
