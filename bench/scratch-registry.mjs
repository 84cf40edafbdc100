// A registry of its own with a PostgreSQL of its own, in a scratch folder, for measuring. No Kafka: nothing that is
// measured here sends an event. Stops what it started.
import { execFileSync, spawn } from "node:child_process";
import { createSign, generateKeyPairSync } from "node:crypto";
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const home = new URL("..", import.meta.url).pathname;
const root = process.getuid() === 0;
const asPostgres = root ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

const run = (command, options = {}) => execFileSync(command[0], command.slice(1), { encoding: "utf8", cwd: "/", ...options });

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().on("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

function postgresBinaries() {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const newest = versions
    .filter((v) => existsSync(`/usr/share/postgresql/${v}/extension/postgis.control`))
    .sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error("PostgreSQL with PostGIS is not installed; ./cctv up installs it");
  return `/usr/lib/postgresql/${newest}/bin`;
}

/** @param jvm options of the registry's JVM */
export async function startRegistry({ jvm }) {
  const folder = mkdtempSync(join(tmpdir(), "cctv-bench-registry-"));
  chmodSync(folder, 0o755);
  const bin = postgresBinaries();
  const data = join(folder, "pg", "data");
  mkdirSync(join(folder, "pg"));
  if (root) run(["chown", "postgres", join(folder, "pg")]);
  run([...asPostgres, `${bin}/initdb`, "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
  const pgPort = await freePort();
  const log = join(folder, "pg", "log");
  // As ./cctv up starts it; durable writes are not what is measured.
  const options = `-p ${pgPort} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${join(folder, "pg")} -c shared_buffers=256MB ` +
    "-c max_connections=100 -c fsync=off -c jit=off -c log_parameter_max_length=-1";
  execFileSync([...asPostgres, `${bin}/pg_ctl`][0], [...asPostgres, `${bin}/pg_ctl`, "-D", data, "-w", "-l", log, "-o", options, "start"].slice(1), { cwd: "/", stdio: "ignore" });
  const pgPid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  const pgEnv = { ...process.env, PGHOST: "127.0.0.1", PGPORT: String(pgPort), PGUSER: "postgres", PGDATABASE: "metro" };
  const psql = (sql, ...args) =>
    run([`${bin}/psql`, "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", ...args], { input: sql, env: pgEnv });
  psql("create database metro;", "-d", "postgres");
  psql("create extension postgis;");

  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwks = createServer((_, answer) =>
    answer
      .setHeader("content-type", "application/json")
      .end(JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "bench", alg: "RS256", use: "sig" }] })),
  ).listen(0, "127.0.0.1");
  await new Promise((resolve) => jwks.once("listening", resolve));

  const port = await freePort();
  const management = await freePort();
  const jar = join(home, "camera-registry-service/target/camera-registry-service-0.1.0-SNAPSHOT.jar");
  const out = openSync(join(folder, "registry.log"), "w");
  const child = spawn(process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java", [...jvm, "metro.cctv.registry.RegistryApplication"], {
    cwd: folder,
    stdio: ["ignore", out, out],
    env: {
      ...process.env,
      CLASSPATH: `${jar}:${readFileSync(join(home, "camera-registry-service/target/class-path.txt"), "utf8").trim()}`,
      CCTV_DB_URL: `jdbc:postgresql://127.0.0.1:${pgPort}/metro`,
      CCTV_DB_USER: "postgres",
      CCTV_DB_PASSWORD: "unused-trust",
      CCTV_KAFKA: `127.0.0.1:${await freePort()}`,
      SPRING_KAFKA_ADMIN_AUTO_CREATE: "false",
      SPRING_KAFKA_LISTENER_AUTO_STARTUP: "false",
      CCTV_REGISTRY_PORT: String(port),
      CCTV_REGISTRY_MANAGEMENT_PORT: String(management),
      CCTV_REGISTRY_KEY_FILE: join(folder, "credentials.key"),
      CCTV_JWKS_URI: `http://127.0.0.1:${jwks.address().port}/jwks`,
    },
  });
  closeSync(out);
  const stop = () => {
    child.kill("SIGKILL");
    jwks.close();
    try {
      run([...asPostgres, `${bin}/pg_ctl`, "-D", data, "-m", "immediate", "stop"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  try {
    await answers(management, child, join(folder, "registry.log"));
  } catch (e) {
    stop();
    throw e;
  }
  const token = (role, districts) => {
    const part = (o) => Buffer.from(JSON.stringify(o)).toString("base64url");
    const now = Math.floor(Date.now() / 1000);
    const text = `${part({ alg: "RS256", kid: "bench", typ: "JWT" })}.${part({
      iss: "metro-cctv", aud: ["metro-cctv-services"], sub: "bench", role, districts, iat: now, exp: now + 3600,
    })}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
  };
  return { port, pid: child.pid, pgPid, psql, pgbench: `${bin}/pgbench`, pgEnv, pgLog: log, folder, token, stop };
}

async function answers(port, child, log) {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) break;
    const up = await fetch(`http://127.0.0.1:${port}/actuator/health/liveness`).then((a) => a.ok, () => false);
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the registry did not start:\n${readFileSync(log, "utf8").split("\n").slice(-15).join("\n")}`);
}

const TICK = 100; // USER_HZ on Linux

const stat = (pid) => {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(fields[1]), own: (Number(fields[11]) + Number(fields[12])) / TICK, reaped: (Number(fields[13]) + Number(fields[14])) / TICK };
};

/** CPU seconds that a process has used. */
export const cpuOf = (pid) => stat(pid).own;

/** Processes whose parent this is, with what the kernel says of each. */
function children(parent) {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        return [stat(entry)];
      } catch {
        return []; // It ended while we looked; its time is its parent's now.
      }
    })
    .filter((one) => one.parent === parent);
}

export const childrenOf = (parent) => children(parent).length;

/** CPU seconds of PostgreSQL with all its backends, living and gone. */
export function cpuOfPostgres(postmaster) {
  const head = stat(postmaster);
  return children(postmaster).reduce((sum, one) => sum + one.own, head.own + head.reaped);
}
