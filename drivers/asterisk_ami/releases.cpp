// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/releases.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace acdloop::asterisk_ami {
namespace {

// The first release of each branch that has it; every later major has it too.
struct Since {
  Feature feature;
  std::array<Release, 4> first;  // {0, 0}: no further branch
};

constexpr Release none{0, 0};
constexpr Since since[] = {
    {Feature::channel_blocks, {{{12, 0}, none, none, none}}},
    {Feature::language, {{{13, 2}, none, none, none}}},
    {Feature::linkedid, {{{13, 5}, none, none, none}}},
    {Feature::event_list, {{{13, 2}, none, none, none}}},
    {Feature::state_interface, {{{11, 0}, none, none, none}}},
    {Feature::in_call, {{{11, 22}, {13, 8}, none, none}}},
    {Feature::paused_reason, {{{13, 8}, none, none, none}}},
    {Feature::last_pause, {{{14, 0}, none, none, none}}},
    {Feature::login_time, {{{16, 23}, {18, 9}, {19, 1}, none}}},
    {Feature::wrap_up_time, {{{16, 3}, none, none, none}}},
    {Feature::ringinuse, {{{12, 0}, none, none, none}}},
    {Feature::reason_in_add, {{{14, 0}, none, none, none}}},
    {Feature::reason_on_unpause, {{{18, 21}, {20, 6}, {21, 1}, none}}},
    {Feature::status_on_change_only, {{{16, 18}, {18, 4}, none, none}}},
    {Feature::second_service_level, {{{15, 0}, none, none, none}}},
    {Feature::entry_priority, {{{13, 0}, none, none, none}}},
    {Feature::output_lines, {{{14, 0}, none, none, none}}},
    {Feature::boot_times, {{{14, 0}, none, none, none}}},
    {Feature::sounds_search_dir, {{{18, 21}, {20, 6}, {21, 1}, none}}},
};

struct Version {
  int major;
  std::string_view ami;
};
// The last of each branch.
constexpr Version versions[] = {
    {1, "1.1"},    {10, "1.2"},   {11, "1.3"},    {12, "2.5.0"},  {13, "2.10.6"},
    {14, "3.2.2"}, {15, "4.0.3"}, {16, "5.0.5"},  {17, "6.0.1"},  {18, "7.0.3"},
    {19, "8.0.2"}, {20, "9.0.0"}, {21, "10.0.0"}, {22, "11.0.0"}, {23, "12.0.0"},
};

}  // namespace

bool has(const Release& release, Feature feature) {
  const auto row = std::ranges::find(since, feature, &Since::feature);
  bool newer_than_all = true;
  for (const Release& first : row->first) {
    if (first == none) break;
    if (release.major == first.major) return release >= first;
    newer_than_all = newer_than_all && release.major > first.major;
  }
  return newer_than_all;
}

std::string_view ami_version(const Release& release) {
  std::string_view version = "13.0.0";
  for (const Version& row : versions) {
    if (row.major == release.major) version = row.ami;
  }
  return version;
}

}  // namespace acdloop::asterisk_ami
