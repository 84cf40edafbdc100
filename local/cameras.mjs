// Registers the simulated cameras and one's own, and moves those whose address changed.
// Usage: cameras.mjs RUN yes|no DISTRICT [rtsp://user:pass@host/path…]
// In a container the environment names the addresses: CCTV_REGISTRY_URL, CCTV_TOKEN_URI, CCTV_SIM_URL.
import { createHash } from "node:crypto";
import { clientToken, getJson, runEnv } from "./run.mjs";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [run, withSimulator, district, ...addresses] = process.argv.slice(2);
const env = { ...runEnv(run), ...process.env };
let token;

async function registry(method, path, body, type = "application/json") {
  const answer = await fetch(env.CCTV_REGISTRY_URL + path, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": type },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

/** Registers a camera, or brings the address and credentials of a known one up to date. */
async function ensure(camera) {
  const known = await registry("GET", `/api/cameras/${camera.cameraId}`);
  if (known.status === 404) {
    const made = await registry("POST", "/api/cameras", camera);
    if (made.status === 201) return "new";
    throw new Error(`${camera.cameraId}: ${made.body?.detail ?? made.status} ${JSON.stringify(made.body?.fields ?? "")}`);
  }
  if (known.status !== 200) throw new Error(`${camera.cameraId}: ${known.body?.detail ?? known.status}`);
  const same =
    known.body.mainStream?.url === camera.mainStream.url && known.body.subStream?.url === camera.subStream?.url;
  if (same) return "known";
  const { mainStream, subStream, credentials } = camera;
  const moved = await registry("PATCH", `/api/cameras/${camera.cameraId}`, { mainStream, subStream, credentials });
  if (moved.status !== 200) throw new Error(`${camera.cameraId}: ${moved.body?.detail ?? moved.status}`);
  return "moved";
}

async function simulated() {
  const [username, password] = readFileSync(join(run, "secrets", "simulator-credentials"), "utf8").trim().split(":");
  const { items } = await getJson(`${env.CCTV_SIM_URL ?? `http://127.0.0.1:${env.CCTV_SIM_HTTP_PORT}`}/cameras.json`);
  return items.map((c) => ({
    cameraId: c.cameraId,
    name: c.name,
    districtCode: c.districtCode,
    purpose: c.purpose,
    managingAgency: c.managingAgency,
    lon: c.lon,
    lat: c.lat,
    headingDeg: c.headingDeg,
    fieldOfViewDeg: c.fieldOfViewDeg,
    mainStream: c.mainStream,
    subStream: c.subStream,
    ptz: c.ptz,
    state: "ACTIVE",
    zones: c.zones,
    ...(c.hasCredentials && { credentials: { username, password } }),
  }));
}

/** One's own camera: its code comes from its address, so that the same command adds it only once. */
function own(address, index) {
  const uri = new URL(address);
  if (!["rtsp:", "rtsps:"].includes(uri.protocol)) throw new Error(`${address}: the address must begin with rtsp://`);
  const credentials = uri.username && {
    username: decodeURIComponent(uri.username),
    password: decodeURIComponent(uri.password),
  };
  uri.username = uri.password = "";
  const code = createHash("sha256").update(uri.href).digest("hex").slice(0, 8).toUpperCase();
  const districtCode = district || "DJ-SEO";
  const mainStream = { url: uri.href, transport: "TCP" };
  return {
    cameraId: `${districtCode}-OWN-${code}`,
    name: `${uri.hostname}${uri.pathname}`,
    districtCode,
    purpose: "OTHER",
    managingAgency: "로컬 실행",
    // Near the city hall, a little apart from one another; a person puts it in its place in the dashboard.
    lon: 127.3845 + 0.0006 * index,
    lat: 36.3495,
    headingDeg: null,
    fieldOfViewDeg: 360,
    mainStream,
    subStream: null,
    ptz: false,
    state: "ACTIVE",
    zones: [],
    ...(credentials && { credentials }),
  };
}

try {
  token = await clientToken(env, "svc-setup");
  const cameras = [...(withSimulator === "yes" ? await simulated() : []), ...addresses.map(own)].filter(
    (c) => !district || c.districtCode === district,
  );
  const counts = { new: 0, known: 0, moved: 0 };
  for (const camera of cameras) counts[await ensure(camera)]++;
  console.log(`  cameras      ${cameras.length}: ${counts.new} new, ${counts.known} known, ${counts.moved} moved`);
} catch (e) {
  console.error(`cctv: ${e.message}${e.cause ? ` (${e.cause.code})` : ""}`);
  process.exit(1);
}
