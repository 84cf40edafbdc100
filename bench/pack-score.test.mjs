import assert from "node:assert/strict";
import { test } from "node:test";
import { scoreClips } from "./pack-score.mjs";

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
