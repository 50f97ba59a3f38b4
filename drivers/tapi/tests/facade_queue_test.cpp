// SPDX-License-Identifier: Apache-2.0
// ITQueue and ITACDGroup over a switch that says what the test wants; the limits of the façade.
#include <memory>
#include <vector>

#include "drivers/tapi/queue_book.hpp"
#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

cti::Event queued(const std::string& call, const cti::AcdGroupId& group) {
  cti::CallEvent event;
  event.kind = cti::CallEventKind::queued;
  event.info.call = cti::CallId{call};
  event.info.call_class = cti::CallClass::acd;
  event.info.group = group;
  event.changes = {
      {{cti::CallId{call}, {group.value(), cti::DeviceCategory::acd_group}}, cti::ConnectionState::queued}};
  return {event};
}
cti::Event hung_up_in(const std::string& call, const cti::AcdGroupId& group, const std::string& by) {
  cti::CallEvent event;
  event.kind = cti::CallEventKind::connection_cleared;
  event.info.call = cti::CallId{call};
  event.by = {by, cti::DeviceCategory::unknown};
  event.changes = {{{cti::CallId{call}, {group.value(), cti::DeviceCategory::acd_group}}, cti::ConnectionState::null}};
  return {event};
}

class FacadeQueue : public FacadeBench {
 protected:
  void SetUp() override {
    Site site;
    site.name = "switch";
    site.groups = {sales, service};
    site.addresses = {desk};
    application.reset();
    facade.reset();
    facade = std::make_unique<Facade>(wire, clock.door(), Readings{}, site, Limits{4, 2});
    application = facade->open_application();
    application->put_event_filter(-1);
    application->advise([this](const Notification& n) {
      if (n.session) last_notification = n;
      if (n.tapi_event == TE_QUEUE) queue_events.push_back(n.event);
      if (n.tapi_event == TE_ACDGROUP) group_events.push_back(n.event);
    });
  }
  std::vector<std::shared_ptr<AcdGroup>> groups() {
    std::vector<std::shared_ptr<AcdGroup>> all;
    handler()->get_acd_groups(&all, {});
    settle();
    return all;
  }
  std::shared_ptr<Queue> queue_of(AcdGroup& group) {
    std::vector<std::shared_ptr<Queue>> queues;
    group.get_queues(&queues, {});
    wire.grant(wire.sent.back());
    return queues.at(0);
  }
  std::int32_t figure(Queue& queue, QueueMethod method) {
    std::int32_t value = -1;
    Outcome outcome;
    queue.get_figure(method, &value, into(outcome));
    wire.grant(wire.sent.back());
    EXPECT_EQ(outcome.code, S_OK_);
    return value;
  }
  std::vector<std::int32_t> queue_events, group_events;
};

TEST_F(FacadeQueue, GroupsAndAddressesAreThoseOfTheSite) {
  const auto all = groups();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0]->id(), sales);
  EXPECT_EQ(queue_of(*all[0])->group(), sales);
  std::vector<std::shared_ptr<const AddressObject>> addresses;
  handler()->get_usable_addresses(&addresses, {});
  settle();
  ASSERT_EQ(addresses.size(), 1u);
  EXPECT_EQ(addresses[0]->id, desk);
}

TEST_F(FacadeQueue, CallsWaitAreAnsweredGiveUpFlowAndAreTurnedAway) {
  const auto all = groups();
  const auto of_sales = queue_of(*all[0]);
  const auto of_service = queue_of(*all[1]);
  say(10, queued("c1", sales));
  say(12, queued("c2", sales));
  say(13, queued("c3", sales));
  say(14, queued("c4", sales));
  say(20, queued("c1", sales));  // back from a phone that nobody answered
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_TotalCallsQueued), 4);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_CurrentCallsQueued), 4);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_CurrentLongestWaitTime), 10);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_LongestEverWaitTime), 10);
  say(30, established("c1"));
  say(31, hung_up_in("c2", sales, "97061"));
  say(33, queued("c3", service));
  say(44, hung_up_in("c4", sales, "sales"));
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_CurrentCallsQueued), 0);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_TotalCallsAbandoned), 1);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_TotalCallsFlowedOut), 1);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_FinalDisposition), 1);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_LongestEverWaitTime), 30);
  EXPECT_EQ(figure(*of_sales, QueueMethod::get_AverageWaitTime), 22);  // (20 + 19 + 20 + 30) / 4
  EXPECT_EQ(figure(*of_service, QueueMethod::get_TotalCallsFlowedIn), 1);
  EXPECT_EQ(figure(*of_service, QueueMethod::get_CurrentCallsQueued), 1);
}

TEST_F(FacadeQueue, APeriodOfAQueueStartsTheCountsAnewAndKeepsWhoWaits) {
  const auto queue = queue_of(*groups()[0]);
  say(10, queued("c1", sales));
  Outcome zero, hour;
  queue->put_measurement_period(0, into(zero));
  queue->put_measurement_period(3600, into(hour));
  settle();
  EXPECT_EQ(zero.code, E_INVALIDARG_);
  EXPECT_EQ(hour.code, S_OK_);
  EXPECT_EQ(figure(*queue, QueueMethod::get_TotalCallsQueued), 0);
  EXPECT_EQ(figure(*queue, QueueMethod::get_CurrentCallsQueued), 1);
}

TEST_F(FacadeQueue, ARemovedGroupIsKnownFromTheFirstRefusalOn) {
  const auto group = groups()[0];
  const auto queue = queue_of(*group);
  std::int32_t value = -1;
  Outcome figure_gone, name_gone, queues_gone, other;
  queue->get_figure(QueueMethod::get_TotalCallsQueued, &value, into(figure_gone));
  wire.refuse(wire.sent.back(), cti::RefusalCause::invalid_group);
  EXPECT_EQ(figure_gone.code, TAPI_E_CALLCENTER_QUEUE_REMOVED_);
  EXPECT_EQ(value, -1);
  EXPECT_EQ(group_events, std::vector{1});
  EXPECT_EQ(queue_events, std::vector{1});
  const std::size_t sent = wire.sent.size();
  std::string name;
  std::vector<std::shared_ptr<Queue>> queues;
  group->get_name(&name, into(name_gone));
  group->get_queues(&queues, into(queues_gone));
  settle();
  EXPECT_EQ(name_gone.code, TAPI_E_CALLCENTER_GROUP_REMOVED_);
  EXPECT_EQ(queues_gone.code, TAPI_E_CALLCENTER_GROUP_REMOVED_);
  EXPECT_EQ(wire.sent.size(), sent) << "it is not asked for again";
  EXPECT_EQ(groups().size(), 1u);
}

TEST_F(FacadeQueue, AnyOtherRefusalIsThatError) {
  const auto queue = queue_of(*groups()[0]);
  std::int32_t value = -1;
  Outcome outcome;
  queue->get_figure(QueueMethod::get_TotalCallsQueued, &value, into(outcome));
  wire.refuse(wire.sent.back(), cti::RefusalCause::resource_busy);
  EXPECT_EQ(outcome.code, LINEERR_RESOURCEUNAVAIL_);
  EXPECT_TRUE(queue_events.empty());
}

TEST_F(FacadeQueue, AGroupThatOnlyTheSwitchNamesIsNew) {
  wire.say(logged_on(cti::AcdGroupId{"help"}));
  EXPECT_EQ(group_events, std::vector{0});
  EXPECT_EQ(queue_events, std::vector{0});
  EXPECT_EQ(groups().size(), 3u);
}

TEST_F(FacadeQueue, MoreSessionsOrRequestsThanItTakesOnAreOutOfMemory) {
  wire.say(logged_on(sales));
  wire.say(logged_on(service));
  std::shared_ptr<AgentSession> s;
  Outcome third;
  agent()->create_session(cti::AcdGroupId{"help"}, desk, &s, into(third));
  settle();
  EXPECT_EQ(third.code, E_OUTOFMEMORY_);
  EXPECT_TRUE(wire.sent.empty());
  std::int32_t out[5];
  Outcome last;
  const auto by = agent();
  for (int index = 0; index < 4; ++index) by->get_figure(AgentMethod::get_NumberOfACDCalls, &out[index], {});
  by->get_figure(AgentMethod::get_NumberOfACDCalls, &out[4], into(last));
  settle();
  EXPECT_EQ(last.code, E_OUTOFMEMORY_);
  EXPECT_EQ(wire.sent.size(), 4u);
}

}  // namespace
}  // namespace acdloop::tapi
