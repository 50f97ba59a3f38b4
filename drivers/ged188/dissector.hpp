// SPDX-License-Identifier: Apache-2.0
// Captured bytes of GED-188 taken apart for people, by the same framing, codec and layouts as the two ends.
#pragma once

#include <optional>

#include "drivers/cti/dissection.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/framing.hpp"

namespace acdloop::ged188 {

// Reads in the version that the session was opened with, where the stream shows that; else in the usual one.
class Dissector final : public cti::Dissector {
 public:
  using Direction = cti::WireMessage::Direction;
  explicit Dissector(std::optional<Direction> sent) : sent_(sent) {}
  void take(std::span<const std::byte> bytes, const Sink& sink) override;
  void finish(const Sink& sink) override;

 private:
  void dissect(const Frame& frame, cti::Dissected& message);
  void learn_version(const Frame& frame);

  std::optional<Direction> sent_;
  int version_ = Dialect{}.version;
  FrameReader reader_;
  cti::StreamPlace place_;
  bool over_ = false;
};

}  // namespace acdloop::ged188
