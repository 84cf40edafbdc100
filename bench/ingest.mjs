// BENCH: ingest      [CAMERAS] [--seconds 60] [--pairs 3] [--alone 1] [--heap MIB] [--settle 180] [--writers 1]: recording, sealed and hashed, against one "ffmpeg -c copy" per camera
// STARTS ITS OWN processes; nothing of the running line is used. Leave the machine alone meanwhile.
// Usage: ingest.mjs RUN [CAMERAS]. Needs ffmpeg with libx264.
// One publisher replays a noisy 1080p15 clip of 4 Mb/s (key frame every 2 s, no B frames) as so many RTSP/TCP cameras. Ours and the
// anchor take turns; --alone 1 leaves the anchor out, where one machine cannot carry an ffmpeg for each. CPU is the receivers' own (the
// source's is told beside it), ours from three minutes after dialling, the anchor's from 20 s; the pictures in our files are compared with the clip's.
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { end, publisher, round, shape } from "./cameras.mjs";
import { startJavaWith } from "./java.mjs";
import { options } from "./options.mjs";
import { cpuBetween, cpuSeconds, machineBusy, median, privateMiB, seconds, threadCpu } from "./processes.mjs";

const { number, words } = options();
const measured = number("seconds", 60);
const pairs = number("pairs", 3);
const alone = number("alone", 0) > 0;
const heapMiB = number("heap", 0);
const writers = number("writers", 1);
// The JIT works for minutes on what a recorder then does for months: its work would be much of a young receiver's.
const settle = number("settle", 180);
// ffmpeg has no JIT: it does from the start what it does for months, once all of them have dialled.
const ANCHOR_SETTLES = 20;
const [run, count = "50"] = words();
const cameras = Number(count);
const folder = join(run, "bench", "ingest");
const media = shape(run);

/** CPU seconds of these processes and of the source over the measured time, and what share of the machine everybody used. */
async function watch(pids, source) {
  const busy = machineBusy();
  const before = cpuSeconds(...pids);
  const sourceBefore = cpuSeconds(source.child.pid);
  await seconds(measured);
  const cpu = cpuSeconds(...pids) - before;
  const now = machineBusy();
  const machine = 1 - (now.idle - busy.idle) / (now.all - busy.all);
  return { cpu, source: cpuSeconds(source.child.pid) - sourceBefore, machine };
}

async function ours() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const source = await publisher(run, cameras);
  // As ./cctv and the image give them to ingest; the young generation and the heap by cameras, for nothing else of ingest is here.
  const flags = [
    ...[`-Xmn${Math.max(40, Math.round(0.8 * cameras))}m`, "-XX:SurvivorRatio=2", "-XX:ReservedCodeCacheSize=64m"],
    ...["-XX:+UnlockExperimentalVMOptions", "-XX:TrimNativeHeapInterval=60000"],
    ...(process.env.CCTV_BENCH_JVM ?? "").split(" ").filter(Boolean),
  ];
  const heap = `${heapMiB || Math.max(96, Math.round(1.7 * cameras))}m`;
  const child = startJavaWith({ flags, env: { MALLOC_ARENA_MAX: "2" } }, heap, "ingest.RecordingPath", folder, source.port, cameras, ...media, writers);
  await child.answer();
  const empty = privateMiB(child.pid);
  await child.ask("dial");
  await seconds(settle);
  const threads = threadCpu(child.pid);
  const result = await watch([child.pid], source);
  result.threads = cpuBetween(threads, threadCpu(child.pid), cameras * measured);
  result.mibPerStream = (privateMiB(child.pid) - empty) / cameras;
  result.mib = privateMiB(child.pid);
  result.check = await child.ask("check");
  await end(child);
  await end(source.child);
  return result;
}

async function anchor() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const source = await publisher(run, cameras);
  const children = Array.from({ length: cameras }, (_, i) =>
    spawn(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-rtsp_transport", "tcp", "-i", `rtsp://127.0.0.1:${source.port}/CAM-${i}/main`, "-an", "-c", "copy"].concat(
        ["-f", "segment", "-segment_time", "10", "-reset_timestamps", "1", join(folder, `${i}-%03d.mp4`)],
      ),
      { stdio: "ignore" },
    ),
  );
  await seconds(ANCHOR_SETTLES);
  const result = await watch(children.map((c) => c.pid), source);
  result.mibPerStream = median(children.map((c) => privateMiB(c.pid)));
  await Promise.all(
    children.map((c) => new Promise((done) => (c.once("exit", done), c.kill("SIGTERM")))),
  );
  await end(source.child);
  return result;
}

const turns = { ours: [], anchor: [] };
for (let pair = 1; pair <= pairs; pair++) {
  for (const [name, turn] of Object.entries(alone ? { ours } : { ours, anchor })) {
    const result = await turn();
    turns[name].push(result);
    const ms = (1000 * result.cpu) / (cameras * measured);
    const told = result.check ? ` · ${JSON.stringify(result.threads)} · ${JSON.stringify(result.check)}` : "";
    console.log(`${pair}/${pairs} ${name.padEnd(6)} ${ms.toFixed(2)} ms/stream-s · source ${((1000 * result.source) / (cameras * measured)).toFixed(2)} · machine ${(100 * result.machine).toFixed(0)} % busy${told}`);
  }
}
rmSync(folder, { recursive: true, force: true });

const perStreamSecond = (result) => (1000 * result.cpu) / (cameras * measured);
const rows = [
  row(`CPU per stream-second, ${cameras} cameras`, "ms", perStreamSecond, 0.5),
  row("private memory per stream", "MiB", (r) => r.mibPerStream, null, 2),
  row("CPU of the source per stream-second", "ms", (r) => (1000 * r.source) / (cameras * measured)),
  { metric: "pictures compared", unit: "pictures", ours: sum("pictures"), runs: pairs },
  { metric: "pictures that are not the clip's, or out of order", unit: "pictures", ours: sum("foreign") + sum("outOfOrder"), target: 0, runs: pairs },
  { metric: "gaps", unit: "gaps", ours: sum("gaps"), target: 0, runs: pairs },
  { metric: "files whose hash is wrong", unit: "files", ours: sum("wrongHashes"), target: 0, runs: pairs },
];
console.table(Object.fromEntries(rows.map(({ metric, ...rest }) => [metric, rest])));
writeFileSync(join(run, "bench", `ingest${cameras === 50 ? "" : `-${cameras}`}.json`), JSON.stringify(rows, null, 2));

function row(metric, unit, of, target, limit) {
  const mine = median(turns.ours.map(of));
  if (alone) return { metric, unit, ours: round(mine), target: limit, range: turns.ours.map((r) => round(of(r))).join(" "), runs: pairs };
  const theirs = median(turns.anchor.map(of));
  return {
    metric,
    unit,
    ours: round(mine),
    anchor: round(theirs),
    ratio: round(mine / theirs),
    target: target ?? limit,
    range: turns.ours.map((r) => round(of(r))).join(" ") + " / " + turns.anchor.map((r) => round(of(r))).join(" "),
    runs: pairs,
  };
}

function sum(field) {
  return turns.ours.reduce((total, r) => total + r.check[field], 0);
}
