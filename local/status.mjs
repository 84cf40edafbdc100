// Each part up or why not, and the figures that tell whether the line runs. Usage: status.mjs RUN [--json] PART=PID…
import { execFileSync } from "node:child_process";
import { management, metric as metricOf, quantile, runEnv } from "./run.mjs";

const [run, option, ...parts] = process.argv.slice(2);
const env = runEnv(run);
const SERVICES = ["gateway", "registry", "ingest", "ingest2", "analytics", "link", "retention"];
const metric = (...which) => metricOf(env, ...which);

async function health(service) {
  try {
    const answer = await fetch(`${management(env, service)}/health`, { signal: AbortSignal.timeout(3_000) });
    const body = await answer.json();
    const bad = Object.entries(body.components ?? {}).filter(([, c]) => c.status !== "UP");
    return { state: body.status, why: bad.map(([name, c]) => `${name} ${c.status}`).join(", ") };
  } catch (e) {
    return { state: "DOWN", why: `no answer (${e.cause?.code ?? e.name})` };
  }
}

/** Of all ingests that answer. */
async function ofIngest(...which) {
  const ingests = parts.map((part) => part.split("=")[0]).filter((part) => part.startsWith("ingest"));
  const told = (await Promise.all(ingests.map((one) => metric(one, ...which)))).filter((value) => value !== null);
  return told.length > 0 ? told.reduce((sum, value) => sum + value) : null;
}

/** Resident memory, MiB. */
function memoryMiB(pid) {
  try {
    return Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", pid], { encoding: "utf8" })) / 1024);
  } catch {
    return null;
  }
}

/** Of all folders in a list with commas; null where one of them cannot be read. */
function diskMiB(folders) {
  try {
    const lines = execFileSync("du", ["-smc", ...folders.split(",")], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trimEnd().split("\n");
    return Number(lines.at(-1).split("\t")[0]);
  } catch {
    return null;
  }
}

/** Seconds from capture to tracks, of the last two minutes. */
const lag = (share) => quantile(env, "analytics", "cctv_analytics_capture_to_detection", share);

const report = { parts: {}, dashboard: `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}/`, figures: {} };
for (const part of parts) {
  const [name, pid] = part.split("=");
  const entry = { state: pid ? "UP" : "DOWN", why: pid ? "" : "not running; ./cctv up starts it", memoryMiB: pid ? memoryMiB(pid) : null };
  if (pid && SERVICES.includes(name)) {
    Object.assign(entry, await health(name));
    entry.address = `http://127.0.0.1:${env[`CCTV_${name.toUpperCase()}_PORT`]}`;
  }
  report.parts[name] = entry;
}
report.parts.postgres.address = `127.0.0.1:${env.CCTV_PG_PORT}`;
report.parts.kafka.address = `127.0.0.1:${env.CCTV_KAFKA_PORT}`;
report.parts.simulator.address = `rtsp://127.0.0.1:${env.CCTV_SIM_RTSP_PORT}`;
report.figures = {
  camerasLive: await ofIngest("cctv.ingest.cameras.live"),
  camerasKnown: await ofIngest("cctv.ingest.cameras.known"),
  framesPublished: await ofIngest("cctv.ingest.frames.published", "COUNT"),
  framesPerSecond: await metric("analytics", "cctv.analytics.frames.per.second"),
  alertsRaised: await metric("analytics", "cctv.analytics.capture.to.alert", "COUNT"),
  alertsOpen: await metric("link", "cctv.link.alerts.open"),
  captureToDetectionP50: await lag("0.5"),
  captureToDetectionP99: await lag("0.99"),
  segmentsRecorded: await ofIngest("cctv.ingest.segments", "COUNT"),
  diskMiB: diskMiB(run),
  recordingsMiB: diskMiB(env.CCTV_RECORDINGS_ROOT),
  memoryMiB: Object.values(report.parts).reduce((sum, p) => sum + (p.memoryMiB ?? 0), 0),
};

if (option === "--json") {
  console.log(JSON.stringify(report, null, 2));
} else {
  for (const [name, p] of Object.entries(report.parts))
    console.log(
      [name.padEnd(11), p.state.padEnd(6), (p.memoryMiB === null ? "" : `${p.memoryMiB} MiB`).padStart(9), " ", p.address ?? "", p.why ?? ""].join(" ").trimEnd(),
    );
  const f = report.figures;
  const shown = (value) => (value === null || value === undefined ? "unknown" : Number.isInteger(value) ? value : value.toFixed(1));
  const lagText = (value) => (value === null ? "unknown" : value < 1 ? `${Math.round(1000 * value)} ms` : `${value.toFixed(1)} s`);
  console.log(`\ndashboard   ${report.dashboard}`);
  console.log(`cameras     ${shown(f.camerasLive)} live of ${shown(f.camerasKnown)}`);
  console.log(`analysis    ${shown(f.framesPerSecond)} frames/s, ${shown(f.framesPublished)} frames so far, lag ${lagText(f.captureToDetectionP50)} (p99 ${lagText(f.captureToDetectionP99)})`);
  console.log(`alerts      ${shown(f.alertsOpen)} open, ${shown(f.alertsRaised)} raised since start`);
  console.log(`recordings  ${shown(f.segmentsRecorded)} segments since start, ${shown(f.recordingsMiB)} MiB`);
  console.log(`disk        ${shown(f.diskMiB)} MiB in ${run}; memory ${shown(f.memoryMiB)} MiB`);
}
process.exit(Object.values(report.parts).every((p) => p.state === "UP") ? 0 : 1);
