// SPDX-License-Identifier: Apache-2.0
// For the tests of dissectors: messages as text, the kept text of a folder's vectors, and what must hold for any bytes.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/dissection.hpp"

namespace acdloop::cti::test {

using MakeDissector = std::function<std::unique_ptr<Dissector>()>;

inline std::vector<Dissected> dissect(const MakeDissector& make, std::string_view stream, std::size_t piece = 0) {
  const auto dissector = make();
  std::vector<Dissected> all;
  const auto sink = [&all](Dissected&& message) { all.push_back(std::move(message)); };
  if (piece == 0) piece = stream.size() + 1;
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    const std::string_view bytes = stream.substr(at, piece);
    dissector->take(std::as_bytes(std::span{bytes}), sink);
  }
  dissector->finish(sink);
  return all;
}

inline std::string told(const Dissected& message) {
  std::string text = !message.direction                                             ? "?"
                     : *message.direction == WireMessage::Direction::to_application ? "<"
                                                                                    : ">";
  text += " " + message.title + "\n";
  for (const DissectedField& field : message.fields) text += "  " + field.name + "=" + field.value + "\n";
  if (message.fault) {
    text += "  !" + std::to_string(message.fault->at) + " " + message.fault->name + ": " + message.fault->text + " | " +
            message.fault->instead + "\n";
  }
  return text;
}

inline std::string told(const std::vector<Dissected>& messages) {
  std::string text;
  for (const Dissected& message : messages) text += told(message);
  return text;
}

// `text` against the file in the source tree; what it should be is left in the tests' own folder when it is not.
inline void expect_kept(const std::string& path, const std::string& messages) {
  const std::string text =
      "# SPDX-License-Identifier: Apache-2.0\n# What the dissector makes of the samples in this folder: > to the "
      "switch, "
      "< to the application, ! where it is wrong.\n" +
      messages;
  std::ifstream file{std::string{ACDLOOP_SOURCE_DIR} + "/" + path};
  std::stringstream kept;
  kept << file.rdbuf();
  if (kept.str() == text) return;
  const std::string out = testing::TempDir() + path.substr(path.rfind('/') + 1);
  std::ofstream{out} << text;
  ADD_FAILURE() << path << " is not what the vectors say: see " << out;
}

// Any split gives the same messages, and they are all of the stream but for line ends between them.
inline void expect_any_split(const MakeDissector& make, std::string_view stream, const std::string& where) {
  const std::vector<Dissected> whole = dissect(make, stream);
  std::size_t at = 0;
  const auto expect_line_ends_up_to = [&](std::size_t next) {
    ASSERT_LE(at, next) << where;
    EXPECT_EQ(stream.substr(at, next - at).find_first_not_of("\r\n"), std::string_view::npos) << where;
  };
  for (const Dissected& message : whole) {
    expect_line_ends_up_to(message.offset);
    EXPECT_EQ(message.bytes, stream.substr(message.offset, message.bytes.size())) << where;
    EXPECT_LE(message.bytes.size(), message.length) << where;
    EXPECT_LE(message.fault ? message.fault->at : 0, message.length) << where;
    at = message.offset + message.length;
  }
  if (whole.empty() || !whole.back().last) expect_line_ends_up_to(stream.size());
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{7}}) {
    EXPECT_EQ(told(dissect(make, stream, piece)), told(whole)) << where << " in pieces of " << piece;
  }
}

// The same for the stream cut anywhere, and with any byte of it another.
inline void expect_any_damage(const MakeDissector& make, std::string_view stream, const std::string& where) {
  for (std::size_t at = 0; at < stream.size(); ++at) {
    expect_any_split(make, stream.substr(0, at), where + " cut at " + std::to_string(at));
    std::string bent{stream};
    bent[at] = static_cast<char>(bent[at] ^ 0x81);
    expect_any_split(make, bent, where + " bent at " + std::to_string(at));
  }
}

}  // namespace acdloop::cti::test
