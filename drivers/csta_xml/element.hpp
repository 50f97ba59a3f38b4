// SPDX-License-Identifier: Apache-2.0
// XML documents as values: read strictly (expat) within fixed bounds, written in one canonical form. Used by everything
// in this folder. Knows XML, nothing of CSTA.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/cti/end.hpp"

namespace acdloop::csta_xml {

// No CSTA message comes near these; a document beyond them is refused.
inline constexpr std::size_t max_depth = 24;
inline constexpr std::size_t max_elements = 4096;
inline constexpr std::size_t max_attributes = 32;
inline constexpr std::size_t max_attribute_bytes = 1024;

struct Element {
  std::string name;   // without prefix
  std::string space;  // its namespace, where it differs from the parent's
  std::string text;   // of a leaf; empty when there are children
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Element> children;

  // The first child of that name, or null.
  const Element* child(std::string_view wanted) const;
  // Its text without surrounding blanks; empty when there is no such child.
  std::string_view value(std::string_view wanted) const;
  std::string_view trimmed() const;

  // Appends a leaf; returns the element itself, for more.
  Element& with(std::string_view leaf, std::string_view content = {});
  Element& with(Element element);
  // Appends an element and returns it.
  Element& add(std::string_view wanted);
  friend bool operator==(const Element&, const Element&) = default;
};

Element make(std::string_view name, std::string_view space = {});

// `at`: the first wrong byte of the document.
struct DocumentFault : cti::WireFault {
  std::size_t at = 0;
};

// `xml` must be one well-formed document in UTF-8 within the bounds, without a document type. Else the fault:
// ill_formed_xml, wrong_encoding, document_type, deep_nesting, too_many_elements, too_many_attributes,
// oversized_attribute.
std::expected<Element, DocumentFault> read_document(std::string_view xml);

// With the usual declaration, no blanks between elements, a default namespace, empty elements as <x/>.
std::string write_document(const Element& root);

}  // namespace acdloop::csta_xml
