// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/cable.hpp"

#include <utility>
#include <vector>

namespace acdloop::link {
namespace {

constexpr const char* is_cut_text = "the cable is cut";

}  // namespace

struct Cable::State {
  explicit State(EventLoop& its_loop) : loop(its_loop) {}
  EventLoop& loop;
  bool cut = false;
  std::vector<Through*> links;
};

class Cable::Through final : public Link {
 public:
  Through(std::shared_ptr<State> state, std::unique_ptr<Link> inner)
      : state_(std::move(state)), inner_(std::move(inner)) {
    state_->links.push_back(this);
  }
  ~Through() override { std::erase(state_->links, this); }

  void open(LinkHandlers handlers) override {
    if (state_->cut) {
      // From the event loop: callbacks never run inside a call of this interface.
      state_->loop.post([alive = std::weak_ptr<bool>(alive_), closed = std::move(handlers.closed)] {
        if (!alive.expired() && closed) closed(CloseReason::refused, is_cut_text);
      });
      return;
    }
    torn_ = false;
    inner_->open({.opened = std::move(handlers.opened),
                  .bytes = std::move(handlers.bytes),
                  .closed = [this, closed = std::move(handlers.closed)](CloseReason reason, const std::string& text) {
                    if (!closed) return;
                    if (std::exchange(torn_, false)) return closed(CloseReason::reset, is_cut_text);
                    closed(reason, text);
                  }});
  }
  void send(std::string_view bytes) override { inner_->send(bytes); }
  void close() override { inner_->close(); }
  bool is_open() const override { return inner_->is_open(); }
  std::string describe() const override { return inner_->describe(); }

  void tear() {
    torn_ = inner_->is_open();
    inner_->close();
  }

 private:
  std::shared_ptr<State> state_;
  std::unique_ptr<Link> inner_;
  bool torn_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

Cable::Cable(EventLoop& loop) : state_(std::make_shared<State>(loop)) {}
Cable::~Cable() = default;

std::unique_ptr<Link> Cable::through(std::unique_ptr<Link> link) {
  return std::make_unique<Through>(state_, std::move(link));
}

void Cable::cut() {
  state_->cut = true;
  for (Through* link : state_->links) link->tear();
}

void Cable::mend() { state_->cut = false; }

bool Cable::is_cut() const { return state_->cut; }

}  // namespace acdloop::link
