// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/copies.hpp"

#include <utility>

namespace acdloop::csta_xml {
namespace {

constexpr std::size_t most_monitors = 1024;

}  // namespace

EventCopies::Verdict EventCopies::take(const Element& event) {
  Element shared = event;
  std::erase_if(shared.children, [](const Element& child) {
    return child.name == "monitorCrossRefID" || child.name == "localConnectionInfo";
  });
  std::string text = write_document(shared);
  const bool first = text != last_ || monitors_.size() >= most_monitors;
  if (first) {
    last_ = std::move(text);
    monitors_.clear();
  }
  const bool fresh = monitors_.insert(std::string{event.value("monitorCrossRefID")}).second;
  if (first) return Verdict::first;
  return fresh ? Verdict::copy : Verdict::repetition;
}

void EventCopies::interrupt() {
  last_.clear();
  monitors_.clear();
}

}  // namespace acdloop::csta_xml
