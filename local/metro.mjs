// Draws a whole metropolis that does not exist: districts, sites and cameras, the same for the same seed.
// Usage: metro.mjs RUN [--cameras 68000] [--seed 1] [--out DIR] [--planned] [--import]
// Writes districts.geojson, metro.csv (national standard data, a row is a site) and metro.geojson (every fact of every camera;
// from 100,000 cameras in parts). --import puts them into the running registry. Its cameras' addresses lead nowhere.
import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { importFile, putDistricts } from "./metro-import.mjs";

const WEST = 126.78;
const SOUTH = 37.44;
const WIDTH = 0.4;
const HEIGHT = 0.25;
const ACROSS = 5;
const METRE_LON = 1 / (111_195 * Math.cos((37.56 * Math.PI) / 180));
const METRE_LAT = 1 / 111_195;
const CAMERAS_A_PART = 100_000;

const NAMES = [
  ["가람", "Garam"], ["나래", "Narae"], ["다솜", "Dasom"], ["라온", "Raon"], ["마루", "Maru"],
  ["바롬", "Barom"], ["새별", "Saebyeol"], ["아라", "Ara"], ["자람", "Jaram"], ["차오름", "Chaoreum"],
  ["큰솔", "Keunsol"], ["타래", "Tarae"], ["푸른", "Pureun"], ["하늘", "Haneul"], ["고운", "Goun"],
  ["누리", "Nuri"], ["도담", "Dodam"], ["미르", "Mireu"], ["보람", "Boram"], ["소담", "Sodam"],
  ["여울", "Yeoul"], ["온새", "Onsae"], ["주린", "Jurin"], ["한별", "Hanbyeol"], ["해오름", "Haeoreum"],
];
const STREETS = ["중앙", "시장", "역전", "강변", "학교", "공원", "은행나무", "느티", "돌담", "우물", "남문", "북문", "향교", "샛별"];

/** Purpose, the word in the file, its share, agency, legal ground, what its camera can do. */
const PURPOSES = [
  { value: "CRIME_PREVENTION", word: "생활방범", share: 0.46, agency: (d) => `${d.name}청`, basis: "CRIME_PREVENTION", ptz: 0.1 },
  { value: "MULTIPURPOSE", word: "다목적", share: 0.12, agency: (d) => `${d.name}청`, basis: "CRIME_PREVENTION", ptz: 0.15 },
  { value: "CHILD_PROTECTION", word: "어린이보호", share: 0.09, agency: (d) => `${d.name}청`, basis: "CRIME_PREVENTION", ptz: 0.05 },
  { value: "TRAFFIC_ENFORCEMENT", word: "교통단속", share: 0.07, agency: () => "메트로시 교통국", basis: "TRAFFIC_ENFORCEMENT", ptz: 0.1 },
  { value: "TRAFFIC_ENFORCEMENT", word: "불법주정차", share: 0.03, agency: (d) => `${d.name}청`, basis: "TRAFFIC_ENFORCEMENT", ptz: 0.3 },
  { value: "TRAFFIC_INFORMATION", word: "교통정보수집", share: 0.05, agency: () => "메트로시 교통국", basis: "TRAFFIC_INFORMATION", ptz: 0.5 },
  { value: "FACILITY_MANAGEMENT", word: "시설물관리", share: 0.09, agency: (d) => `${d.name} 시설관리공단`, basis: "FACILITY_SAFETY", ptz: 0.05 },
  { value: "FACILITY_MANAGEMENT", word: "문화재", share: 0.005, agency: () => "메트로시 문화유산과", basis: "FACILITY_SAFETY", ptz: 0.1 },
  { value: "DISASTER", word: "재난재해", share: 0.025, agency: () => "메트로시 안전총괄실", basis: "FACILITY_SAFETY", ptz: 0.6 },
  { value: "DUMPING_ENFORCEMENT", word: "쓰레기단속", share: 0.03, agency: (d) => `${d.name}청`, basis: "CRIME_PREVENTION", ptz: 0 },
  { value: "VEHICLE_CRIME_PREVENTION", word: "차량방범", share: 0.02, agency: (d) => `${d.name}경찰서`, basis: "CRIME_PREVENTION", ptz: 0 },
  { value: "OTHER", word: "기타", share: 0.01, agency: (d) => `${d.name}청`, basis: "FACILITY_SAFETY", ptz: 0 },
];
const MAKES = [
  ["한빛비전", "HV-5200", "5.2.1"], ["새암테크", "SM-D40", "2.0.9"], ["미리내", "MR-PTZ30", "7.11"],
  ["가온시큐리티", "GS-4MP", "1.14.3"], ["온누리광학", "OP-800", "3.3.0"],
];

/** Mulberry32: small, and the same everywhere. */
function dice(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const pick = (list) => list[Math.floor(next() * list.length)];
  const share = (list) => {
    let at = next() * list.reduce((sum, item) => sum + item.share, 0);
    return list.find((item) => (at -= item.share) < 0) ?? list[list.length - 1];
  };
  return { next, gauss, pick, share };
}

// ---------------------------------------------------------------- districts

/** A bent line between two corners; drawn once, so that both neighbours have the very same vertices. */
function bent(a, b, random, depth = 4, sway = 0.07) {
  if (depth === 0) return [a];
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const off = (random.next() * 2 - 1) * sway;
  const middle = [(a[0] + b[0]) / 2 - dy * off, (a[1] + b[1]) / 2 + dx * off];
  return [...bent(a, middle, random, depth - 1, sway * 0.8), ...bent(middle, b, random, depth - 1, sway * 0.8)];
}

const round = (value, digits = 6) => Number(value.toFixed(digits));

function districts(random) {
  const corner = [];
  for (let y = 0; y <= ACROSS; y++)
    for (let x = 0; x <= ACROSS; x++) {
      const rim = x === 0 || y === 0 || x === ACROSS || y === ACROSS;
      const u = x / ACROSS - 0.5 + (rim ? 0 : (random.next() - 0.5) * 0.09);
      const v = y / ACROSS - 0.5 + (rim ? 0 : (random.next() - 0.5) * 0.09);
      // A square drawn towards a disc: a city has no corners.
      const round2 = 1 - 0.24 * (u * u * 4) * (v * v * 4);
      corner.push([WEST + WIDTH * (0.5 + u * round2), SOUTH + HEIGHT * (0.5 + v * round2)]);
    }
  const edges = new Map();
  const edge = (i, j) => {
    const key = i < j ? `${i}-${j}` : `${j}-${i}`;
    if (!edges.has(key)) {
      const line = [...bent(corner[Math.min(i, j)], corner[Math.max(i, j)], random), corner[Math.max(i, j)]];
      edges.set(key, line.map(([lon, lat]) => [round(lon), round(lat)]));
    }
    const line = edges.get(key);
    return i < j ? line : [...line].reverse();
  };
  return NAMES.map(([name, english], n) => {
    const i = Math.floor(n / ACROSS) * (ACROSS + 1) + (n % ACROSS);
    const ring = [i, i + 1, i + ACROSS + 2, i + ACROSS + 1, i].flatMap((from, k, all) =>
      k === 4 ? [] : edge(from, all[k + 1]).slice(0, -1),
    );
    ring.push(ring[0]);
    const middle = [n % ACROSS, Math.floor(n / ACROSS)].map((k) => Math.abs(k - 2));
    return {
      code: `MT-${english.slice(0, 3).toUpperCase()}${n}`,
      number: n,
      name: `${name}구`,
      nameEn: `${english}-gu`,
      standardCode: String(9_010_000 + n * 10_000),
      ring,
      box: [0, 1].map((k) => [Math.min(...ring.map((p) => p[k])), Math.max(...ring.map((p) => p[k]))]),
      share: 1 / (1 + 0.35 * (middle[0] + middle[1])),
    };
  });
}

function contains(ring, lon, lat) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    if (ring[i][1] > lat !== ring[j][1] > lat && lon < ((ring[j][0] - ring[i][0]) * (lat - ring[i][1])) / (ring[j][1] - ring[i][1]) + ring[i][0])
      inside = !inside;
  return inside;
}

function within(district, random) {
  for (;;) {
    const [lon, lat] = district.box.map(([from, to]) => from + random.next() * (to - from));
    if (contains(district.ring, lon, lat)) return [lon, lat];
  }
}

/** Where people are: streets with crossings, squares, the ways around schools. */
function places(district, random) {
  const streets = Array.from({ length: 34 }, (_, n) => {
    let at = within(district, random);
    let way = random.next() * 2 * Math.PI;
    const points = [at];
    for (let i = 0; i < 14; i++) {
      way += random.gauss() * 0.18;
      at = [at[0] + Math.cos(way) * 90 * METRE_LON, at[1] + Math.sin(way) * 90 * METRE_LAT];
      points.push(at);
    }
    return { name: `${STREETS[n % STREETS.length]}${n < STREETS.length ? "대로" : `로${Math.floor(n / STREETS.length)}길`}`, points, share: n < 8 ? 3 : 1 };
  });
  const squares = Array.from({ length: 6 }, () => ({ at: within(district, random), share: 0.4 + random.next() }));
  const schools = Array.from({ length: 22 }, (_, n) => ({ at: within(district, random), name: `제${n + 1}초등학교`, share: 1 }));
  return { streets, squares, schools };
}

function spot(district, purpose, city, random) {
  for (;;) {
    const [at, street] = candidate(district, purpose, city, random);
    if (contains(district.ring, at[0], at[1])) return { lon: round(at[0]), lat: round(at[1]), street };
  }
}

function candidate(district, purpose, city, random) {
  const near = (at, metres) => [at[0] + random.gauss() * metres * METRE_LON, at[1] + random.gauss() * metres * METRE_LAT];
  if (purpose.value === "CHILD_PROTECTION") {
    const school = random.share(city.schools);
    return [near(school.at, 110), school.name + " 앞길"];
  }
  const where = random.next();
  if (where < 0.62) {
    const street = random.share(city.streets);
    const i = Math.floor(random.next() * (street.points.length - 1));
    const t = random.next() < 0.35 ? 0 : random.next(); // crossings draw cameras
    const at = [0, 1].map((k) => street.points[i][k] + t * (street.points[i + 1][k] - street.points[i][k]));
    return [near(at, 7), street.name];
  }
  if (where < 0.84) return [near(random.share(city.squares).at, 140), "광장로"];
  return [within(district, random), random.pick(city.streets).name];
}

// ---------------------------------------------------------------- sites and cameras

const COUNTS = [[1, 0.46], [2, 0.25], [3, 0.12], [4, 0.09], [5, 0.04], [6, 0.02], [8, 0.015], [12, 0.005]].map(([n, share]) => ({ n, share }));

function* sites(all, wanted, random) {
  const cities = new Map(all.map((d) => [d.code, places(d, random)]));
  const next = new Map(all.map((d) => [d.code, 0]));
  for (let cameras = 0; cameras < wanted; ) {
    const district = random.share(all);
    const purpose = random.share(PURPOSES);
    const count = Math.min(random.share(COUNTS).n, wanted - cameras);
    cameras += count;
    const { lon, lat, street } = spot(district, purpose, cities.get(district.code), random);
    const serial = next.get(district.code) + 1;
    next.set(district.code, serial);
    const managementNo = `2026${district.standardCode}${String(serial).padStart(7, "0")}`;
    const year = 2009 + Math.floor(random.next() * 17);
    const month = String(1 + Math.floor(random.next() * 12)).padStart(2, "0");
    const number = 1 + Math.floor(random.next() * 300);
    yield {
      district,
      purpose,
      lon,
      lat,
      count,
      serial,
      managementNo,
      siteId: `${district.standardCode}-${managementNo}`,
      agency: purpose.agency(district),
      road: `메트로시 ${district.name} ${street} ${number}`,
      lot: random.next() < 0.7 ? `메트로시 ${district.name} ${district.name.slice(0, -1)}동 ${1 + Math.floor(random.next() * 900)}` : "",
      pixels: random.pick([41, 130, 200, 200, 200, 400, 500, 800]),
      view: count > 3 ? "360도 전방면" : random.pick(["고정형", "120도 전방면", "360도 전방면", "도로방면"]),
      installed: `${year}-${month}`,
      // Files of many hands: three ways to write a month.
      installedWritten: random.pick([`${year}${month}`, `${year}-${month}`, `${year}${month}15`]),
      phone: `02-${300 + district.number}-${1000 + Math.floor(random.next() * 9000)}`,
      heading: Math.floor(random.next() * 360),
      seed: Math.floor(random.next() * 4294967296),
    };
  }
}

const HEADER =
  "개방자치단체코드,관리번호,관리기관명,소재지도로명주소,소재지지번주소,설치목적구분,카메라대수,카메라화소수,촬영방면정보,보관일수,설치연월,관리기관전화번호,WGS84위도,WGS84경도,데이터기준일자,데이터갱신구분,데이터갱신시점,최종수정시점";

const csvRow = (s) =>
  [
    s.district.standardCode, s.managementNo, s.agency, s.road, s.lot, s.purpose.word, s.count, s.pixels, s.view, 30,
    s.installedWritten, s.phone, s.lat, s.lon, "2026-11-01", "", "2026-11-02 09:00:00", "2026-11-01 18:00:00",
  ].join(",");

function feature(s, n, planned) {
  const random = dice(s.seed + n);
  const ptz = random.next() < s.purpose.ptz;
  const serial = s.serial * 16 + n;
  const host = `10.${64 + s.district.number}.${(serial >> 8) & 255}.${serial & 255}`;
  const port = 554 + (serial >> 16);
  const [maker, model, firmware] = random.pick(MAKES);
  const heading = (s.heading + Math.round((n * 360) / s.count)) % 360;
  const codec = random.next() < 0.3 ? "H265" : "H264";
  const wide = s.pixels >= 200;
  const properties = {
    cameraId: `${s.siteId}-${String(n + 1).padStart(2, "0")}`,
    state: planned ? "PLANNED" : "ACTIVE",
    name: s.count === 1 ? s.road : `${s.road} ${n + 1}번`,
    districtCode: s.district.code,
    purpose: s.purpose.value,
    ...(["불법주정차", "문화재"].includes(s.purpose.word) && { purposeSubtype: s.purpose.word }),
    managingAgency: s.agency,
    siteId: s.siteId,
    heightM: round(3 + random.next() * 5, 1),
    ...(!ptz && { headingDeg: heading, tiltDeg: -Math.round(5 + random.next() * 25) }),
    fieldOfViewDeg: random.pick([50, 60, 70, 90, 110]),
    rangeM: random.pick([20, 30, 40, 60]),
    ...(ptz && { ptz: true, ptzRange: { panFromDeg: 0, panToDeg: 360, tiltFromDeg: -90, tiltToDeg: 10, maxZoom: 30 } }),
    mainStream: { url: `rtsp://${host}:${port}/main`, transport: "TCP", codec, width: wide ? 1920 : 1280, height: wide ? 1080 : 720, fps: 15 },
    subStream: { url: `rtsp://${host}:${port}/sub`, transport: "TCP", codec: "H264", width: 640, height: 360, fps: 10 },
    law: {
      basis: s.purpose.basis,
      noticeBoard: {
        postedAt: `${s.installed}-20`,
        purpose: s.purpose.word,
        place: s.road,
        range: "반경 50 m",
        hours: "24시간",
        contact: `${s.agency} ${s.phone}`,
        contractor: null,
      },
      consultation: { kind: "NOTICE", documentNo: `${s.district.name} 공고 ${s.installed}`, heldAt: `${s.installed}-01` },
    },
    security: { maker, model, firmware },
    ...(random.next() < 0.06 && { zones: [zone(random)] }),
    ...(random.next() < 0.03 && { masks: [{ name: "창문", polygon: box(0.05, 0.05, 0.2, 0.25) }] }),
  };
  return JSON.stringify({
    type: "Feature",
    geometry: { type: "Point", coordinates: [s.lon, s.lat] },
    properties,
  });
}

const box = (left, top, right, bottom) => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
  { x: left, y: bottom },
];

const zone = (random) => ({
  zoneId: "z1",
  name: "배회 감시",
  kind: "LOITERING",
  polygon: box(round(0.1 + random.next() * 0.2, 2), 0.4, round(0.6 + random.next() * 0.3, 2), 0.95),
  dwellSeconds: 60,
});

// ---------------------------------------------------------------- files

async function write(stream, text) {
  if (!stream.write(text)) await once(stream, "drain");
}

async function close(stream) {
  stream.end();
  await once(stream, "finish");
}

/** @returns paths: districts, csv, parts of the GeoJSON; and how many sites and cameras there are */
export async function draw({ cameras, seed, out, planned = false }) {
  const random = dice(seed);
  const all = districts(random);
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(out)) if (/^metro.*\.geojson$/.test(file)) rmSync(join(out, file));
  const outlines = all.map((d) => ({
    type: "Feature",
    properties: { districtCode: d.code, name: d.name, nameEn: d.nameEn, standardCode: d.standardCode },
    geometry: { type: "Polygon", coordinates: [d.ring] },
  }));
  const files = { districts: join(out, "districts.geojson"), csv: join(out, "metro.csv"), parts: [], sites: 0, cameras: 0 };
  writeFileSync(files.districts, JSON.stringify({ type: "FeatureCollection", features: outlines }) + "\n");
  const csv = createWriteStream(files.csv);
  await write(csv, `\ufeff${HEADER}\r\n`);
  const several = cameras > CAMERAS_A_PART;
  let part;
  for (const site of sites(all, cameras, random)) {
    files.sites++;
    await write(csv, csvRow(site) + "\r\n");
    for (let n = 0; n < site.count; n++) {
      if (files.cameras % CAMERAS_A_PART === 0) {
        if (part) await closePart(part);
        const name = several ? `metro-${files.parts.length + 1}.geojson` : "metro.geojson";
        files.parts.push(join(out, name));
        part = createWriteStream(join(out, name));
        await write(part, '{"type":"FeatureCollection","features":[\n');
      } else await write(part, ",\n");
      await write(part, feature(site, n, planned));
      files.cameras++;
    }
  }
  if (part) await closePart(part);
  await close(csv);
  return files;
}

async function closePart(stream) {
  await write(stream, "\n]}\n");
  await close(stream);
}

function options(words) {
  const chosen = { cameras: 68_000, seed: 1, out: null, planned: false, import: false };
  const number = (name, text, most) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > most) throw new Error(`--${name} needs a whole number from 1 to ${most}`);
    return value;
  };
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--cameras") chosen.cameras = number("cameras", words[++i], 1_000_000);
    else if (words[i] === "--seed") chosen.seed = number("seed", words[++i], 4_294_967_295);
    else if (words[i] === "--out") chosen.out = words[++i] ?? null;
    else if (words[i] === "--planned") chosen.planned = true;
    else if (words[i] === "--import") chosen.import = true;
    else throw new Error(`metro does not know "${words[i]}"; see ./cctv help`);
  }
  return chosen;
}

async function main() {
  const [run, ...words] = process.argv.slice(2);
  const chosen = options(words);
  const files = await draw({ ...chosen, out: chosen.out ?? join(run, "metro") });
  console.log(`  ${NAMES.length} districts, ${files.sites} sites, ${files.cameras} cameras (seed ${chosen.seed})`);
  for (const file of [files.districts, files.csv, ...files.parts]) console.log(`  ${file}`);
  if (!chosen.import) return;
  await putDistricts(run, JSON.parse(readFileSync(files.districts, "utf8")).features);
  await importFile(run, files.csv, "standard");
  for (const part of files.parts) await importFile(run, part, "geojson");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  main().catch((e) => {
    console.error(`cctv: ${e.cause?.code === "ECONNREFUSED" ? "the gateway is not running; see ./cctv status" : e.message}`);
    process.exit(1);
  });
