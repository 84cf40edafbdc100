// BENCH: registry    the registry's doors over a whole metro against the same SQL by pgbench [--cameras 68000] [--rounds 5] [--seconds 4] [--clients 4] [--raw-plan auto|force_generic_plan]
// STARTS ITS OWN registry and PostgreSQL.
// Usage: registry.mjs RUN [options]. Starts a registry and a PostgreSQL of its own. Ours: HTTP, token check, rights, JSON; CPU of the
// registry and PostgreSQL. Anchor: the statements that the registry itself was seen to send for the same questions (PostgreSQL's
// log), by pgbench, prepared, as many clients; CPU of pgbench and PostgreSQL. The load generator's CPU counts on neither side.
// Requests per core are measured under N clients, p50 and p99 by one client that asks alone.
// Each round measures both, one after the other; medians of the rounds.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load, request } from "./http-load.mjs";
import { options } from "./options.mjs";
import { childrenOf, cpuOf, cpuOfPostgres, startRegistry } from "./scratch-registry.mjs";

const { number, text, words } = options();
const cameras = number("cameras", 68_000);
const rounds = number("rounds", 5);
const seconds = number("seconds", 4);
const aloneSeconds = Math.ceil(seconds / 2);
const clients = number("clients", 4);
const warm = number("warm", 12);
const only = text("only", "");
// PostgreSQL's own way plans nearly each of these anew; the registry's connections plan once.
const rawPlan = text("raw-plan", "auto");
const QUESTIONS = 48;
// As ./cctv up starts it, but with both compilers: a city's registry runs for months.
const jvm = text("jvm", "-XX:+UseSerialGC -Xmx160m -Xss512k -XX:ReservedCodeCacheSize=64m").split(" ");
const [runFolder] = words();

const median = (values) => percentile(values, 50);
function percentile(values, p) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))];
}

let seed = 20261122;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const pick = (items) => items[Math.floor(random() * items.length)];

console.log(`Starting a registry of its own; filling ${cameras} cameras`);
const registry = await startRegistry({ jvm });
process.on("SIGINT", () => process.exit(130));
process.on("exit", () => registry.stop());

try {
  await main();
} catch (e) {
  console.error(e.message);
  console.error(readFileSync(join(registry.folder, "registry.log"), "utf8").split("\n").slice(-10).join("\n"));
  process.exitCode = 1;
} finally {
  process.exit();
}

async function main() {
  const metro = readFileSync(new URL("sql/metro.sql", import.meta.url), "utf8").replaceAll(":cameras", String(cameras));
  const filling = Date.now();
  registry.psql(`set search_path to registry, public;\n${metro}`);
  registry.psql("vacuum analyze");
  console.log(`Filled in ${((Date.now() - filling) / 1000).toFixed(1)} s`);
  const places = registry
    .psql(`select st_x(position::geometry), st_y(position::geometry) from registry.camera order by md5(code) limit ${QUESTIONS}`)
    .trim()
    .split("\n")
    .map((line) => line.split("|").map(Number))
    .map(([lon, lat]) => [lon + 0.001 * (random() - 0.5), lat + 0.001 * (random() - 0.5)]);
  const token = registry.token("OPERATOR", ["DJ-SEO"]);
  const doors = questions(places).filter((d) => !only || only.split(",").includes(d.name));
  const made = doors.map((door) => ({ ...door, sent: door.asked.map((q) => request(registry.port, token, q)) }));
  // Once without looking, for what is only asked the first time.
  for (const door of made) await load({ port: registry.port, requests: door.sent, clients: 1, seconds: 0, once: true });
  dropTiles();
  for (const door of made) door.scripts = observed(door, await logged(door.sent));
  console.log("Warming up");
  // Compilers need thousands of calls; what is cold is cold for PostgreSQL, not for the JVM.
  for (let i = 0; i < 3; i++) for (const door of made) await load({ port: registry.port, requests: door.sent, clients, seconds: warm });

  const rows = [];
  const raws = {};
  for (const door of made) {
    const ours = [];
    const raw = [];
    for (let i = 0; i < rounds; i++) {
      if (door.cold) dropTiles();
      ours.push(await measured(door));
      raw.push(pgbench(door));
    }
    rows.push(...compared(door, ours, raw));
    raws[door.name] = raw;
  }
  if (!only) rows.push(...(await cachedTiles(places, token, raws["tile z11 cold"])));
  report(rows);
}

function questions(places) {
  const fixed = (n) => n.toFixed(6);
  const square = ([lon, lat]) => {
    const [dx, dy] = [0.004 + 0.004 * random(), 0.003 + 0.003 * random()];
    const ring = Array.from({ length: 13 }, (_, i) => {
      const a = (2 * Math.PI * (i % 12)) / 12;
      return [lon + dx * Math.cos(a), lat + dy * Math.sin(a)];
    });
    return JSON.stringify({ type: "Polygon", coordinates: [ring] });
  };
  const way = ([lon, lat]) => {
    const coordinates = [[lon, lat]];
    let a = 2 * Math.PI * random();
    for (let i = 0; i < 12; i++) {
      a += random() - 0.5;
      coordinates.push([coordinates[i][0] + 0.002 * Math.cos(a), coordinates[i][1] + 0.0016 * Math.sin(a)]);
    }
    return JSON.stringify({ type: "LineString", coordinates });
  };
  const tile = (z) => ([lon, lat]) => {
    const across = 2 ** z;
    const r = (lat * Math.PI) / 180;
    const x = Math.floor(((lon + 180) / 360) * across);
    const y = Math.floor(((1 - Math.log(Math.tan(r) + 1 / Math.cos(r)) / Math.PI) / 2) * across);
    return { path: `/api/cameras/tiles/${z}/${x}/${y}.mvt` };
  };
  const distinct = (tiles) => [...new Map(tiles.map((t) => [t.path, t])).values()];
  const words = ["시청", "둔산", "ㅅㅊ", "유성온천 골목", "MT-0012", "은행동 공원", "ㄷㅈㅇ", "정류장 4321", "갈마 사거리 77", "초등학교 앞 1"];
  return [
    { name: "nearest", asked: places.map(([lon, lat]) => ({ path: `/api/cameras/nearest?lon=${fixed(lon)}&lat=${fixed(lat)}&radiusM=500&limit=9` })) },
    { name: "within", asked: places.map((p) => ({ method: "POST", path: "/api/cameras/within?limit=50", body: square(p) })) },
    { name: "route", asked: places.map((p) => ({ method: "POST", path: "/api/cameras/route?widthM=30&limit=100", body: way(p) })) },
    { name: "sees", asked: places.map(([lon, lat]) => ({ path: `/api/cameras/sees?lon=${fixed(lon)}&lat=${fixed(lat)}&limit=20` })) },
    { name: "search", asked: places.map(() => ({ path: `/api/cameras/search?q=${encodeURIComponent(pick(words))}&limit=20` })) },
    { name: "tile z14 cold", cold: true, asked: distinct(places.map(tile(14))) },
    { name: "tile z11 cold", cold: true, asked: distinct(places.map(tile(11))) },
  ];
}

/** What PostgreSQL was asked for each question: it writes its log before it answers. */
async function logged(sent) {
  registry.psql("alter system set log_min_duration_statement = 0");
  registry.psql("alter system set log_line_prefix = '@@%p '");
  registry.psql("select pg_reload_conf()");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const asked = [];
  for (const one of sent) {
    const from = statSync(registry.pgLog).size;
    await load({ port: registry.port, requests: [one], clients: 1, seconds: 0, once: true });
    asked.push(statements(readFileSync(registry.pgLog).subarray(from).toString("utf8")));
  }
  registry.psql("alter system reset all");
  registry.psql("select pg_reload_conf()");
  await new Promise((resolve) => setTimeout(resolve, 500));
  return asked;
}

function statements(log) {
  const found = [];
  let last = null;
  for (const entry of log.split(/^@@/m)) {
    const body = /^\d+ LOG: {2}duration: [\d.]+ ms {2}execute [^:]+: ([\s\S]*)$/.exec(entry);
    const detail = /^\d+ DETAIL: {2}parameters: ([\s\S]*)$/.exec(entry);
    // What follows a "bind" speaks of a statement that comes later.
    if (detail && last) last.values = parameters(detail[1]);
    last = body ? { sql: body[1].trim(), values: [] } : null;
    if (last) found.push(last);
  }
  // The registry also keeps house meanwhile: leases, sweeps, the outbox.
  return found.filter((s) => /^(with|select)/i.test(s.sql) && /camera c|camera_search|search_fold|st_isvaliddetail|st_tileenvelope/.test(s.sql));
}

function parameters(text) {
  return [...text.matchAll(/\$\d+ = (?:'((?:[^']|'')*)'|NULL)/g)].map((m) => (m[1] === undefined ? null : m[1].replaceAll("''", "'")));
}

/** One pgbench script for each question: its statements, numbers as parameters. */
function observed(door, asked) {
  if (asked.some((one) => one.length === 0)) throw new Error(`${door.name}: a question that PostgreSQL was not asked`);
  door.statements = median(asked.map((one) => one.length));
  const folder = join(registry.folder, "scripts", door.name.replaceAll(" ", "-"));
  mkdirSync(folder, { recursive: true });
  return asked.map((own, i) => {
    const sets = [];
    const bodies = own.map((s, k) => {
      const sql = s.sql.replace(/\$(\d+)/g, (_, n) => {
        const value = s.values[n - 1];
        if (value === null) return "null";
        if (!/^-?\d+(\.\d+)?$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
        sets.push(`\\set p${k}_${n} ${value}`);
        return `:p${k}_${n}`;
      });
      return `${sql.replace(/\s*\n\s*/g, " ")};`;
    });
    const file = join(folder, `${i}.sql`);
    writeFileSync(file, [...sets, ...bodies].join("\n") + "\n");
    return file;
  });
}

/** Both sides under load, and p50 and p99 of one who asks alone: under a closed load a time is only the rate again. */
async function measured(door) {
  const alone = door.cold ? null : await load({ port: registry.port, requests: door.sent, clients: 1, seconds: aloneSeconds });
  const [a, b] = [cpuOf(registry.pid), cpuOfPostgres(registry.pgPid)];
  const result = await load({ port: registry.port, requests: door.sent, clients, seconds, once: door.cold });
  const [java, postgres] = [cpuOf(registry.pid) - a, cpuOfPostgres(registry.pgPid) - b];
  return {
    rate: result.requests / result.seconds,
    perCore: result.requests / (java + postgres),
    javaMs: (java * 1000) / result.requests,
    postgresMs: (postgres * 1000) / result.requests,
    p50: percentile((alone ?? result).latenciesMs, 50),
    p99: percentile((alone ?? result).latenciesMs, 99),
    loadedP50: percentile(result.latenciesMs, 50),
    bytes: result.bytes / result.requests,
    requests: result.requests,
  };
}

function pgbench(door) {
  const loaded = pgbenchBy(clients, seconds, door);
  if (door.cold) return loaded;
  const alone = pgbenchBy(1, aloneSeconds, door);
  return { ...loaded, p50: alone.p50, p99: alone.p99 };
}

function pgbenchBy(clients, seconds, door) {
  const prefix = join(registry.folder, `log-${Math.floor(random() * 1e9)}`);
  const files = door.scripts.flatMap((file) => ["-f", file]);
  const before = cpuOfPostgres(registry.pgPid);
  const backends = childrenOf(registry.pgPid);
  const command = [registry.pgbench, "-n", "-M", "prepared", "-c", clients, "-j", 1, "-T", seconds, "-l", `--log-prefix=${prefix}`, ...files];
  const quoted = command.map((word) => `'${word}'`).join(" ");
  const done = spawnSync("bash", ["-c", `${quoted}; code=$?; times; exit $code`], {
    env: { ...registry.pgEnv, PGOPTIONS: `-c search_path=registry,public -c plan_cache_mode=${rawPlan}`, LC_ALL: "C" },
    cwd: registry.folder,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (done.status !== 0) throw new Error(`pgbench: ${done.stderr.slice(-800)}`);
  // What pgbench's backends used shows only when PostgreSQL has taken leave of them.
  for (let i = 0; i < 100 && childrenOf(registry.pgPid) > backends; i++) spawnSync("sleep", ["0.05"]);
  const postgres = cpuOfPostgres(registry.pgPid) - before;
  const [user, system] = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(done.stdout).slice(1).map(Number).reduce((p, n, i, all) => (i % 2 ? [...p, all[i - 1] * 60 + n] : p), []);
  const latencies = spawnSync("bash", ["-c", `cat '${prefix}'.*`], { encoding: "utf8", maxBuffer: 1 << 28 })
    .stdout.trim().split("\n").map((line) => Number(line.split(" ")[2]) / 1000);
  const rate = Number(/tps = ([\d.]+)/.exec(done.stdout)[1]);
  return {
    rate,
    perCore: latencies.length / (postgres + user + system),
    postgresMs: (postgres * 1000) / latencies.length,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    loadedP50: percentile(latencies, 50),
    requests: latencies.length,
  };
}

/** A change of everything: whoever has tiles forgets them. */
function dropTiles() {
  registry.psql("insert into registry.map_change (x, y) select i, 0 from generate_series(1, 6000) i");
  spawnSync("sleep", ["0.6"]);
}

async function cachedTiles(places, token, rawFar) {
  const near = questions(places).find((d) => d.name === "tile z14 cold").asked;
  const far = questions(places).find((d) => d.name === "tile z11 cold").asked;
  const rows = [];
  const sentFar = far.map((q) => request(registry.port, token, q));
  await load({ port: registry.port, requests: sentFar, clients, seconds: 2 });
  const ours = [];
  for (let i = 0; i < rounds; i++) ours.push(await measured({ sent: sentFar }));
  const row = (what, unit, key, target) => {
    const [mine, anchor] = [ours, rawFar].map((list) => median(list.map((r) => r[key])));
    rows.push({ metric: `tile z11 cached ${what}`, unit, ours: mine, anchor, ratio: target ? mine / anchor : null, target, runs: rounds });
  };
  row("rate", "1/s", "rate", 20);
  row("per core", "1/core-s", "perCore", 20);
  row("p50", "ms", "p50", null);
  const sizes = [];
  for (const { path } of far) {
    const answer = await fetch(`http://127.0.0.1:${registry.port}${path}`, { headers: { authorization: `Bearer ${token}` } });
    sizes.push((await answer.arrayBuffer()).byteLength);
  }
  rows.push({ metric: "tile z11 largest", unit: "bytes", ours: Math.max(...sizes), anchor: null, ratio: null, target: 30_000, runs: sizes.length });
  const sent = near.map((q) => request(registry.port, token, q));
  await load({ port: registry.port, requests: sent, clients, seconds: 1 });
  const cached = await measured({ sent });
  rows.push({ metric: "tile z14 cached rate", unit: "1/s", ours: cached.rate, anchor: null, ratio: null, target: null, runs: 1 });
  return rows;
}

function compared(door, ours, raw) {
  const of = (list, key) => median(list.map((r) => r[key]));
  const row = (metric, unit, key, target, ratio) => ({
    metric: `${door.name} ${metric}`,
    unit,
    ours: of(ours, key),
    anchor: of(raw, key),
    ratio: ratio ? of(ours, key) / of(raw, key) : null,
    target,
    runs: ours.length,
    range: [Math.min(...ours.map((o) => o[key])), Math.max(...ours.map((o) => o[key]))],
    anchorRange: [Math.min(...raw.map((o) => o[key])), Math.max(...raw.map((o) => o[key]))],
  });
  const p50 = row("p50", "ms", "p50", null, false);
  p50.target = door.cold ? null : p50.anchor + 1;
  const share = { java: of(ours, "javaMs").toFixed(3), postgres: of(ours, "postgresMs").toFixed(3), raw: of(raw, "postgresMs").toFixed(3), statements: door.statements };
  console.log(`${door.name}: ${share.statements} statement(s); CPU ms a request: java ${share.java}, postgres ${share.postgres}; raw postgres ${share.raw}`);
  return [p50, row("p99", "ms", "p99", null, false), row("p50 loaded", "ms", "loadedP50", null, false), row("per core", "1/core-s", "perCore", door.cold ? null : 0.5, true)];
}

function report(rows) {
  const number = (n, digits = 2) => (n === null || n === undefined ? "" : n.toFixed(n >= 100 ? 0 : digits));
  console.log(`\n${cameras} cameras, ${clients} clients, ${rounds} rounds of ${seconds} s; medians. ${jvm.join(" ")}`);
  console.log(`${"".padEnd(26)}${"unit".padEnd(10)}${"ours".padStart(9)}${"anchor".padStart(9)}${"ratio".padStart(8)}${"target".padStart(9)}`);
  for (const r of rows)
    console.log(`${r.metric.padEnd(26)}${r.unit.padEnd(10)}${number(r.ours).padStart(9)}${number(r.anchor).padStart(9)}${number(r.ratio).padStart(8)}${number(r.target).padStart(9)}`);
  mkdirSync(join(runFolder, "bench"), { recursive: true });
  const file = join(runFolder, "bench", cameras === 68000 ? "registry.json" : `registry-${cameras}.json`);
  writeFileSync(file, JSON.stringify(rows, null, 2) + "\n");
  console.log(file);
}
