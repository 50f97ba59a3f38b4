// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "conformance/report/sink.hpp"

namespace acdloop::report {
namespace {

struct Place {
  std::string path;    // of the file itself, links followed
  std::string folder;  // with its last '/', empty = the current one
  bool exists = false;
  bool plain = true;  // absent or a regular file: may be replaced
  bool is_folder = false;
};

Place place_of(const std::string& path) {
  Place place;
  place.path = path;
  // A rename would replace a symbolic link by a file; what it points to is meant.
  if (const std::unique_ptr<char, decltype(&std::free)> real{::realpath(path.c_str(), nullptr), &std::free}) {
    place.path = real.get();
  }
  struct stat status {};
  if (::stat(place.path.c_str(), &status) == 0) {
    place.exists = true;
    place.plain = S_ISREG(status.st_mode);
    place.is_folder = S_ISDIR(status.st_mode);
  }
  const std::size_t slash = place.path.rfind('/');
  if (slash != std::string::npos) place.folder = place.path.substr(0, slash + 1);
  return place;
}

// A new file in the folder under a name that nobody else uses.
std::expected<std::string, int> create_beside(const Place& place, int& descriptor) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::string name = place.folder + ".report." + std::to_string(::getpid()) + "." + std::to_string(attempt) + ".tmp";
    descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) return name;
    if (errno != EEXIST) return std::unexpected(errno);
  }
  return std::unexpected(EEXIST);
}

// Writes, syncs and closes; 0 or the error number.
int write_all(int descriptor, std::string_view content) {
  int error = 0;
  while (error == 0 && !content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written >= 0) {
      content.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && ::fsync(descriptor) != 0 && errno != EINVAL) error = errno;
  if (::close(descriptor) != 0 && error == 0 && errno != EINTR) error = errno;
  return error;
}

std::string remedy_for(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return "create the folder or name another place";
    case EACCES:
    case EPERM:
    case EROFS:
      return "name a place that you may write to";
    case EISDIR:
      return "name a file in it";
    case ENOSPC:
    case EDQUOT:
      return "free some space or name another place";
    case ENAMETOOLONG:
      return "use a shorter name";
    default:
      return "name another place";
  }
}

}  // namespace

std::string write_error(const std::string& path, int error_number) {
  return "cannot write " + path + ": " + std::strerror(error_number) + ": " + remedy_for(error_number);
}

bool can_write(const std::string& path, std::string& why) {
  if (path.empty()) {
    why = "cannot write a report: its file name is empty: give one";
    return false;
  }
  const Place place = place_of(path);
  int error = 0;
  if (place.is_folder || path.back() == '/') {
    error = EISDIR;
  } else if (place.exists && ::access(place.path.c_str(), W_OK) != 0) {
    error = errno;
  } else if (place.plain) {
    // Permission bits do not tell of read-only mounts, quotas or a missing folder; trying does.
    int descriptor = -1;
    const auto probe = create_beside(place, descriptor);
    if (probe) {
      ::close(descriptor);
      ::unlink(probe->c_str());
    } else {
      error = probe.error();
    }
  }
  if (error != 0) why = write_error(path, error);
  return error == 0;
}

std::expected<void, std::string> write_whole(const std::string& path, std::string_view content) {
  if (std::string why; !can_write(path, why)) return std::unexpected(why);
  const Place place = place_of(path);
  int descriptor = -1;
  if (!place.plain) {
    descriptor = ::open(place.path.c_str(), O_WRONLY | O_CLOEXEC);
    const int error = descriptor < 0 ? errno : write_all(descriptor, content);
    if (error != 0) return std::unexpected(write_error(path, error));
    return {};
  }
  const auto temporary = create_beside(place, descriptor);
  if (!temporary) return std::unexpected(write_error(path, temporary.error()));
  int error = write_all(descriptor, content);
  if (error == 0 && ::rename(temporary->c_str(), place.path.c_str()) != 0) error = errno;
  if (error == 0) return {};
  ::unlink(temporary->c_str());
  return std::unexpected(write_error(path, error));
}

}  // namespace acdloop::report
