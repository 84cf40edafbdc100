// Processes that a benchmark starts and measures. Linux: CPU and memory come from /proc.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";

const TICKS_PER_SECOND = 100;

/** A child that speaks JSON, a line each, on its standard output; other lines are passed by. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", options.stderr ?? "inherit"], ...options });
  const waiting = [];
  const lines = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (!line.startsWith("{")) return;
    const waiter = waiting.shift();
    if (waiter) waiter.done(JSON.parse(line));
    else lines.push(JSON.parse(line));
  });
  let over = null;
  child.once("close", (code, signal) => {
    over = new Error(`${command} ended (${code ?? signal}) and owed an answer`);
    for (const waiter of waiting.splice(0)) waiter.failed(over);
  });
  child.answer = () =>
    new Promise((done, failed) => {
      if (lines.length) done(lines.shift());
      else if (over) failed(over);
      else waiting.push({ done, failed });
    });
  child.say = (line) => child.stdin.write(`${line}\n`);
  child.ask = (line) => (child.say(line), child.answer());
  child.ended = new Promise((done) => child.once("exit", done));
  return child;
}

/** Who is told to end ends what it started first. */
export function onSignal(last) {
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      last();
      process.exit(1);
    });
}

/** User and system time of these processes, without children. Seconds. */
export function cpuSeconds(...pids) {
  let ticks = 0;
  for (const pid of pids) {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_PER_SECOND;
}

/**
 * Nanoseconds that each thread of a JVM has run, by its id: exact, where all else from /proc counts in steps of 10 ms. Without those of the
 * compilers: their work ends some minutes after the start, and would be most of what a second on a young JVM takes.
 */
export function threadNanos(pid) {
  const byThread = new Map();
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      if (/^C[12] Compiler/.test(readFileSync(`/proc/${pid}/task/${task}/comm`, "utf8"))) continue;
      byThread.set(task, Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ")[0]));
    } catch {
      // it ended meanwhile
    }
  }
  return byThread;
}

/** What the threads used between two readings; of one that ended in between, nothing. */
export const nanosBetween = (before, after) => [...after].reduce((sum, [task, nanos]) => sum + nanos - (before.get(task) ?? 0), 0);

/** CPU seconds of each thread name of a process; numbers at the end of a name are left out. */
export function threadCpu(pid) {
  const byName = {};
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    let stat;
    try {
      stat = readFileSync(`/proc/${pid}/task/${task}/stat`, "utf8");
    } catch {
      continue; // it ended meanwhile
    }
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")")).replace(/[-# ]*\d+$/, "");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    byName[name] = (byName[name] ?? 0) + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }
  return byName;
}

/** Milliseconds per unit that each kind of thread used between two readings; the small ones are left out. */
export function cpuBetween(before, after, units) {
  const used = Object.entries(after).map(([name, cpu]) => [name, (1000 * (cpu - (before[name] ?? 0))) / units]);
  return Object.fromEntries(used.filter(([, ms]) => ms >= 0.02).map(([name, ms]) => [name, Number(ms.toFixed(2))]));
}

/** Resident memory that only this process has (private), MiB. */
export function privateMiB(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kib = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)].reduce((sum, m) => sum + Number(m[1]), 0);
  return kib / 1024;
}

/** Resident memory, shared parts with it, MiB. */
export function residentMiB(pid) {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
}

/** CPU seconds so far of all processes by program; a JVM is called by its main class. */
export function cpuByProgram() {
  const byName = {};
  for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const comm = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
      const name = comm === "java" ? mainClass(readFileSync(`/proc/${pid}/cmdline`, "utf8")) : comm;
      byName[name] = (byName[name] ?? 0) + cpuSeconds(pid);
    } catch {
      // It ended while we looked.
    }
  }
  return byName;
}

const mainClass = (commandLine) =>
  commandLine.split("\0").find((word) => /^[a-z]+(\.\w+)*\.[A-Z]\w+$/.test(word))?.split(".").at(-1) ?? "java";

/** What else runs: the share of all processors that others used between two readings. */
export function machineBusy() {
  const [, ...ticks] = readFileSync("/proc/stat", "utf8").split("\n")[0].trim().split(/\s+/);
  const numbers = ticks.map(Number);
  return { idle: numbers[3] + numbers[4], all: numbers.slice(0, 8).reduce((a, b) => a + b, 0) };
}

export function childrenOf(pid) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

export const seconds = (n) => new Promise((done) => setTimeout(done, n * 1000));

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length % 2 ? sorted[sorted.length >> 1] : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
};
