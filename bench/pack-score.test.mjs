import assert from "node:assert/strict";
import { test } from "node:test";
import { byCondition, scoreClips } from "./pack-score.mjs";

const clip = (name, more) => ({ clip: name, behaviour: "FALL", condition: "day", variant: "lies", zone: [], frames: 10, event: null, alerts: [], ...more });
const alert = (at) => ({ at, score: 0.9, box: { x: 0, y: 0, w: 0.1, h: 0.1 }, iou: 0.8, jpeg: "AA" });

test("an alert counts in its own clip only and within the window", () => {
  const [row] = scoreClips([
    clip("a", { event: { at: 5_000, jpeg: "AA" }, alerts: [alert(6_000)] }),
    clip("b", { event: { at: 5_000, jpeg: "AA" } }),
    clip("c", { alerts: [alert(1_000)] }),
    clip("d", { event: { at: 5_000, jpeg: "AA" }, alerts: [alert(15_200)] }),
  ]);
  assert.deepEqual([row.right.length, row.missed.map((m) => m.cameraId), row.falseAlarms.map((a) => a.cameraId)], [1, ["b", "d"], ["c", "d"]]);
  assert.equal(row.right[0].delaySeconds, 1);
});

test("behaviours are never blended", () => {
  const rows = scoreClips([clip("a", { event: { at: 0, jpeg: "AA" } }), clip("b", { behaviour: "RUNNING", event: { at: 0, jpeg: "AA" }, alerts: [alert(0)] })]);
  assert.deepEqual(rows.map((r) => [r.behaviour, r.f1]), [["FALL", 0], ["RUNNING", 1]]);
});

test("AP50 stands by condition and class, the whole last, and what was never there has none", () => {
  const row = (condition, what, ap50) => ({ condition, what, asked: 4, ap50 });
  const table = byCondition([row("all", "CAR", 0.5), row("all", "PERSON", 0.75), row("fog", "PERSON", 0.75), row("all but night", "PERSON", 1)]);
  assert.deepEqual(table, [
    { condition: "fog", CAR: "–", PERSON: "0.750 (4)", mean: "0.750" },
    { condition: "all", CAR: "0.500 (4)", PERSON: "0.750 (4)", mean: "0.625" },
    { condition: "all but night", CAR: "–", PERSON: "1.000 (4)", mean: "1.000" },
  ]);
});
