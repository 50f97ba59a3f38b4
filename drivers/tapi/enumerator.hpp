// SPDX-License-Identifier: Apache-2.0
// IEnumAgentSession, IEnumAgent, IEnumQueue, IEnumACDGroup, IEnumAgentHandler and the enumerator of addresses: a list
// as it was when it was asked for. Lives in the application's own memory, so its methods answer at once and ask nobody.
// Handed out by the objects of the API; wrapped by decorators. Knows nothing of what it lists.
#pragma once

#include <cstdint>
#include <memory>

#include "drivers/tapi/hresult.hpp"

namespace acdloop::tapi {

template <class Element>
class Enumerator {
 public:
  virtual ~Enumerator() = default;

  // Writes up to `wanted` elements to out[0…]. S_OK: as many as wanted; S_FALSE: fewer, the list is at its end.
  // `fetched` may be null only for one element; else, and for a null `out`, E_POINTER
  // (NF:tapi3cc.IEnumAgentSession.Next).
  virtual Hresult next(std::uint32_t wanted, std::shared_ptr<Element>* out, std::uint32_t* fetched) = 0;
  virtual Hresult reset() = 0;
  // S_FALSE when the end came first (NF:tapi3cc.IEnumAgentSession.Skip).
  virtual Hresult skip(std::uint32_t count) = 0;
  // Another enumerator at the same place of the same list (NF:tapi3cc.IEnumAgentSession.Clone).
  virtual Hresult clone(std::shared_ptr<Enumerator>* out) = 0;
};

}  // namespace acdloop::tapi
