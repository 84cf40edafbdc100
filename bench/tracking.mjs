// BENCH: tracking    [--pairs 5] [--clip crowd-a]: the tracker's frames a second and bytes a frame on one core, against the bare association
// STARTS ITS OWN processes; nothing of the running line is used. Leave the machine alone meanwhile.
// Usage: tracking.mjs RUN [options]. Boxes of a clip in CCTV_TEST_DATA/tracking (default ../shared/data) through the whole tracker, by JMH.
// Anchor, in turn with ours: all overlaps of a frame's boxes with those of the frame before, and the Hungarian method over the full
// table, in plain Java; no filter, no memory, no second round. Medians of the turns; a turn is a process of its own, warmed up for 3 s.
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startJavaWith } from "./java.mjs";
import { options } from "./options.mjs";
import { median } from "./processes.mjs";

const { number, text, words } = options();
const pairs = number("pairs", 5);
const clip = text("clip", "crowd-a");
const [run] = words();
const CORE = "0";
const TARGET_FPS = 3_500;
const folder = resolve(process.env.CCTV_TEST_DATA ?? "../shared/data", "tracking", clip);
if (!existsSync(join(folder, "det.txt"))) {
  console.error(`no ${folder}: CCTV_TEST_DATA names the folder of test data`);
  process.exit(1);
}
const child = startJavaWith({ core: CORE }, "1g", "tracking.TrackingBenchmark", folder, pairs);
const failed = child.ended.then((code) => {
  throw new Error(`the benchmark ended early (${code})`);
});
failed.catch(() => {});

const turns = { ours: [], anchor: [] };
for (let turn = 0; turn < 2 * pairs; turn++) {
  const result = await Promise.race([child.answer(), failed]);
  turns[result.who].push(result);
  console.log(`${result.who.padEnd(6)} ${Math.round(result.framesPerSecond)} frames/s · ${Math.round(result.bytesPerFrame)} bytes/frame`);
}
await child.ended;

const round = (n) => Number(n.toPrecision(4));
const row = (metric, unit, of, target) => {
  const [ours, anchor] = [turns.ours, turns.anchor].map((results) => median(results.map(of)));
  const range = [turns.ours, turns.anchor].map((results) => results.map((r) => round(of(r))).join(" ")).join(" / ");
  return { metric, unit, ours: round(ours), anchor: round(anchor), ratio: round(ours / anchor), target, range, runs: pairs };
};
const rows = [
  row(`frames a second on one core, ${clip}`, "frames/s", (r) => r.framesPerSecond, TARGET_FPS),
  row("allocated per frame", "bytes", (r) => r.bytesPerFrame, null),
];
console.table(Object.fromEntries(rows.map(({ metric, ...others }) => [metric, others])));
writeFileSync(join(run, "bench", "tracking.json"), JSON.stringify(rows, null, 2) + "\n");
