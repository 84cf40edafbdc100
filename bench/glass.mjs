// BENCH: glass       [SECONDS] [--tiles 1,4,16]: camera to glass in Chromium through the whole running line, by a clock in the picture
// Usage: glass.mjs RUN [SECONDS]. Needs ./cctv up and chromium.
// Eight cameras of its own show the number of each picture; the operator's wall plays them beside the simulated ones, and a script in the page
// reads the numbers back from the video elements. Camera and browser share one clock. No anchor: the bar is issue 6's, 1 s.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { end, round } from "./cameras.mjs";
import { startJavaWith } from "./java.mjs";
import { openPage } from "./chromium.mjs";
import { options } from "./options.mjs";
import { seconds } from "./processes.mjs";
import { percentile, userToken } from "./sse.mjs";
import { getJson, runEnv } from "../local/run.mjs";

const { text, words } = options();
const walls = text("tiles", "1,4,16").split(",").map(Number);
const [run, measured = "15"] = words();
const env = runEnv(run);
const gateway = `http://127.0.0.1:${env.CCTV_GATEWAY_PORT}`;
const COUNT = 8;

/** The same port each time: the cameras' codes come from their addresses. */
async function port() {
  const file = join(run, "bench", "glass-port");
  if (existsSync(file)) return readFileSync(file, "utf8");
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const free = String(server.address().port);
  await new Promise((done) => server.close(done));
  writeFileSync(file, free);
  return free;
}

const HEVC = ["stream-ingest-service/src/test/resources/metro/cctv/ingest/testsrc-320x180.h265", 320, 180];
const clocks = startJavaWith({ stderr: "ignore" }, "256m", "relay.ClockCameras", await port(), COUNT, ...HEVC);
const clock = await clocks.answer();
const addresses = Array.from({ length: COUNT }, (_, i) => `rtsp://127.0.0.1:${clock.port}/CLOCK-${i}/main`);
addresses.push(`rtsp://127.0.0.1:${clock.port}/HEVC-0/main`);
execFileSync("node", [fileURLToPath(new URL("../local/cameras.mjs", import.meta.url)), run, "no", "", ...addresses], { stdio: "inherit" });
const headers = { authorization: `Bearer ${userToken(run, "operator")}` };
const known = (await getJson(`${gateway}/api/cameras?limit=500`, headers)).items.filter((camera) => camera.state === "ACTIVE");
const named = (part) => known.filter((camera) => camera.name.includes(part)).map((camera) => camera.cameraId);
const own = named("/CLOCK-");
const [hevc] = named("/HEVC-0");
/** The numbered ones first, then what else gives H.264. */
const wall = [...own, ...known.map((camera) => camera.cameraId).filter((id) => !id.includes("-OWN-"))].slice(0, 16);
const password = readFileSync(join(run, "credentials.txt"), "utf8").match(/^operator\s+(\S+)/m)[1];

/** In the page: every picture that a tile shows, with the number that is in it. */
function readWall({ startedAtMs, frames, fps, forMs }) {
  const loopMs = (frames / fps) * 1000;
  const bright = (pixels, cell) => pixels[(4 * 64 + cell * 4 + 2) * 4] > 127;
  const numberIn = (pixels) => {
    let number = 0;
    let ones = 0;
    for (let cell = 2; cell < 14; cell++) {
      number = number * 2 + bright(pixels, cell);
      ones += bright(pixels, cell);
    }
    const framed = bright(pixels, 0) && !bright(pixels, 1) && bright(pixels, 15);
    return framed && bright(pixels, 14) === (ones % 2 === 1) && number < frames ? number : null;
  };
  const watch = (tile) => {
    const video = tile.querySelector("video");
    const canvas = new OffscreenCanvas(64, 9);
    const glass = canvas.getContext("2d", { willReadFrequently: true });
    const seen = { cameraId: tile.dataset.cameraId, state: tile.dataset.state, stream: tile.dataset.stream, shown: 0, delays: [], unread: 0 };
    const onFrame = (_, { expectedDisplayTime }) => {
      seen.shown++;
      if (tile.dataset.cameraId.includes("-OWN-")) {
        glass.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 10, 0, 0, 64, 9);
        const number = numberIn(glass.getImageData(0, 0, 64, 9).data);
        const now = performance.timeOrigin + Math.max(performance.now(), expectedDisplayTime);
        if (number === null) seen.unread++;
        else seen.delays.push((((now - startedAtMs - (number / fps) * 1000) % loopMs) + loopMs) % loopMs);
      }
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
    return seen;
  };
  const all = [...document.querySelectorAll("[data-testid=live-tile]")].map(watch);
  return new Promise((done) => setTimeout(() => done(all), forMs));
}

/** H.265 on the wall: video where this browser can, else single pictures with the reason. */
async function unplayable() {
  await page.evaluate(`localStorage.setItem("metro-cctv.wall", "${hevc}")`);
  await page.send("Page.reload");
  await page.click("[data-testid=view-wall]");
  await page.click("[data-testid=wall-1]");
  const tile = `[data-testid=live-tile][data-camera-id="${hevc}"]`;
  await page.until(`["stills", "live"].includes(document.querySelector('${tile}')?.dataset.state)`);
  const seen = await page.evaluate(`(async () => {
    const tile = document.querySelector('${tile}');
    const sources = new Set();
    for (let i = 0; i < 80; i++) {
      sources.add(tile.querySelector("img")?.src ?? "");
      await new Promise((done) => setTimeout(done, 100));
    }
    return { state: tile.dataset.state, pictures: sources.size - 1, told: tile.querySelector(".live-badge")?.textContent ?? "" };
  })()`);
  const file = join(run, "bench", "glass-hevc.png");
  await page.picture(file);
  console.log(`H.265: ${seen.state}, "${seen.told}"; ${file}`);
  return seen.state === "stills" ? [row("H.265 that this browser cannot play: single pictures a second", "1/s", seen.pictures / 8, 0.5, seen.pictures)] : [];
}

const rows = [];
const page = await openPage({ width: 1920, height: 1080 });
try {
  await page.goto(gateway);
  await page.until("document.readyState === 'complete' && location.protocol === 'http:'");
  await page.evaluate(`localStorage.setItem("metro-cctv.wall", ${JSON.stringify(wall.join(" "))})`);
  await page.logIn(gateway, "operator", password);
  await page.click("[data-testid=view-wall]");
  for (const size of walls) {
    await page.click(`[data-testid=wall-${size}]`);
    await page.until(`document.querySelectorAll("[data-testid=live-tile][data-state=live]").length >= ${size}`);
    await seconds(5);
    const tiles = await page.evaluate(`(${readWall})(${JSON.stringify({ ...clock, forMs: measured * 1000 })})`);
    const file = join(run, "bench", `glass-${size}.png`);
    await page.picture(file);
    const delays = tiles.flatMap((tile) => tile.delays);
    const badge = await page.evaluate(`[...document.querySelectorAll("[data-testid=live-delay]")].map((d) => parseInt(d.textContent))`);
    rows.push(
      row(`camera to glass, wall of ${size}, p50`, "ms", percentile(delays, 50), 1000, delays.length),
      row(`camera to glass, wall of ${size}, p99`, "ms", percentile(delays, 99), null, delays.length),
      row(`delay that the tiles tell, wall of ${size}, p50`, "ms", percentile(badge, 50), null, badge.length),
      row(`pictures shown a second, slowest tile of ${size}`, "1/s", Math.min(...tiles.map((tile) => tile.shown)) / measured, null, tiles.length),
      row(`tiles that are live of ${size}`, "tiles", tiles.filter((tile) => tile.state === "live").length, size, 1),
      row(`numbers that could not be read, wall of ${size}`, "pictures", tiles.reduce((sum, tile) => sum + tile.unread, 0), 0, 1),
    );
    const [p50] = rows.slice(-6);
    console.log(`wall of ${size}: camera to glass p50 ${p50.ours} ms of ${p50.runs} pictures; ${file}; streams ${tiles.map((tile) => tile.stream).join(" ")}`);
  }
  rows.push(...(await unplayable()));
} finally {
  await page.close();
  await end(clocks);
}
console.table(Object.fromEntries(rows.map(({ metric, ...rest }) => [metric, rest])));
writeFileSync(join(run, "bench", "glass.json"), JSON.stringify(rows, null, 2));

function row(metric, unit, value, target, runs) {
  return { metric, unit, ours: value === null ? null : round(value), anchor: null, ratio: null, target, runs };
}
