// SPDX-License-Identifier: Apache-2.0
// Strict reading: expat decides what is XML, the limits of element.hpp what is too much of it.
#include <expat.h>

#include <algorithm>
#include <memory>

#include "drivers/csta_xml/element.hpp"

namespace acdloop::csta_xml {
namespace {

// Between a name and its namespace in what expat says; it can be in neither.
constexpr char separator = '\n';

bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

// expat follows the first bytes of a document, whatever encoding it is told.
bool looks_like_utf16(std::string_view xml) {
  const std::string_view start = xml.substr(0, 2);
  return start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF") || start.find('\0') != std::string_view::npos;
}

class Builder {
 public:
  explicit Builder(XML_Parser parser) : parser_(parser) {
    XML_SetUserData(parser, this);
    XML_SetXmlDeclHandler(parser, &Builder::declared);
    XML_SetStartDoctypeDeclHandler(parser, &Builder::document_type);
    XML_SetElementHandler(parser, &Builder::begins, &Builder::ends);
    XML_SetCharacterDataHandler(parser, &Builder::characters);
  }
  std::expected<Element, DocumentFault> take(std::string_view xml) {
    const XML_Status status = XML_Parse(parser_, xml.data(), static_cast<int>(xml.size()), XML_TRUE);
    if (refused_) {
      DocumentFault refusal = fault(*refused_, place());
      // expat is at the end of it by now.
      if (*refused_ == "document_type") refusal.at = std::min(refusal.at, xml.rfind("<!DOCTYPE", refusal.at));
      return std::unexpected(std::move(refusal));
    }
    if (status == XML_STATUS_OK) return std::move(root_);
    return std::unexpected(
        fault("ill_formed_xml", std::string{XML_ErrorString(XML_GetErrorCode(parser_))} + ", " + place()));
  }

 private:
  static Builder& of(void* user) { return *static_cast<Builder*>(user); }

  static void declared(void* user, const XML_Char*, const XML_Char* encoding, int) {
    if (encoding == nullptr || same_word(encoding, "UTF-8") || same_word(encoding, "US-ASCII")) return;
    of(user).refuse("wrong_encoding");
  }
  // Nobody who speaks CSTA needs one; entities cannot be declared without it.
  static void document_type(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    of(user).refuse("document_type");
  }
  static void begins(void* user, const XML_Char* name, const XML_Char** attributes) {
    of(user).begin(name, attributes);
  }
  static void ends(void* user, const XML_Char*) { of(user).end(); }
  static void characters(void* user, const XML_Char* text, int length) {
    Builder& builder = of(user);
    if (!builder.refused_ && !builder.open_.empty()) {
      builder.open_.back()->text.append(text, static_cast<std::size_t>(length));
    }
  }

  void refuse(const char* name) {
    if (!refused_) refused_ = name;
    XML_StopParser(parser_, XML_FALSE);
  }
  DocumentFault fault(std::string name, std::string text) const {
    const auto at = XML_GetCurrentByteIndex(parser_);  // -1 before the first byte
    return {{std::move(name), std::move(text)}, at < 0 ? std::size_t{0} : static_cast<std::size_t>(at)};
  }
  std::string place() const {
    return "line " + std::to_string(XML_GetCurrentLineNumber(parser_)) + ", column " +
           std::to_string(XML_GetCurrentColumnNumber(parser_));
  }

  void begin(std::string_view name, const XML_Char** attributes) {
    if (refused_) return;
    if (open_.size() >= max_depth) return refuse("deep_nesting");
    if (++elements_ > max_elements) return refuse("too_many_elements");
    // A parent's children move when one is added, but none of them is open then.
    Element& element = open_.empty() ? root_ : open_.back()->children.emplace_back();
    const std::size_t cut = name.find(separator);
    const std::string_view space = cut == std::string_view::npos ? std::string_view{} : name.substr(0, cut);
    element.name = cut == std::string_view::npos ? name : name.substr(cut + 1);
    if (spaces_.empty() || space != spaces_.back()) element.space = space;
    open_.push_back(&element);
    spaces_.emplace_back(space);
    take_attributes(element, attributes);
  }

  // Those of other namespaces (xsi:type and its like) say nothing to us.
  void take_attributes(Element& element, const XML_Char** attributes) {
    std::size_t count = 0;
    for (; *attributes != nullptr; attributes += 2) {
      const std::string_view name = attributes[0];
      const std::string_view value = attributes[1];
      if (++count > max_attributes) return refuse("too_many_attributes");
      if (value.size() > max_attribute_bytes) return refuse("oversized_attribute");
      if (name.find(separator) == std::string_view::npos) element.attributes.emplace_back(name, value);
    }
  }

  void end() {
    if (refused_) return;
    Element& element = *open_.back();
    if (!element.children.empty()) element.text.clear();
    open_.pop_back();
    spaces_.pop_back();
  }

  XML_Parser parser_;
  Element root_;
  std::vector<Element*> open_;
  std::vector<std::string> spaces_;
  std::size_t elements_ = 0;
  std::optional<std::string> refused_;
};

}  // namespace

std::expected<Element, DocumentFault> read_document(std::string_view xml) {
  if (looks_like_utf16(xml)) return std::unexpected(DocumentFault{{"wrong_encoding", "not UTF-8"}});
  using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)>;
  // The encoding is given, so that no declaration can choose another.
  const Parser parser{XML_ParserCreateNS("UTF-8", separator), &XML_ParserFree};
  if (!parser) return std::unexpected(DocumentFault{{"ill_formed_xml", "no memory to read it"}});
  XML_SetHashSalt(parser.get(), 1);  // bounded documents; the same bytes are read the same way
  return Builder{parser.get()}.take(xml);
}

}  // namespace acdloop::csta_xml
