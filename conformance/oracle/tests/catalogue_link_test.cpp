// SPDX-License-Identifier: Apache-2.0
// The oracle judges nothing that the catalogue does not know.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "conformance/catalogue/catalogue.hpp"

namespace acdloop::oracle {
namespace {

std::set<std::string> ids_in_sources() {
  std::set<std::string> ids;
  const std::regex id{"\"(AS-[0-9]{3}|WIRE-[0-9])\""};
  for (const auto& entry : std::filesystem::directory_iterator{ACDLOOP_SOURCE_DIR "/conformance/oracle"}) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file{entry.path()};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    for (std::sregex_iterator found{text.begin(), text.end(), id}, end; found != end; ++found) ids.insert((*found)[1]);
  }
  return ids;
}

TEST(CatalogueLink, EveryRequirementThatIsJudgedIsARow) {
  const auto ids = ids_in_sources();
  EXPECT_GE(ids.size(), 70u);
  for (const std::string& id : ids) EXPECT_NE(catalogue::find(id), nullptr) << id;
}

}  // namespace
}  // namespace acdloop::oracle
