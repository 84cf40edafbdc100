// BENCH: faults      [--dead 60] [--minutes 30] [--cameras 10]: fault rows 20 and 21: two of three brokers die, then all are away for half an hour
// STARTS ITS OWN processes; nothing of the running line is used.
// Usage: faults.mjs RUN. Three KRaft nodes (broker and controller each) in processes of their own, killed by SIGKILL; ingest's recording path
// with the services' own Kafka settings records small cameras meanwhile. Asked in the end: is every closed segment announced, in the order of
// each camera, and was recording ever interrupted? No anchor: the bars are 0 gaps, 0 lost, 0 out of order.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { end, round } from "./cameras.mjs";
import { java, startJava } from "./java.mjs";
import { options } from "./options.mjs";
import { outageFaults, wholeFaults } from "./outage-check.mjs";
import { onSignal, seconds } from "./processes.mjs";

const { number, words } = options();
const dead = number("dead", 60);
const minutes = number("minutes", 30);
const cameras = number("cameras", 10);
const onTheirWay = Math.ceil(cameras / 2);
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

/** Kills, waits, starts again. @returns what waited, and how long it took to follow once the brokers were started */
async function outage(child, files, ids, length) {
  const before = await child.ask("state");
  await kill(ids);
  await seconds(length);
  const meanwhile = await child.ask("state");
  for (const id of ids) startBroker(id, files[id]);
  const back = performance.now();
  let now = meanwhile;
  // New segments come all the time: some are always on their way.
  while (now.waiting > onTheirWay && performance.now() - back < WAIT_S * 1000) {
    await seconds(0.5);
    now = await child.ask("state");
  }
  return {
    seconds: length,
    recorded: meanwhile.segments - before.segments,
    waited: meanwhile.waiting,
    followedInS: round((performance.now() - back) / 1000),
    left: now.waiting,
    errors: now.errors - before.errors,
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
const endAll = () => {
  recorder?.kill("SIGKILL");
  for (const broker of brokers.values()) broker.kill("SIGKILL");
};
onSignal(endAll);
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
  const check = await recorder.ask("check");
  await end(recorder);
  const lost = check.closed - check.announced;
  console.log(`FAULT 21 | gaps, lost, twice, out of order of ${check.closed} segments | ${check.gaps}, ${lost}, ${check.twice}, ${check.outOfOrder}`);
  const wrong = [
    ...outageFaults("two of three brokers dead", twoOfThree, { cameras, onTheirWay }),
    ...outageFaults("all brokers dead", away, { cameras, onTheirWay }),
    ...wholeFaults(check),
  ];
  for (const one of wrong) console.log(`FAILED: ${one}`);
  writeFileSync(join(run, "bench", "faults.json"), JSON.stringify({ cameras, twoOfThree, away, check, wrong }, null, 2));
  if (wrong.length) process.exitCode = 1;
} finally {
  endAll();
}
