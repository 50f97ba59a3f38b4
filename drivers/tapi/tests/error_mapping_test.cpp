// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/error_mapping.hpp"

#include <gtest/gtest.h>

namespace acdloop::tapi {
namespace {

using cti::RefusalCause;
using enum cti::RefusalCause;
constexpr auto raw = Readings::ErrorStyle::raw;
constexpr auto mapped = Readings::ErrorStyle::mapped;

struct Expected {
  std::vector<RefusalCause> causes;
  std::string_view create_session;
  std::string_view put_state;
  std::string_view get_figure;
};

const std::vector<Expected> table{
    {{invalid_group, invalid_address, invalid_identifier, not_member_of_group, invalid_parameter},
     "LINEERR_INVALPARAM",
     "LINEERR_INVALPARAM",
     "LINEERR_INVALPARAM"},
    {{invalid_agent_id}, "LINEERR_INVALAGENTID", "LINEERR_OPERATIONFAILED", "LINEERR_OPERATIONFAILED"},
    {{invalid_pin}, "LINEERR_INVALPASSWORD", "LINEERR_OPERATIONFAILED", "LINEERR_OPERATIONFAILED"},
    {{state_incompatible, invalid_state_value},
     "LINEERR_OPERATIONFAILED",
     "LINEERR_INVALAGENTSTATE",
     "LINEERR_OPERATIONFAILED"},
    {{already_logged_on_here, already_logged_on_elsewhere, not_logged_on, bad_request, not_monitored, generic,
      association_lost, none, invalid_call, invalid_destination, no_call_to_answer, no_active_call, no_held_call,
      no_call_to_clear},
     "LINEERR_OPERATIONFAILED",
     "LINEERR_OPERATIONFAILED",
     "LINEERR_OPERATIONFAILED"},
    {{address_in_use, resource_busy, resource_limit, overload},
     "LINEERR_RESOURCEUNAVAIL",
     "LINEERR_RESOURCEUNAVAIL",
     "LINEERR_RESOURCEUNAVAIL"},
    {{out_of_service}, "E_UNEXPECTED", "LINEERR_RESOURCEUNAVAIL", "LINEERR_RESOURCEUNAVAIL"},
    {{unsupported_request, unsupported_parameter, privilege, not_associated},
     "LINEERR_OPERATIONUNAVAIL",
     "LINEERR_OPERATIONUNAVAIL",
     "LINEERR_OPERATIONUNAVAIL"},
};

TEST(ErrorMapping, EveryCauseHasItsCodeForEachKindOfMethod) {
  std::size_t seen = 0;
  for (const Expected& row : table) {
    for (const RefusalCause cause : row.causes) {
      ++seen;
      EXPECT_EQ(error_of(cause, Operation::create_session, raw), find_hresult(row.create_session)->code)
          << to_string(cause);
      EXPECT_EQ(error_of(cause, Operation::put_state, raw), find_hresult(row.put_state)->code) << to_string(cause);
      EXPECT_EQ(error_of(cause, Operation::get_figure, raw), find_hresult(row.get_figure)->code) << to_string(cause);
    }
  }
  EXPECT_EQ(seen, static_cast<std::size_t>(generic) + 1) << "a cause is missing above";
}

TEST(ErrorMapping, TheStyleDecidesBetweenACodeAndItsTwin) {
  EXPECT_EQ(error_of(invalid_group, Operation::create_session, mapped), E_INVALIDARG_);
  EXPECT_EQ(error_of(invalid_group, Operation::create_session, Readings::ErrorStyle::either), LINEERR_INVALPARAM_);
  EXPECT_EQ(error_of(state_incompatible, Operation::put_state, mapped), TAPI_E_CALLCENTER_INVALAGENTSTATE_);
  EXPECT_EQ(error_of(not_associated, Operation::get_figure, mapped), TAPI_E_NOTSUPPORTED_);
  EXPECT_EQ(error_of(out_of_service, Operation::create_session, mapped), E_UNEXPECTED_);
  EXPECT_EQ(in_style(LINEERR_INVALAGENTSESSIONSTATE_, mapped), LINEERR_INVALAGENTSESSIONSTATE_);
}

TEST(ErrorMapping, NoCauseEverLooksLikeSuccess) {
  for (int number = 0; number < 256; ++number) {
    for (const auto operation : {Operation::create_session, Operation::put_state, Operation::get_figure}) {
      EXPECT_FALSE(error_of(static_cast<RefusalCause>(number), operation, raw).succeeded()) << number;
      EXPECT_FALSE(error_of(static_cast<RefusalCause>(number), operation, mapped).succeeded()) << number;
    }
  }
}

}  // namespace
}  // namespace acdloop::tapi
