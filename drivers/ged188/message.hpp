// SPDX-License-Identifier: Apache-2.0
// One message as values: its fixed fields by name, its floating fields in order. Used by both ends and the codec.
// Knows the shape it was made in, no bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/ged188/layout.hpp"

namespace acdloop::ged188 {

struct Float {
  std::uint16_t tag = 0;
  std::string data;  // as on the wire
  friend bool operator==(const Float&, const Float&) = default;
};

class Message {
 public:
  // All fixed fields zero. The layout must outlive the message: those of layouts_of() live as long as the program.
  explicit Message(const Layout& layout) : layout_(&layout), values_(layout.fields.size()) {}
  // In the usual shape of that version, which must know the type.
  Message(std::uint32_t type, int version) : Message(layouts_of(type, version).front()) {}

  std::uint32_t type() const { return layout_->type; }
  const Layout& layout() const { return *layout_; }

  // A field that the version does not have is 0, and setting it changes nothing.
  std::uint32_t operator[](std::string_view field) const;
  Message& set(std::string_view field, std::uint32_t value);
  std::uint32_t value(std::size_t index) const { return values_[index]; }
  void set_value(std::size_t index, std::uint32_t value) { values_[index] = value; }

  const std::vector<Float>& floats() const { return floats_; }
  Message& add_raw(std::uint16_t tag, std::string data);
  // With its NUL, cut at the longest that the field may have. An empty text adds nothing.
  Message& add(std::uint16_t tag, std::string_view text);
  // In the width of its type. A tag that the version does not have adds nothing; so does add().
  Message& add_number(std::uint16_t tag, std::uint32_t value);
  bool has(std::uint16_t tag) const;
  // Up to the first NUL, with or without one. Empty when absent.
  std::string text(std::uint16_t tag) const;
  std::optional<std::uint32_t> number(std::uint16_t tag) const;
  // Of list members, in order.
  std::vector<std::uint32_t> numbers(std::uint16_t tag) const;
  std::vector<std::string> texts(std::uint16_t tag) const;

  friend bool operator==(const Message& a, const Message& b) {
    return a.layout_ == b.layout_ && a.values_ == b.values_ && a.floats_ == b.floats_;
  }

 private:
  const Layout* layout_;
  std::vector<std::uint32_t> values_;
  std::vector<Float> floats_;
};

// "SET_AGENT_STATE_REQ InvokeID=3 AgentState=LOGIN … AgentID=1001": fields that are zero are left out, passwords are
// ***.
std::string describe(const Message& message);
// The words of AgentState: "AVAILABLE".
std::string_view agent_state_name(std::uint32_t state);
// What a number stands for in a field of that name: "CONNECT" for 3 of LocalConnectionState. Empty when for nothing.
std::string_view number_word(std::string_view field, std::uint32_t number);
// A floating field as text: a number in digits, octets in hex, a password as ***.
std::string shown(const Float& field);

}  // namespace acdloop::ged188
