// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/asio.hpp"

#include <boost/asio/impl/src.hpp>
