// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/stream.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conformance/report/tests/helpers.hpp"

namespace acdloop::report {
namespace {

using testing::StringSink;

constexpr std::int64_t second = 1'000'000'000;

TimePoint at_ms(std::int64_t milliseconds) { return time_point_of(milliseconds * 1'000'000); }

cti::WireMessage sign_on() {
  return {cti::WireMessage::Direction::to_switch, std::string("\x00\x1e_SA", 5), "_SA,7,105"};
}

cti::Fact answered(TimePoint earliest, TimePoint latest) {
  cti::Fact fact;
  fact.kind = cti::FactKind::answered;
  fact.call = "c1";
  fact.agent = cti::AgentId{"ann"};
  fact.address = cti::Address{"105"};
  fact.when = {earliest, latest};
  return fact;
}

verdict::Check call_time_check(TimePoint at) {
  verdict::Check check;
  check.requirement = "AS-016";
  check.session = "s";
  check.what = "TotalCallTime";
  check.witnesses = "figure of the façade against the facts";
  check.subject = "façade";
  check.expected = "42 s to 43 s";
  check.observed = "30 s";
  check.verdict = verdict::Verdict::fail;
  check.at = at;
  check.line = 27;
  return check;
}

// One of everything. `noise` adds what may differ between equal runs.
void tell(Stream& stream, TimePoint origin, const std::string& protocol, bool noise) {
  const auto at = [origin](std::int64_t milliseconds) { return origin + std::chrono::milliseconds{milliseconds}; };
  const std::vector<std::string> covers{"AS-001", "AS-016"};
  if (noise) stream.run_env("seed", 7);
  stream.scenario_started(at(0), protocol, "session/wrap-up", "Wrap-up counts", covers);
  if (noise) stream.env(at(0), "link", "tcp 127.0.0.1:4000");
  stream.step(at(0), 9, "log_in", "ann for sales as s");
  if (noise) stream.wire(at(1), "main", sign_on());
  stream.request(at(1), "put_State", "s", "ASST_READY");
  stream.result(at(2), "put_State", "s", 0, "S_OK", {});
  stream.event(at(2), "s", 0x400, 2, "ASE_READY");
  stream.fact(answered(at(12'300), at(12'300)));
  if (noise) stream.wire_fault(at(12'301), "main", {"bad_length", "length 70000"});
  stream.figure(at(73'100), "s", "call_time", 30);
  stream.check(call_time_check(at(73'100)));
  stream.scenario_ended(at(73'100), verdict::Outcome::fail, "");
  if (noise) stream.run_env("wall", "0.04 s");
}

TEST(Stream, WritesEveryClassAsAgreed) {
  StringSink sink;
  Stream stream(&sink);
  tell(stream, {}, "system-oai", true);
  EXPECT_EQ(sink.text,
            R"({"class":"env","protocol":"","scenario":"","at":0,"name":"seed","value":7}
{"class":"scenario","protocol":"system-oai","scenario":"session/wrap-up","at":0,"phase":"start","id":"session/wrap-up","title":"Wrap-up counts","covers":["AS-001","AS-016"]}
{"class":"env","protocol":"system-oai","scenario":"session/wrap-up","at":0,"name":"link","value":"tcp 127.0.0.1:4000"}
{"class":"step","protocol":"system-oai","scenario":"session/wrap-up","at":0,"line":9,"verb":"log_in","text":"ann for sales as s"}
{"class":"wire","protocol":"system-oai","scenario":"session/wrap-up","at":1000000,"attachment":"main","direction":"to_switch","text":"_SA,7,105","bytes":"001e5f5341"}
{"class":"request","protocol":"system-oai","scenario":"session/wrap-up","at":1000000,"method":"put_State","session":"s","argument":"ASST_READY"}
{"class":"result","protocol":"system-oai","scenario":"session/wrap-up","at":2000000,"method":"put_State","session":"s","hresult":"0x00000000","name":"S_OK","value":null}
{"class":"event","protocol":"system-oai","scenario":"session/wrap-up","at":2000000,"session":"s","tapi_event":1024,"code":2,"name":"ASE_READY"}
{"class":"fact","protocol":"system-oai","scenario":"session/wrap-up","at":12300000000,"kind":"answered","call":"c1","agent":"ann","group":null,"address":"105","latest":12300000000}
{"class":"wire","protocol":"system-oai","scenario":"session/wrap-up","at":12301000000,"attachment":"main","direction":"fault","text":"length 70000","name":"bad_length"}
{"class":"figure","protocol":"system-oai","scenario":"session/wrap-up","at":73100000000,"session":"s","figure":"call_time","value":30}
{"class":"check","protocol":"system-oai","scenario":"session/wrap-up","at":73100000000,"requirement":"AS-016","session":"s","what":"TotalCallTime","expected":"42 s to 43 s","observed":"30 s","verdict":"fail","warning":false,"witnesses":"figure of the fa\u00e7ade against the facts","subject":"fa\u00e7ade","line":27}
{"class":"scenario","protocol":"system-oai","scenario":"session/wrap-up","at":73100000000,"phase":"end","id":"session/wrap-up","outcome":"fail","reason":""}
{"class":"env","protocol":"","scenario":"","at":0,"name":"wall","value":"0.04 s"}
)");
}

TEST(Stream, DigestsWithoutWhatMayDiffer) {
  StringSink sink;
  Stream noisy(&sink);
  Stream quiet;
  tell(noisy, {}, "system-oai", true);
  tell(quiet, {}, "system-oai", false);
  EXPECT_EQ(noisy.digests().of("system-oai"), quiet.digests().of("system-oai"));
  EXPECT_EQ(noisy.digests().by_protocol().size(), 1u);
}

TEST(Stream, DigestsDifferWhenAnythingThatCountsDiffers) {
  Stream usual;
  tell(usual, {}, "p", false);
  const auto digest_with = [](auto&& more) {
    Stream stream;
    tell(stream, {}, "p", false);
    stream.scenario_started({}, "p", "x", "", {});
    more(stream);
    return stream.digests().of("p");
  };
  const std::string base = digest_with([](Stream&) {});
  EXPECT_NE(base, usual.digests().of("p"));
  EXPECT_NE(base, digest_with([](Stream& s) { s.step({}, 1, "wait", ""); }));
  EXPECT_NE(base, digest_with([](Stream& s) { s.fact(answered({}, {})); }));
  EXPECT_NE(base, digest_with([](Stream& s) { s.request({}, "m", "s", {}); }));
  EXPECT_NE(base, digest_with([](Stream& s) { s.result({}, "m", "s", 0, "S_OK", {}); }));
  EXPECT_NE(base, digest_with([](Stream& s) { s.event({}, "s", 1, 2, "E"); }));
  EXPECT_NE(base, digest_with([](Stream& s) { s.figure({}, "s", "calls", 1); }));
  EXPECT_NE(base, digest_with([](Stream& s) { s.check(call_time_check({})); }));
  EXPECT_NE(base, digest_with([](Stream& s) { s.scenario_ended({}, verdict::Outcome::pass, ""); }));
  EXPECT_EQ(base, digest_with([](Stream& s) { s.env({}, "n", 1); }));
  EXPECT_EQ(base, digest_with([](Stream& s) { s.wire({}, "a", sign_on()); }));
}

TEST(Stream, CountsTimeFromTheBeginningOfTheScenario) {
  StringSink now;
  StringSink later;
  Stream first(&now);
  Stream second_stream(&later);
  tell(first, {}, "system-oai", true);
  tell(second_stream, time_point_of(86'400 * second + 1), "system-oai", true);
  EXPECT_EQ(now.text, later.text);
}

TEST(Stream, DigestIsWhatGrepAndSha256sumGive) {
  const testing::Folder folder;
  const std::string path = folder / "events.ndjson";
  auto sink = FileSink::open(path);
  ASSERT_TRUE(sink) << sink.error();
  Stream stream(sink->get());
  tell(stream, {}, "csta-xml", true);
  tell(stream, {}, "system-oai", true);
  stream.scenario_started({}, "system-oai", "a/b", "looks like \"protocol\":\"csta-xml\" and {\"class\":\"wire\"", {});
  stream.step({}, 1, "wait", "\"protocol\":\"csta-xml\"");
  stream.scenario_ended({}, verdict::Outcome::pass, "\xFF\xFE stray bytes and a façade");
  ASSERT_TRUE((*sink)->close()) << (*sink)->error();
  for (const std::string protocol : {"system-oai", "csta-xml"}) {
    const testing::Ran ran =
        testing::run_shell("grep -v '^{\"class\":\"wire\"' " + path +
                           " | grep -v '^{\"class\":\"env\"' | grep '\"protocol\":\"" + protocol + "\"' | sha256sum");
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.output, stream.digests().of(protocol) + "  -\n");
  }
}

TEST(Stream, TakesTheLinesOfAnotherAsItsOwn) {
  StringSink of_worker;
  Stream worker(&of_worker);
  tell(worker, {}, "system-oai", true);
  StringSink of_parent;
  Stream parent(&of_parent);
  parent.append(of_worker.text);
  EXPECT_EQ(of_parent.text, of_worker.text);
  EXPECT_EQ(parent.digests().by_protocol(), worker.digests().by_protocol());
  EXPECT_EQ(parent.verdicts().compare().digest, worker.verdicts().compare().digest);
}

TEST(Stream, CompletesALastLineWithoutLineFeed) {
  StringSink sink;
  Stream stream(&sink);
  stream.append("{\"class\":\"step\",\"protocol\":\"p\"}");
  EXPECT_EQ(sink.text, "{\"class\":\"step\",\"protocol\":\"p\"}\n");
  EXPECT_EQ(stream.digests().of("p"), sha256_hex(sink.text));
}

TEST(Stream, WritesCodesOfAllBits) {
  StringSink sink;
  Stream stream(&sink);
  stream.result({}, "get_State", "s", 0x8004004B, "TAPI_E_CALLCENTER_INVALAGENTSTATE", INT64_MIN);
  EXPECT_EQ(sink.text,
            R"({"class":"result","protocol":"","scenario":"","at":0,"method":"get_State","session":"s",)"
            R"("hresult":"0x8004004B","name":"TAPI_E_CALLCENTER_INVALAGENTSTATE","value":-9223372036854775808})"
            "\n");
}

TEST(Stream, CutsATextThatHasNoEnd) {
  StringSink sink;
  Stream stream(&sink);
  stream.step({}, 1, "wait", std::string(max_field_text + 5, 'x'));
  EXPECT_EQ(raw_field(sink.text, "text"), "\"" + std::string(max_field_text, 'x') + "... 5 more bytes\"");
}

TEST(Stream, WritesTheLatestInstantOfAFactThatIsUncertain) {
  StringSink sink;
  Stream stream(&sink);
  stream.scenario_started(at_ms(1000), "p", "x", "", {});
  sink.text.clear();
  stream.fact(answered(at_ms(1010), at_ms(1020)));
  EXPECT_EQ(raw_field(sink.text, "at"), "10000000");
  EXPECT_EQ(raw_field(sink.text, "latest"), "20000000");
}

TEST(Stream, EveryLineIsJsonForAnIndependentReader) {
  const testing::Folder folder;
  StringSink sink;
  Stream stream(&sink);
  tell(stream, {}, "system-oai", true);
  stream.step({}, 1, "\x01\x1b", "quote \" backslash \\ \xFF \U0001F4DE");
  testing::put_content(folder / "e", sink.text);
  const testing::Ran ran = testing::run_shell(
      "/usr/bin/python3 -c 'import json,sys\n"
      "rows=[json.loads(line) for line in open(sys.argv[1])]\n"
      "assert all(list(row)[:4]==[\"class\",\"protocol\",\"scenario\",\"at\"] for row in rows)\n"
      "assert all(type(row[\"at\"]) is int for row in rows)\n"
      "print(len(rows), ascii(rows[-1][\"text\"]))' " +
      (folder / "e"));
  EXPECT_EQ(ran.output, "15 'quote \" backslash \\\\ \\ufffd \\U0001f4de'\n");
  EXPECT_EQ(ran.status, 0);
}

}  // namespace
}  // namespace acdloop::report
