// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/framing.hpp"
#include "drivers/ged188/tests/bench.hpp"

namespace acdloop::ged188::test {
namespace {

std::expected<Message, CodecFault> decode_whole(const std::string& bytes, int version) {
  return decode(number_at(bytes, 4), std::string_view{bytes}.substr(header_bytes), version, Unknown::refuse);
}

TEST(Vectors, EverySampleIsDecodedAndEncodedByteForByte) {
  const std::vector<Sample> all = samples("samples.txt");
  EXPECT_EQ(all.size(), 63u);
  for (const Sample& sample : all) {
    const int version = std::stoi(sample.middle);
    const auto message = decode_whole(sample.bytes, version);
    ASSERT_TRUE(message) << sample.name << ": " << message.error().name << ", " << message.error().text;
    EXPECT_EQ(encode(*message, version), sample.bytes) << sample.name;
  }
}

TEST(Vectors, FiguresStandWhereTheGuideHasThem) {
  for (const Sample& sample : samples("samples.txt")) {
    if (sample.name != "F2") continue;
    const auto message = decode_whole(sample.bytes, 20);
    ASSERT_TRUE(message);
    EXPECT_EQ((*message)["AvailTimeSession"], 455u);
    EXPECT_EQ((*message)["HandledCallsSession"], 1u);
    EXPECT_EQ((*message)["HandledCallsTalkTimeSession"], 95u);
    EXPECT_EQ((*message)["HandledCallsAfterCallTimeToday"], 30u);
    EXPECT_EQ((*message)["HandledCallsTimeToday"], 125u);
    EXPECT_EQ((*message)["IncomingCallsHeldTimeToday"], 10u);
  }
}

// A body cut anywhere is another, shorter message or none; never more than what is there is read.
TEST(Codec, EverySampleCutAtEveryByte) {
  for (const Sample& sample : samples("samples.txt")) {
    const int version = std::stoi(sample.middle);
    const auto whole = decode_whole(sample.bytes, version);
    for (std::size_t length = header_bytes; length < sample.bytes.size(); ++length) {
      const std::string cut = sample.bytes.substr(0, length);
      const auto message = decode_whole(cut, version);
      if (message) {
        const bool shorter = message->floats().size() < whole->floats().size() ||
                             message->layout().fixed_bytes < whole->layout().fixed_bytes;
        EXPECT_TRUE(shorter) << sample.name << " cut at " << length;
      } else {
        EXPECT_NE(message.error().status, status::no_error);
        EXPECT_FALSE(message.error().text.empty());
      }
    }
  }
}

TEST(Codec, AMessageThatIsOneByteTooLong) {
  for (const Sample& sample : samples("samples.txt")) {
    const auto message = decode_whole(sample.bytes + '\0', std::stoi(sample.middle));
    ASSERT_FALSE(message) << sample.name;
    EXPECT_EQ(message.error().status, status::bad_message_format) << sample.name;
  }
}

TEST(Codec, EveryLengthOfAFloatOneOffAndExtreme) {
  for (const Sample& sample : samples("samples.txt")) {
    const int version = std::stoi(sample.middle);
    if (version < wide_tags_since) continue;
    const auto whole = decode_whole(sample.bytes, version);
    std::size_t at = header_bytes + whole->layout().fixed_bytes;
    for (const Float& field : whole->floats()) {
      for (const int length :
           {static_cast<int>(field.data.size()) + 1, static_cast<int>(field.data.size()) - 1, 0xffff}) {
        std::string bent = sample.bytes;
        bent[at + 2] = static_cast<char>(length >> 8 & 0xff);
        bent[at + 3] = static_cast<char>(length & 0xff);
        const auto message = decode_whole(bent, version);
        EXPECT_FALSE(message && *message == *whole) << sample.name << " with length " << length;
      }
      at += 4 + field.data.size();
    }
    EXPECT_EQ(at, sample.bytes.size()) << sample.name;
  }
}

TEST(Codec, FixedPartsHaveTheLengthOfTheirVersion) {
  struct Row {
    std::uint32_t type;
    int version;
    std::size_t bytes;
  };
  for (const Row& row : {Row{type::open_conf, 9, 26}, Row{type::open_conf, 18, 26}, Row{type::open_conf, 19, 30},
                         Row{type::open_conf, 22, 30}, Row{type::open_conf, 24, 32}, Row{type::agent_state, 9, 56},
                         Row{type::agent_state, 13, 58}, Row{type::agent_state, 19, 62}, Row{type::system_event, 9, 24},
                         Row{type::system_event, 10, 26}, Row{type::query_agent_state_conf, 18, 30},
                         Row{type::query_agent_state_conf, 19, 34}, Row{type::set_agent_state_req, 9, 16},
                         Row{type::set_agent_state_req, 10, 21}, Row{type::make_call_req, 13, 28},
                         Row{type::make_call_req, 14, 32}, Row{type::query_agent_statistics_conf, 20, 344},
                         Row{type::query_skill_group_statistics_conf, 20, 596}, Row{type::failure_conf, 25, 8}}) {
    EXPECT_EQ(layouts_of(row.type, row.version).front().fixed_bytes, row.bytes) << row.type << " in " << row.version;
  }
}

TEST(Codec, TheNarrowTagsOfOlderVersionsEndWithVersion20) {
  for (const int version : {9, 14, 19, 20, 25}) {
    Message message{type::heartbeat_conf, version};
    Message with{type::set_agent_state_req, version};
    with.set("InvokeID", 7).add(tag::agent_id, "1001");
    const std::string bytes = encode(with, version);
    const auto back = decode_whole(bytes, version);
    ASSERT_TRUE(back) << version;
    EXPECT_EQ(back->text(tag::agent_id), "1001");
    EXPECT_EQ(bytes.size(), header_bytes + with.layout().fixed_bytes + (version < 20 ? 2u : 4u) + 5u);
  }
}

TEST(Codec, BothShapesOfTwoMessagesAreRead) {
  const auto long_failure = decode(type::failure_conf, from_hex("00000001000100000000"), 20, Unknown::refuse);
  ASSERT_TRUE(long_failure);
  EXPECT_EQ((*long_failure)["FailureCode"], 1u);
  Message clear{layouts_of(type::clear_connection_req, 20)[1]};
  clear.set("ConnectionCallID", 9).set("RequestingDeviceIDType", none16).add(tag::connection_device, "3001");
  const auto back = decode_whole(encode(clear, 20), 20);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->text(tag::connection_device), "3001");
  EXPECT_EQ((*back)["RequestingDeviceIDType"], none16);
}

TEST(Codec, AClientSkipsWhatAServerRefuses) {
  const std::string body = from_hex("0000000203E70002AAAA");
  EXPECT_FALSE(decode(type::open_conf, body, 20, Unknown::skip));
  const std::string conf =
      from_hex("000000010000001400000000000000006592008000010011000900000000") + from_hex("03E70002AAAA");
  EXPECT_FALSE(decode(type::open_conf, conf, 20, Unknown::refuse));
  EXPECT_TRUE(decode(type::open_conf, conf, 20, Unknown::skip));
}

TEST(Codec, TextIsReadWithAndWithoutItsNul) {
  Message message{type::query_agent_state_req, 20};
  message.add_raw(tag::agent_id, "1001");
  EXPECT_EQ(message.text(tag::agent_id), "1001");
  message.add(tag::agent_instrument, std::string(200, 'x'));
  EXPECT_EQ(message.text(tag::agent_instrument).size(), 63u) << "64 with its NUL";
}

TEST(Codec, PasswordsAreNotShown) {
  Message message{type::set_agent_state_req, 20};
  message.add(tag::agent_password, "1234");
  EXPECT_EQ(describe(message).find("1234"), std::string::npos);
  EXPECT_EQ(encode_without_secrets(message, 20).find("1234"), std::string::npos);
  EXPECT_EQ(encode_without_secrets(message, 20).size(), encode(message, 20).size());
}

TEST(Framing, MessagesInAnyPieces) {
  const std::string two = samples("samples.txt")[0].bytes + samples("samples.txt")[1].bytes;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{9}, two.size()}) {
    FrameReader reader;
    std::vector<std::uint32_t> types;
    for (std::size_t at = 0; at < two.size(); at += piece) {
      auto bytes = bytes_of(std::string_view{two}.substr(at, piece));
      while (const auto frame = reader.next(bytes)) types.push_back(frame->type);
    }
    EXPECT_THAT(types, ElementsAre(type::open_req, type::open_conf));
    EXPECT_FALSE(reader.finish());
  }
}

TEST(Framing, ALengthBeyondTheLimitEndsTheReading) {
  FrameReader reader;
  const std::string header = from_hex("000030CD00000005");
  auto bytes = bytes_of(header);
  const auto frame = reader.next(bytes);
  ASSERT_TRUE(frame && frame->fault);
  EXPECT_EQ(frame->fault->name, "oversized_message");
  auto more = bytes_of(header);
  EXPECT_FALSE(reader.next(more));
  FrameReader most;
  const std::string allowed = from_hex("000030CC00000005");
  auto there = bytes_of(allowed);
  EXPECT_FALSE(most.next(there));
  EXPECT_EQ(most.finish()->name, "truncated_message");
}

}  // namespace
}  // namespace acdloop::ged188::test
