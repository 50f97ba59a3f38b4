// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/loader.hpp"

#include <algorithm>
#include <map>

#include "conformance/bench/bench_keys.hpp"
#include "scenarios/language/document.hpp"
#include "scenarios/language/file_text.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::bench {
namespace {

using scenarios::Diagnostic;
using scenarios::Entry;
using scenarios::Node;
using Kind = Node::Kind;

constexpr scenarios::CodeRow rows[] = {
    {"B101", "unknown protocol",
     "The bench speaks a protocol that acdcheck has no end for, or none that a bench can use."},
    {"B102", "no address",
     "A link is an address that can be reached: tcp:HOST:PORT, serial:DEVICE@9600-8N1, pty:PATH."},
    {"B103", "wrong setting", "A word of the protocol has a value that it cannot have."},
    {"B104", "no secret", "The variable that secret_from names is not set, or the secret is given twice."},
    {"B105", "named twice", "Two queues, or two agents, are the same one."},
    {"B106", "no such hand", "The hand is none of those there are, or answers_after is missing or too much."},
    {"B107", "nothing to test with", "A bench has at least one queue and one agent, and at most 200 of each."},
};

constexpr scenarios::DocumentWords document_words{
    .what = "bench file", .small = "bench", .begin = "bench: lab-asterisk"};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

using Fields = std::map<std::string, const Node*, std::less<>>;

class Reader {
 public:
  Reader(std::string file, const Surroundings& around, std::vector<Diagnostic>& sink) : around_(around), sink_(sink) {
    bench_.file = std::move(file);
  }

  BenchFile read(const Node& document) {
    const auto fields = fields_of(document, "", "a bench file");
    if (const Node* name = text(fields, "bench")) bench_.name = name->text;
    if (const Node* longest = text(fields, "longest")) take_duration(*longest, "longest", bench_.longest);
    if (const Node* section = at(fields, "switch")) read_switch(*section);
    if (const Node* section = at(fields, "queues")) read_queues(*section);
    if (const Node* section = at(fields, "agents")) read_agents(*section);
    if (const Node* section = at(fields, "hands")) read_hands(*section);
    return std::move(bench_);
  }

 private:
  void fault(std::string_view code, const Node& at, std::string message, std::string why, std::string help) {
    sink_.push_back(scenarios::fault_at(at, code, bench_.file, std::move(message), std::move(why), std::move(help)));
  }

  // The map's values by their keys: those of the section, and `further` words. Unknown and missing ones are told.
  Fields fields_of(const Node& node, std::string_view section, const std::string& what,
                   const std::vector<std::string>& further = {}) {
    Fields fields;
    if (node.kind == Kind::rejected) return fields;
    std::vector<std::string> words;
    for (const KeyRow& row : key_rows()) {
      if (row.section == section) words.emplace_back(row.key);
    }
    words.insert(words.end(), further.begin(), further.end());
    if (node.kind != Kind::map) {
      fault("S105", node, what + " is a map of keys", "this is none", "write " + joined(words));
      return fields;
    }
    for (const Entry& entry : node.entries) {
      if (std::ranges::find(words, entry.key.text) == words.end()) {
        const auto near = scenarios::nearest_word(entry.key.text, words);
        fault("S101", entry.key, "unknown key \"" + entry.key.text + "\"", "not one of " + what,
              near ? "did you mean " + *near + "?" : "there is " + joined(words));
      } else if (entry.value.kind != Kind::rejected) {
        fields.emplace(entry.key.text, &entry.value);
      }
    }
    for (const KeyRow& row : key_rows()) {
      const auto same = [&](const Entry& entry) { return entry.key.text == row.key; };
      if (row.section != section || !row.needed || std::ranges::any_of(node.entries, same)) continue;
      fault("S103", node, "key \"" + std::string{row.key} + "\" missing", what + " does not say it",
            row.example.empty() ? std::string{row.meaning}
                                : "write " + std::string{row.key} + ": " + std::string{row.example});
    }
    return fields;
  }

  static const Node* at(const Fields& fields, std::string_view key) {
    const auto found = fields.find(key);
    return found == fields.end() ? nullptr : found->second;
  }

  // A single value that is there; what is none is told.
  const Node* text(const Fields& fields, std::string_view key) {
    const Node* node = at(fields, key);
    if (!node) return nullptr;
    if (node->kind == Kind::scalar && !node->text.empty()) return node;
    const bool nothing = node->kind == Kind::null || node->kind == Kind::scalar;
    fault(nothing ? "S106" : "S105", *node, "\"" + std::string{key} + "\" has no value",
          nothing ? "nothing follows" : "not a single value", "write one value after it");
    return nullptr;
  }

  // Numbers are dialled as they are written: a reader of YAML may not make eight of "010".
  const Node* quoted(const Fields& fields, std::string_view key) {
    const Node* node = text(fields, key);
    if (!node) return nullptr;
    const bool digits = node->text.find_first_not_of("0123456789") == std::string::npos;
    if (node->quoted || !digits) return node;
    fault("S107", *node, "\"" + std::string{key} + "\" is a number without quotes", "leading zeros would be lost",
          "write \"" + node->text + "\"");
    return nullptr;
  }

  void take_duration(const Node& node, const std::string& key, Duration& into) {
    if (const auto duration = scenarios::parse_duration(node.text)) {
      into = *duration;
    } else {
      fault("S104", node, "\"" + node.text + "\" is no duration", "a number and ms, s, m or h at once after it",
            "write " + key + ": 2s");
    }
  }

  void read_switch(const Node& section) {
    const Node* named = nullptr;
    if (section.kind == Kind::map) {
      const auto protocol =
          std::ranges::find_if(section.entries, [](const Entry& e) { return e.key.text == "protocol"; });
      if (protocol != section.entries.end()) named = &protocol->value;
    }
    const cti::Protocol* protocol = named && named->kind == Kind::scalar ? find_protocol(*named) : nullptr;
    std::vector<std::string> words;
    if (protocol) {
      for (const cti::SettingRow& row : protocol->settings) words.emplace_back(row.word);
    } else if (section.kind == Kind::map) {
      for (const Entry& entry : section.entries) words.push_back(entry.key.text);  // one fault is enough
    }
    const Fields fields = fields_of(section, "switch", "the switch", words);
    if (const Node* link = text(fields, "link")) read_link(*link);
    if (protocol) read_settings(*protocol, section, fields);
  }

  const cti::Protocol* find_protocol(const Node& named) {
    std::vector<std::string> usable;
    for (const cti::Protocol& protocol : around_.protocols) {
      if (!protocol.on_bench) continue;
      if (protocol.id == named.text) return &protocol;
      usable.emplace_back(protocol.id);
    }
    const auto near = scenarios::nearest_word(named.text, usable);
    fault("B101", named, "no bench can speak \"" + named.text + "\"", "not a protocol that bench files know yet",
          near ? "did you mean " + *near + "?" : "there is " + joined(usable));
    return nullptr;
  }

  void read_link(const Node& node) {
    const auto address = link::parse_link_address(node.text);
    const bool reachable = address && address->kind != link::LinkKind::memory &&
                           (address->kind != link::LinkKind::tcp || address->port != 0);
    if (reachable) {
      bench_.link = *address;
    } else {
      fault("B102", node, "\"" + node.text + "\" reaches no switch", address ? "nobody listens there" : address.error(),
            "write tcp:HOST:PORT");
    }
  }

  void read_settings(const cti::Protocol& protocol, const Node& section, const Fields& fields) {
    cti::SettingValues values;
    bool whole = true;
    for (const cti::SettingRow& row : protocol.settings) {
      if (const Node* node = text(fields, row.word)) values.emplace(row.word, node->text);
      if (!row.needed || at(fields, row.word)) continue;
      whole = false;
      fault("S103", section, "key \"" + std::string{row.word} + "\" missing", std::string{protocol.id} + " needs it",
            "write " + std::string{row.word} + ": " + std::string{row.example});
    }
    whole = take_secret(protocol, section, fields, values) && whole;
    if (!whole) return;
    auto spoken = protocol.on_bench(values);
    if (spoken) {
      bench_.protocol = *std::move(spoken);
      return;
    }
    const Node* wrong = at(fields, spoken.error().word);
    fault("B103", wrong ? *wrong : section, "wrong value of \"" + spoken.error().word + "\"", spoken.error().why,
          spoken.error().help);
  }

  bool take_secret(const cti::Protocol& protocol, const Node& section, const Fields& fields,
                   cti::SettingValues& values) {
    const auto secret = std::ranges::find_if(protocol.settings, &cti::SettingRow::secret);
    const Node* from = text(fields, "secret_from");
    if (secret == protocol.settings.end()) return true;
    const std::string word{secret->word};
    if (!from) {
      if (values.contains(word)) return true;
      fault("B104", section, "no secret is given", "the account needs one",
            "write secret_from: and the name of an environment variable that holds it");
      return false;
    }
    if (values.contains(word)) {
      fault("B104", *from, "the secret is given twice", "here and as " + word, "keep secret_from");
      return false;
    }
    const auto value = around_.environment(from->text);
    if (!value || value->empty()) {
      fault("B104", *from, "the variable " + from->text + " is not set", "the secret was to be in it",
            "export " + from->text + "=… before the run");
      return false;
    }
    values.emplace(word, *value);
    return true;
  }

  // The entries of a list that belongs to the tester.
  template <class Take>
  void read_list(const Node& section, const std::string& what, Take take) {
    if (section.kind == Kind::rejected) return;
    if (section.kind != Kind::list) {
      fault("S105", section, what + " are a list", "this is none", "begin each entry with -");
      return;
    }
    if (section.items.empty() || section.items.size() > most_entries) {
      fault("B107", section, section.items.empty() ? "no " + what : "more " + what + " than a bench may have",
            std::to_string(section.items.size()) + " entries", "at least one, at most " + std::to_string(most_entries));
      return;
    }
    for (const Node& item : section.items) take(item);
  }

  void read_queues(const Node& section) {
    read_list(section, "queues", [&](const Node& item) {
      const Fields fields = fields_of(item, "queue", "a queue");
      QueueEntry queue;
      const Node* name = text(fields, "name");
      const Node* number = quoted(fields, "number");
      if (name) queue.name = name->text;
      if (number) queue.number = number->text;
      if (const Node* wrap_up = text(fields, "wrap_up")) take_wrap_up(*wrap_up, queue.wrap_up);
      if (!name || !number) return;
      check_id(*name);
      check_id(*number);
      const auto same = [&](const QueueEntry& other) {
        return other.name == queue.name || other.number == queue.number;
      };
      if (std::ranges::any_of(bench_.queues, same)) {
        return fault("B105", *name, "queue " + queue.name + " is there twice", "by its name or its number", "keep one");
      }
      bench_.queues.push_back(std::move(queue));
    });
  }

  void take_wrap_up(const Node& node, QueueWrapUp& wrap_up) {
    using Rule = QueueWrapUp::Kind;
    wrap_up.kind = node.text == "none" ? Rule::none : node.text == "chosen" ? Rule::chosen : Rule::fixed;
    if (wrap_up.kind == Rule::fixed) take_duration(node, "wrap_up", wrap_up.length);
  }

  void read_agents(const Node& section) {
    read_list(section, "agents", [&](const Node& item) {
      const Fields fields = fields_of(item, "agent", "an agent");
      const Node* id = quoted(fields, "id");
      const Node* at = quoted(fields, "at");
      if (!id || !at) return;
      check_id(*id);
      check_id(*at);
      const auto same = [&](const PhoneEntry& other) { return other.id == id->text || other.at == at->text; };
      if (std::ranges::any_of(bench_.agents, same)) {
        return fault("B105", *id, "agent " + id->text + " is there twice", "by the number or the phone", "keep one");
      }
      bench_.agents.push_back({id->text, at->text});
    });
  }

  // As every wire's ids are bounded.
  void check_id(const Node& node) {
    const bool control = std::ranges::any_of(node.text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (!control && node.text.size() <= cti::max_id_length) return;
    fault("S107", node, "this cannot be a name of a switch", control ? "it has control characters" : "it is too long",
          "at most " + std::to_string(cti::max_id_length) + " characters, none of them a control character");
  }

  void read_hands(const Node& section) {
    const Fields fields = fields_of(section, "hands", "hands");
    if (const Node* hand = text(fields, "call")) take_hand(*hand, bench_.hands.call, false);
    if (const Node* hand = text(fields, "hang_up")) take_hand(*hand, bench_.hands.hang_up, false);
    if (const Node* hand = text(fields, "answer")) take_hand(*hand, bench_.hands.answer, true);
    const Node* after = text(fields, "answers_after");
    if (after) take_duration(*after, "answers_after", bench_.hands.answers_after);
    const bool itself = bench_.hands.answer == Hand::itself;
    if (itself == (after != nullptr)) return;
    fault("B106", after ? *after : section,
          itself ? "nobody knows when it answers" : "answers_after without answer: itself",
          itself ? "a phone that answers by itself" : "no phone answers by itself here",
          itself ? "write answers_after: and for how long it rings" : "write answer: itself, or leave it out");
  }

  void take_hand(const Node& node, Hand& hand, bool may_itself) {
    if (node.text == "wire") {
      hand = Hand::wire;
    } else if (node.text == "nobody") {
      hand = Hand::nobody;
    } else if (node.text == "itself" && may_itself) {
      hand = Hand::itself;
    } else {
      fault("B106", node, "there is no hand \"" + node.text + "\"", "nobody moves so here",
            may_itself ? "write wire, itself or nobody" : "write wire or nobody");
    }
  }

  const Surroundings& around_;
  std::vector<Diagnostic>& sink_;
  BenchFile bench_;
};

}  // namespace

std::span<const scenarios::CodeRow> codes() { return rows; }

Loaded load_text(std::string_view text, const std::string& file, const Surroundings& around) {
  Loaded loaded;
  loaded.source = text;
  const auto document = scenarios::read_document(text, file, loaded.diagnostics, document_words);
  if (!document) return loaded;
  BenchFile bench = Reader(file, around, loaded.diagnostics).read(*document);
  if (loaded.diagnostics.empty()) loaded.bench = std::move(bench);
  return loaded;
}

Loaded load_file(const std::string& path, const Surroundings& around) {
  const auto text = scenarios::file_text(path, document_words);
  if (text) return load_text(*text, path, around);
  Loaded loaded;
  loaded.diagnostics.push_back(text.error());
  return loaded;
}

}  // namespace acdloop::bench
