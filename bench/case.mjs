// BENCH: case        case in → first video byte, close → last byte of open channels, fire → operator under 100 × alerts
// Usage: case.mjs RUN [CASES] [SECONDS of flood]. Needs ./cctv up with live cameras; best on a run of its own (CCTV_RUN_DIR), for the
// flood fills the alert queue; what it raised is dismissed at the end. The bars are issue C's: 2 s, 2 s and 1 s.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { watchRtsp } from "./rtsp.mjs";
import { events, percentile, userToken } from "./sse.mjs";
import { clientToken, runEnv } from "../local/run.mjs";
import { listen } from "../local/socket.mjs";

const [run, cases = "30", floodSeconds = "30"] = process.argv.slice(2);
const env = runEnv(run);
const gateway = `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}`;
const TIMES_USUAL = 100;
/** Where nothing was raised lately: one alert a minute from sixteen cameras (ours). */
const USUAL_PER_S = 1 / 60;
const LIMIT_MS = 15_000;

async function call(method, path, token, body) {
  const answer = await fetch(gateway + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : {};
}

const operator = userToken(run, "operator");
const cameras = (await call("GET", "/api/cameras?limit=500", operator)).items.filter((camera) => camera.state === "ACTIVE");
const around = cameras[0];
const rows = [];
const row = (metric, values, p, target) =>
  rows.push({ metric: `${metric} ${p === 100 ? "most" : `p${p}`}`, unit: "ms", ours: percentile(values, p), anchor: null, ratio: null, target, runs: values.length });

/** A WebSocket that knows when its first and its last byte of video came. */
function watch(camera) {
  const channel = { first: undefined, last: undefined, ended: undefined };
  channel.socket = listen(gateway.replace("http", "ws") + camera.live.ws, {}, ({ data, code }) => {
    if (code !== undefined) channel.ended = performance.now();
    // The first message says what follows, in JSON; video begins with a box's length.
    else if (data[0] !== 0x7b) {
      channel.last = performance.now();
      channel.first ??= channel.last;
    }
  });
  return channel;
}

async function until(test) {
  const end = performance.now() + LIMIT_MS;
  while (!test()) {
    if (performance.now() > end) return false;
    await pause(2);
  }
  return true;
}

/** HLS has no channel that stays open: it ends when the next look is refused. */
async function refusedAt(path) {
  for (const end = performance.now() + LIMIT_MS; performance.now() < end; await pause(20)) {
    const answer = await fetch(gateway + path, { signal: AbortSignal.timeout(LIMIT_MS) });
    await answer.arrayBuffer();
    if (!answer.ok) return performance.now();
  }
  return undefined;
}

const result = { answered: [], first: [], last: [], closed: [], hls: [], rtspFirst: [], rtspLast: [], silent: 0, late: 0 };
async function oneCase(number, agency) {
  const caseNo = `BENCH-${Date.now()}-${number}`;
  const begin = performance.now();
  const opened = await call("POST", "/api/link/112/cases", agency, {
    caseNo, code: 0, kind: "강도", summary: "Benchmark", lon: around.lon, lat: around.lat,
  });
  result.answered.push(performance.now() - begin);
  const channels = opened.cameras.map(watch);
  const video = watchRtsp(opened.cameras[0].live.rtsp);
  if (await until(() => channels.some((c) => c.first))) result.first.push(Math.min(...channels.filter((c) => c.first).map((c) => c.first)) - begin);
  else result.silent++;
  await until(() => channels.every((c) => c.first || c.ended) && (video.first || video.ended));
  if (video.first) result.rtspFirst.push(video.first - begin);
  else result.silent++;
  await pause(100);
  const playing = channels.filter((c) => c.first && !c.ended);
  const closing = performance.now();
  const refused = refusedAt(opened.cameras[0].live.hls);
  await call("POST", `/api/link/112/cases/${caseNo}/close`, agency, { reason: "SOLVED" });
  await until(() => playing.every((c) => c.ended) && video.ended);
  if (!video.ended) result.late++;
  else if (video.first) result.rtspLast.push(Math.max(0, video.last - closing));
  for (const channel of playing) {
    if (channel.ended === undefined) result.late++;
    result.last.push(Math.max(0, channel.last - closing));
    if (channel.ended) result.closed.push(channel.ended - closing);
  }
  const hlsRefused = await refused;
  if (hlsRefused) result.hls.push(hlsRefused - closing);
  else result.late++;
  for (const channel of channels) channel.socket.close();
  video.close();
}

const agency = await clientToken(env, "112");
for (let number = 0; number < Number(cases); number++) await oneCase(number, agency);
for (const p of [50, 95]) row("case in → answer", result.answered, p, null);
for (const p of [50, 95]) row("case in → first video byte", result.first, p, p === 95 ? 2000 : null);
for (const p of [50, 95]) row("case in → first RTP packet", result.rtspFirst, p, p === 95 ? 2000 : null);
for (const p of [50, 95, 100]) row("close → last RTP packet", result.rtspLast, p, p === 50 ? null : 2000);
for (const p of [50, 95, 100]) row("close → last byte of a WebSocket", result.last, p, p === 50 ? null : 2000);
for (const p of [50, 95, 100]) row("close → WebSocket ended", result.closed, p, p === 50 ? null : 2000);
for (const p of [50, 95, 100]) row("close → HLS refused", result.hls, p, p === 50 ? null : 2000);

// ---------------------------------------------------------------- fire under 100 × alerts

const sensors = await clientToken(env, "fire-sensors");
const arrivals = new Map();
const alertsSeen = new Map();
const end = new AbortController();
const stream = events(`${gateway}/api/events`, { authorization: `Bearer ${operator}` }, end.signal, (name, data) => {
  if (name === "incident" && String(data.summary).startsWith("bench fire ")) {
    if (!arrivals.has(data.summary)) arrivals.set(data.summary, { at: performance.now(), incidentId: data.incidentId });
  }
  // One that neighbours merge into comes again with each of them.
  if (name === "alert" && data.state === "NEW" && !alertsSeen.has(data.alertId)) alertsSeen.set(data.alertId, Date.now() - Date.parse(data.raisedAt));
}).catch((e) => {
  if (!end.signal.aborted) console.error(`cctv: the operator's stream ended: ${e.message}`);
});
await pause(1_000);

/** What the queue took in the last ten minutes. */
async function usualPerSecond() {
  const recent = (await call("GET", "/api/alerts?state=all&limit=500", operator)).items;
  const since = Date.now() - 600_000;
  return Math.max(recent.filter((alert) => Date.parse(alert.raisedAt) > since).length / 600, USUAL_PER_S);
}

function producer() {
  const home = new URL("..", import.meta.url).pathname;
  const classPath = readFileSync(join(home, "local-kafka/target/class-path.txt"), "utf8").trim();
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
  return spawn(
    java,
    ["-Xmx64m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", classPath, "org.apache.kafka.tools.ConsoleProducer", "--bootstrap-server", env.CCTV_KAFKA,
      "--topic", "cctv.alert.v1", "--reader-property", "parse.key=true", "--reader-property", "key.separator=|",
      "--command-property", "linger.ms=0", "--command-property", "acks=1"],
    { stdio: ["pipe", "ignore", "inherit"] },
  );
}

function alert(camera) {
  const now = new Date();
  const before = (s) => new Date(now.getTime() - s * 1000).toISOString();
  return {
    alertId: randomUUID(), cameraId: camera.cameraId, districtCode: camera.districtCode, behaviour: "LOITERING", zoneId: "bench",
    zoneName: "Benchmark", startedAt: before(12), capturedAt: before(0), raisedAt: now.toISOString(), score: 0.9, trackId: 1,
    objects: [{ trackId: 1, label: "PERSON", confidence: 0.9, box: { x: 0.4, y: 0.4, w: 0.1, h: 0.3 } }], modelName: "bench", modelSha256: "0".repeat(64), ruleVersion: "bench/1", thresholds: {},
  };
}

const perSecond = TIMES_USUAL * (await usualPerSecond());
const feed = producer();
await pause(2_000);
let sent = 0;
const flooding = setInterval(() => {
  for (let i = 0; i < Math.max(1, Math.round(perSecond / 10)); i++) {
    const one = alert(cameras[sent++ % cameras.length]);
    feed.stdin.write(`${one.cameraId}|${JSON.stringify(one)}\n`);
  }
}, 100);
await pause(3_000);
const fires = [];
const GRID = 0.002; // degrees; about 180 m: another place is another fire
const [west, south] = [around.lon - 0.02, around.lat - 0.02];
const stamp = Date.now();
for (const stop = performance.now() + Number(floodSeconds) * 1000; performance.now() < stop; await pause(200)) {
  const number = fires.length;
  const building = `bench fire ${stamp} ${number}`;
  const begin = performance.now();
  fires.push({ building, begin });
  await call("POST", "/api/link/fire-sensors", sensors, {
    sensorId: `BENCH-${number}`, building, lon: west + GRID * (number % 20), lat: south + GRID * Math.floor(number / 20),
  });
}
await until(() => arrivals.size === fires.length);
clearInterval(flooding);
feed.stdin.end();
const seen = fires.filter((fire) => arrivals.has(fire.building));
const delays = seen.map((fire) => arrivals.get(fire.building).at - fire.begin);
for (const p of [50, 99, 100]) row("fire signal → operator's stream", delays, p, p === 99 ? 1000 : null);
for (const p of [50, 99]) row("alert raised → operator's stream, in the flood", [...alertsSeen.values()], p, null);
end.abort();
await stream;

for (const one of rows)
  console.log(`${one.metric.padEnd(50)} ${one.ours === null ? "none" : one.ours.toFixed(0).padStart(7)} ms  ${one.target ? `bar ${one.target}` : "        "}  (${one.runs})`);
const problems = [
  result.silent && `${result.silent} cases without any picture`,
  result.late && `${result.late} channels went on after their case`,
  fires.length - seen.length && `${fires.length - seen.length} of ${fires.length} fires never reached the stream`,
].filter(Boolean);
console.log(`${perSecond.toFixed(1)} alerts/s meanwhile (${sent} sent), load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} CPUs${problems.length ? `; ${problems.join(", ")}` : ""}`);
writeFileSync(join(run, "bench", "case.json"), JSON.stringify(rows, null, 2) + "\n");

// ---------------------------------------------------------------- leave the queue as it was

async function tidy(list, work) {
  const left = [...list];
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one).catch((e) => console.error(`cctv: ${e.message}`));
  }));
}
await tidy(alertsSeen.keys(), (id) => call("POST", `/api/alerts/${id}/dismiss`, operator, { reason: "Benchmark" }));
await tidy([...arrivals.values()], (one) => call("POST", `/api/incidents/${one.incidentId}/close`, operator, { reason: "FALSE_OR_OTHER_AGENCY" }));
process.exitCode = problems.length ? 1 : 0;
