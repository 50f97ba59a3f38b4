// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/digest.hpp"

#include <gtest/gtest.h>

namespace acdloop::report {
namespace {

// FIPS 180-4 examples of the National Institute of Standards and Technology: empty, one block, two blocks.
TEST(Sha256, GivesThePublishedValues) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, MayGoOnAfterItWasRead) {
  Sha256 hash;
  hash.add("a");
  const Sha256 copy = hash;
  EXPECT_EQ(hash.hex(), sha256_hex("a"));
  hash.add("bc");
  EXPECT_EQ(hash.hex(), sha256_hex("abc"));
  EXPECT_EQ(copy.hex(), sha256_hex("a"));
}

TEST(RawField, FindsKeysAndNeverTexts) {
  constexpr std::string_view line =
      R"({"class":"step","protocol":"p","at":17,"text":"\"verb\":\"no\",}","list":["a]\"","b"],"verb":"wait","v":null})";
  EXPECT_EQ(class_of(line), "step");
  EXPECT_EQ(raw_field(line, "at"), "17");
  EXPECT_EQ(raw_field(line, "verb"), R"("wait")");
  EXPECT_EQ(raw_field(line, "text"), R"("\"verb\":\"no\",}")");
  EXPECT_EQ(raw_field(line, "list"), R"(["a]\"","b"])");
  EXPECT_EQ(raw_field(line, "v"), "null");
  EXPECT_EQ(raw_field(line, "missing"), "");
}

TEST(RawField, StaysInsideALineThatWasCutShort) {
  EXPECT_EQ(raw_field(R"({"a":)", "a"), "");
  EXPECT_EQ(raw_field(R"({"a":"x\)", "a"), R"("x\)");
  EXPECT_EQ(raw_field(R"({"a":["x)", "a"), R"(["x)");
  EXPECT_EQ(class_of(R"({"class":"st)"), "");
}

TEST(StreamDigest, CountsAProtocolsLinesWithTheirLineFeeds) {
  StreamDigest digest;
  digest.add(R"({"class":"step","protocol":"p","x":1})");
  digest.add(R"({"class":"wire","protocol":"p","x":2})");
  digest.add(R"({"class":"env","protocol":"p","x":3})");
  digest.add(R"({"class":"step","protocol":"q","x":4})");
  digest.add(R"({"class":"step","protocol":"p","x":5})");
  digest.add("no record");
  digest.add("");
  EXPECT_EQ(digest.by_protocol().size(), 2u);
  EXPECT_EQ(digest.of("p"), sha256_hex("{\"class\":\"step\",\"protocol\":\"p\",\"x\":1}\n"
                                       "{\"class\":\"step\",\"protocol\":\"p\",\"x\":5}\n"));
  EXPECT_EQ(digest.of("q"), sha256_hex("{\"class\":\"step\",\"protocol\":\"q\",\"x\":4}\n"));
  EXPECT_EQ(digest.of("r"), "");
}

}  // namespace
}  // namespace acdloop::report
