// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/undo.hpp"

#include <algorithm>

namespace acdloop::bench {
namespace {

cti::Request log_off_of(const cti::Request& request) {
  cti::Request undo;
  undo.kind = cti::RequestKind::log_off;
  undo.agent = request.agent;
  undo.address = request.address;
  undo.group = request.group;
  return undo;
}

bool same(const cti::Request& a, const cti::Request& b) { return a.address == b.address && a.group == b.group; }

}  // namespace

void Undo::asked(const cti::Request& request) {
  if (request.kind != cti::RequestKind::log_on) return;
  const bool noted = std::ranges::any_of(log_offs_, [&](const cti::Request& one) { return same(one, request); });
  if (!noted) log_offs_.push_back(log_off_of(request));
}

void Undo::answered(const cti::Request& request, const cti::Result& result) {
  const bool granted = result.outcome == cti::Outcome::success;
  if (request.kind == cti::RequestKind::log_off && granted) done(request);
  // A second log-on is refused because of the first: that one is still to be undone.
  const bool there_already = result.cause == cti::RefusalCause::already_logged_on_here ||
                             result.cause == cti::RefusalCause::already_logged_on_elsewhere;
  if (request.kind == cti::RequestKind::log_on && result.outcome == cti::Outcome::refused && !there_already) {
    done(request);
  }
}

void Undo::done(const cti::Request& request) {
  std::erase_if(log_offs_, [&](const cti::Request& one) { return same(one, request); });
}

}  // namespace acdloop::bench
