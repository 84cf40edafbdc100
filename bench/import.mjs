// BENCH: import      a generated metro into the registry, CSV and GeoJSON: seconds, rows/s; target 60 s for 68,000 cameras
// Usage: import.mjs RUN [CAMERAS] [SEED]. Needs ./cctv up. The cameras stay in the registry (their addresses lead nowhere): use a
// run of its own (CCTV_RUN_DIR). Imports each file twice: the second time nothing may change.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { importFile, putDistricts } from "../local/metro-import.mjs";
import { draw } from "../local/metro.mjs";

const TARGET_SECONDS = 60;
const TARGET_CAMERAS = 68_000;
const [run, cameras = String(TARGET_CAMERAS), seed = "1"] = process.argv.slice(2);
const files = await draw({ cameras: Number(cameras), seed: Number(seed), out: join(run, "bench", "metro") });
await putDistricts(run, JSON.parse(readFileSync(files.districts, "utf8")).features);

const rows = [];
const measure = async (what, parts, format, dryRun = false) => {
  let seconds = 0;
  let done = 0;
  for (const part of parts) {
    const job = await importFile(run, part, format, { dryRun });
    seconds += job.uploadSeconds + job.workSeconds;
    done += job.cameras;
    if (job.refused > 0) throw new Error(`${part}: ${job.refused} rows were refused`);
    if (what.endsWith("again") && job.unchanged !== job.rows) throw new Error(`${part}: not unchanged the second time`);
  }
  if (done !== files.cameras) throw new Error(`${what}: ${done} cameras instead of ${files.cameras}`);
  // The target is stated for 68,000 cameras.
  const target = what.endsWith("again") ? null : (TARGET_SECONDS * files.cameras) / TARGET_CAMERAS;
  rows.push({ metric: `${what}, ${files.cameras} cameras`, unit: "s", ours: seconds, anchor: null, ratio: null, target, runs: 1 });
};
await measure("CSV, dry run", [files.csv], "standard", true);
await measure("CSV", [files.csv], "standard");
await measure("CSV again", [files.csv], "standard");
await measure("GeoJSON, every camera changed", files.parts, "geojson");
await measure("GeoJSON again", files.parts, "geojson");

for (const row of rows)
  console.log(
    `${row.metric.padEnd(48)} ${row.ours.toFixed(1).padStart(7)} s  ${(files.cameras / row.ours).toFixed(0).padStart(6)} cameras/s` +
      (row.target ? `  target ${row.target.toFixed(0)} s ${row.ours <= row.target ? "met" : "MISSED"}` : ""),
  );
writeFileSync(join(run, "bench", "import.json"), JSON.stringify(rows, null, 2) + "\n");
