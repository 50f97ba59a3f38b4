// SPDX-License-Identifier: Apache-2.0
// What is on its way between two ends of this process: bytes, connection attempts, ends of stream. Used by the
// transports in this folder and by Exchange. The virtual clock may move only while nothing is. Knows no transport.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace acdloop::link {

class Flow;

// The sending side of a flow.
class FlowWriter {
 public:
  virtual ~FlowWriter() = default;
  // All bytes were read, the end was seen, or the flow is lost.
  virtual void flow_settled() = 0;
};

class Account : public std::enable_shared_from_this<Account> {
 public:
  // One direction of one connection whose two ends both live in this process.
  std::shared_ptr<Flow> open_flow(std::string name);
  // One token: taken now, given back by end_seen(), or when the last copy goes. For a connection attempt.
  std::shared_ptr<Flow> take_token(std::string name);

  bool in_flight() const { return moving_ != 0; }
  // Writes everything off that is on its way and says what it was: "lost 12 bytes on tcp …; …".
  std::string write_off();

  // Notes bytes that nobody will read. The text is kept for the first `kept_losses` notes only.
  void lost(std::size_t bytes, const std::string& where);
  std::uint64_t lost_bytes() const { return lost_bytes_; }
  const std::vector<std::string>& losses() const { return losses_; }

  static constexpr std::size_t kept_losses = 100;

 private:
  friend class Flow;
  std::uint64_t moving_ = 0;
  std::uint64_t next_flow_ = 1;
  std::uint64_t lost_bytes_ = 0;
  std::vector<std::string> losses_;
  struct Earlier {
    bool operator()(const Flow* a, const Flow* b) const;
  };
  std::set<Flow*, Earlier> flows_;
};

// Bytes and one end of stream on their way in one direction. Sent and read counts may come in any interleaving as long
// as nothing is read before it is sent. After lose() or the last read nothing of it is in flight any more.
class Flow {
 public:
  Flow(std::shared_ptr<Account> account, std::string name, std::uint64_t number);
  ~Flow();
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;

  void sent(std::size_t bytes);
  void read(std::size_t bytes);
  void end_sent();
  void end_seen();
  // The reader takes no more bytes: what is on its way, and what will still be sent, is lost. With `with_end` it does
  // not look for the end of stream either.
  void lose(bool with_end);
  // The reader stopped because its owner has not taken what it has: not in flight until it goes on.
  void hold(bool held);

  std::size_t bytes_on_their_way() const { return bytes_; }
  bool end_on_its_way() const { return end_ == End::sent; }
  bool was_end_seen() const { return end_ == End::seen; }
  bool is_lost() const { return lost_; }
  void set_writer(std::weak_ptr<FlowWriter> writer) { writer_ = std::move(writer); }

 private:
  friend class Account;
  enum class End : std::uint8_t { none, sent, seen };
  std::size_t units() const { return bytes_ + (end_ == End::sent ? 1 : 0); }
  void change(std::size_t units_before);
  void notify();

  std::shared_ptr<Account> account_;
  std::string name_;
  std::uint64_t number_;
  std::size_t bytes_ = 0;
  End end_ = End::none;
  bool lost_ = false;
  bool held_ = false;
  std::weak_ptr<FlowWriter> writer_;
};

}  // namespace acdloop::link
