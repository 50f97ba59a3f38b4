// SPDX-License-Identifier: Apache-2.0
// What a bench file may say of one wire's own ways (release, account, contexts of a dial plan): words with values, as
// text. A protocol folder supplies rows and meaning; the reader of bench files checks the words and prints the rows.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace acdloop::cti {

struct SettingRow {
  std::string_view word;     // "phones_context"
  std::string_view meaning;  // one sentence
  std::string_view example;  // "acdloop-phones"
  bool needed = false;
  bool secret = false;  // never printed
};

using SettingValues = std::map<std::string, std::string, std::less<>>;

struct SettingFault {
  std::string word;
  std::string why;   // beside the caret
  std::string help;  // what would be right
};

}  // namespace acdloop::cti
