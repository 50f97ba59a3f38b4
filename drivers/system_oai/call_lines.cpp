// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/call_lines.hpp"

#include <utility>

#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

Fields line_of(std::string_view id, const PrintedCall& call) {
  Fields line;
  line.resize(event_layout(id)->least_fields);
  line.set(event::id, std::string{id});
  line.set(call_id, call.call);
  return line;
}

bool from_outside(const cti::CallInfo& info) {
  return info.calling.category == cti::DeviceCategory::trunk || info.calling.category == cti::DeviceCategory::external;
}

}  // namespace

PrintedCall print_call(const Dialect& dialect, const cti::Naming& naming, const cti::CallInfo& info) {
  PrintedCall call;
  call.call = info.call.value();
  call.calling = naming.to_wire(info.calling);
  const bool outside = from_outside(info);
  call.type = outside ? "E" : "I";
  if (outside) {
    call.number = info.calling_number;
    call.trunk_number = dialect.dialled_number;
  }
  const cti::DeviceId& called = info.originally_called.empty() ? info.called : info.originally_called;
  call.called = naming.to_wire(called);
  call.dialled = outside ? dialect.dialled_number : call.called;
  if (info.call_class == cti::CallClass::acd && info.group) call.group = naming.to_wire(*info.group);
  return call;
}

Fields originated_line(const PrintedCall& call) {
  Fields line = line_of("OR", call);
  line.set(or_::calling, call.calling);
  line.set(or_::number, call.number);
  line.set(or_::type, call.type);
  line.set(or_::dialled, call.dialled);
  line.set(or_::cause, "22");
  return line;
}

Fields queued_line(const PrintedCall& call, const std::string& queued, std::optional<int> position, std::string cause) {
  Fields line = line_of("QU", call);
  line.set(qu::queued, queued);
  line.set(qu::calling, call.calling);
  line.set(qu::number, call.number);
  line.set(qu::trunk_number, call.trunk_number);
  line.set(qu::type, call.type);
  line.set(qu::called, call.called);
  if (position) line.set(qu::position, std::to_string(*position));
  line.set(qu::cause, std::move(cause));
  return line;
}

Fields delivered_line(const PrintedCall& call, const std::string& alerting, bool outside, std::string cause) {
  Fields line = line_of("DE", call);
  line.set(de::alerting, alerting);
  line.set(de::alerting_type, outside ? "E" : "I");
  line.set(de::calling, call.calling);
  line.set(de::number, call.number);
  line.set(de::trunk_number, call.trunk_number);
  line.set(de::type, call.type);
  line.set(de::called, call.called);
  line.set(de::cause, std::move(cause));
  line.set(de::group, call.group);
  return line;
}

Fields diverted_line(const PrintedCall& call, const std::string& from, const std::string& to, std::string cause) {
  Fields line = line_of("DI", call);
  line.set(di::from, from);
  line.set(di::to, to);
  line.set(di::cause, std::move(cause));
  return line;
}

Fields established_line(const PrintedCall& call, const std::string& answering, bool outside) {
  Fields line = line_of("ES", call);
  line.set(es::answering, answering);
  line.set(es::answering_type, outside ? "E" : "I");
  line.set(es::calling, call.calling);
  line.set(es::number, call.number);
  line.set(es::trunk_number, call.trunk_number);
  line.set(es::type, call.type);
  line.set(es::called, call.called);
  line.set(es::cause, "35");
  return line;
}

Fields held_line(const PrintedCall& call, const std::string& holder, std::string cause) {
  Fields line = line_of("HE", call);
  line.set(he::holder, holder);
  line.set(he::cause, std::move(cause));
  return line;
}

Fields retrieved_line(const PrintedCall& call, const std::string& retrieving, const std::string& retrieved,
                      bool outside) {
  Fields line = line_of("RE", call);
  line.set(re::retrieving, retrieving);
  line.set(re::cause, "35");
  line.set(re::retrieved, retrieved);
  line.set(re::number, outside ? call.number : "");
  line.set(re::trunk_number, outside ? call.trunk_number : "");
  line.set(re::type, outside ? "E" : "I");
  return line;
}

Fields cleared_line(const PrintedCall& call, const std::string& cleared, const std::string& by, std::string cause) {
  Fields line = line_of("XC", call);
  line.set(xc::cleared, cleared);
  line.set(xc::terminating, by);
  line.set(xc::cause, std::move(cause));
  return line;
}

Fields transferred_line(const PrintedCall& call, const std::string& by, const std::string& announcement) {
  Fields line = line_of("TR", call);
  line.set(tr::transferring, by);
  line.set(tr::transferred, call.calling);
  line.set(tr::announcement, announcement);
  line.set(tr::destination, call.called);
  line.set(tr::number, call.number);
  line.set(tr::trunk_number, call.trunk_number);
  line.set(tr::cause, "32");
  return line;
}

// Every member is printed with the Call_ID that now holds [guess]: the manual gives each its own field.
Fields conferenced_line(const PrintedCall& call, const std::string& subject, const std::string& secondary,
                        const std::string& controller, const std::vector<std::string>& members) {
  Fields line{"", "CO", "", "", subject, call.call, secondary, controller};
  line.add(std::to_string(members.size()));
  for (const std::string& member : members) {
    line.add(member);
    line.add(call.call);
  }
  line.add("");
  line.add("41");
  return line;
}

Fields failed_line(const PrintedCall& call, const std::string& failed, std::string cause) {
  Fields line = line_of("FA", call);
  line.set(fa::failed, failed);
  line.set(fa::called, call.called);
  line.set(fa::cause, std::move(cause));
  return line;
}

}  // namespace acdloop::system_oai
