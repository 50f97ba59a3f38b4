// SPDX-License-Identifier: Apache-2.0
// What can be wrong with a text before and while YAML is read from it, in plain words. Used by the document reader
// alone; knows nothing of the language.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/language/diagnostic.hpp"
#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {

// Hears every event and does nothing.
class SilentHandler : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {}
  void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {}
  void OnMapEnd() override {}
};

// yaml-cpp swallows the rest of the file into a quote that is never closed, unless a document ends inside it.
std::string with_document_end(std::string_view text);
// Bytes that are no text, and lines that nobody writes.
std::optional<Diagnostic> text_fault(std::string_view text, const TextPlaces& places);
// What yaml-cpp said of with_document_end(text).
Diagnostic syntax_fault(std::string_view text, const TextPlaces& places, const YAML::ParserException& exception);

}  // namespace acdloop::scenarios
