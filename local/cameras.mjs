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

/** Grounds of PIPA 25(1) that carry a purpose; the registry refuses others. */
const BASIS = {
  CRIME_PREVENTION: "CRIME_PREVENTION",
  MULTIPURPOSE: "CRIME_PREVENTION",
  CHILD_PROTECTION: "CRIME_PREVENTION",
  VEHICLE_CRIME_PREVENTION: "CRIME_PREVENTION",
  DUMPING_ENFORCEMENT: "CRIME_PREVENTION",
  TRAFFIC_ENFORCEMENT: "TRAFFIC_ENFORCEMENT",
  TRAFFIC_INFORMATION: "TRAFFIC_INFORMATION",
  FACILITY_MANAGEMENT: "FACILITY_SAFETY",
  DISASTER: "FACILITY_SAFETY",
  OTHER: "FACILITY_SAFETY",
};

/** What the law asks for before a camera films, filled in as what it is: a rehearsal that films nobody. */
const rehearsed = (c) => ({
  basis: BASIS[c.purpose],
  noticeBoard: {
    postedAt: "2026-11-01",
    purpose: "모의 카메라 시험 (simulated camera)",
    place: `${c.name} (화면 속 장소, simulated place)`,
    range: "실제 장소나 사람을 촬영하지 않음 (films nobody)",
    hours: "./cctv up 실행 중 (while running)",
    contact: "이 컴퓨터의 사용자 (whoever runs this computer)",
    contractor: null,
  },
  consultation: { kind: "NOTICE", documentNo: "SIMULATION", heldAt: "2026-11-01" },
});

/** Registers a camera, or brings the address, credentials and evidence of a known one up to date. */
async function ensure(camera) {
  const known = await registry("GET", `/api/cameras/${camera.cameraId}`);
  if (known.status === 404) {
    const made = await registry("POST", "/api/cameras", camera);
    if (made.status === 201) return "new";
    throw new Error(`${camera.cameraId}: ${made.body?.detail ?? made.status} ${JSON.stringify(made.body?.fields ?? "")}`);
  }
  if (known.status !== 200) throw new Error(`${camera.cameraId}: ${known.body?.detail ?? known.status}`);
  const same =
    known.body.mainStream?.url === camera.mainStream.url &&
    known.body.subStream?.url === camera.subStream?.url &&
    known.body.onvifAddress === camera.onvifAddress &&
    known.body.law.basis !== null;
  if (same || known.body.state === "RETIRED") return "known";
  const { mainStream, subStream, onvifAddress, credentials } = camera;
  const law = known.body.law.basis === null ? camera.law : undefined;
  const change = { mainStream, subStream, onvifAddress, credentials, law };
  const moved = await registry("PATCH", `/api/cameras/${camera.cameraId}`, change);
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
    onvifAddress: c.onvif,
    ptz: c.ptz,
    ...(c.ptzRange && { ptzRange: c.ptzRange }),
    law: rehearsed(c),
    state: "ACTIVE",
    zones: c.zones,
    ...(c.hasCredentials && { credentials: { username, password } }),
  }));
}

/** A place well inside each district; in Seo-gu near the city hall. */
const MIDDLES = {
  "DJ-SEO": [127.3845, 36.3495],
  "DJ-YUS": [127.3448, 36.3668],
  "DJ-JUN": [127.4127, 36.322],
  "DJ-DON": [127.4342, 36.3324],
  "DJ-DAE": [127.4293, 36.4512],
};

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
  const [lon, lat] = MIDDLES[districtCode] ?? MIDDLES["DJ-SEO"];
  return {
    cameraId: `${districtCode}-OWN-${code}`,
    name: `${uri.hostname}${uri.pathname}`,
    districtCode,
    purpose: "OTHER",
    managingAgency: "로컬 실행",
    // Somewhere in the district, a little apart from one another; a person puts it in its place in the dashboard.
    lon: lon + 0.0006 * index,
    lat,
    headingDeg: null,
    fieldOfViewDeg: 360,
    mainStream,
    subStream: null,
    onvifAddress: null,
    ptz: false,
    // One's own camera on one's own ground: who adds it says that everybody it films agreed (PIPA 15(1)1).
    law: { basis: "NON_PUBLIC_CONSENT" },
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
