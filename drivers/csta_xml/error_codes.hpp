// SPDX-License-Identifier: Apache-2.0
// CSTAErrorCode: the classes with their values, and which of them says which refusal. Used by both ends.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "drivers/csta_xml/element.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"

namespace acdloop::csta_xml {

struct ErrorValue {
  std::string_view name;
  int number;  // of the ASN.1 form
  cti::RefusalCause cause;
};
struct ErrorClass {
  std::string_view element;
  std::span<const ErrorValue> values;
};

// error_tables.cpp
std::span<const ErrorClass> error_classes();

// What a CSTAErrorCode says; nothing when its class or value is in no edition.
struct Refusal {
  cti::RefusalCause cause = cti::RefusalCause::generic;
  cti::RawCode raw;
};
std::optional<Refusal> read_error(const Element& error);

// The one child of CSTAErrorCode, e.g. <operation>invalidAgentGroup</operation>.
struct ErrorWord {
  std::string_view error_class;
  std::string_view value;
};
ErrorWord error_word(cti::RefusalCause cause);
// A raw code of this wire ("csta.operation") stands for itself.
ErrorWord error_word(const cti::Result& refused);

}  // namespace acdloop::csta_xml
