// SPDX-License-Identifier: Apache-2.0
// HRESULT as a type that prints its name. Values: winerror.h, tapi3err.h and tapi.h (public headers); meanings from
// the method pages. LINEERR_ values travel raw or as their TAPI_E_ twin (Readings::error_style).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace acdloop::tapi {

class Hresult {
 public:
  constexpr Hresult() = default;
  constexpr explicit Hresult(std::uint32_t value) : value_(value) {}
  constexpr std::uint32_t value() const { return value_; }
  constexpr bool succeeded() const { return (value_ & 0x80000000u) == 0; }
  friend constexpr bool operator==(Hresult, Hresult) = default;

 private:
  std::uint32_t value_ = 0;
};

inline constexpr Hresult S_OK_{0x00000000};
inline constexpr Hresult S_FALSE_{0x00000001};
inline constexpr Hresult E_POINTER_{0x80004003};
inline constexpr Hresult E_UNEXPECTED_{0x8000FFFF};
inline constexpr Hresult E_OUTOFMEMORY_{0x8007000E};
inline constexpr Hresult E_INVALIDARG_{0x80070057};
inline constexpr Hresult TAPI_E_NOTSUPPORTED_{0x80040003};
inline constexpr Hresult TAPI_E_OPERATIONFAILED_{0x80040005};
inline constexpr Hresult TAPI_E_TIMEOUT_{0x80040044};
inline constexpr Hresult TAPI_E_CALLCENTER_GROUP_REMOVED_{0x80040045};
inline constexpr Hresult TAPI_E_CALLCENTER_QUEUE_REMOVED_{0x80040046};
inline constexpr Hresult TAPI_E_CALLCENTER_NO_AGENT_ID_{0x80040047};
inline constexpr Hresult TAPI_E_CALLCENTER_INVALAGENTID_{0x80040048};
inline constexpr Hresult TAPI_E_CALLCENTER_INVALAGENTGROUP_{0x80040049};
inline constexpr Hresult TAPI_E_CALLCENTER_INVALPASSWORD_{0x8004004A};
inline constexpr Hresult TAPI_E_CALLCENTER_INVALAGENTSTATE_{0x8004004B};
inline constexpr Hresult TAPI_E_RESOURCEUNAVAIL_{0x80040052};
inline constexpr Hresult LINEERR_INVALPARAM_{0x80000032};
inline constexpr Hresult LINEERR_NOMEM_{0x80000044};
inline constexpr Hresult LINEERR_OPERATIONFAILED_{0x80000048};
inline constexpr Hresult LINEERR_OPERATIONUNAVAIL_{0x80000049};
inline constexpr Hresult LINEERR_RESOURCEUNAVAIL_{0x8000004B};
inline constexpr Hresult LINEERR_INVALAGENTID_{0x80000057};
inline constexpr Hresult LINEERR_INVALPASSWORD_{0x80000059};
inline constexpr Hresult LINEERR_INVALAGENTSTATE_{0x8000005A};
inline constexpr Hresult LINEERR_INVALAGENTSESSIONSTATE_{0x8000005F};

struct HresultRow {
  Hresult code;
  std::string_view name;        // "TAPI_E_TIMEOUT"
  std::string_view meaning;     // one sentence, ours
  std::optional<Hresult> twin;  // the TAPI_E_/E_ form of a LINEERR_ code, where one exists
};
// Every code the product can return or expects, once.
std::span<const HresultRow> hresults();
const HresultRow* find_hresult(Hresult code);
const HresultRow* find_hresult(std::string_view name);
// "TAPI_E_TIMEOUT (0x80040044)"; an unknown value prints as its number.
std::string to_string(Hresult code);
// Equal, or one is the documented twin of the other.
bool same_or_twin(Hresult a, Hresult b);

}  // namespace acdloop::tapi
