// SPDX-License-Identifier: Apache-2.0
// The literal samples of vectors/: what they say is read from their bytes, and written again it is the same bytes.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>

#include "drivers/tapi/line/proxy_request.hpp"
#include "drivers/tapi/line/structures.hpp"
#include "drivers/tapi/line/tests/vector_file.hpp"

namespace acdloop::tapi::line {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string text(double value) {
  char out[64];
  return {out, std::to_chars(out, out + sizeof out, value).ptr};
}
std::string text(const Guid& guid) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const std::byte byte : guid.bytes) {
    out += digits[std::to_integer<unsigned>(byte) >> 4];
    out += digits[std::to_integer<unsigned>(byte) & 15];
  }
  return out;
}
template <class Number>
std::string text(Number value) {
  return std::to_string(value);
}

void add(Fields& fields, const Sizes& sizes) {
  fields.emplace_back("total", text(sizes.total));
  fields.emplace_back("needed", text(sizes.needed));
  fields.emplace_back("used", text(sizes.used));
}

Fields fields_of(const AgentSessionInfo& info) {
  Fields fields;
  add(fields, info.sizes);
  fields.insert(fields.end(), {{"state", text(info.state)},
                               {"next_state", text(info.next_state)},
                               {"start_time", text(info.start_time)},
                               {"duration", text(info.duration)},
                               {"calls", text(info.calls)},
                               {"talk_time", text(info.talk_time)},
                               {"average_talk_time", text(info.average_talk_time)},
                               {"call_time", text(info.call_time)},
                               {"average_call_time", text(info.average_call_time)},
                               {"wrap_up_time", text(info.wrap_up_time)},
                               {"average_wrap_up_time", text(info.average_wrap_up_time)},
                               {"call_rate", text(info.call_rate)},
                               {"longest_time_to_answer", text(info.longest_time_to_answer)},
                               {"average_time_to_answer", text(info.average_time_to_answer)}});
  return fields;
}
Fields fields_of(const AgentSessionList& list) {
  Fields fields;
  add(fields, list.sizes);
  fields.emplace_back("entries", text(list.entries.size()));
  for (const AgentSessionEntry& entry : list.entries) {
    fields.insert(fields.end(), {{"session", text(entry.session)},
                                 {"agent", text(entry.agent)},
                                 {"group", text(entry.group)},
                                 {"working_address", text(entry.working_address)}});
  }
  return fields;
}
Fields fields_of(const AgentInfo& info) {
  Fields fields;
  add(fields, info.sizes);
  fields.insert(fields.end(), {{"state", text(info.state)},
                               {"next_state", text(info.next_state)},
                               {"measurement_period", text(info.measurement_period)},
                               {"overall_call_rate", text(info.overall_call_rate)},
                               {"acd_calls", text(info.acd_calls)},
                               {"incoming_calls", text(info.incoming_calls)},
                               {"outgoing_calls", text(info.outgoing_calls)},
                               {"talk_time", text(info.talk_time)},
                               {"call_time", text(info.call_time)},
                               {"wrap_up_time", text(info.wrap_up_time)}});
  return fields;
}
Fields fields_of(const QueueInfo& info) {
  Fields fields;
  add(fields, info.sizes);
  fields.insert(fields.end(), {{"measurement_period", text(info.measurement_period)},
                               {"total_calls_queued", text(info.total_calls_queued)},
                               {"current_calls_queued", text(info.current_calls_queued)},
                               {"total_calls_abandoned", text(info.total_calls_abandoned)},
                               {"total_calls_flowed_in", text(info.total_calls_flowed_in)},
                               {"total_calls_flowed_out", text(info.total_calls_flowed_out)},
                               {"longest_ever_wait_time", text(info.longest_ever_wait_time)},
                               {"current_longest_wait_time", text(info.current_longest_wait_time)},
                               {"average_wait_time", text(info.average_wait_time)},
                               {"final_disposition", text(info.final_disposition)}});
  return fields;
}

std::expected<void, Fault> write(const AgentSessionInfo& info, MutableBytes out) {
  return write_agent_session_info(info, out);
}
std::expected<void, Fault> write(const AgentSessionList& list, MutableBytes out) {
  return write_agent_session_list(list.entries, out);
}
std::expected<void, Fault> write(const AgentInfo& info, MutableBytes out) { return write_agent_info(info, out); }
std::expected<void, Fault> write(const QueueInfo& info, MutableBytes out) { return write_queue_info(info, out); }

template <class Structure>
void expect_same(const Vector& vector, const std::expected<Structure, Fault>& read) {
  ASSERT_TRUE(read) << vector.name << " in line " << vector.at_line << ": " << to_string(read.error());
  EXPECT_EQ(fields_of(*read), vector.fields) << vector.name << " in line " << vector.at_line;
  std::vector<std::byte> again(vector.bytes.size());
  std::copy_n(vector.bytes.begin(), 4, again.begin());  // dwTotalSize is the caller's
  ASSERT_TRUE(write(*read, again));
  EXPECT_EQ(again, vector.bytes) << vector.name << " in line " << vector.at_line;
}

TEST(Vectors, StructuresAreReadAsTheSamplesSayAndWrittenByteForByte) {
  const std::vector<Vector> vectors = read_vectors("structures.txt");
  ASSERT_EQ(vectors.size(), 6u);
  for (const Vector& vector : vectors) {
    if (vector.name == "LINEAGENTSESSIONINFO") {
      expect_same(vector, read_agent_session_info(vector.bytes));
    } else if (vector.name == "LINEAGENTSESSIONLIST") {
      expect_same(vector, read_agent_session_list(vector.bytes));
    } else if (vector.name == "LINEAGENTINFO") {
      expect_same(vector, read_agent_info(vector.bytes));
    } else if (vector.name == "LINEQUEUEINFO") {
      expect_same(vector, read_queue_info(vector.bytes));
    } else {
      FAIL() << "no such structure: " << vector.name;
    }
  }
}

Fields fields_of(const Arm& arm, const std::vector<std::byte>& block) {
  Fields fields;
  if (const auto* a = std::get_if<CreateAgentArm>(&arm)) {
    fields.emplace_back("id", a->id);
    if (a->pin) fields.emplace_back("pin", *a->pin);
  } else if (const auto* b = std::get_if<CreateAgentSessionArm>(&arm)) {
    if (b->pin) fields.emplace_back("pin", *b->pin);
    fields.insert(
        fields.end(),
        {{"agent", text(b->agent)}, {"group", text(b->group)}, {"working_address", text(b->working_address)}});
  } else if (const auto* c = std::get_if<GetAgentSessionListArm>(&arm)) {
    fields.insert(fields.end(), {{"agent", text(c->agent)}, {"total", text(embedded(block).size())}});
  } else if (const auto* d = std::get_if<GetAgentSessionInfoArm>(&arm)) {
    fields.insert(fields.end(), {{"session", text(d->session)}, {"total", text(embedded(block).size())}});
  } else if (const auto* e = std::get_if<SetAgentSessionStateArm>(&arm)) {
    fields.insert(fields.end(),
                  {{"session", text(e->session)}, {"state", text(e->state)}, {"next_state", text(e->next_state)}});
  }
  return fields;
}

TEST(Vectors, RequestsAreReadAsTheSamplesSayAndWrittenByteForByte) {
  const std::vector<Vector> vectors = read_vectors("requests.txt");
  ASSERT_EQ(vectors.size(), 5u);
  for (const Vector& vector : vectors) {
    const auto head = read_request_head(vector.bytes);
    ASSERT_TRUE(head) << vector.name;
    EXPECT_EQ(to_string(static_cast<RequestType>(head->type)), vector.name);
    EXPECT_EQ(head->client_api_version, api_version_2_2);
    EXPECT_EQ(head->block_size, vector.bytes.size());
    const auto arm = read_request(vector.bytes);
    ASSERT_TRUE(arm && *arm) << vector.name;
    EXPECT_EQ(fields_of(**arm, vector.bytes), vector.fields) << vector.name;
    EXPECT_EQ(write_request(**arm, static_cast<Dword>(embedded(vector.bytes).size())), vector.bytes) << vector.name;
  }
}

}  // namespace
}  // namespace acdloop::tapi::line
