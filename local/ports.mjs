// Ports for the parts of a run.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below what systems hand to outgoing connections (Linux 32768 and up, IANA 49152 and up): a service that starts late would
// find its port taken by another service's connection to the database.
const FIRST = 20_000;
const END = 30_000;

export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** A port that nobody listens on and that is none of those that were chosen for parts which do not listen yet. */
export async function freePort(chosen, draw = () => randomInt(FIRST, END), free = isFree) {
  for (let tries = 0; tries < 1_000; tries++) {
    const port = draw();
    if (!chosen.has(port) && (await free(port))) return port;
  }
  throw new Error(`no free port between ${FIRST} and ${END}`);
}
