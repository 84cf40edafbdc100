// BENCH: line        the running line for a minute: frames/s, capture → detection, capture → alert → operator (p50, p99)
// Usage: line.mjs RUN [SECONDS]. Needs ./cctv up. No anchor: it states what this machine does; the ratios come with issues B to E.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { events, percentile, userToken } from "./sse.mjs";
import { getJson, runEnv } from "../local/run.mjs";

const [run, seconds = "60"] = process.argv.slice(2);
const env = runEnv(run);
const gateway = `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}`;
const token = userToken(run, "operator");
const headers = { authorization: `Bearer ${token}` };
const cameras = (await getJson(`${gateway}/api/cameras?limit=500`, headers)).items.filter((c) => c.state === "ACTIVE");
const end = new AbortController();
setTimeout(() => end.abort(), Number(seconds) * 1000);

const detected = [];
const delivered = [];
const raised = [];
const pushed = [];
const since = Date.now();
const watch = cameras.slice(0, 16).map((camera) =>
  events(`${gateway}/api/live/${camera.cameraId}/detections`, headers, end.signal, (name, data) => {
    if (name !== "detection") return;
    detected.push(Date.parse(data.analysedAt) - Date.parse(data.capturedAt));
    delivered.push(Date.now() - Date.parse(data.capturedAt));
  }),
);
watch.push(
  events(`${gateway}/api/events`, headers, end.signal, (name, data) => {
    if (name !== "alert" || data.state !== "NEW" || Date.parse(data.raisedAt) < since) return;
    raised.push(Date.parse(data.raisedAt) - Date.parse(data.capturedAt));
    pushed.push(Date.now() - Date.parse(data.capturedAt));
  }),
);
await Promise.allSettled(watch);

const rows = [
  { metric: "frames analysed", unit: "frames/s", ours: detected.length / Number(seconds), runs: 1 },
  ...timed("capture → detection", detected),
  ...timed("capture → detection → operator", delivered),
  ...timed("capture → alert stored", raised),
  ...timed("capture → alert → operator", pushed),
];
function timed(metric, values) {
  return [50, 99].map((p) => ({
    metric: `${metric} p${p}`,
    unit: "ms",
    ours: percentile(values, p),
    anchor: null,
    ratio: null,
    target: metric.includes("alert") && p === 99 ? 1000 : null,
    runs: values.length,
  }));
}
for (const row of rows)
  console.log(`${row.metric.padEnd(40)} ${row.ours === null ? "none seen" : row.ours.toFixed(1).padStart(9)} ${row.unit}  (${row.runs})`);
writeFileSync(join(run, "bench", "line.json"), JSON.stringify(rows, null, 2) + "\n");
