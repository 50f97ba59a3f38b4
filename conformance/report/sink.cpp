// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/sink.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <ostream>
#include <utility>

#include "conformance/report/file.hpp"

namespace acdloop::report {
namespace {

constexpr std::size_t max_held_back = 64u << 10;

}  // namespace

OstreamSink::OstreamSink(std::ostream& out, std::string name) : out_(out), name_(std::move(name)) {}

void OstreamSink::write(std::string_view text) {
  if (!ok()) return;
  errno = 0;
  out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  look();
}

bool OstreamSink::flush() {
  if (!ok()) return false;
  errno = 0;
  out_.flush();
  look();
  return ok();
}

void OstreamSink::look() {
  // A stream does not say why; errno does when the stream stands on a descriptor, and is EIO's place otherwise.
  if (!out_.good()) fail(write_error(name_, errno == 0 ? EIO : errno));
}

std::expected<std::unique_ptr<FileSink>, std::string> FileSink::open(const std::string& path) {
  if (path == "-") return std::make_unique<FileSink>(STDOUT_FILENO, "standard output");
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return std::unexpected(write_error(path, errno));
  auto sink = std::make_unique<FileSink>(descriptor, path);
  sink->owned_ = true;
  return sink;
}

FileSink::FileSink(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

FileSink::~FileSink() { close(); }

void FileSink::write(std::string_view text) {
  if (!ok() || descriptor_ < 0) return;
  buffer_ += text;
  if (buffer_.size() >= max_held_back) flush();
}

bool FileSink::flush() {
  std::string_view left = buffer_;
  while (ok() && !left.empty()) {
    const ssize_t written = ::write(descriptor_, left.data(), left.size());
    if (written >= 0) {
      left.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail(write_error(name_, errno));
    }
  }
  buffer_.clear();
  return ok();
}

bool FileSink::close() {
  if (descriptor_ < 0) return ok();
  flush();
  // Some file systems report a full disk only here.
  if (owned_ && ::close(descriptor_) != 0 && errno != EINTR) fail(write_error(name_, errno));
  descriptor_ = -1;
  return ok();
}

}  // namespace acdloop::report
