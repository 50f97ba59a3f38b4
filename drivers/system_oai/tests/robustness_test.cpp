// SPDX-License-Identifier: Apache-2.0
// Bytes that nobody should send, at both ends: a named fault each, no crash, no growth.
#include <random>

#include "drivers/system_oai/tests/switch_port.hpp"

namespace acdloop::system_oai::test {
namespace {

using testing::Each;

TEST(Robustness, AFourGigabyteLengthClosesThePort) {
  SwitchPort port;
  port.start();
  port.feed("\xFF\xFF\xFF\xFF_NO,1\r");
  EXPECT_TRUE(port.out.close);
  EXPECT_THAT(fault_names(port.out), ElementsAre("oversized_pdu"));
  EXPECT_TRUE(port.out.send.empty());
}

TEST(Robustness, DamagedLinesAreDroppedAndTheNextIsAnswered) {
  SwitchPort port;
  port.start();
  EXPECT_THAT(port.command(std::string{"_NO\0,1", 6}), IsEmpty());
  EXPECT_THAT(port.command("_NO,\xB1"), IsEmpty());
  EXPECT_THAT(port.command("_NO,|1"), IsEmpty());
  EXPECT_THAT(port.command("lower,1"), IsEmpty());
  EXPECT_THAT(port.command(","), IsEmpty());
  EXPECT_THAT(fault_names(port.out),
              ElementsAre("nul_byte", "eight_bit_byte", "malformed_text", "not_a_command", "not_a_command"));
  EXPECT_FALSE(port.out.close);
  EXPECT_THAT(port.command("_NO,1"), ElementsAre("005,CF,_NO,1,0"));
}

TEST(Robustness, AFloodOfCommandsIsAnsweredEachAndLeavesNothing) {
  SwitchPort port;
  port.start();
  std::string flood;
  for (int i = 0; i < 100'000; ++i) flood += frame_pdu("_NO," + std::to_string(i % 65534 + 1) + "\r");
  port.feed(flood);
  EXPECT_THAT(port.said(), SizeIs(100'000));
  EXPECT_TRUE(port.out.requests.empty());
  EXPECT_TRUE(port.out.faults.empty());
  EXPECT_EQ(port.command("_NO,1"), Lines{"005,CF,_NO,1,0"}) << "100005 = 5 modulo 1000";
}

TEST(Robustness, AnEndlessSerialLineDoesNotStopTheNext) {
  Settings settings;
  settings.framing = Framing::serial_lines;
  SwitchPort port{settings};
  port.start(false);
  for (int i = 0; i < 100; ++i) port.feed(std::string(10'000, 'x'));
  port.feed("\r_NO,1\r");
  EXPECT_THAT(port.said(), ElementsAre("002,CF,_NO,1,0"));
  EXPECT_THAT(fault_names(port.out), ElementsAre("oversized_line"));
}

TEST(Robustness, ATruncatedMessageAtTheEndOfTheStreamIsNamed) {
  SwitchPort port;
  port.start();
  port.feed(std::string_view{"\x06\0\0\0_NO", 7});
  port.end->on_closed(port.now, port.out);
  EXPECT_THAT(fault_names(port.out), ElementsAre("truncated_pdu"));
}

TEST(Robustness, AFreshConnectionKnowsNothingOfTheLast) {
  SwitchPort port;
  port.start();
  port.command("_SA,7,105,2003,1,237");
  cti::Result late;
  late.id = port.out.requests.front().id;
  port.end->on_closed(port.now, port.out);
  port.out.clear();
  port.end->on_open(port.now, port.out);
  port.feed(frame_pdu(encode_login({login_oai, "", "acdsim"})));
  EXPECT_THAT(port.said(), SizeIs(2));
  port.end->confirm(late, port.now, port.out);
  EXPECT_THAT(port.report({logged_on()}), IsEmpty()) << "neither the old reply nor the old monitors";
}

// Random bytes and random edits of good messages: whatever comes of it, the end is there afterwards.
template <class Feed>
void feed_noise(unsigned seed, const std::string& good, Feed&& feed) {
  std::mt19937 random{seed};
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = good;
    const int edits = static_cast<int>(random() % 4);
    for (int edit = 0; edit < edits && !bytes.empty(); ++edit) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.erase(at, 1 + random() % 5);
          break;
        default:
          bytes.insert(at, 1, static_cast<char>(random()));
          break;
      }
    }
    feed(bytes);
  }
}

TEST(Robustness, NoiseAtTheSwitchingEnd) {
  for (const Framing framing : {Framing::tcp, Framing::serial_lines}) {
    Settings settings;
    settings.framing = framing;
    SwitchPort port{settings};
    std::string good;
    for (const char* text :
         {"_SA,7,105,2003,1,237", "_QA,8,105,2003,237", "_MS,2,105,5,A:00FC", "_HC,1,105,1F01,,0,0"}) {
      good += frame_line(framing, cti::WireMessage::Direction::to_switch, text);
    }
    port.start();
    feed_noise(1, good, [&](const std::string& bytes) {
      port.feed(bytes);
      if (port.out.close) {
        port.end->on_closed(port.now, port.out);
        port.out.clear();
        port.start();
      }
      port.out.clear();
    });
    port.end->on_closed(port.now, port.out);
    port.out.clear();
    port.start();
    EXPECT_THAT(port.command("_NO,9"), SizeIs(1));
  }
}

TEST(Robustness, NoiseAtTheComputingEnd) {
  for (const Framing framing : {Framing::tcp, Framing::serial_lines}) {
    Settings settings;
    settings.framing = framing;
    const auto end = make_computing_end(settings, naming(), {{phone}, {sales}});
    std::string good;
    for (const char* text : {"000,RS,0,09:00,012626,V10.20,V6", "001,RD,0,", "002,CF,_MS,2,0,1,001,105",
                             "003,CF,_MS,3,0,1,002,237", "004,LN,,001,105,2003,|Jones, Bob|,237",
                             "005,DE,,001,1F01,105,,I,97061,,6025551212,,8002225555,E,237,,,A,22,237",
                             "006,XC,,001,1F01,105,97061,N,36"}) {
      good += frame_line(framing, cti::WireMessage::Direction::to_application, text);
    }
    cti::EndOutput out;
    bool up = false;
    end->on_open(at(0s), out);
    feed_noise(2, good, [&](const std::string& bytes) {
      end->on_bytes(bytes_of(bytes), at(1s), out);
      up = up || end->associated();
      if (out.close) {
        end->on_closed(at(1s), out);
        end->on_open(at(1s), out);
      }
      out.clear();
    });
    EXPECT_TRUE(up) << "some rounds are undamaged";
  }
}

}  // namespace
}  // namespace acdloop::system_oai::test
