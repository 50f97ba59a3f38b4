// SPDX-License-Identifier: Apache-2.0
// Captured bytes of CSTA XML taken apart for people, by the same framing, reader and tables as the two ends.
#pragma once

#include <optional>

#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/framing.hpp"
#include "drivers/cti/dissection.hpp"

namespace acdloop::csta_xml {

class Dissector final : public cti::Dissector {
 public:
  using Direction = cti::WireMessage::Direction;
  explicit Dissector(std::optional<Direction> sent) : sent_(sent) {}
  void take(std::span<const std::byte> bytes, const Sink& sink) override;
  void finish(const Sink& sink) override;

 private:
  void dissect(const Frame& frame, cti::Dissected& message) const;
  void judge(const Frame& frame, const Element& root, cti::Dissected& message) const;

  std::optional<Direction> sent_;
  FrameReader reader_;
  cti::StreamPlace place_;
  bool over_ = false;
};

}  // namespace acdloop::csta_xml
