// SPDX-License-Identifier: Apache-2.0
// Puts a spoiled agent session (or a spoiled notification) between the façade and its applications. A façade defect
// says how a session is wrapped; identity is kept: one inner session, one wrapper.
#pragma once

#include <functional>
#include <memory>

#include "drivers/tapi/agent_session.hpp"

namespace acdloop::defects {

struct FacadeSpoiler {
  // Wraps a session; null = sessions stay as they are.
  std::function<std::shared_ptr<tapi::AgentSession>(std::shared_ptr<tapi::AgentSession>)> session = {};
  // Changes a notification on its way to the application.
  std::function<void(tapi::Notification&)> notification = {};
  // Called once for every new application, before anybody else has it.
  std::function<void(tapi::Application&)> application = {};
  // Hands a notification on: as it is, otherwise, later, twice or never. Comes after `notification`.
  std::function<void(const tapi::Notification&, const tapi::NotificationSink& sink)> deliver = {};
  // Changes the mask of put_EventFilter.
  std::function<std::int32_t(std::int32_t)> filter = {};
};

std::unique_ptr<tapi::Telephony> spoil(std::unique_ptr<tapi::Telephony> inner, FacadeSpoiler spoiler);

}  // namespace acdloop::defects
