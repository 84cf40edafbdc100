// What the evaluations leave in RUN/eval: a JSON file each, and one report of all.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { page } from "./eval-report.mjs";

/** Keeps this evaluation's results and writes the report anew, with what the others found last. */
export function keep(run, name, results) {
  const folder = join(run, "eval");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(results, null, 2) + "\n");
  const read = (file) => (existsSync(join(folder, file)) ? ofThisVersion(JSON.parse(readFileSync(join(folder, file), "utf8"))) : null);
  const report = join(folder, "report.html");
  writeFileSync(report, page(read("behaviours.json"), read("tracking.json"), read("packs.json")));
  console.log(`report: ${report}`);
}

/** What an older version left has no lists of what was right; it is measured again, not guessed. */
function ofThisVersion(results) {
  return (results.rows ?? []).every((row) => Array.isArray(row.right)) ? results : null;
}
