// BENCH: viewers     [--seconds 20] [--pairs 5] [--viewers 1,10,100,500]: one camera to many by WebSocket, against bare sendfile of the same bytes
// STARTS ITS OWN processes; nothing of the running line is used. Leave the machine alone meanwhile.
// Usage: viewers.mjs RUN. Needs ffmpeg with libx264.
// Ours: ingest's RTSP pull, relay, door and Tomcat, without recorder and gate. The anchor: one thread that hands each picture's bytes (those
// that ours sent, from a file) to every connection by the system's sendfile at the pace of the pictures: no nginx, which cannot pace and of
// which none is on our machines. CPU is the server's own (counted by the kernel in steps of 10 ms), less what it takes without viewers.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLIP, end, publisher, round } from "./cameras.mjs";
import { startJava } from "./java.mjs";
import { options } from "./options.mjs";
import { median, privateMiB, seconds } from "./processes.mjs";

const { number, text, words } = options();
const measured = number("seconds", 20);
const pairs = number("pairs", 5);
const levels = text("viewers", "1,10,100,500").split(",").map(Number);
const [run] = words();
const SETTLE_S = 4;
const CAPTURED = 15 * 16;
const CAMERA = "CAM-0";
const TICKET = "bench-ticket-of-nobody";
const PATH = `/api/live/${CAMERA}/ws?stream=main&ticket=${TICKET}`;
mkdirSync(join(run, "bench"), { recursive: true });
const bytes = join(run, "bench", "viewers.bytes");
const sizes = join(run, "bench", "viewers.sizes");
let captured;

async function asked(child, line) {
  child.say(line);
  return child.answer();
}

async function crowd(port, path) {
  const child = startJava("128m", "relay.ViewerCrowd", port, path);
  await child.answer();
  return child;
}

const arrive = async (viewers, count) => {
  for (let left = count; left > 0; left -= 50) await asked(viewers, `add ${Math.min(50, left)}`);
};

async function usedWhile(server) {
  const before = (await asked(server, "used")).cpuNanos;
  await seconds(measured);
  return ((await asked(server, "used")).cpuNanos - before) / 1e6 / measured;
}

/** CPU per viewer at each size of the crowd, ms per second. */
async function climb(server, viewers) {
  const alone = await usedWhile(server);
  const result = { alone, levels: [] };
  for (const count of levels) {
    await arrive(viewers, count);
    await seconds(SETTLE_S);
    await asked(viewers, "begin");
    const used = await usedWhile(server);
    const seen = await asked(viewers, "report");
    await asked(viewers, "add 1");
    await seconds(1);
    seen.oneMoreMs = (await asked(viewers, "report")).lastJoinMs;
    result.levels.push({ count, perViewer: (used - alone) / count, used, seen, mbitPerS: (seen.bytes * 8) / 1e6 / measured });
    await asked(viewers, "clear");
    await seconds(1);
  }
  return result;
}

/** One who never reads among ten who do: is he cut, do the others notice, is memory back afterwards? */
async function stalled(server, viewers) {
  await arrive(viewers, 10);
  await seconds(2);
  const before = (await asked(server, "heap")).heap;
  await asked(viewers, "begin");
  await asked(viewers, "stall");
  let most = 0;
  let seen;
  for (let waited = 0; waited < 60; waited++) {
    await seconds(1);
    if (waited % 3 === 0) most = Math.max(most, (await asked(server, "heap")).heap - before);
    seen = await asked(viewers, "report");
    if (seen.cutStalledAfterMs) break;
  }
  await asked(viewers, "clear");
  return { cutAfterMs: seen.cutStalledAfterMs, longestGapMs: seen.longestGapMs, fewestBytes: seen.fewestBytes, bytes: seen.bytes, heapMiB: most / 2 ** 20 };
}

async function ours(source) {
  const server = startJava("256m", "relay.RelayPath", source.port, CAMERA, TICKET);
  const { port } = await server.answer();
  const viewers = await crowd(port, PATH);
  captured ??= await capture(port);
  await arrive(viewers, 50);
  await seconds(SETTLE_S + measured / 2);
  await asked(viewers, "clear");
  const empty = privateMiB(server.pid);
  const result = await climb(server, viewers);
  result.mib = privateMiB(server.pid) - empty;
  result.stalled = await stalled(server, viewers);
  await end(viewers);
  await end(server);
  return result;
}

/** @returns how many fragments there are to send again */
async function capture(port) {
  const child = startJava("128m", "relay.LiveCapture", `ws://127.0.0.1:${port}${PATH}`, CAPTURED, bytes, sizes);
  const { fragments } = await child.answer();
  await child.ended;
  return fragments;
}

async function anchor() {
  const server = startJava("256m", "relay.SendfileServer", bytes, sizes, CLIP.fps);
  const { port } = await server.answer();
  const viewers = await crowd(port, "/");
  await arrive(viewers, 50);
  await seconds(SETTLE_S);
  await asked(viewers, "clear");
  const result = await climb(server, viewers);
  await end(viewers);
  await end(server);
  return result;
}

const source = await publisher(run, 1);
const turns = { ours: [], anchor: [] };
for (let pair = 1; pair <= pairs; pair++)
  for (const [name, turn] of Object.entries({ ours: () => ours(source), anchor })) {
    const result = await turn();
    turns[name].push(result);
    const each = result.levels.map((l) => `${l.count}: ${l.perViewer.toFixed(3)} (${l.seen.open} open, gap ${l.seen.longestGapMs} ms)`);
    console.log(`${pair}/${pairs} ${name.padEnd(6)} ms/s a viewer · ${each.join(" · ")}${result.stalled ? ` · stalled ${JSON.stringify(result.stalled)}` : ""}`);
  }
const { mostPulls } = await asked(source.child, "pulls");
await end(source.child);

const at = (turn, count) => turn.levels.find((l) => l.count === count);
const rows = levels.map((count) => compared(`CPU per viewer, ${count} viewers`, "ms/s", (t) => at(t, count).perViewer));
const largest = levels.at(-1);
rows.push(
  compared(`bytes per core, ${largest} viewers`, "Gb/s", (t) => at(t, largest).mbitPerS / (at(t, largest).used - t.alone), { target: 2.4 }),
  mine("upstream sessions", "sessions", [mostPulls], { target: 1 }),
  ...levels.map((count) => mine(`join of one more beside ${count}`, "ms", turns.ours.map((t) => at(t, count).seen.oneMoreMs), { target: 300 })),
  mine(`join when ${largest} come at once (each gets up to 1 MB), p50`, "ms", turns.ours.map((t) => median(at(t, largest).seen.joinMs))),
  mine("a viewer who never reads is cut after", "ms", turns.ours.map((t) => t.stalled.cutAfterMs)),
  mine("longest silence of the ten beside him", "ms", turns.ours.map((t) => t.stalled.longestGapMs)),
  mine("heap that he cost at most", "MiB", turns.ours.map((t) => t.stalled.heapMiB), { target: 8 }),
);
console.table(Object.fromEntries(rows.map(({ metric, ...rest }) => [metric, rest])));
writeFileSync(join(run, "bench", "viewers.json"), JSON.stringify({ rows, turns }, null, 2));

function compared(metric, unit, of, more = {}) {
  const [a, b] = [turns.ours, turns.anchor].map((all) => all.map(of));
  const ratio = round(median(a) / median(b));
  return { metric, unit, ours: round(median(a)), anchor: round(median(b)), ratio, ...more, range: `${a.map(round).join(" ")} / ${b.map(round).join(" ")}`, runs: pairs };
}

function mine(metric, unit, values, more = {}) {
  return { metric, unit, ours: round(median(values)), ...more, range: values.map(round).join(" "), runs: values.length };
}
