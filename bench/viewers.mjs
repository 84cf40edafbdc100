// BENCH: viewers     [--seconds 10] [--rounds 5] [--viewers 1,10,100,500] [--sides socket,hls,anchor]: one camera to many by WebSocket and HLS, against bare sendfile
// STARTS ITS OWN processes; nothing of the running line is used. Leave the machine alone meanwhile.
// Usage: viewers.mjs RUN. Needs ffmpeg with libx264.
// Ours: ingest's RTSP pull, relay, door and Tomcat, without recorder and gate. The anchor: one thread that hands each picture's bytes (those
// that ours sent, from a file) to every connection by the system's sendfile at the pace of the pictures: no nginx, which cannot pace and of
// which none is on our machines. Each is ONE process, warmed up by the largest crowd; the rounds follow each other in it, without viewers first,
// then 1, 10, … CPU is the server's threads' own, in nanoseconds of the scheduler. Told are what the stream takes without viewers, what the first
// viewer adds, and what each further one adds from one size of the crowd to the next; and the mean per viewer, as it used to be. The threads
// of the JIT compilers are left out: they go on for minutes on a loaded machine. Collecting garbage counts.
// HLS players fetch the playlist every two seconds and each new segment once, over a connection of their own, not in step.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLIP, end, publisher, round } from "./cameras.mjs";
import { startJava } from "./java.mjs";
import { options } from "./options.mjs";
import { median, nanosBetween, privateMiB, seconds, threadNanos } from "./processes.mjs";
import { straightLine } from "./slope.mjs";

const { number, text, words } = options();
const measured = number("seconds", 10);
const rounds = number("rounds", 5);
const levels = text("viewers", "1,10,100,500").split(",").map(Number);
const names = text("sides", "socket,hls,anchor").split(",");
const [run] = words();
const SETTLE_S = 3;
const WARM_S = 15;
const CAPTURED = 15 * 16;
const CAMERA = "CAM-0";
const BASE = `/api/live/${CAMERA}/`;
const QUERY = "?stream=main&ticket=bench-ticket-of-nobody";
const largest = levels.at(-1);
mkdirSync(join(run, "bench"), { recursive: true });
const bytes = join(run, "bench", "viewers.bytes");
const sizes = join(run, "bench", "viewers.sizes");

async function crowd(kind, ...args) {
  const child = startJava("160m", `relay.${kind}`, ...args);
  await child.answer();
  return child;
}

const arrive = async (viewers, count) => {
  for (let left = count; left > 0; left -= 50) await viewers.ask(`add ${Math.min(50, left)}`);
};

/** CPU of a server, ms a second. */
async function usedFor(server, time = measured) {
  const [before, from] = [threadNanos(server.pid), performance.now()];
  await seconds(time);
  return nanosBetween(before, threadNanos(server.pid)) / 1e3 / (performance.now() - from);
}

/** CPU at each size of the crowd. */
async function climb({ server, viewers, joinS = 1 }) {
  const result = { alone: await usedFor(server), levels: [] };
  for (const count of levels) {
    await arrive(viewers, count);
    await seconds(SETTLE_S);
    await viewers.ask("begin");
    const used = await usedFor(server);
    const seen = await viewers.ask("report");
    await viewers.ask("add 1");
    await seconds(joinS);
    seen.oneMoreMs = (await viewers.ask("report")).lastJoinMs;
    result.levels.push({ count, used, seen, mbitPerS: (seen.bytes * 8) / 1e6 / measured });
    await viewers.ask("clear");
    await seconds(1);
  }
  return result;
}

/** One who never reads among ten who do: is he cut, do the others notice, is memory back afterwards? */
async function stalled({ server, viewers }) {
  await arrive(viewers, 10);
  await seconds(2);
  const before = (await server.ask("heap")).heap;
  await viewers.ask("begin");
  await viewers.ask("stall");
  let most = 0;
  let seen;
  for (let waited = 0; waited < 60; waited++) {
    await seconds(1);
    if (waited % 3 === 0) most = Math.max(most, (await server.ask("heap")).heap - before);
    seen = await viewers.ask("report");
    if (seen.cutStalledAfterMs) break;
  }
  await viewers.ask("clear");
  return { cutAfterMs: seen.cutStalledAfterMs, longestGapMs: seen.longestGapMs, fewestBytes: seen.fewestBytes, bytes: seen.bytes, heapMiB: most / 2 ** 20 };
}

async function relay(source) {
  const server = startJava("384m", "relay.RelayPath", source.port, CAMERA, "bench-ticket-of-nobody");
  return { server, port: (await server.answer()).port };
}

/** What the anchor sends again. */
async function capture(port) {
  const child = startJava("128m", "relay.LiveCapture", `ws://127.0.0.1:${port}${BASE}ws${QUERY}`, CAPTURED, bytes, sizes);
  await child.answer();
  await child.ended;
}

async function anchor() {
  const server = startJava("256m", "relay.SendfileServer", bytes, sizes, CLIP.fps);
  return { server, port: (await server.answer()).port };
}

async function warm({ viewers }) {
  await arrive(viewers, largest);
  await seconds(WARM_S);
  await viewers.ask("clear");
  await seconds(SETTLE_S);
}

const source = await publisher(run, 1);
const { server, port } = await relay(source);
const sides = {};
if (names.includes("socket")) sides.socket = { server, viewers: await crowd("ViewerCrowd", port, `${BASE}ws${QUERY}`) };
if (names.includes("hls")) sides.hls = { server, viewers: await crowd("HlsCrowd", port, BASE, QUERY), joinS: 4 };
if (names.includes("anchor")) {
  await capture(port);
  const other = await anchor();
  sides.anchor = { server: other.server, viewers: await crowd("ViewerCrowd", other.port, "/") };
}
for (const side of Object.values(sides)) await warm(side);
const turns = {};
const empty = privateMiB(server.pid);
for (let turn = 1; turn <= rounds; turn++)
  for (const [name, side] of Object.entries(sides)) {
    const result = await climb(side);
    (turns[name] ??= []).push(result);
    const each = result.levels.map((l) => `${l.count}: ${(l.used - result.alone).toFixed(1)} (${l.seen.open} open, gap ${l.seen.longestGapMs} ms)`);
    console.log(`${turn}/${rounds} ${name.padEnd(6)} ms/s alone ${result.alone.toFixed(1)}, more by viewers · ${each.join(" · ")}`);
  }
const grown = privateMiB(server.pid) - empty;
const slow = sides.socket ? await stalled(sides.socket) : null;
if (slow) console.log(`stalled ${JSON.stringify(slow)}`);
const { mostPulls } = await source.child.ask("pulls");
for (const side of Object.values(sides)) await end(side.viewers);
for (const each of new Set([server, ...Object.values(sides).map((side) => side.server)])) await end(each);
await end(source.child);

/** @returns rows of what a viewer costs on this side */
function costs(name) {
  const at = (turn, count) => turn.levels.find((l) => l.count === count).used;
  const all = turns[name];
  const steps = levels.slice(1).map((count, i) => [levels[i], count]);
  return [
    row(name, "without viewers", "ms/s", all.map((t) => t.alone)),
    ...levels.map((count) => row(name, `mean per viewer, ${count} viewers`, "ms/s", all.map((t) => (at(t, count) - t.alone) / count))),
    ...steps.map(([few, many]) => row(name, `each further viewer, ${few} to ${many}`, "ms/s", all.map((t) => (at(t, many) - at(t, few)) / (many - few)))),
    row(name, "each further viewer, least squares", "ms/s", all.map((t) => straightLine([[0, t.alone], ...t.levels.map((l) => [l.count, l.used])])?.slope ?? NaN)),
    row(name, `bytes per core, ${largest} viewers`, "Gb/s", all.map((t) => t.levels.at(-1).mbitPerS / (t.levels.at(-1).used - t.alone)), name === "anchor" ? {} : { target: 2.4 }),
    ...levels.map((count) => row(name, `join of one more beside ${count}`, "ms", all.map((t) => t.levels.find((l) => l.count === count).seen.oneMoreMs))),
    row(name, `longest silence of ${largest}`, "ms", all.map((t) => t.levels.at(-1).seen.longestGapMs)),
  ];
}

function row(side, metric, unit, values, more = {}) {
  return { side, metric, unit, median: round(median(values)), least: round(Math.min(...values)), most: round(Math.max(...values)), ...more, rounds: values.length };
}

const rows = Object.keys(turns).flatMap(costs);
rows.push(row("all", "upstream sessions", "sessions", [mostPulls], { target: 1 }), row("all", "private memory grown over the rounds", "MiB", [grown]));
if (slow)
  rows.push(
    row("socket", "a viewer who never reads is cut after", "ms", [slow.cutAfterMs]),
    row("socket", "longest silence of the ten beside him", "ms", [slow.longestGapMs]),
    row("socket", "heap that he cost at most", "MiB", [slow.heapMiB], { target: 8 }),
  );
if (turns.hls)
  rows.push(
    row("hls", "segments missed or refused", "segments", turns.hls.map((t) => t.levels.reduce((sum, l) => sum + l.seen.missed + l.seen.refused, 0)), { target: 0 }),
  );
console.table(rows);
writeFileSync(join(run, "bench", "viewers.json"), JSON.stringify({ rows, turns, stalled: slow }, null, 2));
