// SPDX-License-Identifier: Apache-2.0
// An enumerator over a list in memory. Used by the façade and by whoever wraps its lists.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "drivers/tapi/enumerator.hpp"

namespace acdloop::tapi {

template <class Element>
class EnumeratorList final : public Enumerator<Element> {
 public:
  using Elements = std::vector<std::shared_ptr<Element>>;
  explicit EnumeratorList(Elements elements)
      : EnumeratorList(std::make_shared<const Elements>(std::move(elements)), 0) {}
  EnumeratorList(std::shared_ptr<const Elements> elements, std::size_t place)
      : elements_(std::move(elements)), place_(place) {}

  Hresult next(std::uint32_t wanted, std::shared_ptr<Element>* out, std::uint32_t* fetched) override {
    if (out == nullptr || (fetched == nullptr && wanted != 1)) return E_POINTER_;
    const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(wanted, elements_->size() - place_));
    std::copy_n(elements_->begin() + static_cast<std::ptrdiff_t>(place_), count, out);
    place_ += count;
    if (fetched != nullptr) *fetched = count;
    return count == wanted ? S_OK_ : S_FALSE_;
  }
  Hresult reset() override {
    place_ = 0;
    return S_OK_;
  }
  Hresult skip(std::uint32_t count) override {
    const std::size_t skipped = std::min<std::size_t>(count, elements_->size() - place_);
    place_ += skipped;
    return skipped == count ? S_OK_ : S_FALSE_;
  }
  Hresult clone(std::shared_ptr<Enumerator<Element>>* out) override {
    if (out == nullptr) return E_POINTER_;
    *out = std::make_shared<EnumeratorList>(elements_, place_);
    return S_OK_;
  }

 private:
  std::shared_ptr<const Elements> elements_;
  std::size_t place_ = 0;
};

}  // namespace acdloop::tapi
