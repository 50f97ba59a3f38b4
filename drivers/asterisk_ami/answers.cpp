// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/answers.hpp"

namespace acdloop::asterisk_ami {
namespace {

using enum cti::RefusalCause;

struct TextRow {
  std::string_view text;
  cti::RefusalCause cause;
  bool begins = false;  // a name follows
};
// app_queue.c, manager.c.
constexpr TextRow texts[] = {
    {"Unable to add interface: Already there", already_logged_on_here},
    {"Unable to add interface to queue: No such queue", invalid_group},
    {"Unable to remove interface from queue: No such queue", invalid_group},
    {"Unable to remove interface: Not there", not_logged_on},
    {"Interface not found", invalid_identifier},
    {"Member not dynamic", privilege},
    {"Permission denied", privilege},
    {"'Queue' not specified.", bad_request},
    {"'Interface' not specified.", bad_request},
    {"Need 'Queue' and 'Interface' parameters.", bad_request},
    {"Need 'Interface' and 'Paused' parameters.", bad_request},
    {"Need 'Interface' and 'Penalty' parameters.", bad_request},
    {"Missing action in request", bad_request},
    {"Failed to parse message: line too long", bad_request},
    {"Too many lines in message or allocation failure", bad_request},
    {"Channel not specified", bad_request},
    {"No channel specified", bad_request},
    {"Invalid/unknown command: ", unsupported_request, true},
    {"Out of memory", resource_limit},
    {"No such channel", invalid_call},
    {"Channel does not exist: ", invalid_call, true},
    {"Extension does not exist.", invalid_destination},
    {"Originate failed", generic},
    {"Asterisk is shutting down", out_of_service},
};

struct CauseRow {
  std::string_view action;  // empty: any
  cti::RefusalCause cause;
  std::string_view text;
};
constexpr CauseRow causes[] = {
    {"QueueAdd", already_logged_on_here, "Unable to add interface: Already there"},
    {"QueueAdd", already_logged_on_elsewhere, "Unable to add interface: Already there"},
    {"QueueAdd", address_in_use, "Unable to add interface: Already there"},
    {"QueueRemove", not_logged_on, "Unable to remove interface: Not there"},
    {"QueueRemove", invalid_group, "Unable to remove interface from queue: No such queue"},
    {"Originate", invalid_destination, "Extension does not exist."},
    {"", privilege, "Permission denied"},
    {"", out_of_service, "Asterisk is shutting down"},
    {"QueueAdd", resource_limit, "Out of memory"},
    {"QueueRemove", resource_limit, "Out of memory"},
    // The nearest.
    {"QueueAdd", none, "Unable to add interface to queue: No such queue"},
    {"QueueRemove", none, "Unable to remove interface: Not there"},
    {"QueuePause", none, "Interface not found"},
    {"Originate", none, "Originate failed"},
    {"Hangup", none, "No such channel"},
};

}  // namespace

std::string text_of(cti::RefusalCause cause, std::string_view action) {
  if (cause == unsupported_request) return unknown_command(action);
  for (const CauseRow& row : causes) {
    if ((row.action.empty() || row.action == action) && (row.cause == cause || row.cause == none))
      return std::string{row.text};
  }
  return "Permission denied";
}

cti::RefusalCause cause_of(std::string_view text) {
  for (const TextRow& row : texts) {
    if (row.begins ? text.starts_with(row.text) : text == row.text) return row.cause;
  }
  return generic;
}

std::string unknown_command(std::string_view name) {
  return "Invalid/unknown command: " + std::string{name.substr(0, 200)} +
         ". Use Action: ListCommands to show available commands.";
}

}  // namespace acdloop::asterisk_ami
