// SPDX-License-Identifier: Apache-2.0
// The one door to Boost.Asio, for .cpp files of drivers/time and drivers/link only: it costs seconds a file. Asio 1.74
// does not compile under C++23 unless <utility> comes first; its bodies are compiled once, in asio.cpp.
#pragma once

#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_ASIO_NO_DEPRECATED

// clang-format off
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
// clang-format on
