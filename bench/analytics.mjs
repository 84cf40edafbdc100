// BENCH: analytics   [--pairs 7] [--frames 150] [--clip person-bicycle-car.mp4]: a frame to its event against the bare network, processor time
// STARTS ITS OWN processes; nothing of the running line is used. Leave the machine alone meanwhile. Needs ffmpeg and CCTV_TEST_DATA.
// Usage: analytics.mjs RUN [options]. Frames of 640x360 as ingest sends them (JPEG) through decoder, YOLOX-nano, boxes, tracks, a zone's
// rule and the event's JSON. Anchor, in turn with ours in one process and on one thread: the same ONNX Runtime session on a tensor that
// was filled before, its output left unread. What H.264, the gate and Kafka cost is ingest's and not in here.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startJavaWith } from "./java.mjs";
import { median } from "./processes.mjs";

const [run, ...rest] = process.argv.slice(2);
const option = (name, usual) => {
  const at = rest.indexOf(`--${name}`);
  return at < 0 ? usual : rest[at + 1];
};
const pairs = Number(option("pairs", "7"));
const frames = Number(option("frames", "150"));
const CORE = "0";
const TARGET = 0.92;
const data = resolve(process.env.CCTV_TEST_DATA ?? "../shared/data");
const clip = join(data, "videos", option("clip", "person-bicycle-car.mp4"));
const weights = join(data, "models", "yolox_nano.onnx");
for (const file of [clip, weights])
  if (!existsSync(file)) {
    console.error(`no ${file}: CCTV_TEST_DATA names the folder of test data`);
    process.exit(1);
  }
const folder = join(run, "bench", "analytics-frames");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const still = ["-vf", "fps=5,scale=640:360", "-q:v", "4", "-frames:v", String(frames), join(folder, "%05d.jpg")];
execFileSync("ffmpeg", ["-v", "error", "-i", clip, ...still]);

const child = startJavaWith(
  { core: CORE, flags: ["-Xss4m"] },
  "512m",
  "analytics.AnalyticsBenchmark",
  "models/yolox-nano/manifest.json",
  weights,
  folder,
  pairs,
  frames,
);
const failed = child.ended.then((code) => {
  throw new Error(`the benchmark ended early (${code})`);
});
failed.catch(() => {});

const turns = { ours: [], anchor: [] };
for (let turn = 0; turn < 2 * pairs; turn++) {
  const result = await Promise.race([child.answer(), failed]);
  turns[result.who].push(result);
  console.log(`${result.who.padEnd(6)} ${result.cpuMs.toFixed(2)} ms of processor a frame (${result.wallMs.toFixed(2)} by the clock)`);
}
await child.ended;
rmSync(folder, { recursive: true });

const round = (n) => Number(n.toPrecision(4));
const ratios = turns.ours.map((ours, i) => turns.anchor[i].cpuMs / ours.cpuMs);
const [ours, anchor] = [turns.ours, turns.anchor].map((results) => median(results.map((result) => result.cpuMs)));
const row = {
  metric: "processor time a frame, frame to event against the bare network",
  unit: "ms",
  ours: round(ours),
  anchor: round(anchor),
  ratio: round(median(ratios)),
  target: TARGET,
  range: ratios.map(round).join(" "),
  runs: pairs,
};
console.table({ [row.metric]: row });
writeFileSync(join(run, "bench", "analytics.json"), JSON.stringify([row], null, 2) + "\n");
