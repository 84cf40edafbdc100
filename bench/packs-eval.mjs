// Scores detector, tracker and rules on the scene packs: for each behaviour and seed a clip that shows it and one that nearly does,
// rendered when asked for, in one process with the clip's time as the clock. Usage: packs-eval.mjs RUN [--behaviour X …] [--seeds 1..20]
// [--model scene-detector|perfect]. Needs no running line. A model of "perfect" sees the truth itself and so judges the rules alone.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { keep } from "./eval-files.mjs";
import { runJava } from "./java.mjs";
import { byCondition, scoreClips } from "./pack-score.mjs";

const [run, ...rest] = process.argv.slice(2);
const all = (name) => rest.flatMap((word, i) => (word === `--${name}` ? [rest[i + 1]] : []));
const fail = (words) => {
  console.error(words);
  process.exit(1);
};
const model = all("model").at(-1) ?? "scene-detector";
const seeds = /^(\d+)\.\.(\d+)$/.exec(all("seeds").at(-1) ?? "1..20") ?? fail("--seeds A..B, such as 1..20");
const manifest = model === "perfect" ? model : join("models", model, "manifest.json");
if (model !== "perfect" && !existsSync(manifest)) fail(`no model at ${manifest}`);
if (!existsSync("bench/target/class-path.txt")) fail("the benchmarks are not built");

const behaviours = all("behaviour").map((word) => word.toUpperCase());
const from = Date.now();
let lines;
try {
  lines = runJava("1500m", "packs.PackEvaluation", manifest, seeds[1], seeds[2], ...behaviours);
} catch (e) {
  fail(`the packs were not played: exit code ${e.status}`);
}
const said = lines
  .split("\n")
  .filter((line) => line.startsWith("{"))
  .map((line) => JSON.parse(line));
const clips = said.filter((one) => one.clip);
const detection = said.find((one) => one.detection).detection;
const rows = scoreClips(clips);
console.table(
  rows.map((r) => ({
    behaviour: r.behaviour,
    F1: r.f1 === null ? null : Number(r.f1.toFixed(3)),
    right: r.right.length,
    missed: r.missed.length,
    false: r.falseAlarms.length,
    delay: r.delaySeconds,
    overlap: r.iou === null ? null : Number(r.iou.toFixed(2)),
  })),
);
for (const r of rows) {
  for (const m of r.missed) console.log(`missed       ${m.cameraId} (${m.condition}): ${m.variant}`);
  for (const a of r.falseAlarms) console.log(`false alarm  ${a.cameraId} (${a.condition}) at ${a.time}: ${a.variant}`);
}
console.log("AP50 of what was to be seen, one frame every two seconds:");
console.table(byCondition(detection));
const frames = clips.reduce((sum, clip) => sum + clip.frames, 0);
const seconds = Math.round((Date.now() - from) / 1000);
console.log(`${clips.length} clips, ${frames} frames in ${seconds} s; fire and smoke are not judged: nothing renders them, and the shipped model has no such class`);
keep(run, "packs", { at: new Date(from).toISOString(), model, seeds: `${seeds[1]}..${seeds[2]}`, clips: clips.length, frames, seconds, rows, detection });
