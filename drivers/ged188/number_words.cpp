// SPDX-License-Identifier: Apache-2.0
// What the numbers of fields stand for, in the words of the guide ("CTI Server Message Reference Guide", Protocol
// Version 25, constants).
#include <algorithm>
#include <span>

#include "drivers/ged188/message.hpp"
#include "drivers/ged188/number_words.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

constexpr NumberWord cause_words[] = {{1, "ACTIVE_MONITOR"},
                                      {2, "ALTERNATE"},
                                      {3, "BUSY"},
                                      {4, "CALL_BACK"},
                                      {5, "CALL_CANCELLED"},
                                      {6, "CALL_FORWARD_ALWAYS"},
                                      {7, "CALL_FORWARD_BUSY"},
                                      {8, "CALL_FORWARD_NO_ANSWER"},
                                      {9, "CALL_FORWARD"},
                                      {10, "CALL_NOT_ANSWERED"},
                                      {11, "CALL_PICKUP"},
                                      {12, "CAMP_ON"},
                                      {13, "DEST_NOT_OBTAINABLE"},
                                      {14, "DO_NOT_DISTURB"},
                                      {15, "INCOMPATIBLE_DESTINATION"},
                                      {16, "INVALID_ACCOUNT_CODE"},
                                      {17, "KEY_CONFERENCE"},
                                      {18, "LOCKOUT"},
                                      {19, "MAINTENANCE"},
                                      {20, "NETWORK_CONGESTION"},
                                      {21, "NETWORK_NOT_OBTAINABLE"},
                                      {22, "NEW_CALL"},
                                      {23, "NO_AVAILABLE_AGENTS"},
                                      {24, "OVERRIDE"},
                                      {25, "PARK"},
                                      {26, "OVERFLOW"},
                                      {27, "RECALL"},
                                      {28, "REDIRECTED"},
                                      {29, "REORDER_TONE"},
                                      {30, "RESOURCES_NOT_AVAILABLE"},
                                      {31, "SILENT_MONITOR"},
                                      {32, "TRANSFER"},
                                      {33, "TRUNKS_BUSY"},
                                      {34, "VOICE_UNIT_INITIATOR"},
                                      {35, "TIME_OUT"},
                                      {36, "NEW_CALL_INTERFLOW"},
                                      {37, "SIMULATION_INIT_REQUEST"},
                                      {38, "SIMULATION_RESET_REQUEST"},
                                      {39, "CTI_LINK_DOWN"},
                                      {40, "PERIPHERAL_RESET_REQUEST"},
                                      {41, "MD110_CONFERENCE_TRANSFER"},
                                      {42, "REMAINS_IN_Q"},
                                      {43, "SUPERVISOR_ASSIST"},
                                      {44, "EMERGENCY_CALL"},
                                      {45, "SUPERVISOR_CLEAR"},
                                      {46, "SUPERVISOR_MONITOR"},
                                      {47, "SUPERVISOR_WHISPER"},
                                      {48, "SUPERVISOR_BARGE_IN"},
                                      {49, "SUPERVISOR_INTERCEPT"},
                                      {50, "CALL_PARTY_UPDATE_IND"},
                                      {51, "CONSULT"},
                                      {52, "NIC_CALL_CLEAR"},
                                      {53, "DNP"},
                                      {54, "ROUTER_REQUERY_BEFORE_ANSWER"},
                                      {55, "ROUTER_REQUERY_AFTER_ANSWER"},
                                      {56, "NETWORK_ERROR"},
                                      {57, "NETWORK_ERROR_BEFORE_ANSWER"},
                                      {58, "NETWORK_ERROR_AFTER_ANSWER"},
                                      {59, "GREETING"},
                                      {60, "RECORD_AGENT_GREETING"},
                                      {61, "SNAPSHOT"},
                                      {62, "MAX_QUEUE_EXCEEDED"}};
constexpr NumberWord connection_words[] = {{0, "NULL"}, {1, "INITIATE"}, {2, "ALERTING"}, {3, "CONNECT"},
                                           {4, "HOLD"}, {5, "QUEUED"},   {6, "FAIL"}};
constexpr NumberWord device_words[] = {{0, "DEVICE_IDENTIFIER"}, {70, "TRUNK"},        {71, "TRUNK_GROUP"},
                                       {72, "IP_PHONE_MAC"},     {73, "CTI_PORT"},     {74, "ROUTE_POINT"},
                                       {75, "EXTERNAL"},         {76, "AGENT_DEVICE"}, {77, "QUEUE"},
                                       {78, "NON_ACD_DEVICE"},   {79, "SHARED_DEVICE"}};
constexpr NumberWord device_id_words[] = {{0, "STATIC"}, {1, "DYNAMIC"}};
constexpr NumberWord peripheral_words[] = {{1, "ASPECT"},
                                           {2, "MERIDIAN"},
                                           {3, "G2"},
                                           {4, "DEFINITY_ECS_NON_EAS"},
                                           {5, "DEFINITY_ECS_EAS"},
                                           {6, "GALAXY"},
                                           {7, "SPECTRUM"},
                                           {8, "VRU"},
                                           {9, "VRU_POLLED"},
                                           {10, "DMS100"},
                                           {11, "SIEMENS_9006"},
                                           {12, "SIEMENS_9005"},
                                           {13, "ALCATEL"},
                                           {14, "NEC_NEAX_2x00"},
                                           {15, "ACP_1000"},
                                           {16, "SYMPOSIUM"},
                                           {17, "ENTERPRISE_AGENT"},
                                           {18, "MD110"},
                                           {19, "MEDIA_ROUTING"},
                                           {20, "GENERIC"},
                                           {21, "ACMI_CRS"},
                                           {22, "ACMI_IPCC"},
                                           {23, "SIMPLIFIED_IPCC"},
                                           {24, "ARS"},
                                           {25, "ACMI_ERS"},
                                           {26, "ACMI_EXPERT_ADVISOR"}};
constexpr NumberWord system_event_words[] = {{1, "CENTRAL_CONTROLLER_ONLINE"},
                                             {2, "CENTRAL_CONTROLLER_OFFLINE"},
                                             {3, "PERIPHERAL_ONLINE"},
                                             {4, "PERIPHERAL_OFFLINE"},
                                             {5, "TEXT_FYI"},
                                             {6, "PERIPHERAL_GATEWAY_OFFLINE"},
                                             {7, "CTI_SERVER_OFFLINE"},
                                             {8, "CTI_SERVER_ONLINE"},
                                             {9, "HALF_HOUR_CHANGE"},
                                             {10, "INSTRUMENT_OUT_OF_SERVICE"},
                                             {11, "INSTRUMENT_BACK_IN_SERVICE"}};
constexpr NumberWord line_words[] = {{0, "INBOUND_ACD"},    {1, "OUTBOUND_ACD"}, {2, "INSIDE"},
                                     {3, "UNKNOWN"},        {4, "SUPERVISOR"},   {5, "MESSAGE"},
                                     {6, "HELP"},           {7, "OUTBOUND"},     {8, "DID"},
                                     {9, "SILENT_MONITOR"}, {10, "NON_ACD_IN"},  {11, "NON_ACD_OUT"}};
constexpr NumberWord call_words[] = {{1, "ACD_IN"},
                                     {2, "PREROUTE_ACD_IN"},
                                     {3, "PREROUTE_DIRECT_AGENT"},
                                     {4, "TRANSFER_IN"},
                                     {5, "OVERFLOW_IN"},
                                     {6, "OTHER_IN"},
                                     {7, "AUTO_OUT"},
                                     {8, "AGENT_OUT"},
                                     {9, "OUT"},
                                     {10, "AGENT_INSIDE"},
                                     {11, "OFFERED"},
                                     {12, "CONSULT"},
                                     {13, "CONSULT_OFFERRED"},
                                     {14, "CONSULT_CONFERENCE"},
                                     {15, "CONFERENCE"},
                                     {16, "UNMONITORED"},
                                     {17, "PREVIEW"},
                                     {18, "RESERVATION"},
                                     {19, "ASSIST"},
                                     {20, "EMERGENCY"},
                                     {21, "SUPERVISOR_MONITOR"},
                                     {22, "SUPERVISOR_WHISPER"},
                                     {23, "SUPERVISOR_BARGEIN"},
                                     {24, "SUPERVISOR_INTERCEPT"},
                                     {25, "TASK_ROUTED_BY_ICM"},
                                     {26, "TASK_ROUTED_BY_APPLICATION"},
                                     {27, "NON_ACD"},
                                     {28, "RESERVATION_PREVIEW_DIRECT"},
                                     {29, "RESERVATION_PREDICTIVE"},
                                     {30, "RESERVATION_CALLBACK"},
                                     {31, "RESERVATION_PERSONAL_CALLBACK"},
                                     {32, "CUSTOMER_PREVIEW"},
                                     {33, "CUSTOMER_PREVIEW_DIRECT"},
                                     {34, "CUSTOMER_PREDICTIVE"},
                                     {35, "CUSTOMER_CALLBACK"},
                                     {36, "CUSTOMER_PERSONAL"},
                                     {37, "CUSTOMER_IVR"},
                                     {38, "NON_ACD"},
                                     {39, "PLAY_AGENT_GREETING"},
                                     {40, "RECORD_AGENT_GREETING"},
                                     {41, "VOICE_CALL_BACK"}};

// By the whole name first, then by how it ends.
struct FieldWords {
  std::string_view field;
  std::span<const NumberWord> words;
};
const FieldWords whole[] = {{"Status", status_words()},
                            {"FailureCode", failure_words()},
                            {"EventCause", cause_words},
                            {"LocalConnectionState", connection_words},
                            {"CallDeviceConnectionState", connection_words},
                            {"CallState", connection_words},
                            {"PeripheralType", peripheral_words},
                            {"SystemEventID", system_event_words},
                            {"LineType", line_words},
                            {"CallType", call_words}};
constexpr FieldWords endings[] = {{"DeviceIDType", device_id_words}, {"DeviceType", device_words}};

std::string_view find_word(std::span<const NumberWord> rows, std::uint32_t number) {
  const auto found = std::ranges::find(rows, number, &NumberWord::number);
  return found == rows.end() ? std::string_view{} : found->word;
}

}  // namespace

std::string_view number_word(std::string_view field, std::uint32_t number) {
  if (field == "AgentState" || field == "SkillGroupState" || field == "NextAgentState") return agent_state_name(number);
  for (const FieldWords& row : whole) {
    if (row.field == field) return find_word(row.words, number);
  }
  for (const FieldWords& row : endings) {
    if (field.ends_with(row.field)) return find_word(row.words, number);
  }
  return {};
}

}  // namespace acdloop::ged188
