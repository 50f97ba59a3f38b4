// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line/structures.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "drivers/bytes/reader.hpp"
#include "drivers/bytes/writer.hpp"

namespace acdloop::tapi::line {
namespace {

constexpr std::size_t sizes_size = 12;

// Reads a structure whose length has been checked beforehand.
class Fields {
 public:
  explicit Fields(Bytes bytes) : reader_(bytes) {}
  Dword dword() { return reader_.u32().value_or(0); }
  std::uint64_t qword() {
    const std::uint64_t low = dword();
    return low | static_cast<std::uint64_t>(dword()) << 32;
  }
  std::int64_t currency() { return std::bit_cast<std::int64_t>(qword()); }
  double date() { return std::bit_cast<double>(qword()); }
  Guid guid() {
    Guid guid;
    if (const auto view = reader_.view(guid.bytes.size())) std::copy(view->begin(), view->end(), guid.bytes.begin());
    return guid;
  }
  Sizes sizes() {
    Sizes sizes;
    sizes.total = dword();
    sizes.needed = dword();
    sizes.used = dword();
    return sizes;
  }

 private:
  bytes::Reader reader_;
};

class Filling {
 public:
  Filling(Dword total, std::size_t needed, std::size_t used) {
    dword(total).dword(static_cast<Dword>(needed)).dword(static_cast<Dword>(used));
  }
  Filling& dword(Dword value) {
    writer_.u32(value);
    return *this;
  }
  Filling& qword(std::uint64_t value) {
    return dword(static_cast<Dword>(value)).dword(static_cast<Dword>(value >> 32));
  }
  Filling& guid(const Guid& value) {
    writer_.bytes(value.bytes);
    return *this;
  }
  void into(MutableBytes out) const { std::memcpy(out.data(), text_.data(), std::min(text_.size(), out.size())); }

 private:
  std::string text_;
  bytes::Writer writer_{text_};
};

// A fixed structure is whole: enough bytes, and the sizes say so.
std::expected<void, Fault> check_fixed(Bytes bytes, std::size_t size) {
  const auto sizes = read_sizes(bytes);
  if (!sizes) return std::unexpected(sizes.error());
  if (sizes->total < size) return std::unexpected(Fault::total_too_small);
  if (sizes->used < size || sizes->used > sizes->total) return std::unexpected(Fault::bad_sizes);
  if (bytes.size() < size) return std::unexpected(Fault::too_short);
  return {};
}

// The caller's dwTotalSize, if the fixed part has room within it and within the memory.
std::expected<Dword, Fault> room_for(MutableBytes out, std::size_t size) {
  const auto sizes = read_sizes(out);
  if (!sizes) return std::unexpected(sizes.error());
  if (sizes->total < size) return std::unexpected(Fault::total_too_small);
  if (out.size() < sizes->total) return std::unexpected(Fault::too_short);
  return sizes->total;
}

}  // namespace

std::string_view to_string(Fault fault) {
  switch (fault) {
    case Fault::too_short:
      return "fewer bytes than the structure has";
    case Fault::total_too_small:
      return "dwTotalSize is below the fixed part";
    case Fault::bad_sizes:
      return "dwUsedSize does not fit the fixed part and dwTotalSize";
    case Fault::bad_list:
      return "the entries do not lie inside the structure";
  }
  return "?";
}

std::expected<Sizes, Fault> read_sizes(Bytes bytes) {
  if (bytes.size() < sizes_size) return std::unexpected(Fault::too_short);
  return Fields(bytes).sizes();
}

std::expected<AgentSessionInfo, Fault> read_agent_session_info(Bytes bytes) {
  if (const auto whole = check_fixed(bytes, AgentSessionInfo::size); !whole) return std::unexpected(whole.error());
  Fields fields(bytes);
  AgentSessionInfo info;
  info.sizes = fields.sizes();
  info.state = fields.dword();
  info.next_state = fields.dword();
  info.start_time = fields.date();
  info.duration = fields.dword();
  info.calls = fields.dword();
  info.talk_time = fields.dword();
  info.average_talk_time = fields.dword();
  info.call_time = fields.dword();
  info.average_call_time = fields.dword();
  info.wrap_up_time = fields.dword();
  info.average_wrap_up_time = fields.dword();
  info.call_rate = fields.currency();
  info.longest_time_to_answer = fields.dword();
  info.average_time_to_answer = fields.dword();
  return info;
}

std::expected<void, Fault> write_agent_session_info(const AgentSessionInfo& info, MutableBytes out) {
  const auto total = room_for(out, AgentSessionInfo::size);
  if (!total) return std::unexpected(total.error());
  Filling(*total, AgentSessionInfo::size, AgentSessionInfo::size)
      .dword(info.state)
      .dword(info.next_state)
      .qword(std::bit_cast<std::uint64_t>(info.start_time))
      .dword(info.duration)
      .dword(info.calls)
      .dword(info.talk_time)
      .dword(info.average_talk_time)
      .dword(info.call_time)
      .dword(info.average_call_time)
      .dword(info.wrap_up_time)
      .dword(info.average_wrap_up_time)
      .qword(std::bit_cast<std::uint64_t>(info.call_rate))
      .dword(info.longest_time_to_answer)
      .dword(info.average_time_to_answer)
      .into(out);
  return {};
}

std::expected<AgentSessionList, Fault> read_agent_session_list(Bytes bytes) {
  if (const auto whole = check_fixed(bytes, AgentSessionList::fixed_size); !whole) {
    return std::unexpected(whole.error());
  }
  Fields fields(bytes);
  AgentSessionList list;
  list.sizes = fields.sizes();
  const std::uint64_t count = fields.dword();
  const std::uint64_t size = fields.dword();
  const std::uint64_t offset = fields.dword();
  if (size != count * AgentSessionEntry::size) return std::unexpected(Fault::bad_list);
  if (count == 0) return list;
  // A list that did not fit has none of its entries, and says with dwNeededSize what they take.
  if (offset < AgentSessionList::fixed_size || offset + size > list.sizes.used) {
    return std::unexpected(Fault::bad_list);
  }
  if (offset + size > bytes.size() || count > AgentSessionList::max_entries) return std::unexpected(Fault::bad_list);
  Fields entries(bytes.subspan(offset, size));
  list.entries.reserve(count);
  for (std::uint64_t index = 0; index < count; ++index) {
    AgentSessionEntry entry;
    entry.session = entries.dword();
    entry.agent = entries.dword();
    entry.group = entries.guid();
    entry.working_address = entries.dword();
    list.entries.push_back(entry);
  }
  return list;
}

std::expected<void, Fault> write_agent_session_list(std::span<const AgentSessionEntry> entries, MutableBytes out) {
  const auto total = room_for(out, AgentSessionList::fixed_size);
  if (!total) return std::unexpected(total.error());
  const std::size_t needed = AgentSessionList::fixed_size + entries.size() * AgentSessionEntry::size;
  const bool fits = needed <= *total && !entries.empty();
  const std::size_t used = fits ? needed : AgentSessionList::fixed_size;
  Filling filling(*total, needed, used);
  filling.dword(fits ? static_cast<Dword>(entries.size()) : 0)
      .dword(fits ? static_cast<Dword>(entries.size() * AgentSessionEntry::size) : 0)
      .dword(fits ? static_cast<Dword>(AgentSessionList::fixed_size) : 0);
  if (fits) {
    for (const AgentSessionEntry& entry : entries) {
      filling.dword(entry.session).dword(entry.agent).guid(entry.group).dword(entry.working_address);
    }
  }
  filling.into(out);
  return {};
}

std::expected<AgentInfo, Fault> read_agent_info(Bytes bytes) {
  if (const auto whole = check_fixed(bytes, AgentInfo::size); !whole) return std::unexpected(whole.error());
  Fields fields(bytes);
  AgentInfo info;
  info.sizes = fields.sizes();
  info.state = fields.dword();
  info.next_state = fields.dword();
  info.measurement_period = fields.dword();
  info.overall_call_rate = fields.currency();
  info.acd_calls = fields.dword();
  info.incoming_calls = fields.dword();
  info.outgoing_calls = fields.dword();
  info.talk_time = fields.dword();
  info.call_time = fields.dword();
  info.wrap_up_time = fields.dword();
  return info;
}

std::expected<void, Fault> write_agent_info(const AgentInfo& info, MutableBytes out) {
  const auto total = room_for(out, AgentInfo::size);
  if (!total) return std::unexpected(total.error());
  Filling(*total, AgentInfo::size, AgentInfo::size)
      .dword(info.state)
      .dword(info.next_state)
      .dword(info.measurement_period)
      .qword(std::bit_cast<std::uint64_t>(info.overall_call_rate))
      .dword(info.acd_calls)
      .dword(info.incoming_calls)
      .dword(info.outgoing_calls)
      .dword(info.talk_time)
      .dword(info.call_time)
      .dword(info.wrap_up_time)
      .into(out);
  return {};
}

std::expected<QueueInfo, Fault> read_queue_info(Bytes bytes) {
  if (const auto whole = check_fixed(bytes, QueueInfo::size); !whole) return std::unexpected(whole.error());
  Fields fields(bytes);
  QueueInfo info;
  info.sizes = fields.sizes();
  info.measurement_period = fields.dword();
  info.total_calls_queued = fields.dword();
  info.current_calls_queued = fields.dword();
  info.total_calls_abandoned = fields.dword();
  info.total_calls_flowed_in = fields.dword();
  info.total_calls_flowed_out = fields.dword();
  info.longest_ever_wait_time = fields.dword();
  info.current_longest_wait_time = fields.dword();
  info.average_wait_time = fields.dword();
  info.final_disposition = fields.dword();
  return info;
}

std::expected<void, Fault> write_queue_info(const QueueInfo& info, MutableBytes out) {
  const auto total = room_for(out, QueueInfo::size);
  if (!total) return std::unexpected(total.error());
  Filling(*total, QueueInfo::size, QueueInfo::size)
      .dword(info.measurement_period)
      .dword(info.total_calls_queued)
      .dword(info.current_calls_queued)
      .dword(info.total_calls_abandoned)
      .dword(info.total_calls_flowed_in)
      .dword(info.total_calls_flowed_out)
      .dword(info.longest_ever_wait_time)
      .dword(info.current_longest_wait_time)
      .dword(info.average_wait_time)
      .dword(info.final_disposition)
      .into(out);
  return {};
}

}  // namespace acdloop::tapi::line
