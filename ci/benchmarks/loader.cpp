// SPDX-License-Identifier: Apache-2.0
// Checking 1,000 scenario files beside yaml-cpp's own reading of the same texts into events that nobody keeps.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "ci/benchmarks/benchmarks.hpp"
#include "conformance/runner/suite.hpp"
#include "scenarios/language/loader.hpp"

namespace acdloop::benchmarks {
namespace {

constexpr int copies = 1'000;

class Counter final : public YAML::EventHandler {
 public:
  std::uint64_t events = 0;
  void OnDocumentStart(const YAML::Mark&) override { ++events; }
  void OnDocumentEnd() override { ++events; }
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { ++events; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { ++events; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { ++events; }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    ++events;
  }
  void OnSequenceEnd() override { ++events; }
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    ++events;
  }
  void OnMapEnd() override { ++events; }
};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (!file || text.empty()) throw std::runtime_error("loader: cannot read " + path.string());
  return text;
}

// The scenario under another id and with another number on its first lines.
std::vector<std::string> copies_of(const std::string& text) {
  const std::size_t id = text.find("\nid: ") == std::string::npos ? text.find("id: ") : text.find("\nid: ") + 1;
  const std::size_t end = text.find('\n', id);
  if (id == std::string::npos || end == std::string::npos) throw std::runtime_error("loader: the scenario has no id");
  std::vector<std::string> texts;
  for (int number = 0; number < copies; ++number) {
    const std::string line = "id: generated/copy-" + std::to_string(number);
    texts.push_back(text.substr(0, id) + line + text.substr(end));
  }
  return texts;
}

}  // namespace

std::vector<Figure> loader_figures(int rounds, const std::filesystem::path& scenario) {
  const std::vector<std::string> texts = copies_of(text_of(scenario));
  const scenarios::Vocabulary words = runner::vocabulary();
  const auto lint = [&] {
    for (const std::string& text : texts) {
      const scenarios::Loaded loaded = scenarios::load_text(text, "copy.yaml", words);
      if (!loaded.scenario) throw std::runtime_error("loader: a copy does not load");
    }
    return std::uint64_t{copies};
  };
  Counter counter;
  const auto parse = [&] {
    for (const std::string& text : texts) {
      std::istringstream stream{text};
      YAML::Parser parser{stream};
      while (parser.HandleNextDocument(counter)) {}
    }
    return std::uint64_t{copies};
  };
  Figure figure = measure({"loader.lint", "scenario file checked (" + scenario.filename().string() + ")", "file",
                           "yaml-cpp's event parse of the same text", 0, lint, parse},
                          rounds);
  figure.note = std::to_string(copies) + " copies, " + std::to_string(texts.front().size()) + " bytes each";
  return {figure};
}

}  // namespace acdloop::benchmarks
