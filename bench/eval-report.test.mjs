import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./eval-report.mjs";

const wrong = { cameraId: "CAM-1", zoneId: "Z-1", time: "2026-11-22T00:00:00.000Z", box: { x: 0.1, y: 0.1, w: 0.1, h: 0.2 }, zone: [{ x: 0, y: 0 }], jpeg: "AAAA" };
const row = (more) => ({
  behaviour: "LOITERING",
  f1: 0.5,
  precision: 1,
  recall: 0.5,
  delaySeconds: 1.5,
  iou: null,
  placed: null,
  right: [{ alertId: "a", delaySeconds: 1.5 }],
  missed: [],
  merged: [],
  falseAlarms: [],
  ...more,
});
const behaviours = (...rows) => ({ from: "2026-11-22T00:00:00.000Z", seconds: 60, cameras: 4, rows });
const score = (value) => ({
  hota: { hota: value, detA: value, assA: value, locA: value, byAlpha: Array.from({ length: 19 }, () => [value, value, value]) },
  clear: { mota: value, motp: value, falseBoxes: 1, missed: 2, switches: 3, fragments: 4, mostlyTracked: 5, mostlyLost: 6, faults: [{ frame: 2, falseBoxes: 1, missed: 2, switches: 3 }] },
  identity: { idf1: value, precision: value, recall: value },
});
const box = { frame: 2, id: 1, left: 0, top: 0, width: 10, height: 20 };
const clip = (reference) => ({
  clip: "street",
  frames: 10,
  ours: score(61.25),
  reference,
  worst: [{ faults: { frame: 2, falseBoxes: 1, missed: 2, switches: 3 }, truth: [box], found: [box] }],
});
const count = (html, words) => html.split(words).length - 1;

test("every miss and every false alarm has its frame", () => {
  const html = page(behaviours(row({ missed: [wrong, wrong], falseAlarms: [wrong] })), null);
  assert.equal(count(html, "data:image/jpeg;base64,AAAA"), 3);
  assert.equal(count(html, ">missed</b>"), 2);
  assert.equal(count(html, ">false alarm</b>"), 1);
});

test("a frame that is gone is said, not left out", () => {
  const html = page(behaviours(row({ missed: [{ ...wrong, jpeg: null }] })), null);
  assert.match(html, /the frame is not to be had any more/);
});

test("behaviours stand one by one", () => {
  const html = page(behaviours(row(), row({ behaviour: "INTRUSION", f1: 1 })), null);
  assert.match(html, /<b class="wrong">0\.500/);
  assert.match(html, /<b class="right">1\.000/);
});

test("tracks stand beside the reference, or alone", () => {
  assert.match(page(null, { at: "now", clips: [clip(score(60.5))] }), /<td>61\.25.*<td>60\.50/s);
  assert.doesNotMatch(page(null, { at: "now", clips: [clip(null)] }), /<td>reference/);
});

test("nothing runs and nothing is loaded", () => {
  const html = page(behaviours(row({ missed: [wrong] })), { at: "now", clips: [clip(score(60))] });
  assert.doesNotMatch(html, /<script|<link|https?:|src=/);
});

test("names from outside are words", () => {
  const html = page(behaviours(row({ missed: [{ ...wrong, cameraId: "<script>" }] })), null);
  assert.doesNotMatch(html, /<script>/);
});

test("nothing to score is said", () => {
  assert.match(page(behaviours(), null), /Nothing was to be seen/);
});

test("packs stand in a section of their own and name the clip's weather", () => {
  const packs = { at: "2026-11-22T00:00:00.000Z", model: "scene-detector", seeds: "1..2", clips: 4, frames: 100, rows: [row({ missed: [{ ...wrong, condition: "fog", variant: "stays <9 s" }] })] };
  const html = page(null, null, packs);
  assert.equal(count(html, "<h2>Scene packs</h2>"), 1);
  assert.match(html, /fog: stays &lt;9 s/);
  assert.equal(count(html, "Behaviours against ground truth"), 0);
});

test("what was detected in the packs stands beside their behaviours", () => {
  const packs = { at: "now", model: "scene-detector", seeds: "1..2", clips: 4, frames: 100, rows: [row()], detection: [{ condition: "fog", what: "PERSON", asked: 12, ap50: 0.75 }] };
  assert.match(page(null, null, packs), /<th>PERSON.*<td>fog<td>0\.750 \(12\)/s);
  assert.doesNotMatch(page(null, null, { ...packs, detection: undefined }), /<th>PERSON/);
});
