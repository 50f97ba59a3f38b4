// SPDX-License-Identifier: Apache-2.0
// acdsim: a scripted ACD that speaks real switch protocols.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <expected>
#include <iterator>
#include <list>
#include <set>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "drivers/cti/capability.hpp"
#include "drivers/registry/registry.hpp"
#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/methods.hpp"
#include "scenarios/language/loader.hpp"
#include "simulator/defects/defect.hpp"
#include "simulator/emulator/service.hpp"

namespace {

using namespace acdloop;

constexpr int exit_ok = 0;
constexpr int exit_usage = 2;
constexpr int exit_invalid = 3;
constexpr int exit_broken = 5;

int complain(int code, const std::string& text) {
  std::fprintf(stderr, "acdsim: %s\n", text.c_str());
  return code;
}

// The judge's words (requirements) are not ours to check; figures and error names come from the API's tables.
scenarios::Vocabulary vocabulary() {
  scenarios::Vocabulary words;
  words.any_requirement = true;
  for (const tapi::MethodRow& row : tapi::methods()) {
    if (!row.word.empty()) words.figures.emplace(row.word, scenarios::figure_kind_of(row.unit));
  }
  for (const tapi::HresultRow& row : tapi::hresults()) words.errors.emplace(row.name);
  return words;
}

std::expected<emulator::ListenRequest, std::string> listen_request(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    return std::unexpected("--listen " + text + ": write PROTOCOL=LINK, as in system-oai=tcp:127.0.0.1:4000");
  }
  emulator::ListenRequest request;
  request.protocol = registry::find_protocol(text.substr(0, equals));
  if (!request.protocol) {
    return std::unexpected("--listen " + text + ": there is no protocol '" + text.substr(0, equals) +
                           "'; acdsim protocols lists them");
  }
  auto address = link::parse_link_address(text.substr(equals + 1));
  if (!address) return std::unexpected("--listen " + text + ": " + address.error());
  if (address->kind == link::LinkKind::memory) {
    return std::unexpected("--listen " + text + ": a memory link cannot be reached from outside; use tcp: or pty:");
  }
  request.address = *address;
  return request;
}

struct RunOptions {
  std::string file;
  std::vector<std::string> listen;
  std::vector<std::string> settings;  // "WORD=VALUE"
  std::string defect;
  std::uint64_t seed = 1;
  bool quiet = false;
};

// The protocols that are listened on, with the words of their own that were given; `configured` owns them.
std::expected<void, std::string> configure(const RunOptions& options, std::vector<emulator::ListenRequest>& listen,
                                           std::list<cti::Protocol>& configured) {
  if (options.settings.empty()) return {};
  cti::SettingValues values;
  for (const std::string& text : options.settings) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) return std::unexpected("--setting " + text + ": write WORD=VALUE");
    values.insert_or_assign(text.substr(0, equals), text.substr(equals + 1));
  }
  std::set<std::string, std::less<>> unused;
  for (const auto& [word, value] : values) unused.insert(word);
  for (emulator::ListenRequest& request : listen) {
    const auto of_ours = [&](const auto& value) {
      return std::ranges::find(request.protocol->settings, value.first, &cti::SettingRow::word) !=
             request.protocol->settings.end();
    };
    cti::SettingValues own;
    std::ranges::copy_if(values, std::inserter(own, own.end()), of_ours);
    if (own.empty()) continue;
    for (const auto& [word, value] : own) unused.erase(word);
    auto spoken = request.protocol->on_bench(own);
    if (!spoken)
      return std::unexpected("--setting " + spoken.error().word + ": " + spoken.error().why + "; " +
                             spoken.error().help);
    request.protocol = &configured.emplace_back(*std::move(spoken));
  }
  if (unused.empty()) return {};
  return std::unexpected("--setting " + *unused.begin() + ": no protocol that is listened on has this word");
}

int run(const RunOptions& options) {
  emulator::ServiceOptions service;
  service.quiet = options.quiet;
  service.seed = options.seed;
  for (const std::string& text : options.listen) {
    const auto request = listen_request(text);
    if (!request) return complain(exit_usage, request.error());
    service.listen.push_back(*request);
  }
  std::list<cti::Protocol> configured;
  if (const auto done = configure(options, service.listen, configured); !done)
    return complain(exit_usage, done.error());
  if (!options.defect.empty()) {
    const defects::Defect* defect = defects::find_defect(options.defect);
    if (!defect)
      return complain(exit_usage, "--defect: there is none called '" + options.defect + "'; acdsim defects lists them");
    if (defect->side == defects::Side::facade || defect->on_computing_end) {
      return complain(exit_usage,
                      "--defect " + options.defect + ": it sits on the application's side, not in the switch");
    }
    for (const emulator::ListenRequest& listen : service.listen) {
      if (defects::breaks(*defect, listen.protocol->id)) continue;
      return complain(exit_usage, "--defect " + options.defect + ": it breaks " + std::string{defect->protocol} +
                                      ", and " + std::string{listen.protocol->id} + " is spoken here");
    }
    service.seams = {defect->on_switch, defect->on_switching_end};
  }
  const auto [file, instance] = scenarios::split_instance(options.file);
  const scenarios::Loaded loaded = scenarios::load_file(file, vocabulary());
  for (const scenarios::Diagnostic& diagnostic : loaded.diagnostics) {
    std::fputs(scenarios::render_human(diagnostic, loaded.source).c_str(), stderr);
  }
  if (!loaded.scenario) return complain(exit_invalid, file + " is invalid; nothing was run");
  const scenarios::Scenario* const played = scenarios::find_instance(loaded, instance);
  if (!played) {
    return complain(exit_usage, file + " has several instances, and one is played: name it like '" + file + "[" +
                                    loaded.scenario->instance + "]'");
  }
  emulator::serve(*played, service, stdout);
  return exit_ok;
}

int list_protocols(bool with_capabilities) {
  for (const cti::Protocol& protocol : registry::protocols()) {
    fmt::print("{}  {}\n", protocol.id, protocol.title);
    if (!with_capabilities) continue;
    if (!protocol.serial_note.empty()) fmt::print("    serial: {}\n", protocol.serial_note);
    for (int index = 0; index < cti::capability_count; ++index) {
      const auto capability = static_cast<cti::Capability>(index);
      const cti::CapabilityEntry& entry = protocol.capabilities.of(capability);
      const char* word = entry.support == cti::Support::yes  ? "yes"
                         : entry.support == cti::Support::no ? "no"
                                                             : "inferred";
      fmt::print("    {:<28} {:<9}{}\n", cti::to_string(capability), word, entry.reason);
    }
  }
  return exit_ok;
}

int list_defects() {
  for (const defects::Defect& defect : defects::defects()) {
    fmt::print("{:<34} {:<7} {}\n", defect.id, defect.requirement, defect.sentence);
  }
  return exit_ok;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"acdsim: a scripted ACD that speaks real switch protocols", "acdsim"};
  program.set_version_flag("--version", "acdsim " ACDLOOP_VERSION);
  program.require_subcommand(1);
  RunOptions options;
  CLI::App* run_command =
      program.add_subcommand("run", "Serve the switch of a scenario and play its people, in real time");
  run_command->add_option("FILE", options.file, "The scenario: its cast is the switch")->required();
  run_command->add_option("--listen", options.listen, "PROTOCOL=tcp:HOST:PORT or PROTOCOL=pty:PATH; may be repeated")
      ->default_val(std::vector<std::string>{"system-oai=tcp:127.0.0.1:4000"});
  run_command->add_option("--setting", options.settings,
                          "WORD=VALUE of the protocol's own words, as in bench files; may be repeated");
  run_command->add_option("--defect", options.defect, "Plant this defect in the switch");
  run_command->add_option("--seed", options.seed, "Where the switch begins to number its calls")->capture_default_str();
  run_command->add_flag("-q", options.quiet, "No line an event");
  CLI::App* protocols = program.add_subcommand("protocols", "What can be spoken, one a line");
  bool with_capabilities = false;
  protocols->add_flag("--capabilities", with_capabilities, "Below each: what its wire can express, and why not");
  CLI::App* defects = program.add_subcommand("defects", "The planted defects, one a line");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? exit_ok : exit_usage;
  }
  try {
    if (*run_command) return run(options);
    if (*protocols) return list_protocols(with_capabilities);
    if (*defects) return list_defects();
  } catch (const std::exception& error) {
    return complain(exit_broken, error.what());
  }
  return exit_usage;
}
