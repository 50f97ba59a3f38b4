// SPDX-License-Identifier: Apache-2.0
// Captured bytes of AMI taken apart for people, by the same framing as the two ends.
#pragma once

#include <optional>
#include <string>

#include "drivers/asterisk_ami/framing.hpp"
#include "drivers/cti/framed_dissector.hpp"

namespace acdloop::asterisk_ami {

class Dissector final : public cti::FramedDissector<FrameReader, Frame> {
 public:
  explicit Dissector(std::optional<Direction> sent) : FramedDissector(FrameReader{Greeting::possible}, sent) {}

 private:
  bool ends_the_stream(const Frame&) const override { return false; }
  void dissect(const Frame& frame, cti::Dissected& message) override;
  std::string instead_of_fault(const std::string& name) const override;
  void trim(cti::Dissected& message) const override;
};

}  // namespace acdloop::asterisk_ami
