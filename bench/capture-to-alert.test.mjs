import assert from "node:assert/strict";
import { test } from "node:test";
import { captureToAlert } from "./capture-to-alert.mjs";

const WHEN = new Date("2026-11-22T20:00:00Z");
const row = { cameras: 40, minutes: 12, everySeconds: 120, fps: 5, captureToAlertMs: { p50: 400, p99: 1900 }, right: 98, trueAlarms: 99, machineBusy: 0.613 };

test("a clean run is told with what was run", () => {
  const { rows, why } = captureToAlert({ row }, WHEN);
  assert.equal(why, null);
  assert.deepEqual(
    rows.map((r) => r.ours),
    [400, 1900],
  );
  for (const word of ["2026-11-22T20:00:00.000Z", "40 cameras", "12 min", "5 pictures/s", "in 120 s", "98 of 99", "61 % busy"]) assert.ok(rows[0].metric.includes(word), word);
});

// name, what was left, why nothing is told
const table = [
  ["nothing was run", null, /not measured here/],
  ["analytics was killed in it", { row: { ...row, killed: { downSeconds: 12 } } }, /with a kill/],
  ["it had no alert", { row: { ...row, captureToAlertMs: {} } }, /no alert/],
];
for (const [name, gated, wanted] of table)
  test(`nothing is told when ${name}`, () => {
    const { rows, why } = captureToAlert(gated, WHEN);
    assert.deepEqual(rows, []);
    assert.match(why, wanted);
  });
