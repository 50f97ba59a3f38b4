// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/element.hpp"

#include <algorithm>

namespace acdloop::csta_xml {
namespace {

constexpr std::string_view blanks = " \t\r\n";

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += c;
    }
  }
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(out, value);
  out += '"';
}

void append_element(std::string& out, const Element& element) {
  out += '<';
  out += element.name;
  if (!element.space.empty()) append_attribute(out, "xmlns", element.space);
  for (const auto& [name, value] : element.attributes) append_attribute(out, name, value);
  if (element.children.empty() && element.text.empty()) {
    out += "/>";
    return;
  }
  out += '>';
  if (element.children.empty()) append_escaped(out, element.text);
  for (const Element& child : element.children) append_element(out, child);
  out += "</";
  out += element.name;
  out += '>';
}

}  // namespace

const Element* Element::child(std::string_view wanted) const {
  const auto found = std::ranges::find(children, wanted, &Element::name);
  return found == children.end() ? nullptr : &*found;
}

std::string_view Element::value(std::string_view wanted) const {
  const Element* found = child(wanted);
  return found == nullptr ? std::string_view{} : found->trimmed();
}

std::string_view Element::trimmed() const {
  const std::string_view all = text;
  const std::size_t first = all.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return all.substr(first, all.find_last_not_of(blanks) - first + 1);
}

Element& Element::with(std::string_view leaf, std::string_view content) {
  add(leaf).text = content;
  return *this;
}

Element& Element::with(Element element) {
  children.push_back(std::move(element));
  return *this;
}

Element& Element::add(std::string_view wanted) { return children.emplace_back(make(wanted)); }

Element make(std::string_view name, std::string_view space) {
  Element element;
  element.name = name;
  element.space = space;
  return element;
}

std::string write_document(const Element& root) {
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  append_element(out, root);
  return out;
}

}  // namespace acdloop::csta_xml
