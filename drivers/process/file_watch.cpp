// SPDX-License-Identifier: Apache-2.0
#include "drivers/process/file_watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace acdloop::process {
namespace {

constexpr std::uint32_t saved = IN_CLOSE_WRITE | IN_MOVED_TO;
constexpr int look_up_every_ms = 200;
constexpr int quiet_ms = 5;  // one save may be several writes

[[noreturn]] void refuse(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

bool has_news(int descriptor, int milliseconds) {
  pollfd waiting{descriptor, POLLIN, 0};
  return poll(&waiting, 1, milliseconds) > 0;
}

}  // namespace

FileWatch::FileWatch(const std::vector<std::filesystem::path>& files)
    : descriptor_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (descriptor_ < 0) refuse("cannot watch files");
  for (const std::filesystem::path& file : files) {
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    const int number = inotify_add_watch(descriptor_, folder.c_str(), saved);
    if (number < 0) {
      const int why = errno;
      close(descriptor_);
      errno = why;
      refuse("cannot watch " + folder.string());
    }
    names_[number].insert(file.filename().string());
  }
}

FileWatch::~FileWatch() { close(descriptor_); }

bool FileWatch::take_events() {
  alignas(inotify_event) std::array<char, 4096> buffer;
  bool ours = false;
  for (;;) {
    const ssize_t size = read(descriptor_, buffer.data(), buffer.size());
    if (size <= 0) return ours;
    for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(size);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      // The system has lost count: rather once too often than never.
      if ((event.mask & IN_Q_OVERFLOW) != 0) ours = true;
      const auto folder = names_.find(event.wd);
      if (event.len > 0 && folder != names_.end()) {
        const char* const name = buffer.data() + at + sizeof event;
        ours = ours || folder->second.contains(std::string{name, strnlen(name, event.len)});
      }
      at += sizeof event + event.len;
    }
  }
}

bool FileWatch::wait(const std::function<bool()>& stop) {
  while (!stop()) {
    if (!has_news(descriptor_, look_up_every_ms) || !take_events()) continue;
    while (has_news(descriptor_, quiet_ms)) take_events();
    return true;
  }
  return false;
}

}  // namespace acdloop::process
