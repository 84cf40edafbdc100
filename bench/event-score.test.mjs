import assert from "node:assert/strict";
import { test } from "node:test";
import { figures, iou, matchEvents } from "./event-score.mjs";

const WATCHED = { from: 0, until: 600_000, coolDown: 30_000 };
const at = (seconds, more = {}) => ({ cameraId: "CAM-1", zoneId: "Z-1", behaviour: "LOITERING", at: seconds * 1000, ...more });
const counts = ({ right = [], missed = [], merged = [], falseAlarms = [] } = {}) =>
  [right, missed, merged, falseAlarms].map((list) => list.length).join(" ");

// name, true alarms, alerts, "right missed merged false"
const table = [
  ["told at once", [at(100)], [at(100)], "1 0 0 0"],
  ["told 2 s early", [at(100)], [at(98)], "1 0 0 0"],
  ["told more than 2 s early", [at(100)], [at(97.999)], "0 1 0 1"],
  ["told 10 s late", [at(100)], [at(110)], "1 0 0 0"],
  ["told more than 10 s late", [at(100)], [at(110.001)], "0 1 0 1"],
  ["never told", [at(100)], [], "0 1 0 0"],
  ["told twice: once is right", [at(100)], [at(101), at(105)], "1 0 0 1"],
  ["nothing was to be told", [], [at(100)], "0 0 0 1"],
  ["another zone", [at(100)], [at(100, { zoneId: "Z-2" })], "0 1 0 1"],
  ["another camera", [at(100)], [at(100, { cameraId: "CAM-2" })], "0 1 0 1"],
  ["two alarms in one cool-down, told once", [at(100), at(120)], [at(101)], "1 0 1 0"],
  ["two alarms a cool-down apart, told once", [at(100), at(130)], [at(101)], "1 1 0 0"],
  ["a missed one shields nobody", [at(100), at(120)], [], "0 2 0 0"],
  ["two close alarms take an alert each, whatever the order", [at(105), at(100)], [at(109), at(103)], "2 0 0 0"],
  ["an alert that both could take goes to the first", [at(100), at(108)], [at(107), at(117)], "2 0 0 0"],
  ["before the watch had lasted a window it may belong to an earlier event", [], [at(9.9)], "0 0 0 0"],
  ["after the watch nobody counts", [], [at(601)], "0 0 0 0"],
];
for (const [name, expected, raised, wanted] of table)
  test(name, () => assert.equal(counts(matchEvents(expected, raised, WATCHED).LOITERING), wanted));

test("behaviours are never blended", () => {
  const results = matchEvents([at(100), at(100, { behaviour: "INTRUSION" })], [at(100, { behaviour: "INTRUSION" })], WATCHED);
  assert.equal(counts(results.LOITERING), "0 1 0 0");
  assert.equal(counts(results.INTRUSION), "1 0 0 0");
});

test("what is wrong is kept, to be shown", () => {
  const results = matchEvents([at(100, { objectId: 7 })], [at(300, { alertId: "a" })], WATCHED);
  assert.equal(results.LOITERING.missed[0].objectId, 7);
  assert.equal(results.LOITERING.falseAlarms[0].alertId, "a");
});

const box = (x, y, w, h) => ({ x, y, w, h });
for (const [name, a, b, wanted] of [
  ["the same", box(0.1, 0.1, 0.2, 0.4), box(0.1, 0.1, 0.2, 0.4), 1],
  ["apart", box(0, 0, 0.1, 0.1), box(0.2, 0, 0.1, 0.1), 0],
  ["touching", box(0, 0, 0.1, 0.1), box(0.1, 0, 0.1, 0.1), 0],
  ["half within", box(0, 0, 0.2, 0.1), box(0.1, 0, 0.2, 0.1), 1 / 3],
  ["one within the other", box(0, 0, 0.2, 0.2), box(0, 0, 0.1, 0.2), 0.5],
])
  test(`overlap: ${name}`, () => assert.ok(Math.abs(iou(a, b) - wanted) < 1e-9));

test("figures of a behaviour", () => {
  const right = [
    { event: at(100), alert: at(101, { iou: 0.9 }) },
    { event: at(200), alert: at(203, { iou: 0.4 }) },
    { event: at(300), alert: at(302) },
  ];
  const result = figures({ right, missed: [at(400)], falseAlarms: [] });
  assert.equal(result.f1, 6 / 7);
  assert.equal(result.precision, 1);
  assert.equal(result.recall, 0.75);
  assert.equal(result.delaySeconds, 2);
  assert.equal(result.iou, 0.65);
  assert.equal(result.placed, 0.5);
});

test("nothing true and nothing told has no figure", () => {
  assert.deepEqual(figures({ right: [], missed: [], falseAlarms: [] }), {
    f1: null,
    precision: null,
    recall: null,
    delaySeconds: null,
    iou: null,
    placed: null,
  });
});
