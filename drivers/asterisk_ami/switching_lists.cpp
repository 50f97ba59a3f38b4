// SPDX-License-Identifier: Apache-2.0
// Answers in several messages: a reply, one event an item without Privilege, and an end that counts them.
#include <algorithm>
#include <cstdio>
#include <utility>

#include "drivers/asterisk_ami/interfaces.hpp"
#include "drivers/asterisk_ami/releases.hpp"
#include "drivers/asterisk_ami/switching_end.hpp"

namespace acdloop::asterisk_ami {
namespace {

std::string percent(std::int64_t part, std::int64_t whole) {
  char text[32];
  std::snprintf(text, sizeof text, "%2.1f",
                whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
  return text;
}

}  // namespace

void SwitchingEnd::list(const Message& action, std::string_view text, std::string_view end, std::vector<Message> items,
                        Turn turn) {
  const bool framed = has(settings_.dialect.release, Feature::event_list);
  const std::string_view id = action["ActionID"];
  Message begins{"Response", "Success"};
  if (!id.empty()) begins.add("ActionID", id);
  if (framed) begins.add("EventList", "start");
  send(begins.add("Message", text), turn);
  for (Message& item : items) {
    if (!id.empty()) item.add("ActionID", id);
    send(item, turn);
  }
  Message ends{"Event", end};
  if (!id.empty()) ends.add("ActionID", id);
  if (framed) ends.add("EventList", "Complete").add("ListItems", static_cast<std::int64_t>(items.size()));
  send(ends, turn);
}

// Equal to the interface or to the name of a member.
bool SwitchingEnd::is_meant(const Message& action, const Member& member) const {
  const std::string_view wanted = action["Member"];
  return wanted.empty() || wanted == writer_.interface(member) || wanted == writer_.member_name(member);
}

// Of one queue, or of one member: the switching function is asked, so that what delays its answers delays this one.
void SwitchingEnd::queue_status(const Message& action, Turn turn) {
  const auto queue = queue_named(action["Queue"]);
  if (!queue) return list_status(action, turn);
  cti::Request request;
  request.kind = cti::RequestKind::query_group;
  request.group = queue;
  const auto device = device_of_interface(action["Member"]);
  if (device && directory_.has_station(cti::Address{*device})) {
    request.kind = cti::RequestKind::query_agent_state;
    request.address = cti::Address{*device};
  }
  submit(std::move(request), action, turn);
}

void SwitchingEnd::list_status(const Message& action, Turn turn) {
  std::vector<Message> items;
  for (const cti::AcdGroupId& queue : directory_.groups()) {
    const bool named = action["Queue"].empty() || same_word(EventWriter::queue_name(queue), action["Queue"]);
    if (named && directory_.has_group(queue)) add_status(action, queue, items, turn.now);
  }
  list(action, "Queue status will follow", "QueueStatusComplete", std::move(items), turn);
}

void SwitchingEnd::add_status(const Message& action, const cti::AcdGroupId& queue, std::vector<Message>& items,
                              TimePoint now) {
  const Release& release = settings_.dialect.release;
  const QueueTotals& totals = writer_.queues.totals(queue);
  const std::vector<cti::CallId>& waiting = writer_.queues.waiting(queue);
  const std::string name = EventWriter::queue_name(queue);
  Message params{"Event", "QueueParams"};
  params.add("Queue", name).add("Max", "0").add("Strategy", "leastrecent");
  params.add("Calls", static_cast<std::int64_t>(waiting.size())).add("Holdtime", totals.hold_time);
  params.add("TalkTime", totals.talk_time).add("Completed", totals.completed).add("Abandoned", totals.abandoned);
  params.add("ServiceLevel", service_level);
  params.add("ServicelevelPerf", percent(totals.completed_in_time, totals.completed));
  if (has(release, Feature::second_service_level)) {
    params.add("ServicelevelPerf2", percent(totals.completed_in_time, totals.completed + totals.abandoned));
  }
  items.push_back(params.add("Weight", "0"));
  for (const Member* member : writer_.members.of(queue)) {
    if (is_meant(action, *member)) items.push_back(status_of(*member));
  }
  for (const cti::CallId& call : waiting) {
    const std::vector<Channel*> channels = writer_.channels.of(call);
    if (channels.empty()) continue;
    const auto known = [](const std::string& text) { return text.empty() ? std::string{"unknown"} : text; };
    Message entry{"Event", "QueueEntry"};
    entry.add("Queue", name).add("Position", static_cast<std::int64_t>(writer_.queues.place(call)));
    entry.add("Channel", channels.front()->name).add("Uniqueid", channels.front()->unique_id);
    entry.add("CallerIDNum", known(channels.front()->number)).add("CallerIDName", "unknown");
    entry.add("ConnectedLineNum", known(channels.front()->connected)).add("ConnectedLineName", "unknown");
    entry.add("Wait", writer_.queues.seconds_between(writer_.queues.find(call)->joined, now));
    if (has(release, Feature::entry_priority)) entry.add("Priority", "0");
    items.push_back(std::move(entry));
  }
}

Message SwitchingEnd::status_of(const Member& member) const {
  const Release& release = settings_.dialect.release;
  Message item{"Event", "QueueMember"};
  item.add("Queue", EventWriter::queue_name(member.queue)).add("Name", writer_.member_name(member));
  item.add("Location", writer_.interface(member));
  if (has(release, Feature::state_interface)) item.add("StateInterface", writer_.interface(member));
  item.add("Membership", "dynamic").add("Penalty", member.penalty).add("CallsTaken", member.calls_taken);
  item.add("LastCall", member.last_call);
  if (has(release, Feature::last_pause)) item.add("LastPause", member.last_pause);
  if (has(release, Feature::login_time)) item.add("LoginTime", member.login_time);
  if (has(release, Feature::in_call)) {
    item.add(release.major <= 11 ? "IsInCall" : "InCall", member.in_call ? "1" : "0");
  }
  item.add("Status", static_cast<std::int64_t>(member.status)).add("Paused", member.paused ? "1" : "0");
  if (has(release, Feature::paused_reason)) item.add("PausedReason", member.paused_reason);
  if (has(release, Feature::wrap_up_time)) item.add("Wrapuptime", member.wrap_up_time);
  return item;
}

// An agent in wrap-up counts as available here.
void SwitchingEnd::queue_summary(const Message& action, Turn turn) {
  std::vector<Message> items;
  for (const cti::AcdGroupId& queue : directory_.groups()) {
    const std::string name = EventWriter::queue_name(queue);
    if (!action["Queue"].empty() && !same_word(name, action["Queue"])) continue;
    const std::vector<Member*> members = writer_.members.of(queue);
    const auto logged_in =
        std::ranges::count_if(members, [](const Member* member) { return member->status != DeviceState::unavailable; });
    const auto available = std::ranges::count_if(
        members, [](const Member* member) { return member->status == DeviceState::not_in_use && !member->paused; });
    const std::vector<cti::CallId>& waiting = writer_.queues.waiting(queue);
    const QueueTotals& totals = writer_.queues.totals(queue);
    std::int64_t longest = 0;
    for (const cti::CallId& call : waiting) {
      longest = std::max(longest, writer_.queues.seconds_between(writer_.queues.find(call)->joined, turn.now));
    }
    Message item{"Event", "QueueSummary"};
    item.add("Queue", name).add("LoggedIn", logged_in).add("Available", available);
    item.add("Callers", static_cast<std::int64_t>(waiting.size())).add("HoldTime", totals.hold_time);
    items.push_back(item.add("TalkTime", totals.talk_time).add("LongestHoldTime", longest));
  }
  list(action, "Queue summary will follow", "QueueSummaryComplete", std::move(items), turn);
}

}  // namespace acdloop::asterisk_ami
