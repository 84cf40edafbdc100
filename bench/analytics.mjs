// BENCH: analytics   [--pairs 7] [--frames 100] [--clip person-bicycle-car.mp4] [--batches 1,2,4,8 [--model models/scene-detector-int8]]: a picture to its event against the bare network, processor time
// --batches: instead of all below, JPEG frames to boxes in runs of each of these sizes, one thread, by a network that takes several (ADR 0050).
// STARTS ITS OWN processes; nothing of the running line is used. Leave the machine alone meanwhile. Needs ffmpeg with libx264, CCTV_TEST_DATA.
// Usage: analytics.mjs RUN [options]. A 640x360 H.264 sub-stream of 10 pictures a second; YOLOX-nano on the CPU, one thread, one session.
// Anchor (perf.md C2): a bare loop of the same session in the same process on a tensor that was filled before, its output left unread.
// In turn with it, all on one thread, all ending in the event's JSON after boxes, tracks and a zone's rule:
//   picture  H.264 -> decoder -> tensor -> network …, gate off, in one process: what perf.md C2 measures; this row has the bar
//   jpeg     a frame as it comes from Kafka: JPEG -> decoder -> tensor -> network …: what the analytics service does
//   line     H.264 -> decoder -> JPEG (ingest) -> decoder -> tensor -> network … (analytics): both services, without Kafka
// Then a still clip with a sensor's noise through decoder and gate, with what the gate lets through going on as in "line".
// Capture to alert is told of the last run of "bench gated", through the whole line, with that run's parameters; never of one with a kill.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { captureToAlert } from "./capture-to-alert.mjs";
import { startJavaWith } from "./java.mjs";
import { options } from "./options.mjs";
import { median } from "./processes.mjs";

const { number, text, words } = options();
const pairs = number("pairs", 7);
const frames = number("frames", 100);
const clipName = text("clip", "person-bicycle-car.mp4");
const sizes = text("batches", null);
const network = text("model", "models/scene-detector-int8");
const [run] = words();
const CORE = "0";
const TARGET = 0.92;
const STILL_TARGET = 10;
const WAYS = ["anchor", "picture", "jpeg", "line"];
const [width, height, fps] = [640, 360, 10];
const data = resolve(process.env.CCTV_TEST_DATA ?? "../shared/data");
const clip = join(data, "videos", clipName);
const weights = join(data, "models", "yolox_nano.onnx");
for (const file of [clip, weights])
  if (!existsSync(file)) {
    console.error(`no ${file}: CCTV_TEST_DATA names the folder of test data`);
    process.exit(1);
  }
const folder = join(run, "bench", "analytics-clips");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const x264 = ["-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-b:v", "500k", "-x264-params", `aud=1:keyint=${2 * fps}:scenecut=0:bframes=0`, "-f", "h264"];
const encode = (seconds, source, filter, name) => {
  const file = join(folder, name);
  execFileSync("ffmpeg", ["-v", "error", ...source, "-t", String(seconds), "-vf", filter, "-an", ...x264, file]);
  return file;
};
const moving = encode(30, ["-i", clip], `fps=${fps},scale=${width}:${height}`, "moving.h264");
const picture = join(folder, "still.png");
execFileSync("ffmpeg", ["-v", "error", "-i", clip, "-vf", `scale=${width}:${height}`, "-frames:v", "1", picture]);
const still = encode(30, ["-loop", "1", "-framerate", String(fps), "-i", picture], "noise=alls=3:allf=t", "still.h264");

if (sizes) {
  const together = sizes.split(",").map(Number);
  const batches = startJavaWith({ core: CORE, flags: ["-Xss4m"] }, "512m", "analytics.BatchBenchmark", join(network, "manifest.json"), moving, width, height, fps, pairs, frames, sizes);
  const measured = together.map((size) => ({ together: size, cpuMs: [], wallMs: [] }));
  for (let turn = 0; turn < pairs * together.length; turn++) {
    const { together: size, cpuMs, wallMs } = await batches.answer();
    const row = measured.find((m) => m.together === size);
    row.cpuMs.push(cpuMs);
    row.wallMs.push(wallMs);
  }
  await batches.ended;
  rmSync(folder, { recursive: true });
  const alone = median(measured[0].cpuMs);
  const told = (values) => values.map((value) => value.toFixed(2)).join(" ");
  console.table(
    Object.fromEntries(measured.map((m) => [`${m.together} in a run`, { "ms of processor a picture": Number(median(m.cpuMs).toFixed(2)), [`of ${together[0]} in a run`]: Number((median(m.cpuMs) / alone).toFixed(3)), turns: told(m.cpuMs) }])),
  );
  process.exit(0);
}

const child = startJavaWith(
  { core: CORE, flags: ["-Xss4m"] },
  "512m",
  "analytics.AnalyticsBenchmark",
  "models/yolox-nano/manifest.json",
  weights,
  moving,
  still,
  width,
  height,
  fps,
  pairs,
  frames,
);
const turns = Object.fromEntries([...WAYS, "still"].map((who) => [who, []]));
for (let turn = 0; turn < (WAYS.length + 1) * pairs; turn++) {
  const result = await child.answer();
  turns[result.who].push(result);
  console.log(`${result.who.padEnd(8)} ${result.cpuMs.toFixed(2)} ms of processor a picture (${result.wallMs.toFixed(2)} by the clock), ${result.judged} of ${result.pictures} judged`);
}
await child.ended;
rmSync(folder, { recursive: true });

const round = (n) => Number(n.toPrecision(4));
const cpu = (who) => turns[who].map((result) => result.cpuMs);
const against = (who, metric, target) => {
  const ratios = cpu(who).map((ours, i) => cpu("anchor")[i] / ours);
  return { metric, unit: "ms", ours: round(median(cpu(who))), anchor: round(median(cpu("anchor"))), ratio: round(median(ratios)), target, range: ratios.map(round).join(" "), runs: pairs };
};
const times = cpu("still").map((still, i) => cpu("line")[i] / still);
const spread = (Math.max(...cpu("anchor")) - Math.min(...cpu("anchor"))) / median(cpu("anchor"));
const rows = [
  against("picture", "H.264 picture to event, one process, against the bare network", TARGET),
  against("jpeg", "JPEG frame to event, against the bare network", null),
  against("line", "H.264 picture to event with the JPEG between the services, against the bare network", null),
  {
    metric: "still scene, gate on: pictures a core beside a moving one with the gate off",
    unit: "times",
    ours: round(median(times)),
    target: STILL_TARGET,
    range: times.map(round).join(" "),
    judged: `${turns.still.reduce((sum, t) => sum + t.judged, 0)} of ${turns.still.reduce((sum, t) => sum + t.pictures, 0)}`,
    runs: pairs,
  },
];
const gated = join(run, "bench", "gated.json");
const known = existsSync(gated);
const latency = captureToAlert(known ? JSON.parse(readFileSync(gated, "utf8")) : null, known ? statSync(gated).mtime : null);
rows.push(...latency.rows);
if (latency.why) console.log(latency.why);
if (spread > 0.15) console.log(`the anchor spreads by ${(100 * spread).toFixed(0)} %: the machine was not quiet, run it again`);
console.table(Object.fromEntries(rows.map(({ metric, ...others }) => [metric, others])));
writeFileSync(join(run, "bench", "analytics.json"), JSON.stringify(rows, null, 2) + "\n");
