// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/loader.hpp"

#include "conformance/bench/tests/bench_text.hpp"

namespace acdloop::bench {
namespace {

using test::bench_of;
using test::changed;
using test::good;
using ::testing::HasSubstr;

TEST(BenchFile, SaysWhatItSays) {
  const BenchFile bench = bench_of();
  EXPECT_EQ(bench.name, "lab");
  EXPECT_EQ(bench.protocol.id, "asterisk-ami");
  EXPECT_EQ(link::to_string(bench.link), "tcp:192.0.2.10:5038");
  ASSERT_EQ(bench.queues.size(), 1u);
  EXPECT_EQ(bench.queues[0].name, "acdloop");
  EXPECT_EQ(bench.queues[0].number, "800");
  EXPECT_EQ(bench.queues[0].wrap_up.kind, QueueWrapUp::Kind::fixed);
  EXPECT_EQ(bench.queues[0].wrap_up.length, std::chrono::seconds{6});
  ASSERT_EQ(bench.agents.size(), 2u);
  EXPECT_EQ(bench.agents[1].id, "2002");
  EXPECT_EQ(bench.agents[1].at, "1002");
  EXPECT_EQ(bench.hands.answer, Hand::wire);
  EXPECT_EQ(bench.longest, std::chrono::minutes{10});
  EXPECT_TRUE(bench.protocol.capabilities.supports(cti::Capability::answer_request));
}

TEST(BenchFile, WithoutAnExtensionThatAnswersNobodyLiftsAPhone) {
  const BenchFile bench = bench_of(changed("  answer_extension: answer\n", ""));
  EXPECT_FALSE(bench.protocol.capabilities.supports(cti::Capability::answer_request));
}

// The fault, its place and what would be right.
void refused(const std::string& text, const std::string& code, int line, int column, const std::string& help) {
  const Loaded loaded = test::load(text);
  EXPECT_FALSE(loaded.bench);
  ASSERT_EQ(loaded.diagnostics.size(), 1u) << loaded.diagnostics.at(1).message;
  const scenarios::Diagnostic& fault = loaded.diagnostics.front();
  EXPECT_EQ(fault.code, code) << fault.message;
  EXPECT_EQ(fault.mark.line, line);
  EXPECT_EQ(fault.mark.column, column);
  EXPECT_THAT(fault.help, HasSubstr(help));
}

TEST(BenchFile, UnknownAndMissingKeysAreToldWithTheNearestWord) {
  refused(good + "hand: { call: wire }\n", "S101", 16, 1, "did you mean hands");
  refused(changed("bench: lab\n", "longest: 5m\n"), "S103", 1, 1, "bench: lab-asterisk");
}

TEST(BenchFile, EveryFaultOfAFileAtOnce) {
  std::string text = changed("tcp:192.0.2.10:5038", "tcp:192.0.2.10");
  text.replace(text.find("\"1002\""), 6, "\"1001\"");
  text.replace(text.find("6s"), 2, "6");
  EXPECT_EQ(test::load(text).diagnostics.size(), 3u);
}

TEST(BenchFile, OfTheSwitch) {
  refused(changed("asterisk-ami", "asterisk-amy"), "B101", 3, 13, "did you mean asterisk-ami");
  refused(changed("tcp:192.0.2.10:5038", "tcp:192.0.2.10"), "B102", 4, 9, "tcp:HOST:PORT");
  refused(changed("tcp:192.0.2.10:5038", "memory:switch"), "B102", 4, 9, "tcp:HOST:PORT");
  refused(changed("user: tester", "user: tester\n  logn: md5"), "S101", 6, 3, "did you mean login");
  refused(changed("  user: tester\n", ""), "S103", 3, 3, "user: acdloop");
  refused(changed("user: tester", "user: tester\n  release: twenty"), "B103", 6, 12, "22.10");
  refused(changed("acdloop-phones", "\"acdloop phones\""), "B103", 8, 19, "letters, digits");
  refused(changed("phones: local", "phones: sip"), "B103", 7, 11, "local");
}

TEST(BenchFile, TheSecretIsGivenOnceAndIsThere) {
  refused(changed("  secret_from: LAB_SECRET\n", ""), "B104", 3, 3, "secret_from");
  refused(changed("LAB_SECRET", "NO_SUCH"), "B104", 6, 16, "export NO_SUCH");
  refused(changed("user: tester", "user: tester\n  secret: x"), "B104", 7, 16, "keep secret_from");
}

TEST(BenchFile, OfQueuesAndAgents) {
  refused(changed("\"800\"", "800"), "S107", 12, 30, "\"800\"");
  refused(changed("6s", "6"), "S104", 12, 46, "2s");
  refused(changed("\"2002\"", "\"2001\""), "B105", 15, 11, "keep one");
  refused(changed("  - { id: \"2001\", at: \"1001\" }\n  - { id: \"2002\", at: \"1002\" }\n", "  []\n"), "B107", 14, 3,
          "at least one");
}

TEST(BenchFile, OfHands) {
  refused(good + "hands: { answer: foot }\n", "B106", 16, 18, "wire, itself or nobody");
  refused(good + "hands: { answer: itself }\n", "B106", 16, 8, "answers_after");
  refused(good + "hands: { answers_after: 2s }\n", "B106", 16, 25, "answer: itself");
  refused(good + "hands: { call: itself }\n", "B106", 16, 16, "wire or nobody");
  const BenchFile bench = bench_of(good + "hands: { answer: itself, answers_after: 2s }\n");
  EXPECT_EQ(bench.hands.answers_after, std::chrono::seconds{2});
}

TEST(BenchFile, AFileThatIsNoneIsToldOnce) {
  refused("- a\n", "S105", 1, 1, "bench");
  EXPECT_EQ(test::load("").diagnostics.size(), 1u);
}

}  // namespace
}  // namespace acdloop::bench
