// SPDX-License-Identifier: Apache-2.0
// What a bench file may say of a real Asterisk, and what an operator types there when we cannot act any more. Used by
// the protocol's entry in the registry.
#pragma once

#include <expected>
#include <span>
#include <string>

#include "drivers/asterisk_ami/protocol.hpp"
#include "drivers/cti/settings.hpp"

namespace acdloop::asterisk_ami {

std::span<const cti::SettingRow> setting_rows();
// What no word says is as it is in `Settings`. The error names the word.
std::expected<Settings, cti::SettingFault> settings_from(const cti::SettingValues& values);

// A command for the shell of the machine that Asterisk runs on; empty where there is none.
std::string command_of(const cti::Request& request, const Dialect& dialect, const cti::Naming& naming);

}  // namespace acdloop::asterisk_ami
