// BENCH: streams     [--cameras 500] [--minutes 30]: so many simulated sub-streams recorded for long: memory, CPU, sessions, gaps, minute by minute
// STARTS ITS OWN processes; nothing of the running line is used.
// Usage: streams.mjs RUN. Needs ffmpeg with libx264.
// One process replays ONE encoded clip (640x360, 12 pictures a second, 0.4 Mb/s, key frame every 2 s) as so many RTSP/TCP cameras, all in step.
// Ours: ingest's RTSP sessions and its recorder (sealed, hashed, fsync'd, announced) with ingest's default threads; no relay, no gate, no Kafka.
// A recorded file is removed when it is announced; one of fifty is compared with the clip first, in the measured process.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { end, publisher, round, shape, SUB_CLIP } from "./cameras.mjs";
import { startJava } from "./java.mjs";
import { options } from "./options.mjs";
import { cpuBetween, cpuSeconds, machineBusy, residentMiB, seconds, threadCpu } from "./processes.mjs";
import { straightLine } from "./slope.mjs";

const { number, words } = options();
const cameras = number("cameras", 500);
const minutes = number("minutes", 30);
const [run] = words();
const MiB = 2 ** 20;
/** The JIT's work and the first collections are not a leak. */
const SETTLE_MINUTES = minutes >= 10 ? 3 : 0;
const folder = join(run, "bench", "streams");
// A quarter of it may wait for a slow disk: about five seconds of all cameras.
const heapMiB = Math.max(128, cameras);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const source = await publisher(run, cameras, SUB_CLIP);
const recorder = startJava(`${heapMiB}m`, "ingest.StreamSoak", folder, source.port, cameras, ...shape(run, SUB_CLIP));
await recorder.answer();
const empty = residentMiB(recorder.pid);
console.log(`${cameras} sub-streams of ${SUB_CLIP.width}x${SUB_CLIP.height}, ${SUB_CLIP.fps}/s, ${(source.bitsPerSecond / 1000).toFixed(0)} kb/s, for ${minutes} min; heap at most ${heapMiB} MiB`);
recorder.say("dial");
await seconds(cameras / 50 + 10);

async function look(what = "look") {
  recorder.say(what);
  const seen = await recorder.answer();
  const busy = machineBusy();
  return {
    ...seen,
    at: performance.now() / 1000,
    cpu: cpuSeconds(recorder.pid),
    sourceCpu: cpuSeconds(source.child.pid),
    busy,
    rssMiB: residentMiB(recorder.pid),
    descriptors: readdirSync(`/proc/${recorder.pid}/fd`).length,
  };
}

function told(minute, now, before) {
  const passed = now.at - before.at;
  const machine = 1 - (now.busy.idle - before.busy.idle) / (now.busy.all - before.busy.all);
  return {
    minute,
    rssMiB: round(now.rssMiB),
    heapMiB: round(now.heapBytes / MiB),
    directMiB: round(now.directBytes / MiB),
    pooledMiB: round(now.pooledBytes / MiB),
    threads: now.threads,
    descriptors: now.descriptors,
    cpuMsPerStreamSecond: round((1000 * (now.cpu - before.cpu)) / (cameras * passed)),
    sourceCpuMsPerStreamSecond: round((1000 * (now.sourceCpu - before.sourceCpu)) / (cameras * passed)),
    machinePercent: round(100 * machine),
    online: now.online,
    lost: now.lost,
    failedDials: now.failedDials,
    redials: Math.max(0, now.begun - cameras),
    picturesPerSecond: round((now.frames - before.frames) / cameras / passed),
    segments: now.recorded.segments,
    recordedMB: Math.round(now.recorded.bytes / 1e6),
    gaps: now.recorded.gaps,
    untoldHoles: now.recorded.untoldHoles,
    lostPackets: now.lostPackets,
    unwritten: now.droppedFragments + now.recordErrors,
    wrong: now.recorded.wrong,
  };
}

const line = (t) =>
  `${String(t.minute).padStart(3)} min · RSS ${t.rssMiB} heap ${t.heapMiB} direct ${t.directMiB} (pool ${t.pooledMiB}) MiB · ${t.threads} threads ${t.descriptors} fds · ` +
  `CPU ${t.cpuMsPerStreamSecond} ms/stream-s (source ${t.sourceCpuMsPerStreamSecond}, machine ${t.machinePercent} %) · online ${t.online} lost ${t.lost} dials failed ${t.failedDials} redials ${t.redials} · ` +
  `${t.picturesPerSecond} pictures/s · ${t.segments} segments ${t.recordedMB} MB · gaps ${t.gaps} holes ${t.untoldHoles} packets lost ${t.lostPackets} unwritten ${t.unwritten} wrong ${t.wrong}`;

const threads = threadCpu(recorder.pid);
const first = await look("collect");
const looks = [];
let before = first;
for (let minute = 1; minute <= minutes; minute++) {
  await seconds(60 - ((performance.now() / 1000 - first.at) % 60));
  const now = await look(minute === minutes ? "collect" : "look");
  looks.push({ ...now, told: told(minute, now, before) });
  console.log(line(looks.at(-1).told));
  before = now;
}
const last = looks.at(-1);
const cpuByThread = cpuBetween(threads, threadCpu(recorder.pid), cameras * (last.at - first.at));

/** Over the minutes after settling, MiB an hour. */
function slope(of) {
  const line = straightLine(looks.slice(SETTLE_MINUTES).map((l) => [l.at / 3600, of(l)]));
  return line && round(line.slope);
}

const settled = looks[SETTLE_MINUTES] ?? first;
const memory = (metric, of, more = {}) => ({ metric, unit: "MiB", start: round(of(first)), settled: round(of(settled)), end: round(of(last)), slopePerHour: slope(of), ...more });
const passed = last.at - first.at;
const rows = [
  memory("resident memory", (l) => l.rssMiB),
  memory("resident memory per stream, above an empty process", (l) => (l.rssMiB - empty) / cameras),
  memory("heap in use (start and end after a full collection)", (l) => l.heapBytes / MiB),
  memory("direct buffers", (l) => l.directBytes / MiB),
  { metric: "threads", unit: "threads", start: first.threads, end: last.threads },
  { metric: "file descriptors", unit: "descriptors", start: first.descriptors, end: last.descriptors },
  { metric: "CPU per stream-second", unit: "ms", end: round((1000 * (last.cpu - first.cpu)) / (cameras * passed)) },
  { metric: "CPU of the source per stream-second", unit: "ms", end: round((1000 * (last.sourceCpu - first.sourceCpu)) / (cameras * passed)) },
  { metric: "sessions that live", unit: "sessions", end: last.online, target: cameras },
  { metric: "sessions lost", unit: "sessions", end: last.lost, target: 0 },
  { metric: "dials that failed, the first ones included", unit: "dials", end: last.failedDials },
  { metric: "redials", unit: "sessions", end: last.told.redials, target: 0 },
  { metric: "gaps told, and holes that nobody told", unit: "gaps", end: last.recorded.gaps + last.recorded.untoldHoles, target: 0 },
  { metric: "packets lost", unit: "packets", end: last.lostPackets, target: 0 },
  { metric: "fragments not written, disk errors", unit: "pieces", end: last.told.unwritten, target: 0 },
  { metric: "recorded", unit: "MB", end: last.told.recordedMB },
  { metric: `wrong in ${last.recorded.compared} files compared (${last.recorded.pictures} pictures)`, unit: "pictures", end: last.recorded.wrong, target: 0 },
];
await end(recorder);
await end(source.child);
rmSync(folder, { recursive: true, force: true });
console.table(Object.fromEntries(rows.map(({ metric, ...rest }) => [metric, rest])));
console.log(`ms per stream-second by thread: ${JSON.stringify(cpuByThread)}`);
writeFileSync(
  join(run, "bench", "streams.json"),
  JSON.stringify({ cameras, minutes, clip: SUB_CLIP, heapMiB, rows, cpuByThread, minuteByMinute: looks.map((l) => l.told) }, null, 2),
);
