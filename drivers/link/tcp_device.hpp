// SPDX-License-Identifier: Apache-2.0
// A connected TCP socket as a Device, and addresses as people write them. Used by the TCP link's two sides.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "drivers/link/device.hpp"
#include "drivers/time/asio.hpp"

namespace acdloop::link::tcp {

std::unique_ptr<Device> make_device();
// Makes the socket non-blocking, without delay and not inherited, and takes its descriptor out of Asio's hands.
int release_descriptor(boost::asio::ip::tcp::socket& socket);

// The first address the name stands for; an IPv4 one where there is a choice. The error is a sentence.
std::expected<boost::asio::ip::tcp::endpoint, std::string> resolve(const std::string& host, std::uint16_t port);
// "127.0.0.1:4000", "[::1]:4000"
std::string to_string(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace acdloop::link::tcp
