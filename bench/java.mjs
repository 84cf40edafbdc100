// How processes of the module "bench" are started. The class path goes by the environment: ONNX Runtime chokes on a long command line.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { start } from "./processes.mjs";

export const java = process.env.CCTV_BENCH_JAVA ?? join(process.env.JAVA_HOME ?? "/usr", "bin", "java");

const environment = (more) => ({
  ...process.env,
  CLASSPATH: ["bench/target/classes", readFileSync("bench/target/class-path.txt", "utf8").trim()].join(":"),
  ...more,
});

/** @param main class below metro.cctv.bench */
const command = (heap, main, args, flags = []) => [
  "-XX:+UseSerialGC",
  ...flags,
  `-Xmx${heap}`,
  "--enable-native-access=ALL-UNNAMED",
  "-Djava.awt.headless=true",
  `metro.cctv.bench.${main}`,
  ...args.map(String),
];

export const startJava = (heap, main, ...args) => startJavaWith({}, heap, main, ...args);

/** @param options `flags` of the JVM, `core` that it is pinned to, `env` beside ours, `stderr` */
export function startJavaWith({ flags, core, env, stderr }, heap, main, ...args) {
  const words = [...(core === undefined ? [] : ["taskset", "-c", core]), java, ...command(heap, main, args, flags)];
  return start(words[0], words.slice(1), { env: environment(env), ...(stderr && { stderr }) });
}

/** @returns what it said, once it has ended well */
export const runJava = (heap, main, ...args) =>
  execFileSync(java, command(heap, main, args), { env: environment(), encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "inherit"] });
