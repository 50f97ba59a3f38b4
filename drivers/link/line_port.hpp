// SPDX-License-Identifier: Apache-2.0
// Pseudo-terminals whose both ends are in this process: the switch's side registers a port, the application's side
// finds it by any of its paths. Kept in the Exchange. Used by pty_listener and line_connector.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "drivers/link/pump.hpp"
#include "drivers/link/terminal.hpp"

namespace acdloop::link {

// One pseudo-terminal, from its making until the switch's side closes it.
struct LinePort {
  std::string slave_path;
  FileDescriptor slave;
  std::weak_ptr<Pump> switch_side;
  // Bytes that the kernel took from the switch's side, and that readers in this process took from it. The difference is
  // what an application that opens the line would find there from before.
  std::uint64_t written = 0;
  std::uint64_t read = 0;
};

class LinePorts {
 public:
  void publish(const std::string& path, std::shared_ptr<LinePort> port) { ports_[path] = std::move(port); }
  void withdraw(const std::string& path) { ports_.erase(path); }
  std::shared_ptr<LinePort> find(const std::string& path) const {
    const auto found = ports_.find(path);
    return found == ports_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::string, std::shared_ptr<LinePort>> ports_;
};

}  // namespace acdloop::link
