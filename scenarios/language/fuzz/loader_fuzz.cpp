// SPDX-License-Identifier: Apache-2.0
// Any bytes as a scenario file: the loader answers with values or diagnostics, and every diagnostic can be rendered.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "scenarios/language/loader.hpp"

using namespace acdloop::scenarios;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Vocabulary words = [] {
    Vocabulary vocabulary;
    vocabulary.requirements = {"AS-001", "AS-016"};
    vocabulary.figures = {{"calls", FigureKind::count}, {"talk_time", FigureKind::time}, {"state", FigureKind::other}};
    vocabulary.errors = {"E_POINTER", "TAPI_E_TIMEOUT"};
    return vocabulary;
  }();
  const Loaded loaded = load_text({reinterpret_cast<const char*>(data), size}, "fuzz.yaml", words);
  // A file that neither loads nor says why would be dropped without a word. A fragment loads where it is included.
  if (!loaded.scenario && !loaded.is_fragment && loaded.diagnostics.empty()) std::abort();
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    if (render_human(diagnostic, loaded.source).empty() || render_gcc(diagnostic).empty()) std::abort();
    if (render_json(diagnostic).find('\n') != render_json(diagnostic).size() - 1) std::abort();
  }
  return 0;
}
