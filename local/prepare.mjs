// Chooses ports, passwords and keys once and keeps them in the run folder: secrets/run.env, one secrets/<service>.env each,
// secrets/bootstrap.json for the gateway and credentials.txt for people. Usage: prepare.mjs RUN [DASHBOARD_PORT]
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, isFree } from "./ports.mjs";
import { readEnv } from "./run.mjs";

const [run, dashboardPort] = process.argv.slice(2);
const secret = (bytes = 24) => randomBytes(bytes).toString("base64url");
const path = (...parts) => join(run, ...parts);
const known = existsSync(path("secrets", "run.env")) ? readEnv(path("secrets", "run.env")) : {};
const keep = (name, make) => (known[name] ??= make());

function isRunning(part) {
  try {
    process.kill(Number(readFileSync(path("pid", part), "utf8").split("\n")[0]), 0);
    return true;
  } catch {
    return false;
  }
}

/** Kafka's form of a UUID. Its own tools take one that begins with "-" for an option, as Kafka's random ones never do. */
function kafkaCluster() {
  for (;;) {
    const id = Buffer.from(randomUUID().replaceAll("-", ""), "hex").toString("base64url");
    if (!id.startsWith("-")) return id;
  }
}

/** Of this run: a part that is not up yet does not listen on its own. */
const ports = () => Object.entries(known).filter(([name]) => name.endsWith("_PORT")).map(([, port]) => Number(port));
const chosen = () => new Set(ports());
const isShared = (port) => ports().filter((other) => other === port).length > 1;

// A port stays the same from run to run, unless somebody else took it while we were down.
async function port(name, part) {
  const now = Number(known[name]);
  if (now && (isRunning(part) || part === "postgres")) return;
  if (now && !isShared(now) && (await isFree(now))) return;
  known[name] = String(await freePort(chosen()));
}

const SERVICES = ["gateway", "registry", "ingest", "analytics", "link", "retention"];
// The number of ingests chosen last stays chosen.
const ingests = (known.CCTV_INGESTS = process.env.CCTV_INGESTS || known.CCTV_INGESTS || "1");
// Of a second one's recordings retention knows for as long as they are there.
const recordings = [path("recordings"), ...(ingests === "2" || existsSync(path("recordings2")) ? [path("recordings2")] : [])];
for (const folder of ingests === "2" ? ["recordings2", "ingest2"] : []) mkdirSync(path(folder), { recursive: true, mode: 0o700 });

if (dashboardPort && known.CCTV_GATEWAY_PORT !== dashboardPort && !isRunning("gateway")) {
  if (!(await isFree(Number(dashboardPort)))) {
    console.error(`port ${dashboardPort} (CCTV_PORT) is taken; choose another`);
    process.exit(1);
  }
  known.CCTV_GATEWAY_PORT = dashboardPort;
}
await port("CCTV_PG_PORT", "postgres");
await port("CCTV_KAFKA_PORT", "kafka");
await port("CCTV_KAFKA_CONTROLLER_PORT", "kafka");
await port("CCTV_SIM_RTSP_PORT", "simulator");
await port("CCTV_SIM_HTTP_PORT", "simulator");
await port("CCTV_INGEST_RTSP_PORT", "ingest");
if (ingests === "2") await port("CCTV_INGEST2_RTSP_PORT", "ingest2");
for (const service of [...SERVICES, ...(ingests === "2" ? ["ingest2"] : [])]) {
  await port(`CCTV_${service.toUpperCase()}_PORT`, service);
  await port(`CCTV_${service.toUpperCase()}_MANAGEMENT_PORT`, service);
}

// The office of ./cctv partner: signals and streetlights. Nobody listens there until it is opened.
known.CCTV_OFFICE_PORT ??= String(await freePort(chosen()));

keep("CCTV_KAFKA_CLUSTER", kafkaCluster);
keep("CCTV_DB_USER", () => "cctv");
keep("CCTV_DB_PASSWORD", () => secret());
const local = (name) => `http://127.0.0.1:${known[`CCTV_${name}_PORT`]}`;
Object.assign(known, {
  CCTV_KAFKA: `127.0.0.1:${known.CCTV_KAFKA_PORT}`,
  CCTV_JWKS_URI: `${local("GATEWAY")}/oauth2/jwks`,
  CCTV_TOKEN_URI: `${local("GATEWAY")}/oauth2/token`,
  CCTV_REGISTRY_URL: local("REGISTRY"),
  CCTV_INGEST_URL: local("INGEST"),
  CCTV_ANALYTICS_URL: local("ANALYTICS"),
  CCTV_LINK_URL: local("LINK"),
  // For agencies' own video systems; readable on the wire, so on loopback alone.
  CCTV_RTSP_ADDRESS: `rtsp://127.0.0.1:${known.CCTV_INGEST_RTSP_PORT}`,
  CCTV_RETENTION_URL: local("RETENTION"),
  CCTV_RECORDINGS_ROOT: recordings.join(","),
  // Two share the cameras by leases, and the gateway goes to the one that a lease names.
  CCTV_INGEST_GROUP: ingests === "2" ? "local" : "",
  CCTV_INGEST_HOSTS: "127.0.0.1",
  CCTV_INGEST_RTSP_HOSTS: "127.0.0.1",
  CCTV_RECORDING_KEYS: path("recording-keys"),
  // Of other districts (a generated metro's, say) the cameras are known, but not dialled from here.
  CCTV_DISTRICTS: process.env.CCTV_DISTRICTS || known.CCTV_DISTRICTS || "DJ-DON,DJ-JUN,DJ-SEO,DJ-YUS,DJ-DAE",
  CCTV_INGEST_STATE: path("ingest"),
  CCTV_SECRETS: path("secrets"),
  CCTV_PG_DATA: process.env.CCTV_PG_DATA ?? "",
  CCTV_BOOTSTRAP_FILE: path("secrets", "bootstrap.json"),
  CCTV_SIGNING_KEY_FILE: path("secrets", "signing-key.json"),
  CCTV_REGISTRY_KEY_FILE: path("secrets", "camera-credentials.key"),
  CCTV_LINK_SECRETS_KEY_FILE: path("secrets", "webhook-secrets.key"),
  // On one machine cameras and partners may stand on loopback; a city's installation leaves this out.
  CCTV_CAMERA_NETWORKS: "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16",
  CCTV_LINK_WEBHOOK_SCHEMES: "https,http",
  CCTV_LINK_WEBHOOK_LOOPBACK: "true",
  CCTV_LINK_SIGNAL_URL: `${local("OFFICE")}/signal`,
  CCTV_LINK_STREETLIGHT_URL: `${local("OFFICE")}/streetlight`,
  // The model chosen last stays chosen.
  CCTV_MODEL_MANIFEST:
    process.env.CCTV_MODEL_MANIFEST || known.CCTV_MODEL_MANIFEST || join(process.cwd(), "models/scene-detector/manifest.json"),
  // Fetched ones first: the repository has some manifests without their weights.
  CCTV_MODEL_FOLDERS: [path("models"), join(process.cwd(), "models")].join(","),
  CCTV_EVALUATION_REPORT: path("eval", "report.html"),
  CCTV_MODEL_FILE: process.env.CCTV_MODEL_MANIFEST ? (process.env.CCTV_MODEL_FILE ?? "") : (known.CCTV_MODEL_FILE ?? ""),
});

const people = [
  { name: "operator", role: "OPERATOR", districts: ["DJ-SEO", "DJ-YUS"], agency: null },
  { name: "lead", role: "LEAD", districts: ["DJ-SEO", "DJ-YUS"], agency: null },
  { name: "manager", role: "MANAGER", districts: ["*"], agency: "DAEJEON" },
  { name: "auditor", role: "AUDITOR", districts: ["*"], agency: null },
  // The desks of the agencies' rooms; their programs are the clients below.
  { name: "desk-112", role: "POLICE_112", districts: ["*"], agency: "112" },
  { name: "desk-119", role: "FIRE_119", districts: ["*"], agency: "119" },
  { name: "desk-disaster", role: "DISASTER_ROOM", districts: ["*"], agency: "DISASTER" },
];
const agencies = [
  { id: "112", role: "POLICE_112", districts: ["*"], agency: "112" },
  { id: "119", role: "FIRE_119", districts: ["*"], agency: "119" },
  { id: "disaster", role: "DISASTER_ROOM", districts: ["*"], agency: "DISASTER" },
  // Vehicles see what they are sent to and nothing else; who only raises alarms sees nothing.
  { id: "car-112-07", role: "FIELD_UNIT", districts: [], agency: "112" },
  { id: "engine-119-03", role: "FIELD_UNIT", districts: [], agency: "119" },
  { id: "telco", role: "ALARM_SOURCE", districts: [], agency: "TELCO" },
  { id: "fire-sensors", role: "ALARM_SOURCE", districts: [], agency: "IOT_FIRE" },
];
const inside = ["svc-setup", ...SERVICES.filter((s) => s !== "gateway").map((s) => `svc-${s}`)].map((id) => ({
  id,
  role: "SERVICE",
  districts: ["*"],
  agency: null,
}));

const accountKey = (id) => `CCTV_SECRET_OF_${id.toUpperCase().replaceAll("-", "_")}`;
for (const account of [...people.map((p) => p.name), ...[...agencies, ...inside].map((c) => c.id)])
  keep(accountKey(account), () => secret(18));
const password = (id) => known[accountKey(id)];

const writePrivate = (file, text) => writeFileSync(file, text, { mode: 0o600 });
const lines = (entries) => entries.map(([name, value]) => `${name}='${value}'\n`).join("");
// For a container engine's env_file: some engines take quotes for a part of the value, and none of these values needs any.
const plainLines = (entries) => entries.map(([name, value]) => `${name}=${value}\n`).join("");

writePrivate(path("secrets", "run.env"), lines(Object.entries(known)));
for (const service of SERVICES) {
  const client = service === "gateway" ? [] : [
    ["CCTV_CLIENT_ID", `svc-${service}`],
    ["CCTV_CLIENT_SECRET", password(`svc-${service}`)],
  ];
  const database = service === "ingest" ? [] : [
    ["CCTV_DB_URL", `jdbc:postgresql://127.0.0.1:${known.CCTV_PG_PORT}/metro_cctv?currentSchema=${service},public`],
    ["CCTV_DB_USER", `cctv_${service}`],
    ["CCTV_DB_PASSWORD", databasePassword(service)],
  ];
  writePrivate(path("secrets", `${service}.env`), plainLines([...client, ...database]));
}
function databasePassword(service) {
  const file = path("secrets", `${service}.env`);
  return (existsSync(file) && readEnv(file).CCTV_DB_PASSWORD) || secret();
}
writePrivate(
  path("secrets", "bootstrap.json"),
  JSON.stringify(
    {
      users: people.map((p) => ({ ...p, password: password(p.name) })),
      clients: [...agencies, ...inside].map((c) => ({ ...c, secret: password(c.id) })),
    },
    null,
    2,
  ),
);
writePrivate(path("secrets", "postgres-password"), known.CCTV_DB_PASSWORD);
const credentials = path("secrets", "simulator-credentials");
if (!existsSync(credentials)) writePrivate(credentials, `camera:${secret(12)}\n`);
writePrivate(
  path("credentials.txt"),
  [...people.map((p) => [p.name, password(p.name), p.role]), ...agencies.map((c) => [c.id, password(c.id), c.role])]
    .map((row) => row.join(" ") + "\n")
    .join(""),
);
