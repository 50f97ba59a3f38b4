// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes as each structure and as a request. Beside crashes it looks for what does not survive reading and
// writing: whatever is read is written again as the same value.
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "drivers/tapi/line/line.hpp"

namespace {

using namespace acdloop::tapi::line;

void require(bool kept) {
  if (!kept) std::abort();
}

template <class Structure, class Read, class Write>
void check(Bytes bytes, Read read, Write write) {
  const auto first = read(bytes);
  if (!first) return;
  const Buffer again = make_buffer(first->sizes.needed < 4'000 ? 4'000 : 100'000);
  require(write(*first, *again).has_value());
  auto second = read(*again);
  require(second.has_value());
  second->sizes = first->sizes;
  // NaN is not equal to itself, its bytes are.
  const Buffer third = make_buffer(4'000 < again->size() ? 100'000 : 4'000);
  require(write(*second, *third).has_value());
  require(*again == *third);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes bytes{reinterpret_cast<const std::byte*>(data), size};
  check<AgentSessionInfo>(bytes, read_agent_session_info, write_agent_session_info);
  check<AgentInfo>(bytes, read_agent_info, write_agent_info);
  check<QueueInfo>(bytes, read_queue_info, write_queue_info);
  if (const auto list = read_agent_session_list(bytes); list && list->entries.size() < 1000) {
    const Buffer again = make_buffer(100'000);
    require(write_agent_session_list(list->entries, *again).has_value());
    require(read_agent_session_list(*again)->entries == list->entries);
  }
  if (const auto request = read_request(bytes); request && *request) {
    const auto again = read_request(write_request(**request, 76));
    require(again && *again && **again == **request);
  }
  return 0;
}
