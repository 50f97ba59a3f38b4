// SPDX-License-Identifier: Apache-2.0
#include "drivers/capture/recorder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace acdloop::capture {
namespace {

using cti::WireMessage;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using Direction = WireMessage::Direction;

TimePoint at_ms(std::int64_t milliseconds) { return time_point_of(milliseconds * 1'000'000); }

TEST(Recorder, SaysTheConversationInReadableLines) {
  Recorder recorder;
  recorder.message(at_ms(12'300), "oai", {Direction::to_switch, "\x01raw", "_SA,7,105,2003,1,237"});
  recorder.message(at_ms(12'301), "oai", {Direction::to_application, "raw", "_SA,7,0"});
  recorder.fault(at_ms(12'302), "oai", {"oversized_pdu", "length 70000"});
  EXPECT_THAT(recorder.last_messages(), ElementsAre("12.300 s  > _SA,7,105,2003,1,237", "12.301 s  < _SA,7,0",
                                                    "12.302 s  ! oversized_pdu: length 70000"));
}

TEST(Recorder, KeepsTheLastOnesOnlyAndCountsAll) {
  Recorder recorder(2);
  for (int index = 0; index < 5; ++index) {
    recorder.message(at_ms(index), "a", {Direction::to_switch, "", "m" + std::to_string(index)});
  }
  EXPECT_EQ(recorder.messages(), 5u);
  EXPECT_THAT(recorder.last_messages(), ElementsAre("0.003 s  > m3", "0.004 s  > m4"));
  EXPECT_THAT(recorder.last_messages(1), ElementsAre("0.004 s  > m4"));
  EXPECT_THAT(recorder.last_messages(0), IsEmpty());
}

TEST(Recorder, KeepsOneEntryEvenWhenAskedForNone) {
  Recorder recorder(0);
  recorder.message(at_ms(1), "a", {Direction::to_switch, "", "one"});
  recorder.message(at_ms(2), "a", {Direction::to_switch, "", "two"});
  EXPECT_THAT(recorder.last_messages(), ElementsAre("0.002 s  > two"));
}

TEST(Recorder, CountsTimeFromTheOrigin) {
  Recorder recorder;
  recorder.message(at_ms(61'000), "a", {Direction::to_switch, "", "m"});
  EXPECT_THAT(recorder.last_messages(9, at_ms(60'000)), ElementsAre("1.000 s  > m"));
}

TEST(Recorder, NamesTheAttachmentWhenSeveralSpeak) {
  Recorder recorder;
  recorder.message(at_ms(1), "first", {Direction::to_switch, "", "m"});
  recorder.message(at_ms(2), "second", {Direction::to_application, "", "n"});
  EXPECT_THAT(recorder.last_messages(), ElementsAre("0.001 s  first > m", "0.002 s  second < n"));
}

TEST(Recorder, ShowsBytesWhereAMessageHasNoText) {
  Recorder recorder;
  recorder.message(at_ms(1), "a", {Direction::to_switch, std::string("\x00\x07_S", 4), ""});
  EXPECT_THAT(recorder.last_messages(), ElementsAre("0.001 s  > \\x00\\x07_S"));
}

TEST(Recorder, KeepsEveryMessageOnOneLineAndBounded) {
  Recorder recorder;
  recorder.message(at_ms(1), "a", {Direction::to_switch, "", "x\ny"});
  recorder.message(at_ms(2), "a", {Direction::to_switch, "", std::string(max_kept_bytes + 7, 'z')});
  const auto lines = recorder.last_messages();
  EXPECT_EQ(lines[0], "0.001 s  > x\\x0ay");
  EXPECT_EQ(lines[1], "0.002 s  > " + std::string(max_kept_bytes, 'z') + " … 7 more bytes");
}

TEST(Recorder, CountsFaultsByNameAndBoundsTheNames) {
  Recorder recorder;
  recorder.fault(at_ms(1), "a", {"bad_length", ""});
  recorder.fault(at_ms(2), "a", {"bad_length", ""});
  EXPECT_THAT(recorder.faults(), ElementsAre(Pair("bad_length", 2)));
  for (std::size_t index = 0; index < 2 * max_fault_names; ++index) {
    recorder.fault(at_ms(3), "a", {"name" + std::to_string(index), ""});
  }
  EXPECT_EQ(recorder.faults().size(), max_fault_names + 1);
  EXPECT_EQ(recorder.faults().at("other"), max_fault_names + 1);
  EXPECT_EQ(recorder.fault_count(), 2 + 2 * max_fault_names);
}

TEST(Recorder, ForgetsEverythingWhenCleared) {
  Recorder recorder;
  recorder.fault(at_ms(1), "a", {"bad_length", ""});
  recorder.message(at_ms(1), "a", {Direction::to_switch, "", "m"});
  recorder.clear();
  EXPECT_THAT(recorder.last_messages(), IsEmpty());
  EXPECT_THAT(recorder.faults(), IsEmpty());
  EXPECT_EQ(recorder.messages(), 0u);
}

}  // namespace
}  // namespace acdloop::capture
