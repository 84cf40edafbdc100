// Puts districts and files of cameras into the running registry, through the gateway and with a manager's rights.
import { execFileSync } from "node:child_process";
import { openAsBlob, statSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { runEnv } from "./run.mjs";

const gatewayOf = (run) => `http://127.0.0.1:${runEnv(run).CCTV_GATEWAY_PORT}`;

function token(run) {
  const script = fileURLToPath(new URL("./token.mjs", import.meta.url));
  return execFileSync("node", [script, run, "manager"], { encoding: "utf8" }).trim();
}

async function checked(answer) {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text.slice(0, 500)}`);
  return text ? JSON.parse(text) : null;
}

/** Enters or changes districts, GeoJSON features with districtCode, name, nameEn, standardCode. */
export async function putDistricts(run, features) {
  const headers = { authorization: `Bearer ${token(run)}`, "content-type": "application/json" };
  for (const { properties, geometry } of features) {
    const { districtCode, name, nameEn, standardCode } = properties;
    const body = JSON.stringify({ name, nameEn, standardCode, outline: geometry });
    await checked(await fetch(`${gatewayOf(run)}/api/districts/${districtCode}`, { method: "PUT", headers, body }));
  }
  console.log(`  districts    ${features.length} entered`);
}

/** Uploads a file and follows its job. @returns the finished job with seconds of upload and of work */
export async function importFile(run, file, format, { dryRun = false, quiet = false } = {}) {
  const type = format === "standard" ? "text/csv" : "application/geo+json";
  let bearer = token(run);
  let fresh = Date.now();
  const begun = Date.now();
  const answer = await fetch(`${gatewayOf(run)}/api/cameras/import?format=${format}&dryRun=${dryRun}`, {
    method: "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": type },
    body: await openAsBlob(file),
  });
  let job = await checked(answer);
  const uploaded = Date.now();
  const where = `${gatewayOf(run)}${answer.headers.get("location")}`;
  let shown = "";
  while (job.state === "WAITING" || job.state === "RUNNING") {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (Date.now() - fresh > 120_000) {
      bearer = token(run);
      fresh = Date.now();
    }
    job = await checked(await fetch(where, { headers: { authorization: `Bearer ${bearer}` } }));
    if (!quiet) shown = progress(file, job, begun, shown);
  }
  if (!quiet) console.log();
  if (job.state !== "DONE") throw new Error(`${basename(file)}: ${job.state} ${job.problem ?? ""}`);
  return { ...job, uploadSeconds: (uploaded - begun) / 1000, workSeconds: (Date.now() - uploaded) / 1000, fileBytes: statSync(file).size };
}

function progress(file, job, begun, before) {
  const percent = job.rows ? Math.floor((100 * job.rowsDone) / job.rows) : 0;
  const line =
    `  ${basename(file).padEnd(16)} ${String(percent).padStart(3)} %  ${job.rowsDone}/${job.rows ?? "?"} rows, ${job.cameras} cameras, ` +
    `${job.created} new, ${job.updated} changed, ${job.unchanged} unchanged, ${job.refused} refused, ${job.warnings} warnings, ` +
    `${((Date.now() - begun) / 1000).toFixed(0)} s`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(before.length)}`);
  else if (job.state === "DONE" || !before || percent - Number(/(\d+) %/.exec(before)[1]) >= 10) process.stdout.write(`${line}\n`);
  else return before;
  return line;
}
