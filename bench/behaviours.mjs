// Scores the running line's alerts against the simulated cameras' ground truth: F1 per behaviour, never blended.
// Usage: behaviours.mjs RUN [SECONDS]. event-score.mjs says what is right; every miss and false alarm is kept with its frame.
// The overlap of the box an alert tells is with the true object's best box of the half second before: pictures take time to arrive.
import { setTimeout as pause } from "node:timers/promises";
import { keep } from "./eval-files.mjs";
import { TARGET_F1, WINDOW, figures, iou, matchEvents } from "./event-score.mjs";
import { userToken } from "./sse.mjs";
import { getJson, runEnv } from "../local/run.mjs";

const [run, seconds = "150"] = process.argv.slice(2);
const env = runEnv(run);
const gateway = `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}`;
const simulator = `http://127.0.0.1:${env.CCTV_SIM_HTTP_PORT}`;
const COOL_DOWN_MS = 30_000;
const ARRIVAL_MS = 500;

const from = Date.now();
console.log(`watching the line for ${seconds} s …`);
await pause(Number(seconds) * 1000 + WINDOW.late);
const until = from + Number(seconds) * 1000;

const expected = [];
const watched = new Map();
for (const { cameraId, truth } of (await getJson(`${simulator}/cameras.json`)).items) {
  if (!truth) continue;
  const scene = await getJson(truth);
  const { fps, frames, startedAt, events } = scene;
  watched.set(cameraId, scene);
  const first = Date.parse(startedAt);
  const loopMs = (frames / fps) * 1000;
  for (const event of events)
    for (let round = Math.floor((from - first) / loopMs) - 1; first + round * loopMs < until; round++) {
      const at = first + round * loopMs + (event.alarmFrame / fps) * 1000;
      if (at >= from && at <= until) expected.push({ cameraId, at, ...event });
    }
}

const headers = { authorization: `Bearer ${userToken(run, "lead")}` };
const raised = [];
for (let cursor = ""; ; ) {
  const page = await getJson(`${gateway}/api/alerts?state=all&limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, headers);
  for (const alert of page.items) {
    const at = Date.parse(alert.capturedAt);
    if (watched.has(alert.cameraId) && at >= from - WINDOW.early && at <= until + WINDOW.late)
      raised.push({ ...alert, at, box: alert.objects.find((o) => o.trackId === alert.trackId)?.box });
  }
  cursor = page.next;
  if (!cursor || page.items.length === 0 || Date.parse(page.items.at(-1).capturedAt) < from) break;
}

const rows = [];
for (const [behaviour, matched] of Object.entries(matchEvents(expected, raised, { from, until, coolDown: COOL_DOWN_MS }))) {
  for (const { event, alert } of matched.right) alert.iou = overlap(event, alert);
  rows.push({
    behaviour,
    target: TARGET_F1,
    ...figures(matched),
    right: matched.right.map(({ event, alert }) => ({ alertId: alert.alertId, delaySeconds: (alert.at - event.at) / 1000, iou: alert.iou })),
    merged: matched.merged.map(told),
    missed: await Promise.all(matched.missed.map(missed)),
    falseAlarms: await Promise.all(matched.falseAlarms.map(falseAlarm)),
  });
}
rows.sort((a, b) => a.behaviour.localeCompare(b.behaviour));
for (const r of rows)
  console.log(
    `${r.behaviour.padEnd(11)} F1 ${r.f1?.toFixed(3) ?? "–"}  (${r.right.length} right, ${r.missed.length} missed, ${r.falseAlarms.length} false)` +
      (r.delaySeconds === null ? "" : `  ${r.delaySeconds.toFixed(1)} s after`) +
      (r.iou === null ? "" : `  overlap ${r.iou.toFixed(2)}`),
  );
if (rows.length === 0) console.log("nothing was to be seen and nothing was raised; watch longer");
keep(run, "behaviours", { from: new Date(from).toISOString(), seconds: Number(seconds), cameras: watched.size, rows });

function told({ cameraId, zoneId, at }) {
  return { cameraId, zoneId, time: new Date(at).toISOString() };
}

function zoneOf({ cameraId, zoneId }) {
  return watched.get(cameraId).zones.find((zone) => zone.zoneId === zoneId)?.polygon;
}

async function missed(event) {
  const box = watched.get(event.cameraId).objectsByFrame[event.alarmFrame]?.find((o) => o.id === event.objectId);
  return { ...told(event), box, zone: zoneOf(event), jpeg: await jpeg(`${simulator}/truth/${event.cameraId}.jpg?frame=${event.alarmFrame}`) };
}

async function falseAlarm(alert) {
  const { alertId, score, trackId, box } = alert;
  return { ...told(alert), alertId, score, trackId, box, zone: zoneOf(alert), jpeg: await jpeg(`${gateway}/api/alerts/${alertId}/frame.jpg`, headers) };
}

/** Base64; null when it is not to be had, which spoils no score. */
async function jpeg(url, more = {}) {
  const answer = await fetch(url, { headers: more, signal: AbortSignal.timeout(10_000) }).catch(() => null);
  return answer?.ok ? Buffer.from(await answer.arrayBuffer()).toString("base64") : null;
}

function overlap({ cameraId, objectId }, { at, box }) {
  if (!box) return null;
  const { fps, frames, startedAt, objectsByFrame } = watched.get(cameraId);
  const last = Math.floor(((at - Date.parse(startedAt)) / 1000) * fps);
  let best = 0;
  for (let back = 0; back <= (ARRIVAL_MS / 1000) * fps; back++) {
    const frame = (((last - back) % frames) + frames) % frames;
    const truth = objectsByFrame[frame].find((o) => o.id === objectId);
    if (truth) best = Math.max(best, iou(truth, box));
  }
  return best;
}
