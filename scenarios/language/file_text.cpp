// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/file_text.hpp"

#include <fmt/format.h>

#include <fstream>

#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {
namespace {

// Says that the file as a whole is wrong.
Diagnostic whole_file_fault(std::string code, const std::string& file, std::string message, std::string why,
                            std::string help) {
  return {std::move(code), Severity::error, file, {}, 1, std::move(message), std::move(why), std::move(help), {}, {}};
}

}  // namespace

Diagnostic too_large(const std::string& file, const DocumentWords& words) {
  return whole_file_fault("S002", file, fmt::format("the file has more than {} bytes", max_file_bytes),
                          fmt::format("a {} is a small {}", words.what, words.small), "split it");
}

std::expected<std::string, Diagnostic> file_text(const std::filesystem::path& path, const DocumentWords& words) {
  const std::string file = path.string();
  const auto unreadable = [&file](std::string message, std::string why, std::string help) {
    return std::unexpected(whole_file_fault("S001", file, std::move(message), std::move(why), std::move(help)));
  };
  std::error_code error;
  // A device or a pipe could be read for ever.
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return unreadable("there is no such file", "nothing to read", "check the path");
  if (!std::filesystem::is_regular_file(status))
    return unreadable("this is no regular file", fmt::format("a {} is one", words.what), "name a .yaml file");
  std::ifstream stream(path, std::ios::binary);
  std::string text(max_file_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || (stream.fail() && !stream.eof()))
    return unreadable("the file cannot be read", "the system refused", "check its permissions");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > max_file_bytes) return std::unexpected(too_large(file, words));
  return text;
}

}  // namespace acdloop::scenarios
