// SPDX-License-Identifier: Apache-2.0
// Calls that are handed on: hold of a consultation, ids that change, whose ACD call it is. Every figure is worked out
// by hand from the reports above it.
#include <gtest/gtest.h>

#include "drivers/tapi/tests/watched_tracker.hpp"

namespace acdloop::tapi {
namespace {

const cti::AgentId bob{"bob"};
const cti::Address desk106{"106"};
const cti::AgentSessionKey bob_sales{bob, sales, desk106};
const cti::AgentSessionKey bob_service{bob, service, desk106};
const cti::DeviceId at105{"105", cti::DeviceCategory::station};
const cti::DeviceId at106{"106", cti::DeviceCategory::station};

// The same report at bob's desk.
cti::Event at_bobs(cti::Event event) {
  if (auto* call = std::get_if<cti::CallEvent>(&event.body)) {
    call->changes.front().connection.device = at106;
  } else {
    auto& agent = std::get<cti::AgentEvent>(event.body);
    agent.report.subject.agent = bob;
    agent.report.subject.address = desk106;
  }
  return event;
}
// Ann's own phone dials c2.
cti::Event consulted(const char* call) {
  cti::Event event = later(cti::CallEventKind::originated, cti::ConnectionState::connected, call);
  std::get<cti::CallEvent>(event.body).info.calling = at105;
  return event;
}
cti::Event joined(cti::CallEventKind kind) {
  cti::CallEvent event;
  event.kind = kind;
  event.info.call = cti::CallId{"c1"};
  event.by = at105;
  event.renamed = cti::Renamed{cti::CallId{"c2"}, cti::CallId{"c1"}};
  if (kind == cti::CallEventKind::transferred) {
    event.changes = {{{cti::CallId{"c1"}, at105}, cti::ConnectionState::null},
                     {{cti::CallId{"c2"}, at105}, cti::ConnectionState::null}};
  } else {
    event.changes = {{{cti::CallId{"c1"}, at105}, cti::ConnectionState::connected},
                     {{cti::CallId{"c1"}, at106}, cti::ConnectionState::connected}};
  }
  return {event};
}
cti::Event passed_on(const char* call) {
  cti::Event event = later(cti::CallEventKind::transferred, cti::ConnectionState::null, call);
  std::get<cti::CallEvent>(event.body).by = at105;
  return event;
}

// Ann: sales, ready at once; c1 rings at 8 and is answered at 12.8. Bob: sales and service.
struct Handing : Watched {
  Handing() : Watched(groupless_dialect()) {
    feed(0, logged_on(sales));
    feed(0, at_bobs(logged_on(sales)));
    feed(0, at_bobs(logged_on(service)));
    feed(0.5, ready());
    feed(0.5, at_bobs(ready()));
    feed(8, delivered("c1"));
    feed(12.8, established("c1"));
  }
  void consult(std::optional<cti::AcdGroupId> group) {
    feed(25.1, held("c1"));
    feed(25.1, consulted("c2"));
    feed(28, at_bobs(delivered("c2", group)));
  }
};

TEST(TransferTracker, AnAnnouncedTransferThroughAQueueIsAnAcdCallForBoth) {
  Handing w;
  w.consult(service);
  EXPECT_EQ(w.feed(31.4, at_bobs(established("c2"))), Words{"service ASE_BUSY"});
  EXPECT_EQ(w.feed(42.5, joined(cti::CallEventKind::transferred)), Words{});
  EXPECT_EQ(w.feed(42.5, wrap_up_or_not_ready()), Words{"sales ASE_WRAPUP"});
  w.feed(42.5, cleared("c2"));
  EXPECT_EQ(w.feed(47.7, ready()), Words{"sales ASE_READY"});
  w.feed(73.2, at_bobs(cleared("c1")));
  EXPECT_EQ(w.feed(73.2, at_bobs(wrap_up_or_not_ready())), Words{"service ASE_WRAPUP"});
  w.feed(80.9, at_bobs(ready()));
  EXPECT_EQ(w.figure(ann_sales, "calls", 120), 1);
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 120), 12) << "29.7 on the phone, 17.4 of them on hold";
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 120), 5);
  EXPECT_EQ(w.figure(ann_sales, "call_time", 120), 34);
  EXPECT_EQ(w.figure(bob_service, "calls", 120), 1);
  EXPECT_EQ(w.figure(bob_service, "talk_time", 120), 41) << "with ann first and with the caller after her";
  EXPECT_EQ(w.figure(bob_service, "call_time", 120), 49);
  EXPECT_EQ(w.figure(bob_service, "longest_time_to_answer", 120), 3);
  EXPECT_EQ(w.figure(bob_sales, "calls", 120), 0);
}

TEST(TransferTracker, ACallWhoseCallerGivesUpIsOverWithTheConsultation) {
  Handing w;
  w.consult({});
  EXPECT_EQ(w.feed(31.4, at_bobs(established("c2"))), Words{});
  EXPECT_EQ(w.feed(36.9, cleared("c1")), Words{});
  EXPECT_EQ(w.feed(45.2, cleared("c2")), Words{});
  EXPECT_EQ(w.feed(45.2, wrap_up_or_not_ready()), Words{"sales ASE_WRAPUP"});
  EXPECT_EQ(w.feed(50.8, ready()), Words{"sales ASE_READY"});
  EXPECT_EQ(w.figure(ann_sales, "calls", 120), 1);
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 120), 12) << "25.1 - 12.8: on hold ever since";
  EXPECT_EQ(w.figure(ann_sales, "wrap_up_time", 120), 5) << "50.8 - 45.2";
  EXPECT_EQ(w.figure(ann_sales, "call_time", 120), 38) << "50.8 - 12.8";
}

TEST(TransferTracker, WhatWasDialledBeforeTheCallIsNoConsultationInIt) {
  Watched w{groupless_dialect()};
  w.feed(0, logged_on(sales));
  w.feed(0.5, ready());
  w.feed(5, consulted("p1"));  // a private call, on a phone that takes a second one
  w.feed(8, delivered("c1"));
  w.feed(12.8, established("c1"));
  w.feed(25.1, cleared("c1"));
  EXPECT_EQ(w.feed(25.1, wrap_up_or_not_ready()), Words{"sales ASE_WRAPUP"});
  EXPECT_EQ(w.feed(30.3, ready()), Words{"sales ASE_READY"});
  EXPECT_EQ(w.figure(ann_sales, "call_time", 120), 17) << "30.3 - 12.8";
}

TEST(TransferTracker, AnAnnouncedTransferToADeskIsNone) {
  Handing w;
  w.consult({});
  EXPECT_EQ(w.feed(31.4, at_bobs(established("c2"))), Words{});
  w.feed(42.5, joined(cti::CallEventKind::transferred));
  w.feed(42.5, wrap_up_or_not_ready());
  EXPECT_EQ(w.feed(73.2, at_bobs(cleared("c1"))), Words{});
  EXPECT_EQ(w.state(bob_sales), SessionState::ready);
  EXPECT_EQ(w.figure(bob_sales, "calls", 120), 0);
  EXPECT_EQ(w.figure(bob_service, "calls", 120), 0);
  EXPECT_EQ(w.figure(ann_sales, "calls", 120), 1);
}

TEST(TransferTracker, CompletedWhileTheThirdPhoneRingsItIsAnsweredUnderTheOtherId) {
  Handing w;
  w.consult(service);
  w.feed(30.1, joined(cti::CallEventKind::transferred));
  w.feed(30.1, wrap_up_or_not_ready());
  EXPECT_EQ(w.feed(34.6, at_bobs(established("c1"))), Words{"service ASE_BUSY"});
  w.feed(60, at_bobs(cleared("c1")));
  w.feed(60, at_bobs(ready()));
  EXPECT_EQ(w.figure(bob_service, "calls", 120), 1);
  EXPECT_EQ(w.figure(bob_service, "longest_time_to_answer", 120), 6) << "from 28, when it began to ring";
  EXPECT_EQ(w.figure(bob_service, "call_time", 120), 25);
}

TEST(TransferTracker, AConferenceEndsTheHoldAndTheLegGoesOn) {
  Handing w;
  w.consult({});
  w.feed(31.4, at_bobs(established("c2")));
  EXPECT_EQ(w.feed(42.5, joined(cti::CallEventKind::conferenced)), Words{});
  EXPECT_EQ(w.state(ann_sales), SessionState::busy_on_call);
  EXPECT_EQ(w.feed(50, at_bobs(cleared("c1"))), Words{});
  w.feed(62.5, cleared("c1"));
  EXPECT_EQ(w.feed(62.5, wrap_up_or_not_ready()), Words{"sales ASE_WRAPUP"});
  w.feed(70, ready());
  EXPECT_EQ(w.figure(ann_sales, "calls", 120), 1);
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 120), 32) << "49.7 on the phone, 17.4 of them on hold";
  EXPECT_EQ(w.figure(ann_sales, "call_time", 120), 57);
  EXPECT_EQ(w.figure(bob_sales, "calls", 120), 0);
}

TEST(TransferTracker, InOneStepToAGroupItCountsForWhoeverAnswers) {
  Handing w;
  w.feed(24.9, passed_on("c1"));
  EXPECT_EQ(w.feed(24.9, wrap_up_or_not_ready()), Words{"sales ASE_WRAPUP"});
  w.feed(25.3, at_bobs(delivered("c1", service)));
  EXPECT_EQ(w.feed(29.2, at_bobs(established("c1"))), Words{"service ASE_BUSY"});
  w.feed(48.8, at_bobs(cleared("c1")));
  w.feed(48.8, at_bobs(wrap_up_or_not_ready()));
  w.feed(55.2, at_bobs(ready()));
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 120), 12);
  EXPECT_EQ(w.figure(bob_service, "call_time", 120), 26);
}

// A wire without the group on delivery: where the call came from first must not decide.
TEST(TransferTracker, TheQueueItCameFromIsForgotten) {
  Watched w{groupless_dialect()};
  w.feed(0, logged_on(sales));
  w.feed(0, at_bobs(logged_on(sales)));
  cti::Event queued = later(cti::CallEventKind::queued, cti::ConnectionState::queued, "c1");
  std::get<cti::CallEvent>(queued.body).changes.front().connection.device = {"sales", cti::DeviceCategory::acd_group};
  w.feed(7, queued);
  w.feed(8, later(cti::CallEventKind::delivered, cti::ConnectionState::alerting, "c1"));
  EXPECT_EQ(w.feed(12, established("c1")), Words{"sales ASE_BUSY"});
  w.feed(20, passed_on("c1"));
  w.feed(20, at_bobs(later(cti::CallEventKind::delivered, cti::ConnectionState::alerting, "c1")));
  EXPECT_EQ(w.feed(22, at_bobs(established("c1"))), Words{});
  EXPECT_EQ(w.state(bob_sales), SessionState::ready);
}

TEST(TransferTracker, AnUnknownCallThatIsRenamedChangesNothing) {
  Handing w;
  cti::Event event = joined(cti::CallEventKind::transferred);
  std::get<cti::CallEvent>(event.body).changes.clear();
  std::get<cti::CallEvent>(event.body).renamed = cti::Renamed{cti::CallId{"x"}, cti::CallId{"y"}};
  EXPECT_EQ(w.feed(20, event), Words{});
  EXPECT_EQ(w.state(ann_sales), SessionState::busy_on_call);
}

TEST(TransferTracker, ACallThatIsGivenItsOwnNameStaysWhereItIs) {
  Handing w;
  cti::Event event = later(cti::CallEventKind::conferenced, cti::ConnectionState::connected, "c1");
  std::get<cti::CallEvent>(event.body).renamed = cti::Renamed{cti::CallId{"c1"}, cti::CallId{"c1"}};
  EXPECT_EQ(w.feed(20, event), Words{});
  EXPECT_EQ(w.feed(22.8, cleared("c1")), Words{});
  EXPECT_EQ(w.feed(22.8, wrap_up_or_not_ready()), Words{"sales ASE_WRAPUP"});
  EXPECT_EQ(w.figure(ann_sales, "talk_time", 60), 10);
}

TEST(ForcedLogOut, InACallEndsTheSessionAndCutsTheCall) {
  Handing w;
  w.session(ann_sales);
  EXPECT_EQ(w.feed(22.8, logged_off(sales)), Words{"sales ASE_END"});
  EXPECT_EQ(w.feed(22.8, cleared("c1")), Words{});
  EXPECT_EQ(w.figure(ann_sales, "call_time", 60), 10);
  EXPECT_EQ(w.figure(ann_sales, "duration", 60), 22);
}

TEST(PrivateCalls, OfTheAgentsOwnAreNotCounted) {
  Watched w{groupless_dialect()};
  w.feed(0, logged_on(sales));
  w.feed(0.5, ready());
  w.feed(5, consulted("p1"));
  w.feed(5, phone_in_use());
  w.feed(30, cleared("p1"));
  EXPECT_EQ(w.feed(30, ready()), Words{});
  EXPECT_EQ(w.figure(ann_sales, "calls", 60), 0);
  EXPECT_EQ(w.figure(ann_sales, "call_time", 60), 0);
}

}  // namespace
}  // namespace acdloop::tapi
