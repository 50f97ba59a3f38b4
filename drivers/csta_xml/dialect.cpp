// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/dialect.hpp"

namespace acdloop::csta_xml {

std::string namespace_of(const Dialect& dialect) {
  if (!dialect.protocol_version.empty()) return dialect.protocol_version;
  const char digit = static_cast<char>('2' + static_cast<int>(dialect.edition));
  return std::string{"http://www.ecma-international.org/standards/ecma-323/csta/ed"} + digit;
}

bool is_csta_namespace(std::string_view space) {
  constexpr std::string_view hosts[] = {"http://www.ecma-international.org", "http://www.ecma.ch"};
  constexpr std::string_view path = "/standards/ecma-323/csta/ed";
  for (const std::string_view host : hosts) {
    if (space.starts_with(host) && space.substr(host.size()).starts_with(path)) return true;
  }
  return false;
}

}  // namespace acdloop::csta_xml
