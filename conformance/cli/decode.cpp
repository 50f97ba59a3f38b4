// SPDX-License-Identifier: Apache-2.0
// acdcheck decode: captured bytes of any wire in the words of its documents, and the first byte that is wrong.
#include <array>
#include <cstdio>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/dissection_text.hpp"
#include "conformance/cli/wire_records.hpp"
#include "drivers/capture/readable.hpp"
#include "drivers/registry/registry.hpp"

namespace acdloop::cli {
namespace {

using Direction = cti::WireMessage::Direction;

constexpr std::size_t longest_record = 1u << 20;  // a line of an event stream

struct Options {
  std::string protocol;
  std::string file;
  std::string from;
  bool serial = false;
};

struct FileCloser {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

// What was decoded, for the last line and the exit code.
class Tally {
 public:
  void take(const cti::Dissected& message, const std::string& moment) {
    std::fputs(text_of(message, moment).c_str(), stdout);
    ++messages_;
    if (message.last) over_ = true;
    if (!message.fault) return;
    if (wrong_++ == 0) first_ = fmt::format("{:08x}", message.offset + message.fault->at);
  }
  bool over() const { return over_; }
  bool nothing() const { return messages_ == 0; }
  // Where every message has a stream of its own, offsets alone say nothing.
  int finish(bool with_place) const {
    const std::string all = fmt::format("{} message{}", messages_, messages_ == 1 ? "" : "s");
    if (wrong_ == 0) {
      fmt::print("{}, all well formed.\n", all);
      return exit_ok;
    }
    fmt::print("{}, {} wrong{}.\n", all, wrong_, with_place ? ", the first at " + first_ : "");
    return exit_failed;
  }

 private:
  std::size_t messages_ = 0;
  std::size_t wrong_ = 0;
  std::string first_;
  bool over_ = false;
};

std::string begin_of(std::FILE* file) {
  std::array<char, 1u << 16> piece{};
  return {piece.data(), std::fread(piece.data(), 1, piece.size(), file)};
}

int decode_stream(std::FILE* file, std::string piece, cti::Dissector& dissector) {
  Tally tally;
  const auto sink = [&tally](cti::Dissected&& message) { tally.take(message, ""); };
  for (; !piece.empty() && !tally.over(); piece = begin_of(file)) {
    dissector.take(std::as_bytes(std::span{piece}), sink);
  }
  dissector.finish(sink);
  if (tally.nothing()) {
    complain("decode", "there is nothing to decode");
    return exit_nothing;
  }
  return tally.finish(true);
}

// The records of an event stream: each scenario has links of its own, each direction is a stream.
class RecordDecoder {
 public:
  explicit RecordDecoder(const cti::Protocol& protocol) : protocol_(protocol) {}
  void take(std::string_view line) {
    const auto record = wire_record_in(line, protocol_.id);
    if (!record) return;
    if (record->scenario != scenario_) {
      scenario_ = record->scenario;
      sides_.clear();
      fmt::print("== {}\n", capture::readable(scenario_));
    }
    auto& side = sides_[record->direction];
    if (!side) side = protocol_.make_dissector(std::nullopt, record->direction);
    if (!record->whole) {
      fmt::print("          the stream kept {} bytes of a longer message\n", record->bytes.size());
      side.reset();
      return;
    }
    const std::string moment = capture::seconds(record->at - TimePoint{});
    side->take(std::as_bytes(std::span{record->bytes}),
               [&](cti::Dissected&& message) { tally_.take(message, moment); });
  }
  int finish() const {
    if (!tally_.nothing()) return tally_.finish(false);
    complain("decode", "the event stream holds no message of " + std::string{protocol_.id});
    return exit_nothing;
  }

 private:
  const cti::Protocol& protocol_;
  std::string scenario_;
  std::map<Direction, std::unique_ptr<cti::Dissector>> sides_;
  Tally tally_;
};

int decode_records(std::FILE* file, std::string piece, const cti::Protocol& protocol) {
  RecordDecoder decoder(protocol);
  std::string line;
  for (; !piece.empty(); piece = begin_of(file)) {
    for (const char c : piece) {
      if (c != '\n') {
        if (line.size() < longest_record) line += c;
        continue;
      }
      decoder.take(line);
      line.clear();
    }
  }
  decoder.take(line);
  return decoder.finish();
}

int decode(const Options& options) {
  const cti::Protocol* protocol = registry::find_protocol(options.protocol);
  if (!protocol) {
    complain("decode", "there is no protocol '" + options.protocol + "'; acdsim protocols lists them");
    return exit_usage;
  }
  const File file{options.file == "-" ? stdin : std::fopen(options.file.c_str(), "rb")};
  if (!file) {
    std::perror(("acdcheck decode: " + options.file).c_str());
    return exit_usage;
  }
  std::string start = begin_of(file.get());
  const bool records = start.starts_with('{');
  if (records && (options.serial || !options.from.empty())) {
    complain("decode", "an event stream says itself who sent what: --from and --serial have no sense");
    return exit_usage;
  }
  const int code = [&] {
    if (records) return decode_records(file.get(), std::move(start), *protocol);
    std::optional<Direction> sent;
    if (!options.from.empty()) sent = options.from == "switch" ? Direction::to_application : Direction::to_switch;
    const auto framing = options.serial ? std::optional{cti::Framing::serial} : std::nullopt;
    return decode_stream(file.get(), std::move(start), *protocol->make_dissector(framing, sent));
  }();
  if (std::ferror(file.get())) {
    complain("decode", "cannot read " + options.file + " to its end");
    return exit_usage;
  }
  return code;
}

}  // namespace

Chosen add_decode(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "decode", "Print captured bytes in the words of their protocol; point at the first wrong one");
  command->add_option("PROTOCOL", options->protocol, "Whose bytes they are; acdsim protocols lists them")->required();
  command
      ->add_option("FILE", options->file,
                   "Bytes as they went over the wire, or an event stream (run --events); - is standard input")
      ->required();
  command->add_option("--from", options->from, "Who sent all of it; default: each message tells its sender")
      ->check(CLI::IsMember({"switch", "application"}));
  command->add_flag("--serial", options->serial, "From a serial line; default: the first bytes tell");
  return [options] { return decode(*options); };
}

}  // namespace acdloop::cli
