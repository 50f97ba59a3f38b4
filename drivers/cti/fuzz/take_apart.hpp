// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes through a dissector, for the fuzzers of protocol folders: what it tells must lie inside the stream.
#pragma once

#include <cstdlib>
#include <span>
#include <string_view>

#include "drivers/cti/dissection.hpp"

namespace acdloop::cti {

inline void take_apart(Dissector& dissector, std::string_view stream, std::size_t piece) {
  std::size_t end = 0;
  const auto look = [&](Dissected&& message) {
    const bool outside = message.offset < end || message.offset + message.length > stream.size() ||
                         message.bytes.size() > message.length || message.bytes.size() > max_dissected_bytes;
    if (outside || (message.fault && message.fault->at > message.length)) std::abort();
    end = message.offset + message.length;
  };
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    const std::string_view bytes = stream.substr(at, piece);
    dissector.take(std::as_bytes(std::span{bytes}), look);
  }
  dissector.finish(look);
}

}  // namespace acdloop::cti
