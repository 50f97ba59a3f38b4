// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/loader.hpp"

#include <gmock/gmock.h>

#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

TEST(Loader, Placeholder) { SUCCEED(); }

}  // namespace
}  // namespace acdloop::scenarios
