// SPDX-License-Identifier: Apache-2.0
// What is a document and what is not; the bounds; the canonical form.
#include "drivers/csta_xml/element.hpp"
#include "drivers/csta_xml/tests/ports.hpp"

namespace acdloop::csta_xml::test {
namespace {

std::string fault_of(const std::string& xml) {
  const auto root = read_document(xml);
  return root ? "" : root.error().name;
}
std::string nested(std::size_t depth) {
  std::string xml;
  for (std::size_t at = 0; at < depth; ++at) xml += "<a>";
  for (std::size_t at = 0; at < depth; ++at) xml += "</a>";
  return xml;
}

TEST(Document, EverySampleIsReadAndWrittenByteForByte) {
  const std::vector<Sample> all = samples();
  ASSERT_THAT(all, SizeIs(42));
  for (const Sample& sample : all) {
    const auto root = read_document(sample.document);
    ASSERT_TRUE(root) << sample.where << root.error().text;
    EXPECT_EQ(write_document(*root), sample.document) << sample.where;
    const auto message = frame(sample.invoke, sample.document);
    ASSERT_TRUE(message);
    char header[16];
    std::snprintf(header, sizeof header, "0000%02X%02X", static_cast<unsigned char>((*message)[2]),
                  static_cast<unsigned char>((*message)[3]));
    EXPECT_EQ(header, sample.header) << sample.where;
  }
}

TEST(Document, EverySampleCutAnywhereIsRefused) {
  for (const Sample& sample : samples()) {
    for (std::size_t length = 0; length < sample.document.size(); ++length) {
      ASSERT_EQ(fault_of(sample.document.substr(0, length)), "ill_formed_xml") << sample.where << " at " << length;
    }
  }
}

TEST(Document, IsReadByLocalNameWithAnyPrefixAndBlanks) {
  const auto root = read_document(
      "<?xml version='1.0'?>\n<!-- hello --><c:MonitorStop xmlns:c='urn:x'\n>"
      " <c:monitorCrossRefID> 1<![CDATA[0]]> </c:monitorCrossRefID> <?pi?> </c:MonitorStop>\n");
  ASSERT_TRUE(root) << root.error().text;
  EXPECT_EQ(root->name, "MonitorStop");
  EXPECT_EQ(root->space, "urn:x");
  EXPECT_EQ(root->value("monitorCrossRefID"), "10");
  EXPECT_EQ(root->value("nothing"), "");
}

TEST(Document, KeepsPlainAttributesAndDropsThoseOfOtherNamespaces) {
  const auto root = read_document("<a xmlns:i='urn:i' typeOfNumber='explicitPublic:national' i:type='x'>5</a>");
  ASSERT_TRUE(root);
  ASSERT_THAT(root->attributes, SizeIs(1));
  EXPECT_EQ(root->attributes[0].second, "explicitPublic:national");
  EXPECT_EQ(read_document(write_document(*root)).value(), *root);
}

TEST(Document, EscapesWhatXmlDemands) {
  Element root = make("a", "urn:\"<&>");
  root.attributes.emplace_back("b", "\"<&>'\r");
  root.text = "x < y & z > \"q\" \r end";
  const auto again = read_document(write_document(root));
  ASSERT_TRUE(again) << again.error().text;
  EXPECT_EQ(*again, root);
}

TEST(Document, IllFormedXmlIsNamed) {
  for (const char* xml : {"",
                          " ",
                          "x",
                          "<a>",
                          "<a></b>",
                          "<a/><b/>",
                          "<a/>x",
                          "<a b=1/>",
                          "<a b='1' b='2'/>",
                          "<a>&amp</a>",
                          "<a>&unknown;</a>",
                          "<a>&#0;</a>",
                          "<a><</a>",
                          "<p:a/>",
                          "<a>]]></a>",
                          "<a xmlns:p=''/>",
                          "<a>\xFF</a>",
                          "<a>\xC3</a>",
                          "<a>\xED\xA0\x80</a>",
                          "<a>\x01</a>",
                          " <?xml version='1.0'?><a/>",
                          "<?xml version='1.0' encoding='UTF-8'?>",
                          "<a b='&lt;<'/>",
                          "<1/>"}) {
    EXPECT_EQ(fault_of(xml), "ill_formed_xml") << xml;
  }
  EXPECT_EQ(fault_of(std::string("<a>\0</a>", 8)), "ill_formed_xml");
}

TEST(Document, OnlyUtf8IsRead) {
  EXPECT_EQ(fault_of("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"), "wrong_encoding");
  EXPECT_EQ(fault_of("<?xml version='1.0' encoding='UTF-16'?><a/>"), "wrong_encoding");
  EXPECT_EQ(fault_of(std::string("\xFF\xFE<\0a\0/\0>\0", 10)), "wrong_encoding");
  EXPECT_EQ(fault_of(std::string("\xFE\xFF\0<\0a\0/\0>", 10)), "wrong_encoding");
  EXPECT_EQ(fault_of(std::string("<\0a\0/\0>\0", 8)), "wrong_encoding");
  EXPECT_EQ(fault_of(std::string("\0<\0a\0/\0>", 8)), "wrong_encoding");
  EXPECT_EQ(fault_of("<?xml version='1.0' encoding='utf-8'?><a>\xC3\xA9</a>"), "");
  EXPECT_EQ(fault_of("<?xml version='1.0' encoding='US-ASCII'?><a/>"), "");
  EXPECT_EQ(fault_of("\xEF\xBB\xBF<a/>"), "");
}

TEST(Document, DocumentTypesAndEntitiesAreRefused) {
  EXPECT_EQ(fault_of("<!DOCTYPE a><a/>"), "document_type");
  EXPECT_EQ(fault_of("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "document_type");
  EXPECT_EQ(fault_of("<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;&c;</a>"), "document_type");
}

TEST(Document, IsBoundedInDepthElementsAndAttributes) {
  EXPECT_EQ(fault_of(nested(max_depth)), "");
  EXPECT_EQ(fault_of(nested(max_depth + 1)), "deep_nesting");
  EXPECT_EQ(fault_of(nested(10'000)), "deep_nesting");
  const auto wide = [](std::size_t count) {
    std::string xml = "<a>";
    for (std::size_t at = 1; at < count; ++at) xml += "<b/>";
    return xml + "</a>";
  };
  EXPECT_EQ(fault_of(wide(max_elements)), "");
  EXPECT_EQ(fault_of(wide(max_elements + 1)), "too_many_elements");
  const auto attributed = [](std::size_t count, std::size_t length) {
    std::string xml = "<a";
    for (std::size_t at = 0; at < count; ++at) xml += " b" + std::to_string(at) + "='" + std::string(length, 'x') + "'";
    return xml + "/>";
  };
  EXPECT_EQ(fault_of(attributed(max_attributes, 1)), "");
  EXPECT_EQ(fault_of(attributed(max_attributes + 1, 1)), "too_many_attributes");
  EXPECT_EQ(fault_of(attributed(1, max_attribute_bytes)), "");
  EXPECT_EQ(fault_of(attributed(1, max_attribute_bytes + 1)), "oversized_attribute");
}

}  // namespace
}  // namespace acdloop::csta_xml::test
