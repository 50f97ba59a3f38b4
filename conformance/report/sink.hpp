// SPDX-License-Identifier: Apache-2.0
// Where report text goes, and the one place that notices that it did not get there: a full disk must not end in a
// green run with half a report. Used by stream and console; knows nothing of what is written.
#pragma once

#include <expected>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace acdloop::report {

// After the first error nothing more is written, and error() keeps saying what happened.
class TextSink {
 public:
  virtual ~TextSink() = default;
  // May keep the text in memory until flush().
  virtual void write(std::string_view text) = 0;
  // True when everything written so far has been taken by the system.
  virtual bool flush() = 0;
  bool ok() const { return error_.empty(); }
  // "cannot write /mnt/x.ndjson: No space left on device: free some space …"; empty while all is well.
  const std::string& error() const { return error_; }

 protected:
  void fail(std::string text) {
    if (error_.empty()) error_ = std::move(text);
  }

 private:
  std::string error_;
};

// Writes to a stream that somebody else owns and outlives this.
class OstreamSink : public TextSink {
 public:
  OstreamSink(std::ostream& out, std::string name);
  void write(std::string_view text) override;
  bool flush() override;

 private:
  void look();
  std::ostream& out_;
  std::string name_;
};

// A file, truncated at opening, or standard output for "-". Holds back at most 64 KiB.
class FileSink : public TextSink {
 public:
  // The error names the file, the cause and the remedy.
  static std::expected<std::unique_ptr<FileSink>, std::string> open(const std::string& path);
  // Takes no ownership of the descriptor: 1 and 2 for the console.
  FileSink(int descriptor, std::string name);
  // Flushes; whoever must know whether that went well calls close() before.
  ~FileSink() override;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;

  void write(std::string_view text) override;
  bool flush() override;
  // Flushes and closes; false when anything was lost since open().
  bool close();

 private:
  int descriptor_;
  bool owned_ = false;
  std::string name_;
  std::string buffer_;
};

}  // namespace acdloop::report
