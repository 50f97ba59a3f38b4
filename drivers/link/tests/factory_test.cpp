// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/factory.hpp"

#include <gtest/gtest.h>

namespace acdloop::link {
namespace {

TEST(LinkAddress, ReadsEveryKind) {
  const auto tcp = parse_link_address("tcp:lab-pbx:4000");
  ASSERT_TRUE(tcp);
  EXPECT_EQ(tcp->host, "lab-pbx");
  EXPECT_EQ(tcp->port, 4000);
  const auto six = parse_link_address("tcp:[::1]:0");
  ASSERT_TRUE(six);
  EXPECT_EQ(six->host, "::1");
  EXPECT_EQ(parse_link_address("pty:/run/acd/oai")->path, "/run/acd/oai");
  EXPECT_EQ(parse_link_address("pty:")->path, "");
  EXPECT_EQ(parse_link_address("memory:oai")->path, "oai");
  const auto serial = parse_link_address("serial:/dev/serial/by-id/usb-x@1200-7E2");
  ASSERT_TRUE(serial);
  EXPECT_EQ(serial->path, "/dev/serial/by-id/usb-x");
  EXPECT_EQ(serial->line, (LineSettings{1200, 7, Parity::even, 2}));
}

TEST(LinkAddress, IsWrittenAsItIsRead) {
  for (const char* text : {"tcp:127.0.0.1:4000", "tcp:[::1]:4000", "pty:/tmp/x", "pty:", "memory:oai",
                           "serial:/dev/ttyS0@9600-8N1", "serial:/dev/ttyS0@19200-7O1"}) {
    const auto address = parse_link_address(text);
    ASSERT_TRUE(address) << text << ": " << address.error();
    EXPECT_EQ(to_string(*address), text);
  }
}

struct Bad {
  const char* text;
  const char* error;
};

class BadAddress : public testing::TestWithParam<Bad> {};

TEST_P(BadAddress, IsRefusedWithWhatWouldBeRight) {
  const auto address = parse_link_address(GetParam().text);
  ASSERT_FALSE(address);
  EXPECT_EQ(address.error(), GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    LinkAddress, BadAddress,
    testing::Values(
        Bad{"", "\"\" names no kind of link; write tcp:HOST:PORT, pty:PATH, serial:DEVICE@9600-8N1 or memory:NAME"},
        Bad{"udp:1:2",
            "\"udp\" names no kind of link; write tcp:HOST:PORT, pty:PATH, serial:DEVICE@9600-8N1 or memory:NAME"},
        Bad{"tcp:", "the port is missing after \"tcp:\"; write tcp:HOST:PORT, as in tcp:127.0.0.1:4000"},
        Bad{"tcp:host", "the port is missing after \"tcp:host\"; write tcp:HOST:PORT, as in tcp:127.0.0.1:4000"},
        Bad{"tcp:[::1]", "the port is missing after \"tcp:[::1]\"; write tcp:HOST:PORT, as in tcp:127.0.0.1:4000"},
        Bad{"tcp::4000", "the host is missing after \"tcp:\"; write one, as in tcp:127.0.0.1:4000"},
        Bad{"tcp:[]:4000", "the host is missing after \"tcp:\"; write one, as in tcp:127.0.0.1:4000"},
        Bad{"tcp:::1:4000", "\"::1:4000\" has several colons; write an IPv6 address in brackets, as in tcp:[::1]:4000"},
        Bad{"tcp:host:65536", "\"65536\" is no port; write a number from 0 to 65535"},
        Bad{"tcp:host:-1", "\"-1\" is no port; write a number from 0 to 65535"},
        Bad{"tcp:host:40x", "\"40x\" is no port; write a number from 0 to 65535"},
        Bad{"memory:", "the name is missing after \"memory:\"; write one, as in memory:oai"},
        Bad{"serial:@9600-8N1", "the device is missing after \"serial:\"; write one, as in serial:/dev/ttyS0@9600-8N1"},
        Bad{"serial:/dev/ttyS0",
            "the line settings are missing after \"serial:/dev/ttyS0\"; write serial:/dev/ttyS0@9600-8N1"},
        Bad{"serial:/dev/ttyS0@9601-8N1", "\"9601\" is no speed of a serial line; write one such as 9600"},
        Bad{"serial:/dev/ttyS0@9600", "the framing is missing after 9600; write 9600-8N1"},
        Bad{"serial:/dev/ttyS0@9600-9N1",
            "\"9N1\" is no framing; write data bits 5 to 8, parity N, O or E, stop bits 1 or 2, as in 8N1"},
        Bad{"serial:/dev/ttyS0@9600-8X1",
            "\"8X1\" is no framing; write data bits 5 to 8, parity N, O or E, stop bits 1 or 2, as in 8N1"}));

TEST(LinkAddress, HasABoundedLength) {
  EXPECT_FALSE(parse_link_address("memory:" + std::string(5000, 'x')));
  EXPECT_FALSE(parse_link_address(std::string("pty:/tmp/\0x", 11)));
}

TEST(LinkFactory, RefusesBadTextsWithTheTextInTheMessage) {
  EventLoop loop(ClockKind::virtual_clock);
  Exchange exchange(loop);
  try {
    make_connector("tcp:host:x", exchange);
    FAIL();
  } catch (const LinkError& error) {
    EXPECT_STREQ(error.what(), "link \"tcp:host:x\": \"x\" is no port; write a number from 0 to 65535");
  }
  EXPECT_THROW(make_connector("tcp:host:0", exchange), LinkError);
  EXPECT_THROW(make_connector("pty:", exchange), LinkError);
  EXPECT_THROW(make_listener("nonsense", exchange), LinkError);
}

}  // namespace
}  // namespace acdloop::link
