// BENCH: faults      [--dead 60] [--minutes 30] [--cameras 10]: fault rows 20 and 21: two of three brokers die, then all are away for half an hour
// STARTS ITS OWN processes; nothing of the running line is used.
// Usage: faults.mjs RUN. Three KRaft nodes (broker and controller each) in processes of their own, killed by SIGKILL; ingest's recording path
// with the services' own Kafka settings records small cameras meanwhile. Asked in the end: is every closed segment announced, in the order of
// each camera, and was recording ever interrupted? No anchor: the bars are 0 gaps, 0 lost, 0 out of order.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { round } from "./cameras.mjs";
import { java, startJava } from "./java.mjs";
import { options } from "./options.mjs";
import { seconds } from "./processes.mjs";

const { number, words } = options();
const dead = number("dead", 60);
const minutes = number("minutes", 30);
const cameras = number("cameras", 10);
const [run] = words();
const NODES = [1, 2, 3];
const CLUSTER = "Y2N0di1mYXVsdHMtYmVuY2";
const WAIT_S = 600;
const folder = join(run, "bench", "faults");
const classPath = readFileSync("local-kafka/target/class-path.txt", "utf8").trim();
const kafkaArgs = (heap, ...more) => [`-Xmx${heap}`, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, ...more];

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** From the run's own node: three of it know each other, and a message is kept by two before it is acknowledged. */
function settings(id, ports, controllers) {
  const file = join(folder, `node-${id}.properties`);
  const text = readFileSync("local-kafka/server.properties", "utf8")
    .replaceAll("@PORT@", ports[id])
    .replace(/^controller\.quorum\.bootstrap\.servers=.*$/m, `controller.quorum.voters=${NODES.map((n) => `${n}@127.0.0.1:${controllers[n]}`).join(",")}`)
    .replaceAll("@CONTROLLER_PORT@", controllers[id])
    .replace("@DATA@", join(folder, `data-${id}`))
    .replace(/^node\.id=1$/m, `node.id=${id}`)
    .replace(/replication\.factor=1$/gm, "replication.factor=3")
    .replace(/min\.(isr|insync\.replicas)=1$/gm, "min.$1=2");
  writeFileSync(file, text);
  return file;
}

const brokers = new Map();

function startBroker(id, file) {
  const log = openSync(join(folder, `node-${id}.log`), "a");
  brokers.set(id, spawn(java, kafkaArgs("320m", "kafka.Kafka", file), { stdio: ["ignore", log, log] }));
}

async function kill(ids) {
  for (const id of ids) {
    const broker = brokers.get(id);
    const ended = new Promise((done) => broker.once("exit", done));
    broker.kill("SIGKILL");
    await ended;
  }
}

async function asked(child, line) {
  child.say(line);
  return Promise.race([child.answer(), child.ended.then(() => Promise.reject(new Error("the recorder ended")))]);
}

/** Kills, waits, starts again. @returns what waited, and how long it took to follow once the brokers were started */
async function outage(child, files, ids, length) {
  const before = await asked(child, "state");
  await kill(ids);
  await seconds(length);
  const meanwhile = await asked(child, "state");
  for (const id of ids) startBroker(id, files[id]);
  const back = performance.now();
  let now = meanwhile;
  // Two per camera may be on their way at any moment.
  while (now.waiting > cameras / 2 && performance.now() - back < WAIT_S * 1000) {
    await seconds(0.5);
    now = await asked(child, "state");
  }
  return {
    seconds: length,
    recorded: meanwhile.segments - before.segments,
    waited: meanwhile.waiting,
    followedInS: round((performance.now() - back) / 1000),
    left: now.waiting,
  };
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const ports = {};
const controllers = {};
for (const id of NODES) {
  ports[id] = await freePort();
  controllers[id] = await freePort();
}
const files = Object.fromEntries(NODES.map((id) => [id, settings(id, ports, controllers)]));
let recorder;
try {
  for (const id of NODES) {
    execFileSync(java, kafkaArgs("128m", "kafka.tools.StorageTool", "format", `--cluster-id=${CLUSTER}`, "-c", files[id]), { stdio: "ignore" });
    startBroker(id, files[id]);
  }
  const servers = NODES.map((id) => `127.0.0.1:${ports[id]}`).join(",");
  recorder = startJava("256m", "ingest.KafkaOutage", join(folder, "recorder"), cameras, servers);
  await recorder.answer();
  await seconds(25);
  const twoOfThree = await outage(recorder, files, [2, 3], dead);
  console.log(`FAULT 20 | two of three brokers dead for ${dead} s: announcements that waited → all followed | ${twoOfThree.waited} → ${twoOfThree.followedInS} s`);
  const away = await outage(recorder, files, NODES, minutes * 60);
  console.log(`FAULT 21 | Kafka away for ${minutes} min: announcements that waited → all followed | ${away.waited} → ${away.followedInS} s`);
  const check = await asked(recorder, "check");
  await recorder.ended;
  const lost = check.closed - check.announced;
  console.log(`FAULT 21 | gaps, lost, twice, out of order of ${check.closed} segments | ${check.gaps}, ${lost}, ${check.twice}, ${check.outOfOrder}`);
  writeFileSync(join(run, "bench", "faults.json"), JSON.stringify({ cameras, twoOfThree, away, check }, null, 2));
  if (check.gaps || lost || check.outOfOrder || check.waiting) process.exitCode = 1;
} finally {
  recorder?.kill("SIGKILL");
  for (const broker of brokers.values()) broker.kill("SIGKILL");
}
