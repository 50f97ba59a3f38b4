// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/parties.hpp"

#include <algorithm>

namespace acdloop::oracle {

std::string_view Parties::root_of(std::string_view call) const {
  for (auto at = joined_to_.find(call); at != joined_to_.end(); at = joined_to_.find(call)) call = at->second;
  return call;
}

void Parties::enter(const std::string& call, const Party& party) {
  members_[std::string{root_of(call)}].push_back(party);
}

bool Parties::leave(const std::string& call, const Party& party) {
  std::vector<Party>& members = members_[std::string{root_of(call)}];
  const auto member = std::find(members.begin(), members.end(), party);
  if (member == members.end()) return false;
  members.erase(member);
  return true;
}

void Parties::join(const std::string& call, const std::string& other) {
  const std::string root{root_of(call)};
  const std::string gone{root_of(other)};
  if (root == gone) return;
  const std::vector<Party> moved = std::move(members_[gone]);
  members_.erase(gone);
  std::vector<Party>& members = members_[root];
  members.insert(members.end(), moved.begin(), moved.end());
  joined_to_[gone] = root;
}

std::size_t Parties::count(const std::string& call) const {
  const auto members = members_.find(root_of(call));
  return members == members_.end() ? 0 : members->second.size();
}

}  // namespace acdloop::oracle
