// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "drivers/tapi/agent_handler.hpp"
#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/methods.hpp"

namespace acdloop::tapi {
namespace {

// winerror.h, tapi3err.h and tapi.h, typed in once more.
const std::map<std::string_view, std::uint32_t> published{
    {"S_OK", 0x00000000},
    {"S_FALSE", 0x00000001},
    {"E_POINTER", 0x80004003},
    {"E_UNEXPECTED", 0x8000FFFF},
    {"E_OUTOFMEMORY", 0x8007000E},
    {"E_INVALIDARG", 0x80070057},
    {"TAPI_E_NOTSUPPORTED", 0x80040003},
    {"TAPI_E_OPERATIONFAILED", 0x80040005},
    {"TAPI_E_TIMEOUT", 0x80040044},
    {"TAPI_E_CALLCENTER_GROUP_REMOVED", 0x80040045},
    {"TAPI_E_CALLCENTER_QUEUE_REMOVED", 0x80040046},
    {"TAPI_E_CALLCENTER_NO_AGENT_ID", 0x80040047},
    {"TAPI_E_CALLCENTER_INVALAGENTID", 0x80040048},
    {"TAPI_E_CALLCENTER_INVALAGENTGROUP", 0x80040049},
    {"TAPI_E_CALLCENTER_INVALPASSWORD", 0x8004004A},
    {"TAPI_E_CALLCENTER_INVALAGENTSTATE", 0x8004004B},
    {"TAPI_E_RESOURCEUNAVAIL", 0x80040052},
    {"LINEERR_INVALPARAM", 0x80000032},
    {"LINEERR_NOMEM", 0x80000044},
    {"LINEERR_OPERATIONFAILED", 0x80000048},
    {"LINEERR_OPERATIONUNAVAIL", 0x80000049},
    {"LINEERR_RESOURCEUNAVAIL", 0x8000004B},
    {"LINEERR_INVALAGENTID", 0x80000057},
    {"LINEERR_INVALPASSWORD", 0x80000059},
    {"LINEERR_INVALAGENTSTATE", 0x8000005A},
    {"LINEERR_INVALAGENTSESSIONSTATE", 0x8000005F},
};

TEST(Hresult, EveryRowHasThePublishedValueAndAMeaning) {
  ASSERT_EQ(hresults().size(), published.size());
  for (const HresultRow& row : hresults()) {
    const auto found = published.find(row.name);
    ASSERT_NE(found, published.end()) << row.name;
    EXPECT_EQ(row.code.value(), found->second) << row.name;
    EXPECT_GT(row.meaning.size(), 10u) << row.name;
  }
}

TEST(Hresult, NamesAndValuesAreUnique) {
  std::set<std::string_view> names;
  std::set<std::uint32_t> values;
  for (const HresultRow& row : hresults()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(values.insert(row.code.value()).second) << row.name;
  }
}

TEST(Hresult, PrintsItsNameOrItsNumber) {
  EXPECT_EQ(to_string(TAPI_E_TIMEOUT_), "TAPI_E_TIMEOUT (0x80040044)");
  EXPECT_EQ(to_string(Hresult{0x800705B4}), "0x800705B4");
  EXPECT_EQ(find_hresult("TAPI_E_TIMEOUT")->code, TAPI_E_TIMEOUT_);
  EXPECT_EQ(find_hresult("E_FAIL"), nullptr);
}

TEST(Hresult, TwinsAreTheSameAnswerBothWaysAndNothingElseIs) {
  EXPECT_TRUE(same_or_twin(LINEERR_INVALPARAM_, E_INVALIDARG_));
  EXPECT_TRUE(same_or_twin(E_INVALIDARG_, LINEERR_INVALPARAM_));
  EXPECT_TRUE(same_or_twin(S_OK_, S_OK_));
  EXPECT_FALSE(same_or_twin(LINEERR_INVALAGENTSESSIONSTATE_, TAPI_E_CALLCENTER_INVALAGENTSTATE_));
  EXPECT_FALSE(same_or_twin(S_OK_, S_FALSE_));
  EXPECT_FALSE(same_or_twin(Hresult{0x12345678}, E_INVALIDARG_));
}

TEST(Hresult, SuccessIsTheTopBit) {
  EXPECT_TRUE(S_FALSE_.succeeded());
  EXPECT_FALSE(LINEERR_NOMEM_.succeeded());
}

TEST(Methods, StandInVtableOrderWithTheirReturnSets) {
  const std::string_view names[] = {"get_Agent",
                                    "get_Address",
                                    "get_ACDGroup",
                                    "put_State",
                                    "get_State",
                                    "get_SessionStartTime",
                                    "get_SessionDuration",
                                    "get_NumberOfCalls",
                                    "get_TotalTalkTime",
                                    "get_AverageTalkTime",
                                    "get_TotalCallTime",
                                    "get_AverageCallTime",
                                    "get_TotalWrapUpTime",
                                    "get_AverageWrapUpTime",
                                    "get_ACDCallRate",
                                    "get_LongestTimeToAnswer",
                                    "get_AverageTimeToAnswer"};
  ASSERT_EQ(methods().size(), std::size(names));
  for (std::size_t index = 0; index < std::size(names); ++index) {
    const MethodRow& row = methods()[index];
    EXPECT_EQ(row.name, names[index]);
    EXPECT_EQ(&row_of(row.method), &row);
    const ReturnSet expected = index == 3                ? ReturnSet::r4
                               : index == 2              ? ReturnSet::r2
                               : index < 2 || index == 4 ? ReturnSet::r1
                                                         : ReturnSet::r3;
    EXPECT_EQ(row.returns, expected) << row.name;
  }
}

TEST(Methods, AreFoundByNameAndByWordAndNoWordIsTwoThings) {
  std::set<std::string_view> all;
  for (const MethodRow& row : methods()) {
    EXPECT_TRUE(all.insert(row.name).second) << row.name;
    EXPECT_TRUE(all.insert(row.word).second) << row.word;
    EXPECT_EQ(find_method(row.name), &row);
    EXPECT_EQ(find_method(row.word), &row);
  }
  EXPECT_EQ(find_method("call_time")->method, Method::get_TotalCallTime);
  EXPECT_EQ(find_method("talk"), nullptr);
  EXPECT_EQ(find_method(""), nullptr);
}

TEST(Methods, TenOfThemAnswerAWholeNumber) {
  int count = 0;
  for (const MethodRow& row : methods()) count += row.value == ValueKind::whole_number ? 1 : 0;
  EXPECT_EQ(count, 10);  // duration, calls, three totals, three averages, two answer times
}

TEST(ObjectMethods, NamesAndWordsAreToldApartWithinAnInterface) {
  for (const auto& rows : {agent_methods(), handler_methods(), group_methods(), queue_methods()}) {
    std::set<std::string_view> names, words;
    for (const ObjectMethodRow& row : rows) {
      EXPECT_TRUE(names.insert(row.name).second) << row.name;
      EXPECT_TRUE(row.word.empty() || words.insert(row.word).second) << row.word;
      EXPECT_EQ(row.interface, rows.front().interface);
    }
  }
}

TEST(ObjectMethods, EveryFigureOfAQueueButThePresentLengthMayTimeOut) {
  for (const ObjectMethodRow& row : queue_methods()) {
    if (row.value != ValueKind::whole_number) continue;
    EXPECT_EQ((row.returns & returns::timeout) != 0, row.name != "get_CurrentCallsQueued") << row.name;
  }
}

TEST(ObjectMethods, ARowIsFoundByItsMethod) {
  EXPECT_EQ(row_of(AgentMethod::get_TotalWrapUpTime).name, "get_TotalWrapUpTime");
  EXPECT_EQ(row_of(HandlerMethod::get_UsableAddresses).name, "get_UsableAddresses");
  EXPECT_EQ(row_of(GroupMethod::get_Queues).name, "get_Queues");
  EXPECT_EQ(row_of(QueueMethod::get_Name).name, "get_Name");
}

TEST(ObjectWords, AgentStatesAndEventsShareTheirNumbers) {
  const char* names[] = {"NOT_READY", "READY", "BUSY_ACD", "BUSY_INCOMING", "BUSY_OUTGOING", "UNKNOWN", "?"};
  for (int number = 0; number <= agent_status_count; ++number) {
    EXPECT_EQ(to_string(AgentStatus{number}), std::string{"AS_"} + names[number]);
    EXPECT_EQ(event_name_of(AgentStatus{number}), std::string{"AE_"} + names[number]);
  }
  EXPECT_EQ(to_string(GroupEvent{0}), "ACDGE_NEW_GROUP");
  EXPECT_EQ(to_string(GroupEvent{1}), "ACDGE_GROUP_REMOVED");
  EXPECT_EQ(to_string(QueueEvent{0}), "ACDQE_NEW_QUEUE");
  EXPECT_EQ(to_string(QueueEvent{1}), "ACDQE_QUEUE_REMOVED");
  EXPECT_EQ(to_string(HandlerEvent{0}), "AHE_NEW_AGENTHANDLER");
  EXPECT_EQ(to_string(HandlerEvent{1}), "AHE_AGENTHANDLER_REMOVED");
}

TEST(SessionWords, StatesAndEventsAreNumberedDifferently) {
  EXPECT_EQ(to_string(SessionState{0}), "ASST_NOT_READY");
  EXPECT_EQ(to_string(SessionState{1}), "ASST_READY");
  EXPECT_EQ(to_string(SessionState{2}), "ASST_BUSY_ON_CALL");
  EXPECT_EQ(to_string(SessionState{3}), "ASST_BUSY_WRAPUP");
  EXPECT_EQ(to_string(SessionState{4}), "ASST_SESSION_ENDED");
  EXPECT_EQ(to_string(SessionState{5}), "ASST_?");
  EXPECT_EQ(to_string(SessionEvent{0}), "ASE_NEW_SESSION");
  EXPECT_EQ(to_string(SessionEvent{1}), "ASE_NOT_READY");
  EXPECT_EQ(to_string(SessionEvent{2}), "ASE_READY");
  EXPECT_EQ(to_string(SessionEvent{3}), "ASE_BUSY");
  EXPECT_EQ(to_string(SessionEvent{4}), "ASE_WRAPUP");
  EXPECT_EQ(to_string(SessionEvent{5}), "ASE_END");
  EXPECT_EQ(to_string(SessionEvent{6}), "ASE_?");
}

}  // namespace
}  // namespace acdloop::tapi
