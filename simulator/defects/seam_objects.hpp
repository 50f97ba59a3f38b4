// SPDX-License-Identifier: Apache-2.0
// The outermost layer of every object behind the façade seam: changes nothing of its own, but whatever object it hands
// out is the application's one wrapper of it. Internal to the seam.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/pass_through.hpp"
#include "simulator/defects/pass_through_objects.hpp"

namespace acdloop::defects {

// One wrapper for one inner object, whichever application meets it first.
class Wrappers : public std::enable_shared_from_this<Wrappers> {
 public:
  explicit Wrappers(FacadeSpoiler the_spoiler) : spoiler(std::move(the_spoiler)) {}

  std::shared_ptr<tapi::AgentSession> of(const std::shared_ptr<tapi::AgentSession>& inner);
  std::shared_ptr<tapi::Agent> of(const std::shared_ptr<tapi::Agent>& inner);
  std::shared_ptr<tapi::AcdGroup> of(const std::shared_ptr<tapi::AcdGroup>& inner);
  std::shared_ptr<tapi::Queue> of(const std::shared_ptr<tapi::Queue>& inner);
  std::shared_ptr<tapi::AgentHandler> of(const std::shared_ptr<tapi::AgentHandler>& inner);
  std::shared_ptr<const tapi::AddressObject> of(const std::shared_ptr<const tapi::AddressObject>& inner) {
    return inner;
  }

  FacadeSpoiler spoiler;

 private:
  // A wrapper owns its inner object, so a key never outlives what it points to.
  template <class Object>
  using Known = std::map<const Object*, std::shared_ptr<Object>>;
  template <class Seam, class Object>
  std::shared_ptr<Object> wrap(Known<Object>& known, const Spoil<Object>& spoil, const std::shared_ptr<Object>& inner);

  Known<tapi::AgentSession> sessions_;
  Known<tapi::Agent> agents_;
  Known<tapi::AcdGroup> groups_;
  Known<tapi::Queue> queues_;
  Known<tapi::AgentHandler> handlers_;
};
// Wrappers own objects that know the wrappers: those refer back weakly.
using WrappersRef = std::weak_ptr<Wrappers>;

template <class Element>
class SeamEnumerator final : public tapi::Enumerator<Element> {
 public:
  SeamEnumerator(std::shared_ptr<tapi::Enumerator<Element>> inner, WrappersRef wrappers)
      : inner_(std::move(inner)), wrappers_(std::move(wrappers)) {}

  tapi::Hresult next(std::uint32_t wanted, std::shared_ptr<Element>* out, std::uint32_t* fetched) override {
    std::uint32_t count = 0;
    const tapi::Hresult result = inner_->next(wanted, out, fetched ? fetched : wanted == 1 ? &count : nullptr);
    const auto wrappers = wrappers_.lock();
    if (!result.succeeded() || !wrappers) return result;
    const std::uint32_t written = fetched ? *fetched : count;
    for (std::uint32_t index = 0; index < written && index < wanted; ++index) out[index] = wrappers->of(out[index]);
    return result;
  }
  tapi::Hresult reset() override { return inner_->reset(); }
  tapi::Hresult skip(std::uint32_t count) override { return inner_->skip(count); }
  tapi::Hresult clone(std::shared_ptr<tapi::Enumerator<Element>>* out) override {
    const tapi::Hresult result = inner_->clone(out);
    if (result == tapi::S_OK_) *out = std::make_shared<SeamEnumerator>(*out, wrappers_);
    return result;
  }

 private:
  std::shared_ptr<tapi::Enumerator<Element>> inner_;
  WrappersRef wrappers_;
};

// Completions that exchange what was written for the application's wrappers of it.
template <class Object>
tapi::Completion wrapping(WrappersRef ref, std::shared_ptr<Object>* out, tapi::Completion done) {
  return [ref = std::move(ref), out, done = std::move(done)](tapi::Hresult result) {
    const auto wrappers = ref.lock();
    if (result == tapi::S_OK_ && out && wrappers) *out = wrappers->of(*out);
    if (done) done(result);
  };
}
template <class Object>
tapi::Completion wrapping(WrappersRef ref, std::vector<std::shared_ptr<Object>>* out, tapi::Completion done) {
  return [ref = std::move(ref), out, done = std::move(done)](tapi::Hresult result) {
    const auto wrappers = ref.lock();
    if (result == tapi::S_OK_ && out && wrappers) {
      for (std::shared_ptr<Object>& object : *out) object = wrappers->of(object);
    }
    if (done) done(result);
  };
}
template <class Element>
tapi::Completion wrapping(WrappersRef ref, std::shared_ptr<tapi::Enumerator<Element>>* out, tapi::Completion done) {
  return [ref = std::move(ref), out, done = std::move(done)](tapi::Hresult result) {
    if (result == tapi::S_OK_ && out) *out = std::make_shared<SeamEnumerator<Element>>(*out, ref);
    if (done) done(result);
  };
}

}  // namespace acdloop::defects
