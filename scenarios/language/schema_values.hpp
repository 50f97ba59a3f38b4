// SPDX-License-Identifier: Apache-2.0
// What a single value may be, as a JSON Schema says it. Private to schema.cpp; knows nothing of maps and steps.
#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/language/grammar.hpp"
#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {

nlohmann::ordered_json name_schema();
// `$name`, which stands for a value.
nlohmann::ordered_json variable_schema();
// Of every type but maps and steps.
nlohmann::ordered_json value_schema(const KeyRow& row, const Vocabulary& vocabulary);
// A figure that is expected by its value: a duration or a count.
nlohmann::ordered_json figure_schema(FigureKind kind);

}  // namespace acdloop::scenarios
