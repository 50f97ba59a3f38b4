// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/link.hpp"

namespace acdloop::link {

std::string_view to_string(CloseReason reason) {
  switch (reason) {
    case CloseReason::local:
      return "local";
    case CloseReason::end_of_stream:
      return "end_of_stream";
    case CloseReason::reset:
      return "reset";
    case CloseReason::refused:
      return "refused";
    case CloseReason::overrun:
      return "overrun";
  }
  return "unknown";
}

}  // namespace acdloop::link
