// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/codec.hpp"

#include <algorithm>
#include <utility>

#include "drivers/bytes/reader.hpp"
#include "drivers/bytes/writer.hpp"
#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

constexpr bytes::Order order = bytes::Order::big;

// Numbers of the tag table that no row uses.
bool is_documented(std::uint16_t tag) {
  constexpr std::pair<std::uint16_t, std::uint16_t> gaps[] = {
      {98, 98},   {102, 109}, {111, 120}, {127, 128}, {140, 140}, {143, 149}, {151, 172},
      {181, 182}, {196, 197}, {235, 242}, {256, 256}, {301, 301}, {308, 308}};
  if (tag == 0 || tag > 313) return false;
  return std::ranges::none_of(gaps, [tag](const auto& gap) { return gap.first <= tag && tag <= gap.second; });
}

class Decoder {
 public:
  Decoder(const Layout& layout, std::string_view body, int version, Unknown unknown)
      : layout_(layout), reader_(body), version_(version), unknown_(unknown), message_(layout) {}

  std::expected<Message, CodecFault> run() {
    for (std::size_t index = 0; index < layout_.fields.size(); ++index) {
      const auto value = fixed(layout_.fields[index].width);
      if (!value) {
        return std::unexpected(broken(
            reader_.offset(),
            {status::bad_message_format, "short_message",
             std::string{layout_.name} + " ends before " + std::string{layout_.fields[index].name}, std::nullopt}));
      }
      message_.set_value(index, *value);
    }
    while (!reader_.empty()) {
      const std::size_t at = reader_.offset();
      if (auto fault = take_float()) return std::unexpected(broken(at, *std::move(fault)));
    }
    for (const std::uint16_t tag : layout_.required) {
      if (!message_.has(tag)) {
        return std::unexpected(
            broken(reader_.offset(),
                   {status::required_data_missing, "missing_float",
                    std::string{layout_.name} + " without " + std::string{float_type(tag)->name}, std::nullopt}));
      }
    }
    return std::move(message_);
  }

 private:
  std::expected<std::uint32_t, bytes::Shortage> fixed(std::uint8_t width) {
    if (width == 1) return reader_.u8();
    if (width == 2) return reader_.u16(order);
    return reader_.u32(order);
  }

  // `field`: where the field begins in which it was found.
  CodecFault broken(std::size_t field, CodecFault fault) {
    fault.at += field;
    fault.before = std::move(message_);
    return fault;
  }
  static CodecFault fault_of(std::uint32_t status, std::string name, std::string text) {
    return {status, std::move(name), std::move(text), std::nullopt};
  }

  std::optional<CodecFault> take_float() {
    const std::string at = " at byte " + std::to_string(reader_.offset());
    const bool wide = version_ >= wide_tags_since;
    const auto tag = wide ? reader_.u16(order) : widened(reader_.u8());
    const auto length = wide ? reader_.u16(order) : widened(reader_.u8());
    const std::size_t width = wide ? 2 : 1;
    if (!tag || !length) {
      CodecFault fault = fault_of(status::bad_message_format, "short_float", "no room for tag and length" + at);
      fault.instead = "a tag and a length of " + std::to_string(width) + " bytes each, or the end of the message";
      return fault;
    }
    const auto data = reader_.text(*length);
    const std::string name = "tag " + std::to_string(*tag) + at;
    if (!data) {
      CodecFault fault = fault_of(
          status::bad_message_format, "float_past_end",
          name + " announces " + std::to_string(*length) + " bytes, " + std::to_string(reader_.left()) + " are there");
      fault.at = width;
      fault.instead = "a length of at most " + std::to_string(reader_.left());
      return fault;
    }
    const FloatType* type = float_type(*tag);
    if (!layout_.allows(*tag)) {
      if (unknown_ == Unknown::skip) return std::nullopt;
      if (layout_.floats.empty()) return fault_of(status::invalid_tag_for_message, "misplaced_tag", name);
      if (!is_documented(*tag)) return fault_of(status::invalid_field_tag, "unknown_tag", name);
      if (type != nullptr && type->since > version_)
        return fault_of(status::invalid_tag_for_version, "later_tag", name);
      return fault_of(status::invalid_tag_for_message, "misplaced_tag", name);
    }
    const bool fits =
        type->kind == FloatKind::number ? *length == type->size || tolerated(*tag, *length) : *length <= type->size;
    if (!fits) {
      CodecFault fault =
          fault_of(status::invalid_field_length, "bad_float_length", name + ": " + std::to_string(*length));
      fault.at = width;
      fault.instead = std::string{type->name} + (type->kind == FloatKind::number ? " has " : " has at most ") +
                      std::to_string(type->size) + (type->size == 1 ? " byte" : " bytes");
      return fault;
    }
    message_.add_raw(*tag, std::string{*data});
    return std::nullopt;
  }

  // Typed differently in different tables of the guide.
  static bool tolerated(std::uint16_t tag, std::uint16_t length) { return tag == tag::sso_enabled && length == 2; }

  static std::expected<std::uint16_t, bytes::Shortage> widened(std::expected<std::uint8_t, bytes::Shortage> value) {
    if (!value) return std::unexpected(value.error());
    return std::uint16_t{*value};
  }

  const Layout& layout_;
  bytes::Reader reader_;
  int version_;
  Unknown unknown_;
  Message message_;
};

// A reader that skips takes what it does not know; a shape that needs no skipping is the better guess.
std::expected<Message, CodecFault> decode_in(const Layout& layout, std::string_view body, int version,
                                             Unknown unknown) {
  return Decoder{layout, body, version, unknown}.run();
}

}  // namespace

std::expected<Message, CodecFault> decode(std::uint32_t type, std::string_view body, int version, Unknown unknown) {
  const auto layouts = layouts_of(type, version);
  const std::optional<std::uint32_t> invoke = peek_first(body);
  if (layouts.empty()) {
    return std::unexpected(CodecFault{status::invalid_message_for_version, "unknown_message",
                                      "message type " + std::to_string(type), invoke});
  }
  std::optional<CodecFault> first_fault;
  for (const Unknown how : {Unknown::refuse, Unknown::skip}) {
    if (how == Unknown::skip && unknown == Unknown::refuse) break;
    for (const Layout& layout : layouts) {
      auto message = decode_in(layout, body, version, how);
      if (message) return message;
      if (!first_fault || (how == Unknown::skip && &layout == &layouts.front()))
        first_fault = std::move(message.error());
    }
  }
  first_fault->invoke = invoke;
  return std::unexpected(*std::move(first_fault));
}

std::string encode(const Message& message, int version) {
  std::string bytes;
  bytes::Writer writer{bytes};
  writer.u32(0, order).u32(message.type(), order);
  for (std::size_t index = 0; index < message.layout().fields.size(); ++index) {
    const std::uint32_t value = message.value(index);
    switch (message.layout().fields[index].width) {
      case 1:
        writer.u8(static_cast<std::uint8_t>(value));
        break;
      case 2:
        writer.u16(static_cast<std::uint16_t>(value), order);
        break;
      default:
        writer.u32(value, order);
    }
  }
  for (const Float& field : message.floats()) {
    if (version >= wide_tags_since) {
      writer.u16(field.tag, order).u16(static_cast<std::uint16_t>(field.data.size()), order);
    } else {
      writer.u8(static_cast<std::uint8_t>(field.tag)).u8(static_cast<std::uint8_t>(field.data.size()));
    }
    writer.text(field.data);
  }
  writer.patch_u32(0, static_cast<std::uint32_t>(bytes.size() - header_bytes), order);
  return bytes;
}

std::string encode_without_secrets(const Message& message, int version) {
  const auto secret = [](std::uint16_t tag) { return tag == tag::client_password || tag == tag::agent_password; };
  if (std::ranges::none_of(message.floats(), [&](const Float& field) { return secret(field.tag); })) {
    return encode(message, version);
  }
  Message shown{message.layout()};
  for (std::size_t index = 0; index < message.layout().fields.size(); ++index) {
    shown.set_value(index, message.value(index));
  }
  for (const Float& field : message.floats()) {
    shown.add_raw(field.tag, secret(field.tag) ? std::string(field.data.size(), '*') : field.data);
  }
  return encode(shown, version);
}

std::string with_header(std::uint32_t type, std::string_view body) {
  std::string bytes;
  bytes::Writer{bytes}.u32(static_cast<std::uint32_t>(body.size()), order).u32(type, order).text(body);
  return bytes;
}

std::optional<std::uint32_t> peek_first(std::string_view body) {
  const auto first = bytes::Reader{body}.u32(order);
  return first ? std::optional{*first} : std::nullopt;
}

std::optional<std::uint32_t> peek_version(std::string_view open_req_body) {
  bytes::Reader reader{open_req_body};
  if (!reader.skip(4)) return std::nullopt;
  const auto version = reader.u32(order);
  return version ? std::optional{*version} : std::nullopt;
}

}  // namespace acdloop::ged188
