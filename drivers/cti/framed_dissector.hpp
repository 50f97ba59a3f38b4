// SPDX-License-Identifier: Apache-2.0
// What dissectors share: a folder's own frame reader cuts the stream, the folder says what stands in a frame. Used by
// the dissectors of protocol folders.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>

#include "drivers/cti/dissection.hpp"

namespace acdloop::cti {

// Reader: next(bytes) gives a frame or nothing and takes what it read off `bytes`; finish() a fault when a message had
// begun.
template <class Reader, class Frame>
class FramedDissector : public Dissector {
 public:
  using Direction = WireMessage::Direction;

  void take(std::span<const std::byte> bytes, const Sink& sink) override {
    while (!over_ && !bytes.empty()) {
      const auto before = bytes;
      const std::optional<Frame> frame = reader_.next(bytes);
      place_.advance(before, bytes);
      if (!frame) return;
      Dissected message = begin();
      message.last = over_ = ends_the_stream(*frame);
      dissect(*frame, message);
      sink(std::move(message));
    }
  }

  void finish(const Sink& sink) override {
    const auto begun = reader_.finish();
    if (!begun || over_) return;
    Dissected message = begin();
    message.fault = {message.length, begun->name, begun->text, instead_of_fault(begun->name)};
    message.last = true;
    sink(std::move(message));
  }

 protected:
  FramedDissector(Reader reader, std::optional<Direction> sent) : reader_(std::move(reader)), sent_(sent) {}

  virtual bool ends_the_stream(const Frame& frame) const = 0;
  // Title, fields, direction, fault; the rest is there.
  virtual void dissect(const Frame& frame, Dissected& message) = 0;
  // What would be right in place of a fault of the framing.
  virtual std::string instead_of_fault(const std::string& name) const = 0;
  // Takes off what the framing left in front of the message.
  virtual void trim(Dissected&) const {}

  Reader reader_;
  std::optional<Direction> sent_;

 private:
  Dissected begin() {
    Dissected message = place_.cut();
    message.direction = sent_;
    trim(message);
    return message;
  }

  StreamPlace place_;
  bool over_ = false;
};

}  // namespace acdloop::cti
