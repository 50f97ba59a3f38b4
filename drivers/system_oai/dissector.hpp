// SPDX-License-Identifier: Apache-2.0
// Captured bytes of System OAI taken apart for people, by the same framing, codec and layouts as the two ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "drivers/cti/framed_dissector.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/framing.hpp"

namespace acdloop::system_oai {

class Dissector final : public cti::FramedDissector<FrameReader, Frame> {
 public:
  // Without a framing the first four bytes tell it: four of text begin a line, anything else a length.
  Dissector(std::optional<Framing> framing, std::optional<Direction> sent)
      : FramedDissector(FrameReader{framing.value_or(Framing::tcp)}, sent), framing_(framing) {}
  void take(std::span<const std::byte> bytes, const Sink& sink) override;
  void finish(const Sink& sink) override;

 private:
  bool ends_the_stream(const Frame& frame) const override { return frame.fatal; }
  void dissect(const Frame& frame, cti::Dissected& message) override;
  std::string instead_of_fault(const std::string& name) const override;
  void trim(cti::Dissected& message) const override;
  void dissect_login(const std::string& payload, cti::Dissected& message);
  void dissect_event(const Fields& line, cti::Dissected& message);
  void dissect_command(const Fields& line, cti::Dissected& message);
  void decide(Framing framing, const Sink& sink);
  std::size_t header() const { return framing_ == Framing::tcp ? 4 : 0; }

  std::optional<Framing> framing_;
  std::string undecided_;  // the first bytes, while they do not tell the framing
  std::optional<std::uint32_t> next_seq_;
};

}  // namespace acdloop::system_oai
