// SPDX-License-Identifier: Apache-2.0
// The enumerations: complete, in the schema's spelling, and there and back.
#include <map>
#include <set>

#include "drivers/csta_xml/error_codes.hpp"
#include "drivers/csta_xml/event_causes.hpp"
#include "drivers/csta_xml/monitors.hpp"
#include "drivers/csta_xml/parts.hpp"
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

Element error(std::string_view error_class, std::string_view value) {
  return make("CSTAErrorCode").with(error_class, value);
}

TEST(ErrorCodes, AreComplete) {
  const std::map<std::string_view, std::size_t> sizes{{"operation", 193},
                                                      {"security", 4},
                                                      {"stateIncompatibility", 28},
                                                      {"systemResourceAvailibility", 31},
                                                      {"subscribedResourceAvailability", 5},
                                                      {"performanceManagement", 2},
                                                      {"privateData", 1}};
  ASSERT_THAT(error_classes(), SizeIs(sizes.size()));
  for (const ErrorClass& one : error_classes()) {
    std::set<std::string_view> words;
    std::set<int> numbers;
    for (const ErrorValue& value : one.values) {
      words.insert(value.name);
      numbers.insert(value.number);
      const auto read = read_error(error(one.element, value.name));
      ASSERT_TRUE(read) << value.name;
      EXPECT_EQ(read->raw, (cti::RawCode{"csta." + std::string{one.element}, value.number, std::string{value.name}}));
      EXPECT_NE(read->cause, RefusalCause::none) << value.name;
    }
    EXPECT_THAT(one.values, SizeIs(sizes.at(one.element))) << one.element;
    EXPECT_THAT(words, SizeIs(one.values.size())) << one.element;
    EXPECT_THAT(numbers, SizeIs(one.values.size())) << one.element;
  }
}

TEST(ErrorCodes, KeepTheSchemasSpelling) {
  for (const char* word : {"connectionReservoationOutOfRange", "ringVolumnOutOfRange"}) {
    EXPECT_TRUE(read_error(error("operation", word))) << word;
  }
  EXPECT_FALSE(read_error(error("systemResourceAvailability", "generic"))) << "the schema writes Availibility";
}

TEST(ErrorCodes, OutOfTheirEnumerationAreNoErrorCodes) {
  EXPECT_FALSE(read_error(error("operation", "invalidAgentGroups")));
  EXPECT_FALSE(read_error(error("operation", "")));
  EXPECT_FALSE(read_error(error("operations", "generic")));
  EXPECT_FALSE(read_error(make("CSTAErrorCode")));
  EXPECT_FALSE(read_error(error("operation", "generic").with("security", "generic")));
  EXPECT_EQ(read_error(error("unspecified", ""))->cause, RefusalCause::generic);
  EXPECT_EQ(read_error(error("privateErrorCode", "42"))->raw.text, "42");
}

// A cause for which the wire has no word of its own comes back as the nearest one.
TEST(ErrorCodes, SayEveryRefusal) {
  const std::map<RefusalCause, RefusalCause> nearest{
      {RefusalCause::none, RefusalCause::generic},
      {RefusalCause::not_logged_on, RefusalCause::invalid_agent_id},
      {RefusalCause::not_member_of_group, RefusalCause::invalid_group},
      {RefusalCause::already_logged_on_elsewhere, RefusalCause::already_logged_on_here},
      {RefusalCause::address_in_use, RefusalCause::resource_busy},
      {RefusalCause::not_associated, RefusalCause::generic},
      {RefusalCause::association_lost, RefusalCause::generic}};
  for (int number = 0; number < cti::refusal_cause_count; ++number) {
    const auto cause = static_cast<RefusalCause>(number);
    const ErrorWord word = error_word(cause);
    const auto read = read_error(error(word.error_class, word.value));
    ASSERT_TRUE(read) << word.value;
    const auto other = nearest.find(cause);
    EXPECT_EQ(read->cause, other == nearest.end() ? cause : other->second) << cti::to_string(cause);
  }
}

TEST(ErrorCodes, ACodeOfThisWireStandsForItself) {
  cti::Result result = refusal(RefusalCause::generic);
  result.raw = {"csta.stateIncompatibility", 15, "invalidDeviceState"};
  EXPECT_EQ(error_word(result).value, "invalidDeviceState");
  result.raw = {"csta.stateIncompatibility", 0, "made up"};
  EXPECT_EQ(error_word(result).value, "generic");
  result.raw = {"oai.outcome", 15, ""};
  EXPECT_EQ(error_word(result).value, "generic");
}

TEST(EventCauses, AreCompleteAndKeepTheSchemasSpelling) {
  std::set<std::string_view> words;
  std::set<int> numbers;
  for (const CauseValue& value : event_causes()) {
    words.insert(value.name);
    numbers.insert(value.number);
    EXPECT_EQ(read_cause(value.name), value.cause);
  }
  EXPECT_THAT(event_causes(), SizeIs(120));
  EXPECT_THAT(words, SizeIs(120));
  EXPECT_THAT(numbers, SizeIs(120));
  EXPECT_FALSE(numbers.contains(34)) << "retired";
  for (const char* word :
       {"badURI", "interdigitTimeout", "notAvailableBearerService", "aCDBusy", "dTMFDigitDetected"}) {
    EXPECT_TRUE(words.contains(word)) << word;
  }
  EXPECT_EQ(read_cause(""), EventCause::none);
  EXPECT_EQ(read_cause("Normal"), std::nullopt);
}

TEST(EventCauses, EveryNeutralCauseHasAWord) {
  for (int number = 0; number <= static_cast<int>(EventCause::other); ++number) {
    EXPECT_TRUE(read_cause(cause_word(static_cast<EventCause>(number)))) << number;
  }
}

TEST(Words, OfStatesGoThereAndBack) {
  for (int number = 0; number < 7; ++number) {
    const auto state = static_cast<ConnectionState>(number);
    EXPECT_EQ(connection_state_from(word_of(state)), state);
  }
  for (int number = 0; number < cti::agent_state_count; ++number) {
    const auto state = static_cast<AgentState>(number);
    EXPECT_EQ(agent_state_from(word_of(state)), state);
  }
  EXPECT_EQ(connection_state_from("held"), std::nullopt);
  EXPECT_EQ(agent_state_from("ready"), std::nullopt) << "that is the word of SetAgentState";
}

TEST(Words, OctetsGoInHex) {
  EXPECT_EQ(to_hex("4711"), "34373131");
  EXPECT_EQ(from_hex("34373131"), "4711");
  EXPECT_EQ(from_hex("fFfF"), "\xFF\xFF");
  EXPECT_EQ(from_hex(""), "");
  EXPECT_EQ(from_hex("3"), std::nullopt);
  EXPECT_EQ(from_hex("3G"), std::nullopt);
}

TEST(Namespaces, OfEveryEditionAndOfAVendorsVersions) {
  for (const Edition edition : {Edition::ed2, Edition::ed3, Edition::ed4, Edition::ed5, Edition::ed6}) {
    Dialect dialect;
    dialect.edition = edition;
    EXPECT_TRUE(is_csta_namespace(namespace_of(dialect))) << namespace_of(dialect);
  }
  Dialect vendor;
  vendor.protocol_version = "http://www.ecma-international.org/standards/ecma-323/csta/ed3/priv6";
  EXPECT_EQ(namespace_of(vendor), vendor.protocol_version);
  EXPECT_TRUE(is_csta_namespace(vendor.protocol_version));
  EXPECT_TRUE(is_csta_namespace("http://www.ecma.ch/standards/ecma-323/csta/ed2"));
  EXPECT_FALSE(is_csta_namespace(session_namespace));
  EXPECT_FALSE(is_csta_namespace(""));
}

TEST(Filters, NameEveryEventOnceInTheSchemasSpelling) {
  EXPECT_TRUE(event_kind("TransferedEvent"));
  EXPECT_FALSE(event_kind("TransferredEvent"));
  const auto all = read_document("<f><callcontrol><transferred>true</transferred></callcontrol></f>");
  const Filter filter = read_filter(&*all, false);
  EXPECT_EQ(filter.count(), 1u);
  EXPECT_TRUE(filter[*event_kind("TransferedEvent")]);
  EXPECT_EQ(read_filter(&*all, true).count(), event_kind_count - 1) << "inverted: all but what is named";
  EXPECT_TRUE(read_filter(nullptr, false).none());
}

}  // namespace
}  // namespace acdloop::csta_xml::test
