// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/md5.hpp"
#include "drivers/asterisk_ami/releases.hpp"
#include "drivers/asterisk_ami/tests/ports.hpp"
#include "drivers/asterisk_ami/tests/vector_file.hpp"

namespace acdloop::asterisk_ami::test {
namespace {

std::vector<Frame> frames_of(std::string_view bytes, std::size_t piece) {
  FrameReader reader;
  std::vector<Frame> frames;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    auto rest = bytes_of(bytes.substr(at, piece));
    while (auto frame = reader.next(rest)) frames.push_back(*std::move(frame));
  }
  return frames;
}

TEST(Vectors, EveryMessageIsReadAndWrittenByteForByte) {
  const std::vector<Vector> all = vectors();
  EXPECT_GE(all.size(), 24u);
  for (const Vector& vector : all) {
    for (const std::size_t piece : {1u, 5u, 4096u}) {
      const std::vector<Frame> frames = frames_of(vector.bytes, piece);
      ASSERT_THAT(frames, SizeIs(1)) << vector.where;
      EXPECT_FALSE(frames[0].fault) << vector.where;
      EXPECT_EQ(frames[0].bytes, vector.bytes) << vector.where;
      if (vector.canonical) {
        EXPECT_EQ(encode(frames[0].message), vector.bytes) << vector.where;
      }
    }
  }
}

TEST(Vectors, CutAnywhereTheyAreNoMessage) {
  for (const Vector& vector : vectors()) {
    for (std::size_t length = 0; length + 1 < vector.bytes.size(); ++length) {
      FrameReader reader;
      auto rest = bytes_of(std::string_view{vector.bytes}.substr(0, length));
      EXPECT_FALSE(reader.next(rest)) << vector.where << " cut to " << length;
      EXPECT_EQ(reader.finish().has_value(), length > 0) << vector.where << " cut to " << length;
    }
  }
}

TEST(Framing, TheFirstHeaderAloneTellsWhatAMessageIs) {
  const auto kind = [](std::string_view lines) { return messages_in(on_the_wire(lines)).at(0).kind(); };
  EXPECT_EQ(kind("Event: OriginateResponse\nResponse: Success"), MessageKind::event);
  EXPECT_EQ(kind("Response: Success\nEvent: no"), MessageKind::response);
  EXPECT_EQ(kind("ActionID: 7\nAction: Ping"), MessageKind::action);
  EXPECT_EQ(kind("Nothing: known"), MessageKind::other);
}

TEST(Framing, ALineMayHave1024BytesAndAMessage128Headers) {
  const auto faults = [](const std::string& lines) {
    const std::vector<Frame> frames = frames_of(on_the_wire(lines), 700);
    EXPECT_THAT(frames, SizeIs(1));
    return frames.empty() || !frames[0].fault ? std::string{} : frames[0].fault->name;
  };
  const std::string name = "Reason: ";
  EXPECT_EQ(faults(name + std::string(max_line_bytes - name.size(), 'x')), "");
  EXPECT_EQ(faults(name + std::string(max_line_bytes - name.size() + 1, 'x')), "line_too_long");
  EXPECT_EQ(faults(name + std::string(100'000, 'x') + "\nActionID: 3"), "line_too_long");
  std::string lines = "Action: Ping";
  for (std::size_t count = 1; count < max_headers; ++count) lines += "\nVariable: a=1";
  EXPECT_EQ(faults(lines), "");
  EXPECT_EQ(faults(lines + "\nVariable: a=1"), "too_many_headers");
}

TEST(Framing, AfterAMessageThatIsTooLongTheNextOneIsRead) {
  const std::string bytes =
      on_the_wire("Action: Ping\nX: " + std::string(5000, 'x') + "\nActionID: 4") + on_the_wire("Action: Logoff");
  const std::vector<Frame> frames = frames_of(bytes, 3);
  ASSERT_THAT(frames, SizeIs(2));
  EXPECT_TRUE(frames[0].fault);
  EXPECT_EQ(frames[0].message["ActionID"], "4");
  EXPECT_EQ(frames[1].message.name(), "Logoff");
  EXPECT_FALSE(frames[1].fault);
}

TEST(Framing, EmptyMessagesAreNone) { EXPECT_THAT(messages_in("\r\n\r\n\n\nAction: Ping\n\n\r\n"), SizeIs(1)); }

TEST(Framing, TheGreetingIsALineOfItsOwn) {
  const auto messages = messages_in("Asterisk Call Manager/11.0.0\r\nResponse: Success\r\n\r\n", true);
  ASSERT_THAT(messages, SizeIs(2));
  EXPECT_EQ(messages[0]["Greeting"], "Asterisk Call Manager/11.0.0");
  EXPECT_EQ(messages[1].name(), "Success");
}

TEST(Messages, HeadersAreFoundInAnyCaseAndByTheFirstValue) {
  const Message message = messages_in("queue: \r\nQUEUE:sales\r\nQueue: help\r\n\r\n").at(0);
  EXPECT_EQ(message["Queue"], "sales");
  EXPECT_THAT(message.all("Queue"), ElementsAre("", "sales", "help"));
}

TEST(Messages, NoValueBreaksALineAndNoSecretIsShown) {
  Message login{"Action", "Login"};
  login.add("Secret", "hidden").add("Key", "0123").add("Username", std::string{"a\r\nAction: Hangup"});
  EXPECT_EQ(messages_in(encode(login)).size(), 1u);
  EXPECT_EQ(messages_in(encode(login)).at(0).headers().size(), 4u);
  EXPECT_THAT(describe(login), testing::Not(HasSubstr("hidden")));
  EXPECT_THAT(encode(without_secrets(login)),
              testing::AllOf(testing::Not(HasSubstr("hidden")), testing::Not(HasSubstr("0123"))));
}

TEST(Messages, WhatFollowsANulIsNotSeen) {
  const std::string bytes = std::string{"Queue: sales"} + '\0' + "more\r\n\r\n";
  EXPECT_EQ(messages_in(bytes).at(0)["Queue"], "sales");
}

TEST(Login, KeyIsTheDigestOfChallengeAndSecret) {
  EXPECT_EQ(md5_hex("591147644s3cret"), "48e6ecadef0c68169b6bc58038e07a62");
}

TEST(Releases, EachHeaderHasARowInTheTable) {
  using enum Feature;
  const auto since = [](Feature feature, Release without, Release with) {
    EXPECT_FALSE(has(without, feature)) << static_cast<int>(feature);
    EXPECT_TRUE(has(with, feature)) << static_cast<int>(feature);
  };
  since(channel_blocks, {11, 25}, {12, 0});
  since(event_list, {13, 1}, {13, 2});
  since(linkedid, {13, 4}, {13, 5});
  since(in_call, {11, 21}, {11, 22});
  since(in_call, {13, 7}, {13, 8});
  since(login_time, {16, 22}, {16, 23});
  since(login_time, {18, 8}, {18, 9});
  since(login_time, {19, 0}, {20, 0});
  since(status_on_change_only, {16, 17}, {16, 18});
  since(status_on_change_only, {18, 3}, {18, 4});
  since(reason_on_unpause, {20, 5}, {22, 10});
  since(wrap_up_time, {16, 2}, {16, 3});
  EXPECT_FALSE(has({1, 8}, state_interface));
  EXPECT_EQ(ami_version({1, 8}), "1.1");
  EXPECT_EQ(ami_version({22, 10}), "11.0.0");
  EXPECT_EQ(ami_version({24, 0}), "13.0.0");
}

}  // namespace
}  // namespace acdloop::asterisk_ami::test
