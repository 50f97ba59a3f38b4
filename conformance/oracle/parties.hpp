// SPDX-License-Identifier: Apache-2.0
// Who is in which call, so that it can be told when nobody is left to talk to. Calls that were joined by a transfer
// or a conference are one from then on and keep both names. Inner part of the oracle.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/ids.hpp"

namespace acdloop::oracle {

class Parties {
 public:
  // Absent: the person outside who called, or who was called.
  using Party = std::optional<cti::Address>;

  void enter(const std::string& call, const Party& party);
  // False: that party was not known to be in the call.
  bool leave(const std::string& call, const Party& party);
  void join(const std::string& call, const std::string& other);
  std::size_t count(const std::string& call) const;
  bool same(std::string_view call, std::string_view other) const { return root_of(call) == root_of(other); }

 private:
  std::string_view root_of(std::string_view call) const;
  std::map<std::string, std::string, std::less<>> joined_to_;
  std::map<std::string, std::vector<Party>, std::less<>> members_;  // by the root of the call
};

}  // namespace acdloop::oracle
