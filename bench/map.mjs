// BENCH: map         the map in headless Chromium while it is dragged and zoomed: frames/s at five depths, with and without cameras
// Usage: map.mjs RUN [SECONDS a phase]. Needs ./cctv up, and a metro imported to say something. CCTV_ADDRESS and CCTV_PASSWORD
// (of "operator") measure another gateway. Chromium draws in software here unless CCTV_CHROMIUM_FLAGS brings a GPU: the anchor is
// the same drag over the same map without any camera, and the log-in page's frame rate is the ceiling. The way is gone twice: the
// first time the registry cuts most of the tiles while the map moves, and here that is on the cores that also draw.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openPage } from "./chromium.mjs";
import { cpuByProgram } from "./processes.mjs";
import { percentile } from "./sse.mjs";
import { runEnv } from "../local/run.mjs";

const [run, seconds = "5"] = process.argv.slice(2);
const address = process.env.CCTV_ADDRESS ?? `http://127.0.0.1:${runEnv(run).CCTV_GATEWAY_PORT}`;
const folder = join(run, "bench");
mkdirSync(folder, { recursive: true });
const phaseMs = Number(seconds) * 1000;
const STEP_MS = 16;
/** From a camera that the search finds, by turns of the wheel, outwards: there are cameras at each depth. */
const DEPTHS = [
  { name: "street", turns: 0 },
  { name: "block", turns: 4 },
  { name: "quarter", turns: 4 },
  { name: "district", turns: 4 },
  { name: "city", turns: 12 },
];
const SOUGHT = process.env.CCTV_BENCH_SOUGHT ?? "느티대로";
const TARGET_FPS = 50;

function password(name) {
  if (process.env.CCTV_PASSWORD) return process.env.CCTV_PASSWORD;
  const line = readFileSync(join(run, "credentials.txt"), "utf8")
    .split("\n")
    .find((candidate) => candidate.startsWith(`${name} `));
  return line.split(/\s+/)[1];
}

const page = await openPage();
const middle = { x: 900, y: 480 };

/** Frames while something is done: the page counts them itself. */
async function framesWhile(work) {
  await page.evaluate(`(() => {
    const frames = (window.benchFrames = []);
    const tick = (at) => { if (window.benchFrames === frames) { frames.push(at); requestAnimationFrame(tick); } };
    requestAnimationFrame(tick);
  })()`);
  const before = cpuByProgram();
  const begun = performance.now();
  await work();
  const others = busyOthers(before, cpuByProgram(), (performance.now() - begun) / 1000);
  const frames = await page.evaluate("(() => { const seen = window.benchFrames; window.benchFrames = null; return seen; })()");
  const gaps = frames.slice(1).map((at, i) => at - frames[i]);
  const spanMs = frames.at(-1) - frames[0];
  return {
    fps: gaps.length / (spanMs / 1000),
    p50Ms: percentile(gaps, 50),
    p95Ms: percentile(gaps, 95),
    longest: Math.max(...gaps),
    runs: gaps.length,
    others,
  };
}

/** Cores that others than the browser used meanwhile: the map shares them here, a desk's would be its own. */
function busyOthers(before, after, spanS) {
  return Object.entries(after)
    .filter(([name]) => !/^(chrom|node)/.test(name))
    .map(([name, cpu]) => ({ name, cores: (cpu - (before[name] ?? 0)) / spanS }))
    .filter(({ cores }) => cores > 0.02)
    .sort((a, b) => b.cores - a.cores);
}

const told = ({ depth, fps, others }) => {
  const busy = others.reduce((sum, { cores }) => sum + cores, 0);
  const first = others.slice(0, 3).map(({ name, cores }) => `${name} ${cores.toFixed(2)}`);
  return `  ${depth}: ${fps.toFixed(1)} frames/s; others ${busy.toFixed(2)} cores${first.length ? ` (${first.join(", ")})` : ""}`;
};

/** A hand that drags in circles: every frame another place, now and then tiles that were not there. */
async function drag() {
  const button = { button: "left", buttons: 1, clickCount: 1 };
  await page.mouse("mousePressed", middle.x, middle.y, button);
  const begin = performance.now();
  for (let at = 0; at < phaseMs; at = performance.now() - begin) {
    const angle = (at / 1400) * 2 * Math.PI;
    const reach = 120 + 200 * (at / phaseMs);
    await page.mouse("mouseMoved", middle.x + Math.sin(angle) * reach, middle.y + (Math.cos(angle) - 1) * reach * 0.6, button);
    await pause(Math.max(0, STEP_MS - ((performance.now() - begin) % STEP_MS)));
  }
  await page.mouse("mouseReleased", middle.x, middle.y, button);
  await pause(400);
}

async function zoom(turns) {
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse("mouseWheel", middle.x, middle.y, { deltaX: 0, deltaY: 220 });
    await pause(350);
  }
  await pause(1500);
}

async function openMap() {
  await page.goto("about:blank");
  await page.goto(`${address}/#/map`);
  await page.until("document.querySelector('[data-testid=map][data-ready=true]')");
  await page.type("[data-testid=map-search]", SOUGHT);
  await page.click("[data-testid=search-hit]");
  await pause(4000);
  // A chosen camera would draw the map back to itself.
  await page.key("Escape", { keyCode: 27 });
  await page.key("Escape", { keyCode: 27 });
  await pause(500);
}

async function travel(name, pictures) {
  await openMap();
  const measured = [];
  for (const depth of DEPTHS) {
    await zoom(depth.turns);
    const scale = await page.evaluate("document.querySelector('.maplibregl-ctrl-scale')?.textContent");
    measured.push({ depth: `${depth.name} (scale ${scale})`, ...(await framesWhile(drag)) });
    if (pictures) await page.picture(join(folder, `map-${depth.name}.png`));
  }
  measured.push({ depth: "zooming in", ...(await framesWhile(async () => {
    for (let turn = 0; turn < 24; turn++) {
      await page.mouse("mouseWheel", middle.x, middle.y, { deltaX: 0, deltaY: -220 });
      await pause(250);
    }
  })) });
  console.log([name, ...measured.map(told)].join("\n"));
  return measured;
}

function rowsOf(how, measured, bare) {
  return measured.flatMap((one, i) => [
    {
      metric: `map drag${how}, ${one.depth}`,
      unit: "frames/s",
      ours: one.fps,
      anchor: bare[i].fps,
      ratio: one.fps / bare[i].fps,
      target: TARGET_FPS,
      runs: one.runs,
    },
    {
      metric: `frame time p95${how}, ${one.depth}`,
      unit: "ms",
      ours: one.p95Ms,
      anchor: bare[i].p95Ms,
      ratio: one.p95Ms / bare[i].p95Ms,
      target: null,
      runs: one.runs,
    },
  ]);
}

let rows;
try {
  await page.goto(address);
  await page.until("document.querySelector('[data-testid=login-form]')");
  const idle = await framesWhile(() => pause(2000));
  await page.logIn(address, "operator", password("operator"));
  await page.until("/\\d/.test(document.querySelector('[data-testid=cameras-live]')?.textContent ?? '')");
  const cameras = await page.evaluate("document.querySelector('[data-testid=cameras-live]').textContent");
  console.log(`${cameras} cameras; log-in page ${idle.fps.toFixed(1)} frames/s; ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}`);

  const first = await travel("with all cameras, first time", true);
  const loaded = await travel("with all cameras, again", false);
  await page.send("Network.enable");
  await page.send("Network.setBlockedURLs", { urls: ["*/api/cameras/tiles/*"] });
  const bare = await travel("without cameras", false);
  rows = [
    ...rowsOf("", loaded, bare),
    ...rowsOf(", tiles being cut", first, bare),
  ];
} finally {
  await page.close();
}
for (const row of rows)
  console.log(
    `${row.metric.padEnd(58)} ${row.ours.toFixed(1).padStart(7)} ${row.unit.padEnd(9)} without cameras ${row.anchor.toFixed(1).padStart(7)}  ratio ${row.ratio.toFixed(2)}`,
  );
writeFileSync(join(folder, "map.json"), JSON.stringify(rows, null, 2) + "\n");
