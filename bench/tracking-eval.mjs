// Scores the tracker on the clips in CCTV_TEST_DATA/tracking (default ../shared/data): HOTA, CLEAR MOT and identity, beside the
// reference's tracks where a clip brings them. Usage: tracking-eval.mjs RUN. Needs no running line.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { keep } from "./eval-files.mjs";

const [run] = process.argv.slice(2);
const folder = resolve(process.env.CCTV_TEST_DATA ?? "../shared/data", "tracking");
if (!existsSync(folder)) {
  console.error(`no ${folder}: CCTV_TEST_DATA names the folder of test data`);
  process.exit(1);
}
const java = join(process.env.JAVA_HOME ?? "/usr", "bin", "java");
const classPath = ["bench/target/classes", readFileSync("bench/target/class-path.txt", "utf8").trim()].join(":");
const lines = execFileSync(java, ["-XX:+UseSerialGC", "-Xmx512m", "-cp", classPath, "metro.cctv.bench.tracking.TrackingEvaluation", folder], {
  encoding: "utf8",
  maxBuffer: 1 << 28,
  stdio: ["ignore", "pipe", "inherit"],
});
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
