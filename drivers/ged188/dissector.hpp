// SPDX-License-Identifier: Apache-2.0
// Captured bytes of GED-188 taken apart for people, by the same framing, codec and layouts as the two ends.
#pragma once

#include <optional>
#include <string>

#include "drivers/cti/framed_dissector.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/framing.hpp"

namespace acdloop::ged188 {

// Reads in the version that the session was opened with, where the stream shows that; else in the usual one.
class Dissector final : public cti::FramedDissector<FrameReader, Frame> {
 public:
  explicit Dissector(std::optional<Direction> sent) : FramedDissector({}, sent) {}

 private:
  bool ends_the_stream(const Frame& frame) const override { return frame.fault.has_value(); }
  void dissect(const Frame& frame, cti::Dissected& message) override;
  std::string instead_of_fault(const std::string& name) const override;
  void learn_version(const Frame& frame);

  int version_ = Dialect{}.version;
};

}  // namespace acdloop::ged188
