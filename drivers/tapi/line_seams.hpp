// SPDX-License-Identifier: Apache-2.0
// Doors to the line boundary inside the façade: who watches it, what stands between its parts, who else may use it.
// Used by benches; the façade works the same without any of them.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "drivers/cti/ids.hpp"
#include "drivers/tapi/line/line.hpp"
#include "drivers/tapi/line/observed_line.hpp"

namespace acdloop::tapi {

using LineDecorator = std::function<std::unique_ptr<line::Line>(std::unique_ptr<line::Line>)>;

struct LineSeams {
  // Told of everything that applications and the proxy do on the line, and of what reaches them.
  line::Observer observer = {};
  LineDecorator on_line = {};   // between the observer and the boundary: what TAPI does
  LineDecorator on_proxy = {};  // between the proxy half and the observer: what the proxy does
};

// The line of a façade, for callers beside its own client half.
class LineDoor {
 public:
  virtual ~LineDoor() = default;
  virtual line::Line& line() = 0;
  // The proxy half closes its line, answering what is pending, or opens it again: 0 or LINEERR_.
  virtual void close_proxy() = 0;
  virtual std::int32_t open_proxy() = 0;
  // The identifiers that a raw caller needs; absent when there are too many names.
  virtual std::optional<line::Dword> address_id(const cti::Address& address) = 0;
  virtual std::optional<line::Guid> group_id(const cti::AcdGroupId& group) = 0;
  // Requests that the proxy half has not answered yet.
  virtual std::size_t proxy_pending() const = 0;
};

}  // namespace acdloop::tapi
