import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { freePort, isFree } from "./ports.mjs";

test("no two parts get the same port, and none gets one that somebody listens on", async () => {
  const drawn = [20_001, 20_001, 20_002, 20_003];
  const chosen = new Set();
  for (let part = 0; part < 2; part++) chosen.add(await freePort(chosen, () => drawn.shift(), async (port) => port !== 20_002));
  assert.deepEqual([...chosen], [20_001, 20_003]);
});

test("drawn ports lie below those of outgoing connections", async () => {
  const port = await freePort(new Set());
  assert.ok(port >= 20_000 && port < 30_000, String(port));
});

test("a port with a listener is not free", async () => {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  assert.equal(await isFree(port), false);
  await new Promise((closed) => server.close(closed));
  assert.equal(await isFree(port), true);
});

test("where none is free it says so", async () => {
  await assert.rejects(freePort(new Set(), () => 20_001, async () => false), /no free port/);
});
