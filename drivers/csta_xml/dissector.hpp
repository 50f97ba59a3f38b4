// SPDX-License-Identifier: Apache-2.0
// Captured bytes of CSTA XML taken apart for people, by the same framing, reader and tables as the two ends.
#pragma once

#include <optional>
#include <string>

#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/framing.hpp"
#include "drivers/cti/framed_dissector.hpp"

namespace acdloop::csta_xml {

class Dissector final : public cti::FramedDissector<FrameReader, Frame> {
 public:
  explicit Dissector(std::optional<Direction> sent) : FramedDissector({}, sent) {}

 private:
  bool ends_the_stream(const Frame& frame) const override { return frame.fatal; }
  void dissect(const Frame& frame, cti::Dissected& message) override;
  std::string instead_of_fault(const std::string& name) const override;
  void judge(const Frame& frame, const Element& root, cti::Dissected& message) const;
};

}  // namespace acdloop::csta_xml
