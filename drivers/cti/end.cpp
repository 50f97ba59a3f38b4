// SPDX-License-Identifier: Apache-2.0
#include "drivers/cti/end.hpp"

#include <iterator>

namespace acdloop::cti {

void EndOutput::clear() {
  send.clear();
  close = false;
  messages.clear();
  faults.clear();
  results.clear();
  events.clear();
  requests.clear();
}

void Reaction::append(Reaction&& more) {
  results.insert(results.end(), std::make_move_iterator(more.results.begin()),
                 std::make_move_iterator(more.results.end()));
  events.insert(events.end(), std::make_move_iterator(more.events.begin()), std::make_move_iterator(more.events.end()));
  signals.insert(signals.end(), more.signals.begin(), more.signals.end());
}

}  // namespace acdloop::cti
