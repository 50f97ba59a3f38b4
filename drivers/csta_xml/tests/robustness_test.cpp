// SPDX-License-Identifier: Apache-2.0
// Bytes that nobody should send, at both ends: a named fault each, no crash, no growth.
#include <random>

#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

using testing::Each;
using testing::Not;

std::string all_samples() {
  std::string stream;
  for (const Sample& sample : samples()) stream += *frame(sample.invoke, sample.document);
  return stream;
}

TEST(Robustness, EverySampleAtTheWrongEndIsNamedAndSurvived) {
  SwitchPort exchange;
  exchange.feed(all_samples());
  EXPECT_FALSE(exchange.out.close);
  ApplicationPort application;
  application.start();
  application.feed(all_samples());
  EXPECT_THAT(application.faults(), Not(IsEmpty()));
}

TEST(Robustness, AStreamThatEndsAnywhereIsNamedUnlessBetweenMessages) {
  const std::string stream = all_samples().substr(0, 6000);
  for (std::size_t length = 0; length < stream.size(); length += 13) {
    SwitchPort port;
    port.feed(std::string_view{stream}.substr(0, length));
    port.out.faults.clear();
    const bool closing = port.out.close;
    port.end->on_closed(port.now, port.out);
    EXPECT_LE(port.out.faults.size(), 1u);
    if (!port.out.faults.empty()) {
      EXPECT_EQ(port.out.faults[0].name, "truncated_frame");
      EXPECT_FALSE(closing);
    }
  }
}

TEST(Robustness, EveryByteOfEverySampleMayBeDamaged) {
  std::mt19937 random{7};
  for (const Sample& sample : samples()) {
    for (int round = 0; round < 40; ++round) {
      std::string message = *frame(sample.invoke, sample.document);
      message[random() % message.size()] = static_cast<char>(random());
      SwitchPort exchange;
      exchange.feed(message);
      ApplicationPort application;
      application.start();
      application.feed(message);
      EXPECT_LE(exchange.out.faults.size(), 3u);
      EXPECT_LE(application.out.faults.size(), 3u);
    }
  }
}

TEST(Robustness, EveryLengthIsTried) {
  const std::string message = *frame(1, in_namespace("<RequestSystemStatus/>"));
  for (unsigned length = 0; length <= 65535; length += length < 300 ? 1 : 997) {
    std::string damaged = message + message;
    damaged[2] = static_cast<char>(length >> 8);
    damaged[3] = static_cast<char>(length & 255);
    SwitchPort port;
    port.feed(damaged);
    port.end->on_closed(port.now, port.out);
    if (length != message.size() && length != 2 * message.size()) {
      EXPECT_THAT(port.faults(), Not(IsEmpty())) << length;
    }
  }
}

TEST(Robustness, RandomBytesCloseTheLinkOrAreNamed) {
  std::mt19937 random{42};
  for (int round = 0; round < 500; ++round) {
    std::string noise(64, '\0');
    for (char& byte : noise) byte = static_cast<char>(random());
    SwitchPort port;
    port.feed(noise);
    port.end->on_closed(port.now, port.out);
    EXPECT_THAT(port.faults(), Not(IsEmpty()));
  }
}

TEST(Robustness, AFloodIsAnsweredEachAndLeavesNothing) {
  SwitchPort port;
  std::string flood;
  for (int at = 0; at < 20'000; ++at) flood += *frame(at % last_invoke_id + 1, in_namespace("<RequestSystemStatus/>"));
  port.feed(flood);
  EXPECT_THAT(port.said(), SizeIs(20'000));
  EXPECT_THAT(port.out.requests, IsEmpty());
  EXPECT_THAT(port.faults(), IsEmpty());
}

TEST(Robustness, NothingIsReadOrSaidAfterTheEnd) {
  SwitchPort port;
  port.feed("\x7F");
  EXPECT_TRUE(port.out.close);
  port.monitor();
  EXPECT_THAT(port.told({enters_ready()}), IsEmpty());
  port.end->on_closed(port.now, port.out);
  EXPECT_THAT(port.told({enters_ready()}), IsEmpty());
  EXPECT_EQ(port.end->next_wake(), std::nullopt);
  port.end->on_open(port.now, port.out);
  port.monitor();
  EXPECT_THAT(port.told({enters_ready()}), SizeIs(2)) << "the next association is a new one";
}

}  // namespace
}  // namespace acdloop::csta_xml::test
