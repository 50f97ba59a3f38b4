// SPDX-License-Identifier: Apache-2.0
// System OAI messages through the codec and through whole ends, beside the least that reads and writes the same bytes.
#include <span>
#include <stdexcept>

#include "ci/benchmarks/bare_oai.hpp"
#include "ci/benchmarks/benchmarks.hpp"
#include "ci/benchmarks/oai_traffic.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/event_reader.hpp"
#include "drivers/system_oai/framing.hpp"

namespace acdloop::benchmarks {
namespace {

constexpr int passes = 20;  // over 1,000 messages

// Bytes in, frames cut, fields split; `then` gets the fields.
template <class Then>
std::uint64_t split_up(const std::string& stream, Then then) {
  system_oai::FrameReader frames{system_oai::Framing::tcp};
  std::span<const std::byte> bytes = bytes_of(stream);
  std::uint64_t messages = 0;
  while (const auto frame = frames.next(bytes)) {
    const auto fields = system_oai::tokenize(system_oai::without_terminator(frame->payload), false);
    if (!fields) throw std::runtime_error("codec: a line does not decode: " + fields.error().text);
    then(*fields);
    ++messages;
  }
  return messages;
}

std::uint64_t decode(const std::string& stream, const cti::Naming& naming) {
  return split_up(stream, [&](const system_oai::Fields& fields) {
    const std::vector<cti::Event> events = system_oai::read_event(fields, naming);
    keep(events);
  });
}

std::uint64_t decode_bare(const std::string& stream) {
  std::string_view rest = stream;
  BareFields fields;
  std::uint64_t messages = 0;
  while (read_bare(rest, fields)) {
    keep(fields);
    ++messages;
  }
  if (!rest.empty()) throw std::runtime_error("codec: the bare reader stopped early");
  return messages;
}

std::vector<std::vector<std::string_view>> split(const std::string& stream) {
  std::vector<std::vector<std::string_view>> lines;
  std::string_view rest = stream;
  BareFields fields;
  while (read_bare(rest, fields)) {
    lines.emplace_back(fields.field.begin(), fields.field.begin() + static_cast<std::ptrdiff_t>(fields.count));
  }
  return lines;
}

// An application's end that has associated and expects sequence number 000.
std::unique_ptr<cti::ComputingEnd> listening_end() {
  auto end = system_oai::make_computing_end({}, oai_naming(), {});
  cti::EndOutput out;
  end->on_open({}, out);
  const std::string hello = framed({"998,RS,0,09:00,012626,V10.20,V6.0.11.113,3,1,0,1,1", "999,RD,0,"});
  end->on_bytes(bytes_of(hello), {}, out);
  if (!end->associated()) throw std::runtime_error("codec: the application's end does not associate");
  return end;
}

// Everything between the bytes of a link and the events for the façade: also sequence numbers, copies, the record.
std::uint64_t take(cti::ComputingEnd& end, const std::string& stream) {
  cti::EndOutput out;
  end.on_bytes(bytes_of(stream), {}, out);
  if (!out.faults.empty())
    throw std::runtime_error("codec: the application's end found a fault: " + out.faults[0].text);
  return out.messages.size();
}

// Everything between an event of the switch and the bytes for its links: also monitors, modes, the record.
std::uint64_t tell(cti::SwitchingEnd& end, const std::vector<cti::Event>& story, cti::EndOutput& out) {
  out.clear();
  for (const cti::Event& event : story) end.report(event, {}, out);
  return out.messages.size();
}

}  // namespace

std::vector<Figure> codec_figures(int rounds) {
  const std::vector<std::string> lines = thousand_oai_lines();
  const std::string stream = framed(lines);
  const cti::Naming naming = oai_naming();
  if (decode(stream, naming) != lines.size() || decode_bare(stream) != lines.size()) {
    throw std::runtime_error("codec: the two readers do not see the same messages");
  }

  std::vector<system_oai::Fields> fields;
  for (const std::string& line : lines) fields.push_back(system_oai::tokenize(line, false).value());
  const auto bare_fields = split(stream);
  std::string buffer;
  const auto encode = [&] {
    std::string send;
    for (const system_oai::Fields& line : fields) {
      send += system_oai::frame_line(system_oai::Framing::tcp, cti::WireMessage::Direction::to_application,
                                     system_oai::encode(line));
    }
    keep(send);
    return std::uint64_t{fields.size()};
  };
  const auto encode_bare = [&] {
    buffer.clear();
    for (const auto& line : bare_fields) write_bare(buffer, line);
    keep(buffer);
    return std::uint64_t{bare_fields.size()};
  };
  encode_bare();
  if (buffer != stream) throw std::runtime_error("codec: the bare writer does not write the same bytes");

  const auto listener = listening_end();
  OaiPort port;
  const std::vector<cti::Event> story = oai_story(100);
  cti::EndOutput told;
  const auto bare_reading = many(passes, [&] { return decode_bare(stream); });
  const auto bare_writing = many(passes, encode_bare);
  std::vector<Figure> figures{
      measure({"codec.decode", "System OAI bytes to neutral events", "message", "bare checked reader, no allocation",
               0.3, many(passes, [&] { return decode(stream, naming); }), bare_reading},
              rounds),
      measure({"codec.split", "the same without events: frames and fields alone", "message",
               "bare checked reader, no allocation", 0,
               many(passes, [&] { return split_up(stream, [](const system_oai::Fields& fields) { keep(fields); }); }),
               bare_reading},
              rounds),
      measure({"codec.encode", "System OAI fields to bytes", "message", "bare writer into one buffer", 0,
               many(passes, encode), bare_writing},
              rounds),
      measure({"codec.computing_end", "the application's end, bytes to events", "message",
               "bare checked reader, no allocation", 0, many(passes, [&] { return take(*listener, stream); }),
               bare_reading},
              rounds),
      measure({"codec.switching_end", "the switch's end, events to bytes", "message", "bare writer into one buffer", 0,
               many(passes, [&] { return tell(port.end(), story, told); }), bare_writing},
              rounds)};
  for (Figure& figure : figures) {
    figure.note = std::to_string(stream.size() / lines.size()) + " bytes a message on average";
  }
  return figures;
}

}  // namespace acdloop::benchmarks
