import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { isSigned, officePlan, place, plan, problemOf, receiptFor, square } from "./partner-plan.mjs";

test("the example of the manual", () => {
  const wanted = plan("112", ["--case", "robbery", "--at", "127.38,36.35"]);
  assert.deepEqual(
    { lon: wanted.body.lon, lat: wanted.body.lat, kind: wanted.body.kind, code: wanted.body.code },
    { lon: 127.38, lat: 36.35, kind: "강도", code: 0 },
  );
  assert.match(wanted.number, /^SIM-[0-9A-F]{8}$/);
  assert.equal(wanted.body.caseNo, wanted.number);
});

test("each service speaks its own words", () => {
  assert.equal(plan("112-dispatch", []).body.unit, "car-112-07");
  assert.equal(plan("119-dispatch", ["--unit", "engine-9"]).body.unit, "engine-9");
  assert.equal("code" in plan("119-dispatch", []).body, false);
  assert.equal(plan("disaster", ["--severity", "4"]).body.severity, 4);
  assert.equal(plan("disaster", []).body.area.length, 4);
  assert.deepEqual(plan("disaster", ["--area", "1,2 3,4 5,6"]).body.area, [[1, 2], [3, 4], [5, 6]]);
  assert.equal(Buffer.from(plan("vulnerable", []).body.photo, "base64")[0], 0xff);
});

test("what was left open is closed by its number", () => {
  const wanted = plan("112", ["--close", "SIM-1"]);
  assert.equal(wanted.close, true);
  assert.equal(wanted.number, "SIM-1");
  assert.equal(plan("112", []).close, false);
});

for (const [service, words, complaint] of [
  ["113", [], /needs a service/],
  ["toString", [], /needs a service/],
  ["112", ["--at", "127.38"], /LON,LAT/],
  ["112", ["--at", "200,36"], /LON,LAT/],
  ["112", ["--at"], /needs a value/],
  ["112", ["--nonsense"], /does not know/],
  ["112", ["--unit", "car"], /dispatches/],
  ["112", ["--renew", "-1"], /above 0/],
  ["112", ["--patience", "0"], /above 0/],
  ["disaster", ["--move", "127,36"], /area/],
  ["disaster", ["--report", "operator"], /112 and 119/],
  ["112", ["--green", "operator"], /119-dispatch/],
  ["112", ["--light", "operator"], /vulnerable/],
])
  test(`refuses ${service} ${words.join(" ")}`, () => assert.throws(() => plan(service, words), complaint));

test("an office has a mood and may close by itself", () => {
  assert.deepEqual(officePlan([]), { mood: "acknowledge", forS: null });
  assert.deepEqual(officePlan(["--mood", "hang", "--for", "30"]), { mood: "hang", forS: 30 });
  assert.throws(() => officePlan(["--mood", "sing"]), /acknowledge, hang, fail, page/);
  assert.throws(() => officePlan(["--at", "1,2"]), /not for the office/);
});

test("a signature holds for this body, this secret and this hour only", () => {
  const now = 1_800_000_000_000;
  const at = String(now / 1000);
  const sign = (secret, body, time = at) => "v1=" + createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  assert.equal(isSigned("s", at, "{}", sign("s", "{}"), now), true);
  assert.equal(isSigned("s", at, "{ }", sign("s", "{}"), now), false);
  assert.equal(isSigned("t", at, "{}", sign("s", "{}"), now), false);
  assert.equal(isSigned("s", at, "{}", undefined, now), false);
  assert.equal(isSigned("s", undefined, "{}", sign("s", "{}"), now), false);
  const old = String(now / 1000 - 3600);
  assert.equal(isSigned("s", old, "{}", sign("s", "{}", old), now), false, "a replayed one");
});

test("a report of the centre is answered at its own door only", () => {
  const filed = { id: "7", type: "report.filed", data: { reportId: "r", receipt: "/api/link/119/reports/r/receipt" } };
  assert.deepEqual(receiptFor(filed, "119"), { door: "/api/link/119/reports/r/receipt", body: { receiptNo: "119-SIM-7" } });
  assert.equal(receiptFor(filed, "112"), null);
  assert.equal(receiptFor({ ...filed, type: "case.opened" }, "119"), null);
});

test("places, squares and problems", () => {
  assert.deepEqual(place("127.38,36.35"), [127.38, 36.35]);
  const [[west, south], , [east, north]] = square(127.38, 36.35);
  assert.ok(west < 127.38 && east > 127.38 && south < 36.35 && north > 36.35);
  assert.equal(problemOf(409, '{"type":"urn:metro-cctv:problem:case-exists","detail":"open"}'), "409 case-exists: open");
  assert.equal(problemOf(502, "<html>"), "502 <html>");
});
