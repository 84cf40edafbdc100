// Scores the tracker on the clips in CCTV_TEST_DATA/tracking (default ../shared/data): HOTA, CLEAR MOT and identity, beside the
// reference's tracks where a clip brings them. Usage: tracking-eval.mjs RUN. Needs no running line.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { keep } from "./eval-files.mjs";
import { runJava } from "./java.mjs";

const [run] = process.argv.slice(2);
const folder = resolve(process.env.CCTV_TEST_DATA ?? "../shared/data", "tracking");
if (!existsSync(folder)) {
  console.error(`no ${folder}: CCTV_TEST_DATA names the folder of test data`);
  process.exit(1);
}
const lines = runJava("512m", "tracking.TrackingEvaluation", folder);
const clips = lines
  .split("\n")
  .filter((line) => line.startsWith("{"))
  .map((line) => JSON.parse(line));
const rows = clips.flatMap(({ clip, ours, reference }) =>
  Object.entries({ ours, reference })
    .filter(([, score]) => score)
    .map(([tracker, { hota, clear, identity }]) => ({
      clip,
      tracker,
      HOTA: Number(hota.hota.toFixed(3)),
      DetA: Number(hota.detA.toFixed(3)),
      AssA: Number(hota.assA.toFixed(3)),
      MOTA: Number(clear.mota.toFixed(3)),
      IDF1: Number(identity.idf1.toFixed(3)),
      switches: clear.switches,
    })),
);
console.table(rows);
keep(run, "tracking", { at: new Date().toISOString(), clips });
