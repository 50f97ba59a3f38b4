// SPDX-License-Identifier: Apache-2.0
// The two ways in which every method of the façade's objects completes: from memory, and behind one round trip to the
// switch. Internal to drivers/tapi.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "drivers/tapi/facade_core.hpp"

namespace acdloop::tapi {

// S_OK and value(); E_POINTER for a null `out`.
template <class T, class Value>
void answer_from_memory(const std::weak_ptr<FacadeCore>& weak, T* out, Completion done, Value value) {
  const auto core = weak.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  core->complete(std::move(done), S_OK_, [out, value = std::move(value)] { *out = value(); });
}

// The same with value(core) once ask(core, ready) has called ready with S_OK, else with the code that it was given.
template <class T, class Ask, class Value>
void answer_behind(const std::weak_ptr<FacadeCore>& weak, T* out, Completion done, Ask ask, Value value) {
  const auto core = weak.lock();
  if (!core) return;
  if (out == nullptr) return core->complete(std::move(done), E_POINTER_);
  ask(*core, [weak, out, value = std::move(value), done = std::move(done)](Hresult result) {
    const auto here = weak.lock();
    if (!here) return;
    if (result.succeeded()) *out = value(*here);
    if (done) done(result);
  });
}

}  // namespace acdloop::tapi
