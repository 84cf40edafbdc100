// BENCH: gate        [--seconds 60]: which gate: recall of labelled things that move, against what is sent for nothing and CPU
// STARTS ITS OWN processes; nothing of the running line is used.
// Usage: gate.mjs RUN [options]. Clips of CCTV_TEST_DATA (default ../shared/data; YOLOX-nano and the tracker say what moves) and the
// simulator's scenes (exact truth), also in rain, noise, wind and dusk, as 10-picture sub-streams. Thresholds are swept; ADR 0045 chose.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startJava } from "./java.mjs";
import { options } from "./options.mjs";

const { number, words } = options();
const seconds = number("seconds", 60);
const [run] = words();
const data = resolve(process.env.CCTV_TEST_DATA ?? "../shared/data");
const child = startJava("1g", "gate.GateBenchmark", data, "models/yolox-nano/manifest.json", seconds);
const scores = [];
const ended = child.ended.then((code) => ({ code }));
for (;;) {
  const next = await Promise.race([child.answer(), ended]);
  if ("code" in next) {
    if (next.code !== 0) throw new Error(`the benchmark ended early (${next.code})`);
    break;
  }
  scores.push(next);
}

const KINDS = {
  "real clips": (clip) => clip.includes("."),
  scenes: (clip) => !clip.includes(".") && !clip.includes(","),
  rain: (clip) => clip.endsWith(", rain"),
  noise: (clip) => clip.endsWith(", noise"),
  trees: (clip) => clip.endsWith(", trees"),
  dusk: (clip) => clip.endsWith(", dusk"),
};
const sum = (rows, of) => rows.reduce((total, row) => total + of(row), 0);
const percent = (part, whole) => (whole === 0 ? null : Number(((100 * part) / whole).toFixed(1)));
const table = (rows) => ({
  "moving things recalled %": percent(sum(rows, (r) => r.recalled), sum(rows, (r) => r.seenMoving)),
  "in time %": percent(sum(rows, (r) => r.thingsInTime), sum(rows, (r) => r.things)),
  "open while still %": percent(sum(rows, (r) => r.stillOpen), sum(rows, (r) => r.still)),
  "open %": percent(sum(rows, (r) => r.open), sum(rows, (r) => r.pictures)),
  "decoded %": percent(sum(rows, (r) => r.decoded), sum(rows, (r) => r.seconds * 10)),
  "gate ms/s": Number((sum(rows, (r) => r.gateMs) / sum(rows, (r) => r.seconds)).toFixed(2)),
  "with decoding ms/s": Number((sum(rows, (r) => r.gateMs + r.decodeMs) / sum(rows, (r) => r.seconds)).toFixed(2)),
});
const names = [...new Set(scores.map((s) => `${s.gate} ${s.threshold}`))];
const results = {};
for (const [kind, holds] of Object.entries(KINDS)) {
  const rows = scores.filter((s) => holds(s.clip));
  if (rows.length === 0) continue;
  results[kind] = Object.fromEntries(names.map((name) => [name, table(rows.filter((s) => `${s.gate} ${s.threshold}` === name))]));
  console.log(`\n${kind}: ${[...new Set(rows.map((r) => r.clip))].join("; ")}`);
  console.table(results[kind]);
}
writeFileSync(join(run, "bench", "gate.json"), JSON.stringify({ results, scores }, null, 2) + "\n");
