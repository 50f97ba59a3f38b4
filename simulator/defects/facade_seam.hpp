// SPDX-License-Identifier: Apache-2.0
// Puts spoiled objects (or a spoiled notification) between the façade and its applications. A façade defect says how an
// object is wrapped; identity is kept: one inner object, one wrapper, whichever way an application comes by it.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "drivers/tapi/telephony.hpp"

namespace acdloop::defects {

// Wraps an object; null = objects of that kind stay as they are.
template <class Object>
using Spoil = std::function<std::shared_ptr<Object>(std::shared_ptr<Object>)>;

struct FacadeSpoiler {
  Spoil<tapi::AgentSession> session = {};
  // Changes a notification on its way to the application.
  std::function<void(tapi::Notification&)> notification = {};
  // Called once for every new application, before anybody else has it.
  std::function<void(tapi::Application&)> application = {};
  Spoil<tapi::Agent> agent = {};
  Spoil<tapi::AcdGroup> group = {};
  Spoil<tapi::Queue> queue = {};
  Spoil<tapi::AgentHandler> handler = {};
  // Tells the session that `session` made of one of the façade's what is about to be told of it: a SessionEvent's
  // number.
  std::function<void(tapi::AgentSession& spoiled, std::int32_t event)> told = {};
  // Hands a notification on: as it is, otherwise, later, twice or never. Comes after `notification`.
  // Made anew for every application, so that what one was told says nothing of another.
  using Deliver = std::function<void(const tapi::Notification&, const tapi::NotificationSink& sink)>;
  std::function<Deliver()> deliver = {};
  // Changes the mask of put_EventFilter.
  std::function<std::int32_t(std::int32_t)> filter = {};
  // Changes the mask that get_EventFilter gives back.
  std::function<std::int32_t(std::int32_t)> filter_told = {};
};

std::unique_ptr<tapi::Telephony> spoil(std::unique_ptr<tapi::Telephony> inner, FacadeSpoiler spoiler);

}  // namespace acdloop::defects
