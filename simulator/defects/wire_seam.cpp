// SPDX-License-Identifier: Apache-2.0
#include "simulator/defects/wire_seam.hpp"

#include <algorithm>
#include <utility>

#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

// Ends only append whole messages: what a call appended is taken off again, spoiled, and put back.
class SpoiledMessages final : public PassThroughSwitchingEnd {
 public:
  SpoiledMessages(std::unique_ptr<cti::SwitchingEnd> inner, FirstMessage first_message, SpoilMessage spoil)
      : PassThroughSwitchingEnd(std::move(inner)), first_message_(first_message), spoil_(std::move(spoil)) {}

  void on_open(TimePoint now, cti::EndOutput& out) override {
    spoil(out, [&] { PassThroughSwitchingEnd::on_open(now, out); });
  }
  void on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) override {
    spoil(out, [&] { PassThroughSwitchingEnd::on_bytes(bytes, now, out); });
  }
  void on_wake(TimePoint now, cti::EndOutput& out) override {
    spoil(out, [&] { PassThroughSwitchingEnd::on_wake(now, out); });
  }
  void confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) override {
    spoil(out, [&] { PassThroughSwitchingEnd::confirm(result, now, out); });
  }
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override {
    spoil(out, [&] { PassThroughSwitchingEnd::report(event, now, out); });
  }

 private:
  template <class Call>
  void spoil(cti::EndOutput& out, Call call) {
    const std::size_t before = out.send.size();
    call();
    const std::string said = out.send.substr(before);
    out.send.resize(before);
    for (std::string_view rest = said; !rest.empty();) {
      const std::size_t length = std::clamp<std::size_t>(first_message_(rest), 1, rest.size());
      out.send += spoil_(rest.substr(0, length));
      rest.remove_prefix(length);
    }
  }

  FirstMessage first_message_;
  SpoilMessage spoil_;
};

}  // namespace

SwitchingEndDecorator spoiling_messages(FirstMessage first_message, std::function<SpoilMessage()> make) {
  return [first_message, make = std::move(make)](std::unique_ptr<cti::SwitchingEnd> inner) {
    return std::make_unique<SpoiledMessages>(std::move(inner), first_message, make());
  };
}

}  // namespace acdloop::defects
