// BENCH: gated       [--cameras 200] [--minutes 60] [--kill] [--every 600] [--fps 5] [--keep]: many cameras at gated rates through the whole line
// STARTS ITS OWN processes; nothing of the running line is used. Give it as much machine as the real line would have.
// Usage: gated.mjs RUN [options]. A line of its own in RUN/bench/gated (./cctv up: PostgreSQL, Kafka, gateway, registry, ingest, analytics; no
// retention, so nothing is recorded: bench ingest measures that), removed afterwards unless --keep. The cameras are RTSP streams of 640x360
// of clips from the scene packs: each clip once in --every seconds (each camera at another moment), then stillness. A clip is
// encoded once and shared by many cameras; ingest pulls, decodes and gates every camera by itself.
// --kill: analytics is killed (SIGKILL) at half time and started again ten seconds later by ./cctv up.
// Right, missed, doubled: event-score.mjs with the scenes' truth, per camera and round: an alert of the topic is right when camera, zone and
// behaviour fit and its frame lies within -2 ... +10 s of the true alarm. Of two alerts for one true alarm the second is doubled. The ids
// of the topic are compared with those of the service's table, both ways.
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { end } from "./cameras.mjs";
import { WINDOW, matchEvents } from "./event-score.mjs";
import { startJava, startJavaWith } from "./java.mjs";
import { options } from "./options.mjs";
import { cpuSeconds, machineBusy, median, residentMiB, seconds } from "./processes.mjs";
import { straightLine } from "./slope.mjs";
import { Totals } from "./totals.mjs";
import { metric, readEnv, runEnv } from "../local/run.mjs";

const { number, flag, words } = options();
const count = number("cameras", 200);
const minutes = number("minutes", 60);
const every = number("every", 600);
const fps = number("fps", 5);
const kill = flag("kill");
const keep = flag("keep");
const [run] = words();
const CLIPS = ["LOITERING:401", "LINE_CROSSING:402", "PERSON_ON_ROADWAY:403", "LOITERING:near:404", "CROWDING:405", "LOITERING:406"];
/** As analytics is configured: two true alarms of a zone within it are one alert. */
const COOL_DOWN_MS = 30_000;
const DOWN_S = 10;
/** After the end: what had come by then is judged, and its alerts are on their way. */
const CATCH_UP_S = 300;
const TAIL_S = 10;
const PARTS = ["ingest", "analytics"];

const line = join(resolve(run), "bench", "gated");
const home = resolve(import.meta.dirname, "..");
const lineEnv = { ...process.env, CCTV_RUN_DIR: line, CCTV_PARTS: "gateway registry ingest analytics" };
const cctv = (...words) => execFileSync(join(home, "cctv"), words, { env: lineEnv, stdio: ["ignore", "inherit", "inherit"] });
const node = (script, more, ...words) =>
  new Promise((done, failed) =>
    spawn("node", [join(home, script), ...words], { env: { ...process.env, ...more }, stdio: "inherit" }).once("exit", (code) =>
      code === 0 ? done() : failed(new Error(`${script} ended with ${code}`)),
    ),
  );
/** null: it is just being started. */
const pidOf = (part) => {
  const file = join(line, "pid", part);
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) || null : null;
};
const isAlive = (pid) => existsSync(`/proc/${pid}/status`);
const asked = (child, word) => (child.say(word), child.answer());

rmSync(line, { recursive: true, force: true });
mkdirSync(line, { recursive: true });
const children = [];
let failed = true;
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    for (const child of children) child.kill("SIGKILL");
    cctv("down");
    process.exit(1);
  });
try {
  cctv("up", "--no-simulator");
  const env = runEnv(line);
  const cameras = startJava("700m", "gated.GatedCameras", count, every, fps, ...CLIPS);
  children.push(cameras);
  console.log(`  scenes       ${CLIPS.length} clips are encoded once, ${Math.ceil(count / CLIPS.length)} cameras share each`);
  const { cameras: all } = await cameras.answer();
  const watch = startJavaWith({ env: readEnv(join(line, "secrets", "analytics.env")) }, "192m", "gated.LineWatch", env.CCTV_KAFKA);
  children.push(watch);
  await watch.answer();
  await register(all, env);
  await seconds(5);
  const result = await soak(env, all, watch);
  failed = false;
  report(result);
} finally {
  for (const child of children.reverse()) await end(child);
  cctv("down");
  if (failed) console.log(`what the services said is in ${join(line, "log")}`);
  else if (!keep) rmSync(line, { recursive: true, force: true });
}

/** Through the registry, as any camera comes into the line. */
async function register(all, env) {
  const items = all.map((camera, i) => ({
    cameraId: camera.cameraId,
    name: `${camera.clip} ${i + 1}`,
    districtCode: "DJ-SEO",
    purpose: "CRIME_PREVENTION",
    managingAgency: "bench",
    lon: 127.38 + 0.0005 * (i % 20),
    lat: 36.345 + 0.0005 * Math.floor(i / 20),
    headingDeg: null,
    fieldOfViewDeg: 70,
    mainStream: { url: camera.url, transport: "TCP" },
    subStream: null,
    onvif: null,
    ptz: false,
    zones: [camera.zone],
    hasCredentials: false,
  }));
  const server = createServer((_, answer) => answer.setHeader("content-type", "application/json").end(JSON.stringify({ items })));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  await node("local/cameras.mjs", { CCTV_SIM_URL: `http://127.0.0.1:${server.address().port}` }, line, "yes", "");
  server.close();
  for (let waited = 0; (await metric(env, "ingest", "cctv.ingest.cameras.live")) < all.length; waited++) {
    if (waited > 300) throw new Error("not all cameras became live within five minutes");
    await seconds(1);
  }
}

/** Counters of both services; what a killed one had counted is added to what its successor counts. */
function counters(env) {
  const totals = new Totals();
  const NAMES = {
    judged: ["analytics", "cctv.analytics.inference", "COUNT"],
    skipped: ["analytics", "cctv.analytics.frames.skipped", "COUNT"],
    abandoned: ["analytics", "cctv.analytics.frames.abandoned", "COUNT"],
    published: ["ingest", "cctv.ingest.frames.published", "COUNT"],
    dropped: ["ingest", "cctv.ingest.frames.dropped", "COUNT"],
    shed: ["ingest", "cctv.ingest.pictures.shed", "COUNT"],
    decoded: ["ingest", "cctv.ingest.pictures.decoded", "COUNT"],
  };
  return async () => {
    const now = {};
    for (const [name, [part, ...figure]] of Object.entries(NAMES)) {
      const pid = pidOf(part);
      const value = await metric(env, part, ...figure);
      // Another process now: nobody knows which of the two answered.
      if (pid && pid === pidOf(part)) totals.take(pid, { [name]: value });
      now[name] = totals.of(name);
    }
    return now;
  };
}

async function soak(env, all, watch) {
  const read = counters(env);
  const from = Date.now();
  let counted = await read();
  await asked(watch, "begin");
  const samples = [];
  let killing = null;
  let last = from;
  let cpu = Object.fromEntries(PARTS.map((part) => [part, { pid: pidOf(part), at: cpuSeconds(pidOf(part)) }]));
  let busy = machineBusy();
  console.log(`minute  judged/s  lag p50/p99/max ms       alerts  alert p50/p99 ms  waiting  skipped  abandoned  shed  RSS ingest/analytics MiB  live heap  CPU ingest/analytics  machine`);
  for (let minute = 1; minute <= minutes; minute++) {
    const due = from + minute * 60_000;
    if (kill && minute === Math.ceil(minutes / 2)) {
      await seconds(Math.max(0, (due - Date.now()) / 1000 - 30));
      await read();
      killing = killAnalytics();
      killing.catch(() => {}); // awaited below
    }
    await seconds(Math.max(0, (due - Date.now()) / 1000));
    const now = await read();
    const { detections, lag, alerts, alertLag } = await asked(watch, "minute");
    const { behind } = await asked(watch, "behind");
    const sample = { minute, seconds: (Date.now() - last) / 1000, detections, lag, alerts, alertLag, waiting: behind };
    last = Date.now();
    for (const name of Object.keys(now)) sample[name] = now[name] - counted[name];
    counted = now;
    for (const part of PARTS) {
      const pid = pidOf(part);
      if (!pid || !isAlive(pid)) {
        sample[part] = { pid: null, rssMiB: null, cpu: null };
        continue;
      }
      const used = cpuSeconds(pid);
      const since = cpu[part].pid === pid ? cpu[part].at : 0;
      sample[part] = { pid, rssMiB: residentMiB(pid), cpu: (used - since) / sample.seconds };
      cpu[part] = { pid, at: used };
    }
    sample.liveHeapMiB = ((await metric(env, "analytics", "jvm.gc.live.data.size")) ?? 0) / 2 ** 20;
    const idle = machineBusy();
    sample.machine = 1 - (idle.idle - busy.idle) / (idle.all - busy.all);
    busy = idle;
    samples.push(sample);
    tell(sample);
  }
  const until = Date.now();
  const killed = await killing;
  await asked(watch, "mark");
  for (let waited = 0; (await asked(watch, "behind")).marked > 0; waited++) {
    if (waited > CATCH_UP_S) throw new Error(`what had come was not judged within ${CATCH_UP_S} s`);
    await seconds(1);
  }
  const caughtUp = (Date.now() - until) / 1000;
  await seconds(TAIL_S);
  const total = await asked(watch, "total");
  const { alerts } = await asked(watch, "alerts");
  const { stored } = await asked(watch, "stored");
  return { from, until, samples, killed, caughtUp, total, alerts, stored, truth: truth(all, from, until), all };
}

function tell(s) {
  const pair = (value, digits) => PARTS.map((part) => value(part)?.toFixed(digits) ?? "–").join("/");
  const of = (figures) => (figures.p50 === undefined ? "–" : `${figures.p50}/${figures.p99}`);
  const words = [
    [String(s.minute), 6], [(s.judged / s.seconds).toFixed(1), 9], [`${of(s.lag)}/${s.lag.max ?? "–"}`, 24], [s.alerts, 7], [of(s.alertLag), 17],
    [s.waiting, 8], [s.skipped, 8], [s.abandoned, 10], [s.shed + s.dropped, 5], [pair((part) => s[part].rssMiB, 0), 25],
    [s.liveHeapMiB.toFixed(0), 10], [pair((part) => s[part].cpu, 2), 21], [`${(100 * s.machine).toFixed(0)} %`, 8],
  ];
  console.log(words.map(([word, width]) => String(word).padStart(width)).join(" "));
}

async function killAnalytics() {
  const at = Date.now();
  process.kill(pidOf("analytics"), "SIGKILL");
  console.log(`        analytics is killed (SIGKILL), and started again in ${DOWN_S} s`);
  await seconds(DOWN_S);
  await new Promise((done, refused) =>
    spawn(join(home, "cctv"), ["up", "--no-simulator"], { env: { ...lineEnv, CCTV_BUILD: "no" }, stdio: ["ignore", "ignore", "inherit"] }).once("exit", (code) =>
      code === 0 ? done() : refused(new Error("analytics did not start again")),
    ),
  );
  const back = Date.now();
  console.log(`        analytics is ready again ${((back - at) / 1000).toFixed(0)} s after it was killed`);
  return { at, back };
}

/** Every true alarm of the time that was watched. */
function truth(all, from, until) {
  const expected = [];
  for (const { cameraId, behaviour, zone, firstAlarmMs, everyMs } of all) {
    if (firstAlarmMs === null) continue;
    for (let at = firstAlarmMs; at < until - WINDOW.late; at += everyMs) if (at >= from + WINDOW.early) expected.push({ cameraId, zoneId: zone.zoneId, behaviour, at });
  }
  return expected;
}

/** Over the later four fifths: what a JVM takes to get warm is no leak. MiB an hour. */
function slopePerHour(samples, of) {
  const late = samples.slice(Math.floor(samples.length / 5));
  return straightLine(late.map((s) => [s.minute / 60, of(s)]))?.slope ?? null;
}

/** Of each life of the process. */
function memory(samples, part) {
  const lives = [...new Set(samples.map((s) => s[part].pid))].filter(Boolean).map((pid) => samples.filter((s) => s[part].pid === pid));
  return lives.map((life) => ({
    minutes: life.length,
    startMiB: Math.round(life[0][part].rssMiB),
    endMiB: Math.round(life.at(-1)[part].rssMiB),
    slopeMiBPerHour: rounded(slopePerHour(life, (s) => s[part].rssMiB)),
  }));
}

function rounded(value) {
  return value === null ? null : Number(value.toFixed(1));
}

function report({ from, until, samples, killed, caughtUp, total, alerts, stored, truth: expected, all }) {
  const sum = (name) => samples.reduce((all, s) => all + s[name], 0);
  const time = sum("seconds");
  const ids = new Set(alerts.map((a) => a.alertId));
  const repeated = alerts.length - ids.size;
  const watched = alerts.filter((a) => a.at >= from && a.at <= until);
  const once = [...new Map(watched.map((a) => [a.alertId, a])).values()];
  const inTable = new Set(stored);
  const matched = Object.values(matchEvents(expected, once, { from: from + WINDOW.early, until: until - WINDOW.late, coolDown: COOL_DOWN_MS }));
  const flat = (name) => matched.flatMap((m) => m[name]);
  // An alert beside a right one of the same true alarm.
  const doubled = flat("falseAlarms").filter((a) =>
    flat("right").some(({ event }) => event.cameraId === a.cameraId && event.zoneId === a.zoneId && a.at >= event.at - WINDOW.early && a.at <= event.at + COOL_DOWN_MS),
  );
  const near = (at) => killed && at >= killed.at - 30_000 && at <= killed.back + 60_000;
  const missed = flat("missed");
  const row = {
    metric: `${count} cameras at gated rates, ${minutes} min`,
    cameras: count,
    minutes,
    everySeconds: every,
    fps,
    movingShare: rounded(100 * all.reduce((s, c) => s + c.movingShare, 0) / all.length) / 100,
    framesJudgedPerSecond: rounded(sum("judged") / time),
    framesPublished: sum("published"),
    framesSkipped: sum("skipped"),
    framesAbandoned: sum("abandoned"),
    framesDroppedByIngest: sum("dropped"),
    picturesShedByIngest: sum("shed"),
    picturesDecodedPerSecond: rounded(sum("decoded") / time),
    lagMs: total.lag,
    lagP99FirstAndLastMinute: [samples[0].lag.p99 ?? null, samples.at(-1).lag.p99 ?? null],
    framesWaitingMost: Math.max(...samples.map((s) => s.waiting)),
    framesWaitingAtEnd: samples.at(-1).waiting,
    caughtUpSeconds: rounded(caughtUp),
    captureToAlertMs: total.alertLag,
    memory: Object.fromEntries(PARTS.map((part) => [part, memory(samples, part)])),
    liveHeapMiB: [samples[0].liveHeapMiB, samples.at(-1).liveHeapMiB].map(rounded),
    cpuCores: Object.fromEntries(PARTS.map((part) => [part, Number(median(samples.flatMap((s) => s[part].cpu ?? [])).toFixed(2))])),
    machineBusy: Number(median(samples.map((s) => s.machine)).toFixed(2)),
    alerts: once.length,
    trueAlarms: expected.length,
    right: flat("right").length,
    missed: missed.length,
    doubled: doubled.length,
    falseAlarms: flat("falseAlarms").length - doubled.length,
    redelivered: repeated,
    onlyInTopic: [...ids].filter((id) => !inTable.has(id)).length,
    onlyInTable: stored.filter((id) => !ids.has(id)).length,
    ...(killed && {
      killed: {
        downSeconds: Math.round((killed.back - killed.at) / 1000),
        trueAlarmsAround: expected.filter((e) => near(e.at)).length,
        missedAround: missed.filter((e) => near(e.at)).length,
        doubledAround: doubled.filter((a) => near(a.at)).length,
      },
    }),
  };
  for (const [word, list] of [["missed", missed], ["doubled", doubled], ["false", flat("falseAlarms").filter((a) => !doubled.includes(a))]])
    for (const one of list.slice(0, 20)) console.log(`${word.padEnd(8)} ${one.cameraId} ${one.behaviour} ${new Date(one.at).toISOString()}${near(one.at) ? " (around the kill)" : ""}`);
  console.table(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : value])));
  mkdirSync(join(run, "bench"), { recursive: true });
  writeFileSync(join(run, "bench", "gated.json"), JSON.stringify({ row, samples }, null, 2) + "\n");
  console.log(JSON.stringify(row));
}
