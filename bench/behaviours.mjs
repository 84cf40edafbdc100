// Scores the running line's alerts against the simulated cameras' ground truth: F1 per behaviour, never blended.
// Usage: behaviours.mjs RUN [SECONDS]. A raised alert is right when camera, zone and behaviour fit and its time lies within
// −2 … +10 s of the true alarm (KISA matching window, domain.md §D). Cool-down is part of the product: two true alarms closer
// than the cool-down of one zone count as one.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { userToken } from "./sse.mjs";
import { getJson, runEnv } from "../local/run.mjs";

const [run, seconds = "150"] = process.argv.slice(2);
const env = runEnv(run);
const gateway = `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}`;
const EARLY_MS = 2_000;
const LATE_MS = 10_000;
const COOL_DOWN_MS = 30_000;

const from = Date.now();
console.log(`watching the line for ${seconds} s …`);
await pause(Number(seconds) * 1000 + LATE_MS);
const until = from + Number(seconds) * 1000;

const simulator = `http://127.0.0.1:${env.CCTV_SIM_HTTP_PORT}`;
const expected = [];
const watched = new Set();
for (const { cameraId, truth } of (await getJson(`${simulator}/cameras.json`)).items) {
  if (!truth) continue;
  watched.add(cameraId);
  const { fps, frames, startedAt, events } = await getJson(truth);
  const first = Date.parse(startedAt);
  const loopMs = (frames / fps) * 1000;
  for (const event of events)
    for (let round = Math.floor((from - first) / loopMs) - 1; first + round * loopMs < until; round++) {
      const at = first + round * loopMs + (event.alarmFrame / fps) * 1000;
      if (at >= from && at <= until) expected.push({ cameraId, zoneId: event.zoneId, behaviour: event.behaviour, at });
    }
}
expected.sort((a, b) => a.at - b.at);

const headers = { authorization: `Bearer ${userToken(run, "lead")}` };
const raised = [];
for (let cursor = ""; ; ) {
  const page = await getJson(`${gateway}/api/alerts?state=all&limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, headers);
  for (const alert of page.items) {
    const at = Date.parse(alert.capturedAt);
    if (watched.has(alert.cameraId) && at >= from - EARLY_MS && at <= until + LATE_MS) raised.push({ ...alert, at });
  }
  cursor = page.next;
  if (!cursor || page.items.length === 0 || Date.parse(page.items.at(-1).capturedAt) < from) break;
}

const same = (a, b) => a.cameraId === b.cameraId && a.zoneId === b.zoneId && a.behaviour === b.behaviour;
const unmatched = new Set(raised);
const results = {};
const scoreOf = (behaviour) => (results[behaviour] ??= { truePositives: 0, missed: [], falseAlarms: [] });
for (const event of expected) {
  const hit = [...unmatched].find((a) => same(a, event) && a.at >= event.at - EARLY_MS && a.at <= event.at + LATE_MS);
  if (hit) {
    unmatched.delete(hit);
    event.found = true;
    scoreOf(event.behaviour).truePositives++;
  } else if (!expected.some((e) => e.found && same(e, event) && event.at - e.at < COOL_DOWN_MS && event.at > e.at))
    scoreOf(event.behaviour).missed.push(event);
}
// An alert just outside the window at its edges belongs to an event we did not count.
for (const alert of unmatched)
  if (alert.at >= from + LATE_MS && alert.at <= until) scoreOf(alert.behaviour).falseAlarms.push(alert);

const rows = Object.entries(results).map(([behaviour, r]) => {
  const f1 = (2 * r.truePositives) / (2 * r.truePositives + r.missed.length + r.falseAlarms.length);
  return { behaviour, truePositives: r.truePositives, missed: r.missed, falseAlarms: r.falseAlarms.map(({ cameraId, zoneId, capturedAt, score }) => ({ cameraId, zoneId, capturedAt, score })), f1, target: 0.9 };
});
for (const r of rows)
  console.log(`${r.behaviour.padEnd(11)} F1 ${r.f1.toFixed(3)}  (${r.truePositives} right, ${r.missed.length} missed, ${r.falseAlarms.length} false)`);
if (rows.length === 0) console.log("nothing was to be seen and nothing was raised; watch longer");

const cell = (value) => String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const list = (items, text) => (items.length ? `<ul>${items.map((i) => `<li>${cell(text(i))}</li>`).join("")}</ul>` : "none");
writeFileSync(join(run, "eval", "behaviours.json"), JSON.stringify({ from: new Date(from), seconds: Number(seconds), rows }, null, 2) + "\n");
writeFileSync(
  join(run, "eval", "behaviours.html"),
  `<!doctype html><meta charset="utf-8"><title>Behaviours</title><style>body{font:16px sans-serif;margin:2rem}td,th{padding:.4rem 1rem;text-align:left;vertical-align:top}</style>
<h1>Behaviours against ground truth</h1><p>${new Date(from).toISOString()}, ${cell(seconds)} s, ${watched.size} simulated cameras.</p>
<table><tr><th>behaviour<th>F1<th>right<th>missed<th>false alarms</tr>${rows
    .map(
      (r) =>
        `<tr><td>${cell(r.behaviour)}<td>${r.f1.toFixed(3)}<td>${r.truePositives}<td>${list(r.missed, (m) => `${m.cameraId} ${m.zoneId} ${new Date(m.at).toISOString()}`)}<td>${list(r.falseAlarms, (a) => `${a.cameraId} ${a.zoneId} ${a.capturedAt}`)}</tr>`,
    )
    .join("")}</table>\n`,
);
console.log(`report: ${join(run, "eval", "behaviours.html")}`);
