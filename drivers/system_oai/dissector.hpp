// SPDX-License-Identifier: Apache-2.0
// Captured bytes of System OAI taken apart for people, by the same framing, codec and layouts as the two ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/dissection.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/framing.hpp"

namespace acdloop::system_oai {

class Dissector final : public cti::Dissector {
 public:
  using Direction = cti::WireMessage::Direction;
  // Without a framing the first four bytes tell it: four of text begin a line, anything else a length.
  Dissector(std::optional<Framing> framing, std::optional<Direction> sent) : framing_(framing), sent_(sent) {
    if (framing_) reader_.emplace(*framing_);
  }
  void take(std::span<const std::byte> bytes, const Sink& sink) override;
  void finish(const Sink& sink) override;

 private:
  void take_known(std::span<const std::byte> bytes, const Sink& sink);
  void dissect(const Frame& frame, cti::Dissected& message);
  void dissect_login(const std::string& payload, cti::Dissected& message);
  void dissect_event(const Fields& line, cti::Dissected& message);
  void dissect_command(const Fields& line, cti::Dissected& message);
  std::size_t header() const { return framing_ == Framing::tcp ? 4 : 0; }

  std::optional<Framing> framing_;
  std::optional<Direction> sent_;
  std::optional<FrameReader> reader_;
  std::string undecided_;  // the first bytes, while they do not tell the framing
  cti::StreamPlace place_;
  std::optional<std::uint32_t> next_seq_;
  bool over_ = false;
};

}  // namespace acdloop::system_oai
