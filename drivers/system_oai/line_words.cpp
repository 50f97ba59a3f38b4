// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/line_words.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

// Names after the common fields, separated by blanks. { A B } repeats as often as the field before it says.
struct LineNames {
  std::string_view message;
  std::string_view title;
  std::string_view fields;
};

constexpr std::string_view agent_fields = "Device_Ext Agent_ID";
constexpr std::string_view log_fields = "Device_Ext Agent_ID Agent_Description ACD_Hunt_Group";
constexpr std::string_view delivered_fields =
    "Call_ID Alerting_Internal_Ext Alerting_Outside_Number Alerting_Dev_Type Internal_Calling_Ext Outside_Caller_Name "
    "Outside_Caller_Number Trunk_Name Trunk_Outside_Number Calling_Dev_Type Originally_Called_Dev Last_Redirection_Ext "
    "Account_Code Local_Cnx_State Event_Cause ACD_UCD_Group";
constexpr std::string_view established_fields =
    "Call_ID Answering_Internal_Ext Answering_Outside_Number Answering_Dev_Type Internal_Calling_Ext "
    "Outside_Caller_Number Trunk_Outside_Number Calling_Dev_Type Originally_Called_Dev Last_Redirection_Ext "
    "Local_Cnx_State Event_Cause";

// After <Resync_Code>,<Mon_Cross_Ref_ID>; RS, RD and PE have no cross reference.
constexpr LineNames events[] = {
    {"LN", "agent logged on", log_fields},
    {"LF", "agent logged off", log_fields},
    {"NRY", "agent not ready", agent_fields},
    {"RY", "agent ready", agent_fields},
    {"WNR", "agent work not ready", agent_fields},
    {"OR", "originated",
     "Call_ID Internal_Calling_Ext Outside_Caller_Number Calling_Dev_Type Dialed_Number Account_Code Local_Cnx_State "
     "Event_Cause"},
    {"QU", "queued",
     "Call_ID Queued_Ext Internal_Calling_Ext Outside_Caller_Name Outside_Caller_Number Trunk_Name "
     "Trunk_Outside_Number Calling_Dev_Type Originally_Called_Dev Last_Redirection_Ext Number_Queued Account_Code "
     "Local_Cnx_State Event_Cause"},
    {"DE", "delivered", delivered_fields},
    {"OF", "offered", delivered_fields},
    {"DI", "diverted", "Call_ID Diverted_From_Ext New_Dest_Ext Diverted_To_Outside_Number Local_Cnx_State Event_Cause"},
    {"ES", "established", established_fields},
    {"ER", "established, routing", established_fields},
    {"HE", "held", "Call_ID Activate_Hold_Ext Local_Cnx_State Event_Cause"},
    {"RE", "retrieved",
     "Call_ID Retrieving_Ext Local_Cnx_State Event_Cause Internal_Retrieved_Ext Retrieved_Outside_Number "
     "Retrieved_Trunk_Number Retrieved_Dev_Type"},
    {"XC", "connection cleared", "Call_ID Cleared_Ext Terminating_Ext Local_Cnx_State Event_Cause"},
    {"CC", "call cleared", "Call_ID Event_Cause Transferred_Call_ID Transfer_Destination"},
    {"TR", "transferred",
     "Transferred_Call_ID Transferring_Ext Transferred_Ext Announcement_Call_ID Destination_Ext Outside_Caller_Name "
     "Outside_Caller_Number Trunk_Name Trunk_Outside_Number Local_Cnx_State Event_Cause"},
    {"CO", "conferenced",
     "Subject_Ext Primary_Call_ID Secondary_Call_ID Controller_Ext Number_Of_Parties { Party Call_ID } "
     "Local_Cnx_State Event_Cause"},
    {"FA", "failed", "Call_ID Failed_Ext Called_Number Local_Cnx_State Event_Cause"},
    {"NT", "network reached", "Call_ID Trunk_Used Dialed_Number Local_Cnx_State Event_Cause"},
    {"SI", "service initiated", "Call_ID Initiating_Ext Local_Cnx_State Event_Cause Callback_Target_Ext"},
    {"DND", "do not disturb", "Ext System_Text Custom_Text"},
    {"FW", "forwarding", "Ext Dest_Ext Outside_Number Forwarding_Type"},
    {"CI", "call information", "Call_ID Ext Account_Code"},
    {"ET", "elapsed time", "Call_ID Ext Seconds"},
    {"MW", "message waiting", "To From Mailbox Number_Of_Messages On"},
    {"MU", "mute", "Ext On"},
    {"OL", "offline", "Ext Online Device_Type Physical_Type"},
    {"ME", "monitor ended", "Event_Cause"},
};
constexpr LineNames system_events[] = {
    {"RS", "resync response",
     "Time Date Protocol_Version Software_Version Premium_Features Node Networking Country TCPIP_Flag"},
    {"RD", "resync ended", "Specific_Ext"},
    {"PE", "ports exceeded", "Max_Ports"},
    {"LS", "link status", "Node Up Reason"},
};

// After <InvokeID>.
constexpr LineNames commands[] = {
    {"_NO", "no operation", ""},
    {"_MS", "monitor start", "Affected_ID Monitor_Type Filter Filter Filter"},
    {"_MP", "monitor stop", "Mon_Cross_Ref_ID"},
    {"_RR", "resync request", "Affected_Ext"},
    {"_RP", "reset port", ""},
    {"_XE", "expanded extensions", "On"},
    {"_SA", "set agent state", "Affected_Ext Agent_ID Agent_State ACD_Hunt_Group"},
    {"_QA", "query agent state", "Affected_Ext Agent_ID ACD_Hunt_Group"},
    {"_QH", "query hunt group", "Hunt_Group"},
    {"_SP", "snapshot device", "Affected_Ext"},
    {"_AC", "answer call", "Affected_Ext Call_ID"},
    {"_CX", "clear connection", "Affected_Ext Call_ID Complete_Transfer"},
    {"_CC", "clear call", "Affected_Ext Call_ID"},
    {"_HC", "hold call", "Affected_Ext Call_ID Reserved Leave_At_Dialtone Hold_Type"},
    {"_RV", "retrieve call", "Affected_Ext Call_ID"},
    {"_MC", "make call",
     "Affected_Ext Digits Account_Code Is_Return_Message Call_To_Transfer Mailbox Override_DND Caller_ID Caller_Name "
     "Destination_Type"},
};
constexpr LineNames plain_commands[] = {{"RR", "resync request of old", "Affected_Ext"},
                                        {"RT", "time request", "Affected_Ext"}};

// After <Outcome>.
constexpr LineNames confirmations[] = {
    {"_MS", "", "Count { Mon_Cross_Ref_ID Monitored_Ext } Filter Filter Filter"},
    {"_RR", "", "Affected_Ext"},
    {"_XE", "", "On"},
    {"_QA", "", "Count { Agent_ID ACD_Hunt_Group Mode }"},
    {"_QH", "", "Count { Agent_ID Device_Ext Mode } In_Init_State Hunt_Group_Type"},
    {"_SP", "", "Count { Call_ID Local_Cnx_State }"},
    {"_MC", "", "Call_ID Ext"},
};

const LineNames* row_in(std::span<const LineNames> rows, std::string_view message) {
  const auto found = std::ranges::find(rows, message, &LineNames::message);
  return found == rows.end() ? nullptr : &*found;
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// Names for what stands behind those that `names` has already; never more than the line has fields.
void append_names(std::vector<std::string>& names, const LineNames* row, const Fields& line) {
  const std::vector<std::string_view> words = row ? words_in(row->fields) : std::vector<std::string_view>{};
  for (std::size_t at = 0; at < words.size() && names.size() < line.size(); ++at) {
    if (words[at] != "{") {
      names.emplace_back(words[at]);
      continue;
    }
    const auto end = static_cast<std::size_t>(std::ranges::find(words, "}") - words.begin());
    const std::uint32_t times = to_number(line[names.size() - 1], 99'999).value_or(0);
    for (std::uint32_t time = 1; time <= times && names.size() < line.size(); ++time) {
      for (std::size_t inner = at + 1; inner < end; ++inner) {
        names.push_back(std::string{words[inner]} + "_" + std::to_string(time));
      }
    }
    at = end;
  }
  while (names.size() < line.size()) names.push_back("Field_" + std::to_string(names.size() + 1));
  names.resize(line.size());
}

constexpr std::string_view cause_words[] = {"",
                                            "active monitor",
                                            "alternate",
                                            "busy",
                                            "call back",
                                            "call cancelled",
                                            "forward always",
                                            "forward busy",
                                            "forward no answer",
                                            "call forward",
                                            "call not answered",
                                            "call pickup",
                                            "camp on",
                                            "destination not available",
                                            "do not disturb",
                                            "incompatible destination",
                                            "invalid account code",
                                            "key conference",
                                            "lockout",
                                            "maintenance",
                                            "network congestion",
                                            "network not obtainable",
                                            "new call",
                                            "no available agents",
                                            "override",
                                            "park",
                                            "overflow",
                                            "recall",
                                            "redirected",
                                            "reorder tone",
                                            "resource not available",
                                            "silent monitor",
                                            "transfer",
                                            "trunks busy",
                                            "voice unit initiator",
                                            "answered",
                                            "normal clear",
                                            "hold, system",
                                            "hold for transfer",
                                            "hold for conference",
                                            "transfer announcement",
                                            "conference",
                                            "hold, individual",
                                            "record a call",
                                            "call stolen"};

constexpr std::pair<std::uint32_t, std::string_view> outcome_words[] = {
    {0, "Success"},
    {1, "Generic_Unspecified"},
    {3, "Request_Incompatible_With_Object"},
    {7, "Invalid_Called_Device"},
    {8, "Invalid_Call_Identifier"},
    {9, "Invalid_Device_Identifier"},
    {10, "Invalid_Feature"},
    {11, "Invalid_Destination"},
    {12, "Invalid_Mon_Cross_Ref_ID"},
    {14, "Invalid_Object_State"},
    {15, "Generic_State_Incompatibility"},
    {16, "No_Active_Call"},
    {17, "No_Held_Call"},
    {18, "No_Call_To_Clear"},
    {19, "No_Connection_To_Clear"},
    {20, "No_Call_To_Answer"},
    {22, "Generic_System_Resource_Availability"},
    {24, "Resource_Busy"},
    {25, "Network_Out_Of_Service"},
    {27, "Conference_Member_Limit_Exceeded"},
    {28, "Overall_Monitor_Limit_Exceeded"},
    {31, "Value_Out_Of_Range"},
    {32, "Invalid_Connection_ID_For_Active_Call"},
    {33, "Invalid_Agent_ID"},
    {34, "Invalid_Filter_Type"},
    {35, "Invalid_Agent_Filter"},
    {36, "Invalid_Call_Filter"},
    {37, "Invalid_Feature_Filter"},
    {38, "Missing_Filter_Type"},
    {39, "Invalid_Password"},
    {41, "Invalid_InvokeID"},
    {43, "Invalid_System_Filter"},
    {44, "Invalid_Message_Length"},
    {45, "Invalid_Command"},
    {48, "Other_App_Has_Control"},
    {49, "Not_Owner_Of_Resource"},
    {50, "Invalid_Device_Monitor"},
    {51, "Invalid_Call_Identifier_ID_Changed"},
};
constexpr std::string_view mode_words[] = {"not logged on",  "ready",     "not ready",
                                           "work not ready", "UCD ready", "UCD busy"};
constexpr std::string_view agent_state_words[] = {"log off", "log on", "ready", "not ready", "ready", "not ready"};
constexpr std::string_view monitor_words[] = {"call",
                                              "device",
                                              "calls via device",
                                              "all stations",
                                              "all trunks",
                                              "device with resync",
                                              "all stations with resync",
                                              "agent ID",
                                              "call termination",
                                              "all voice mail",
                                              "reserved",
                                              "system events"};

std::string_view at(std::span<const std::string_view> words, std::string_view number) {
  const auto value = to_number(number, 99);
  return value && *value < words.size() ? words[*value] : std::string_view{};
}

std::string_view state_word(std::string_view letter) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {
      {state_null, "null"},           {state_initiated, "initiated"}, {state_alerting, "alerting"},
      {state_connected, "connected"}, {state_hold, "hold"},           {state_failed, "failed"},
      {state_queued, "queued"}};
  for (const auto& [known, word] : words) {
    if (known == letter) return word;
  }
  return {};
}

std::string_view outcome_word(std::string_view number) {
  const auto value = to_number(number, 99);
  for (const auto& [known, word] : outcome_words) {
    if (value == known) return word;
  }
  return {};
}

}  // namespace

std::string_view title_of(std::string_view message) {
  if (message == "CF") return "confirmation";
  const std::span<const LineNames> tables[] = {events, system_events, commands, plain_commands};
  for (const std::span<const LineNames> rows : tables) {
    if (const LineNames* row = row_in(rows, message)) return row->title;
  }
  return {};
}

std::vector<std::string> names_of_event(const Fields& line) {
  const std::string& id = line[event::id];
  if (id == "CF") {
    std::vector<std::string> names{"Sequence_Number", "Event", "Command", "InvokeID", "Outcome"};
    append_names(names, row_in(confirmations, line[confirmation::command]), line);
    return names;
  }
  std::vector<std::string> names{"Sequence_Number", "Event", "Resync_Code"};
  if (const LineNames* row = row_in(system_events, id)) {
    append_names(names, row, line);
    return names;
  }
  names.emplace_back("Mon_Cross_Ref_ID");
  append_names(names, row_in(events, id), line);
  return names;
}

std::vector<std::string> names_of_command(const Fields& line) {
  const std::string& id = line[command::id];
  if (const LineNames* row = row_in(plain_commands, id)) {
    std::vector<std::string> names{"Command"};
    append_names(names, row, line);
    return names;
  }
  std::vector<std::string> names{"Command", "InvokeID"};
  append_names(names, row_in(commands, id), line);
  return names;
}

std::string_view word_of(std::string_view field, std::string_view value) {
  if (field == "Event_Cause") return at(cause_words, value);
  if (field == "Outcome") return outcome_word(value);
  if (field.starts_with("Local_Cnx_State")) return state_word(value);
  if (field.starts_with("Mode")) return at(mode_words, value);
  if (field == "Agent_State") return at(agent_state_words, value);
  if (field == "Monitor_Type") return at(monitor_words, value);
  if (field.ends_with("_Dev_Type")) return value == "I" ? "internal" : value == "E" ? "external" : "";
  return {};
}

}  // namespace acdloop::system_oai
