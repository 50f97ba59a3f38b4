// SPDX-License-Identifier: Apache-2.0
// Messages of CSTA XML and of GED-188 through their codecs, beside the least that reads and writes the same bytes: the
// documents in pugixml, the binary messages as checked reads of known widths. Traffic: the folders' own samples.
#include <array>
#include <fstream>
#include <span>
#include <stdexcept>

#include <pugixml.hpp>

#include "ci/benchmarks/bare_ged.hpp"
#include "ci/benchmarks/benchmarks.hpp"
#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/framing.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/framing.hpp"

namespace acdloop::benchmarks {
namespace {

constexpr int passes = 20;
constexpr std::size_t messages_a_pass = 1'000;
constexpr std::size_t csta_header = csta_xml::header_bytes;
constexpr int version = 20;  // of the GED-188 samples

std::vector<std::string> lines_of(const char* file) {
  std::ifstream in{std::string{ACDLOOP_SOURCE_DIR} + "/drivers/" + file};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  if (lines.empty()) throw std::runtime_error(std::string{"wires: no samples in "} + file);
  return lines;
}

template <class Message>
std::vector<Message> repeated(const std::vector<Message>& samples) {
  if (samples.empty()) throw std::runtime_error("wires: no sample of the switch");
  std::vector<Message> all;
  while (all.size() < messages_a_pass) all.push_back(samples[all.size() % samples.size()]);
  return all;
}

// --- CSTA XML ---------------------------------------------------------------------------------------------------

// "switch 000001C7 0001 <?xml …": what the switch says.
std::vector<std::string> csta_documents() {
  std::vector<std::string> documents;
  for (const std::string& line : lines_of("csta_xml/vectors/session.txt")) {
    if (line.starts_with("switch ")) documents.push_back(line.substr(line.find('<')));
  }
  return repeated(documents);
}

std::string csta_stream(const std::vector<std::string>& documents) {
  std::string stream;
  for (const std::string& document : documents) stream += csta_xml::frame(csta_xml::event_invoke_id, document).value();
  return stream;
}

std::uint64_t csta_decode(const std::string& stream) {
  csta_xml::FrameReader frames;
  std::span<const std::byte> bytes = bytes_of(stream);
  std::uint64_t messages = 0;
  while (const auto frame = frames.next(bytes)) {
    const auto root = csta_xml::read_document(frame->document);
    if (!root) throw std::runtime_error("wires: a document does not decode: " + root.error().text);
    keep(*root);
    ++messages;
  }
  return messages;
}

std::uint64_t csta_decode_bare(const std::string& stream) {
  std::string_view rest = stream;
  pugi::xml_document document;
  std::uint64_t messages = 0;
  while (rest.size() > csta_header) {
    const std::size_t length =
        static_cast<std::size_t>(static_cast<unsigned char>(rest[2])) << 8 | static_cast<unsigned char>(rest[3]);
    if (length < csta_header || length > rest.size()) throw std::runtime_error("wires: the bare reader lost its place");
    if (!document.load_buffer(rest.data() + csta_header, length - csta_header)) {
      throw std::runtime_error("wires: pugixml does not read a document");
    }
    keep(document);
    rest.remove_prefix(length);
    ++messages;
  }
  return messages;
}

struct IntoBuffer final : pugi::xml_writer {
  std::string buffer;
  void write(const void* data, std::size_t size) override { buffer.append(static_cast<const char*>(data), size); }
};

void csta_figures(int rounds, std::vector<Figure>& figures) {
  const std::vector<std::string> documents = csta_documents();
  const std::string stream = csta_stream(documents);
  if (csta_decode(stream) != documents.size() || csta_decode_bare(stream) != documents.size()) {
    throw std::runtime_error("wires: the two XML readers do not see the same messages");
  }
  std::vector<csta_xml::Element> roots;
  std::vector<pugi::xml_document> bare(documents.size());
  for (std::size_t at = 0; at < documents.size(); ++at) {
    roots.push_back(csta_xml::read_document(documents[at]).value());
    bare[at].load_string(documents[at].c_str(), pugi::parse_default | pugi::parse_declaration);
  }
  const auto encode = [&] {
    std::string send;
    for (const csta_xml::Element& root : roots) {
      send += csta_xml::frame(csta_xml::event_invoke_id, csta_xml::write_document(root)).value();
    }
    keep(send);
    if (send.size() != stream.size()) throw std::runtime_error("wires: a document is not written as it was");
    return std::uint64_t{roots.size()};
  };
  IntoBuffer writer;
  const auto encode_bare = [&] {
    writer.buffer.clear();
    for (const pugi::xml_document& document : bare) document.save(writer, "", pugi::format_raw);
    keep(writer.buffer);
    return std::uint64_t{bare.size()};
  };
  const std::string note = std::to_string(stream.size() / documents.size()) + " bytes a message on average";
  figures.push_back(measure({"wires.csta_decode", "CSTA XML bytes to documents, strictly and within bounds", "message",
                             "pugixml reads the same document", 0, many(passes, [&] { return csta_decode(stream); }),
                             many(passes, [&] { return csta_decode_bare(stream); })},
                            rounds));
  figures.back().note = note;
  figures.push_back(measure({"wires.csta_encode", "CSTA XML documents to bytes", "message",
                             "pugixml writes the same document", 0, many(passes, encode), many(passes, encode_bare)},
                            rounds));
  figures.back().note = note;
}

// --- GED-188 ----------------------------------------------------------------------------------------------------

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(std::string{digits.substr(at, 2)}, nullptr, 16));
  }
  return bytes;
}

// "hex C3 20 00000059…": what a server of that version says.
std::vector<std::string> ged_messages() {
  std::vector<std::string> messages;
  for (const std::string& line : lines_of("ged188/vectors/samples.txt")) {
    if (!line.starts_with("hex ")) continue;
    const std::size_t bytes = line.rfind(' ') + 1;
    const std::size_t middle = line.rfind(' ', bytes - 2) + 1;
    if (std::stoi(line.substr(middle)) != version) continue;
    const std::string message = from_hex(std::string_view{line}.substr(bytes));
    const auto layouts = ged188::layouts_of(bare_ged_number(message, 4), version);
    if (!layouts.empty() && layouts.front().sender == ged188::Sender::server) messages.push_back(message);
  }
  return repeated(messages);
}

std::uint64_t ged_decode(const std::string& stream) {
  ged188::FrameReader frames;
  std::span<const std::byte> bytes = bytes_of(stream);
  std::uint64_t messages = 0;
  while (const auto frame = frames.next(bytes)) {
    const auto message = ged188::decode(frame->type, frame->body, version, ged188::Unknown::skip);
    if (!message) throw std::runtime_error("wires: a message does not decode: " + message.error().text);
    keep(*message);
    ++messages;
  }
  return messages;
}

void ged_figures(int rounds, std::vector<Figure>& figures) {
  std::vector<ged188::Message> values;
  std::vector<BareGedMessage> bare_values;
  BareGedWidths widths;
  std::string stream;
  for (const std::string& message : ged_messages()) {
    const std::uint32_t type = bare_ged_number(message, 4);
    const std::string_view body = std::string_view{message}.substr(ged188::header_bytes);
    values.push_back(ged188::decode(type, body, version, ged188::Unknown::skip).value());
    auto& row = widths[type];
    row.clear();
    for (const ged188::FixedField& field : values.back().layout().fields) row.push_back(field.width);
    stream += message;
  }
  const auto decode_bare = [&] {
    std::string_view rest = stream;
    BareGedMessage message;
    std::uint64_t messages = 0;
    while (read_bare_ged(rest, widths, message)) {
      keep(message);
      ++messages;
    }
    if (!rest.empty()) throw std::runtime_error("wires: the bare reader stopped early");
    return messages;
  };
  if (ged_decode(stream) != values.size() || decode_bare() != values.size()) {
    throw std::runtime_error("wires: the two binary readers do not see the same messages");
  }
  std::string_view rest = stream;
  for (BareGedMessage message; read_bare_ged(rest, widths, message);) bare_values.push_back(message);
  const auto encode = [&] {
    std::string send;
    for (const ged188::Message& message : values) send += ged188::encode(message, version);
    keep(send);
    if (send != stream) throw std::runtime_error("wires: a message is not written as it was");
    return std::uint64_t{values.size()};
  };
  std::string buffer;
  const auto encode_bare = [&] {
    buffer.clear();
    for (const BareGedMessage& message : bare_values) write_bare_ged(buffer, widths, message);
    keep(buffer);
    if (buffer != stream) throw std::runtime_error("wires: the bare writer does not write the same bytes");
    return std::uint64_t{bare_values.size()};
  };
  const std::string note = std::to_string(stream.size() / values.size()) + " bytes a message on average";
  figures.push_back(measure(
      {"wires.ged_decode", "GED-188 bytes to messages", "message", "checked reads of the same fields, no allocation", 0,
       many(passes, [&] { return ged_decode(stream); }), many(passes, decode_bare)},
      rounds));
  figures.back().note = note;
  figures.push_back(measure({"wires.ged_encode", "GED-188 messages to bytes", "message", "bare writer into one buffer",
                             0, many(passes, encode), many(passes, encode_bare)},
                            rounds));
  figures.back().note = note;
}

}  // namespace

std::vector<Figure> wire_figures(int rounds) {
  std::vector<Figure> figures;
  csta_figures(rounds, figures);
  ged_figures(rounds, figures);
  return figures;
}

}  // namespace acdloop::benchmarks
