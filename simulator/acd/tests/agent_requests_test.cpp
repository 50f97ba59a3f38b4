// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

using enum RefusalCause;

const cti::AgentId nobody{"eve"};
const cti::AcdGroupId nogroup{"cheese"};
const cti::Address nowhere{"999"};

TEST(AgentRequests, LogOnRefusalsByCause) {
  Centre c;
  EXPECT_EQ(c.log_on(nobody, desk105), invalid_agent_id);
  EXPECT_EQ(c.log_on(ann, desk105, nogroup), invalid_group);
  EXPECT_EQ(c.log_on(ann, nowhere), invalid_address);
  EXPECT_EQ(c.log_on(bob, desk106, help), not_member_of_group);
  EXPECT_THAT(c.events(), IsEmpty());
  EXPECT_EQ(c.log_on(ann, desk105, sales), none);
  EXPECT_EQ(c.log_on(ann, desk106, help), already_logged_on_elsewhere);
  EXPECT_EQ(c.log_on(bob, desk105), address_in_use);
  EXPECT_EQ(c.log_on(ann, desk105, sales), already_logged_on_here);
  EXPECT_EQ(c.last.results[0].second.outcome, Outcome::refused);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::log_on, ann)).cause, bad_request);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::log_on, {})).cause, bad_request);
}

TEST(AgentRequests, AWrongPinIsRefusedAndNoneIsNotAskedFor) {
  Configuration configuration = small_centre();
  configuration.agents[0].pin = "4711";
  Centre c{configuration};
  const auto with_pin = [&](const cti::AgentId& agent, const cti::Address& station, const char* pin) {
    cti::Request request = Centre::about(RequestKind::log_on, agent, sales);
    request.address = station;
    request.pin = pin;
    return c.ask(request).cause;
  };
  EXPECT_EQ(with_pin(ann, desk105, "4712"), invalid_pin);
  EXPECT_EQ(with_pin(ann, desk105, ""), invalid_pin);
  EXPECT_THAT(c.events(), IsEmpty());
  EXPECT_EQ(with_pin(ann, desk105, "4711"), none);
  EXPECT_EQ(with_pin(bob, desk106, "4711"), none) << "the switch knows none of his";
  c.log_off(ann);
  EXPECT_EQ(c.log_on(ann, desk105, sales), none) << "a wire may carry none";
}

TEST(AgentRequests, SecondLogOnMaySucceedWithoutASecondEvent) {
  Configuration configuration = small_centre();
  configuration.second_log_on = SecondLogOn::succeed;
  Centre c{configuration};
  c.make_ready(ann, desk105, sales);
  EXPECT_EQ(c.log_on(ann, desk105, sales), none);
  EXPECT_THAT(c.events(), IsEmpty());
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
}

TEST(AgentRequests, WithoutAGroupEveryGroupIsMeant) {
  Centre c;
  EXPECT_EQ(c.log_on(ann, desk105, help), none);
  EXPECT_EQ(c.log_on(ann, desk105), none);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_on ann sales @105"));
  EXPECT_EQ(c.set(ann, AgentState::ready), none);
  EXPECT_THAT(c.events(), ElementsAre("agent_ready ann sales @105", "agent_ready ann help @105"));
  EXPECT_EQ(c.log_off(ann), none);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_off ann sales @105", "agent_logged_off ann help @105"));
  EXPECT_EQ(c.model.directory().address_of(ann), std::nullopt);
  EXPECT_EQ(c.log_on(bob, desk105), none);
}

TEST(AgentRequests, OneGroupMayBeLeftAlone) {
  Centre c;
  c.make_ready(ann, desk105);
  EXPECT_EQ(c.log_off(ann, sales), none);
  EXPECT_EQ(c.log_off(ann, sales), not_logged_on);
  EXPECT_EQ(c.state(ann, help), AgentState::ready);
  EXPECT_EQ(c.model.directory().address_of(ann), desk105);
}

TEST(AgentRequests, AgentWithoutAGroupCannotLogOn) {
  Configuration configuration = small_centre();
  configuration.agents.push_back({cti::AgentId{"dan"}, "", {}});
  Centre c{configuration};
  EXPECT_EQ(c.log_on(cti::AgentId{"dan"}, desk105), not_member_of_group);
}

TEST(AgentRequests, LogOnMayLeaveTheAgentReady) {
  Centre c;
  c.call(sales);
  EXPECT_EQ(c.log_on(ann, desk105, sales, AgentState::busy), invalid_state_value);
  EXPECT_EQ(c.log_on(ann, desk105, sales, AgentState::ready), none);
  EXPECT_THAT(c.events(), ElementsAre("agent_logged_on ann sales @105",
                                      "delivered 1F01 acd sales sales=null 105=alerting distributed"));
  EXPECT_EQ(std::get<cti::AgentEvent>(c.last.events[0].body).report.states, cti::StateSet{AgentState::ready});
}

TEST(AgentRequests, LogOffAndStateRefusalsByCause) {
  Centre c;
  EXPECT_EQ(c.log_off(nobody), invalid_agent_id);
  EXPECT_EQ(c.log_off(ann, nogroup), invalid_group);
  EXPECT_EQ(c.log_off(bob, help), not_member_of_group);
  EXPECT_EQ(c.log_off(ann), not_logged_on);
  EXPECT_EQ(c.set(ann, AgentState::ready), not_logged_on);
  c.make_ready(ann, desk105, sales);
  EXPECT_EQ(c.set(ann, AgentState::ready, help), not_logged_on);
  EXPECT_EQ(c.set(ann, AgentState::busy), invalid_state_value);
  EXPECT_EQ(c.set(ann, AgentState::null), invalid_state_value);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::set_agent_state, ann)).cause, bad_request);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::log_off, {})).cause, bad_request);
  cti::Request elsewhere = Centre::about(RequestKind::log_off, ann);
  elsewhere.address = desk106;
  EXPECT_EQ(c.ask(elsewhere).cause, already_logged_on_elsewhere);
  elsewhere.address = nowhere;
  EXPECT_EQ(c.ask(elsewhere).cause, invalid_address);
  EXPECT_EQ(c.state(ann, sales), AgentState::ready);
}

TEST(AgentRequests, TheAddressAloneNamesWhoeverIsLoggedOnThere) {
  Centre c;
  c.make_ready(ann, desk105, sales);
  cti::Request request = Centre::about(RequestKind::log_off, {});
  request.address = desk106;
  EXPECT_EQ(c.ask(request).cause, not_logged_on);
  request.address = desk105;
  EXPECT_EQ(c.ask(request).cause, none);
  EXPECT_EQ(c.state(ann, sales), AgentState::null);
}

Lines reports(const cti::Result& result) {
  Lines lines;
  for (const cti::AgentStateReport& r : result.agents) {
    lines.push_back(r.subject.agent->value() + " " + r.subject.group->value() + " @" +
                    (r.subject.address ? r.subject.address->value() : "-") + " " + to_string(r.states) + " " +
                    std::string{to_string(r.detail)});
  }
  return lines;
}

TEST(AgentRequests, QueryReportsEverySession) {
  Centre c;
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_agent_state, nobody)).cause, invalid_agent_id);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_agent_state, bob, help)).cause, not_member_of_group);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_agent_state, {})).cause, bad_request);
  const cti::Result empty = c.ask(Centre::about(RequestKind::query_agent_state, ann));
  EXPECT_EQ(empty.outcome, Outcome::success);
  EXPECT_THAT(empty.agents, IsEmpty());

  c.make_ready(ann, desk105);
  c.call(sales);
  const auto ask = [&](std::optional<cti::AcdGroupId> group = {}) {
    return reports(c.ask(Centre::about(RequestKind::query_agent_state, ann, group)));
  };
  EXPECT_EQ(ask(), (Lines{"ann sales @105 ready alerting", "ann help @105 ready none"}));
  c.lift(desk105);
  EXPECT_EQ(ask(sales), Lines{"ann sales @105 busy none"});
  c.took(c.model.hold(desk105, c.now));
  EXPECT_EQ(ask(), (Lines{"ann sales @105 busy hold", "ann help @105 ready none"}));
  c.took(c.model.retrieve(desk105, c.now));
  c.hang_up(desk105);
  c.call(desk105);
  c.lift(desk105);
  EXPECT_EQ(ask(), (Lines{"ann sales @105 wrap_up non_acd_call", "ann help @105 ready non_acd_call"}));

  cti::Request by_address = Centre::about(RequestKind::query_agent_state, {});
  by_address.address = desk106;
  EXPECT_THAT(c.ask(by_address).agents, IsEmpty());
  by_address.address = desk105;
  EXPECT_EQ(c.ask(by_address).agents.size(), 2u);
}

TEST(AgentRequests, QueryOfAGroupNamesEveryMember) {
  Centre c;
  c.make_ready(bob, desk106);
  EXPECT_EQ(reports(c.ask(Centre::about(RequestKind::query_group, {}, sales))),
            (Lines{"ann sales @- null none", "bob sales @106 ready none"}));
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_group, {}, nogroup)).cause, invalid_group);
  EXPECT_EQ(c.ask(Centre::about(RequestKind::query_group, {})).cause, bad_request);
}

TEST(AgentRequests, CheckLinkIsARoundTrip) {
  Centre c;
  EXPECT_EQ(c.ask(Centre::about(RequestKind::check_link, {})).outcome, Outcome::success);
  EXPECT_THAT(c.events(), IsEmpty());
}

TEST(Directory, KnowsWhatIsConfiguredAndWhoSitsWhere) {
  Centre c;
  const cti::Directory& d = c.model.directory();
  EXPECT_TRUE(d.has_agent(ann));
  EXPECT_FALSE(d.has_agent(nobody));
  EXPECT_TRUE(d.has_group(sales));
  EXPECT_FALSE(d.has_group(nogroup));
  EXPECT_TRUE(d.has_station(desk105));
  EXPECT_FALSE(d.has_station(nowhere));
  EXPECT_TRUE(d.is_member(ann, help));
  EXPECT_FALSE(d.is_member(bob, help));
  EXPECT_FALSE(d.is_member(nobody, help));
  EXPECT_EQ(d.agent_name(ann), "Jones, Ann");
  EXPECT_EQ(d.agent_name(nobody), "");
  EXPECT_THAT(d.groups(), ElementsAre(sales, help));
  EXPECT_THAT(d.stations(), ElementsAre(desk105, desk106, desk107));
  EXPECT_THAT(d.agents(), ElementsAre(ann, bob, cid));
  EXPECT_EQ(d.trunks().size(), 4u);
  EXPECT_EQ(d.agent_at(desk105), std::nullopt);
  c.make_ready(ann, desk105);
  EXPECT_EQ(d.agent_at(desk105), ann);
  EXPECT_EQ(d.address_of(ann), desk105);
  EXPECT_THAT(d.sessions_of(ann), ElementsAre(std::pair{sales, AgentState::ready}, std::pair{help, AgentState::ready}));
  EXPECT_THAT(d.sessions_of(nobody), IsEmpty());
}

}  // namespace
}  // namespace acdloop::acd::test
