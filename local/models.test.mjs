import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { download, manifestOf, modelsIn, Refused, RELEASES, wrongWith } from "./models.mjs";

const BODY = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7) % 251));
const SHA256 = createHash("sha256").update(BODY).digest("hex");
const HERE = [/^127\.0\.0\.1$/];

let folder;
let server;
let base;
/** What the server was asked for; how it answers is told by the path. */
const ranges = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "models-"));
  server = createServer((request, response) => {
    ranges.push(request.headers.range ?? null);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (request.url.startsWith("/away/")) return response.writeHead(302, { Location: "/whole/m.onnx" }).end();
    if (request.url.startsWith("/gone/")) return response.writeHead(404).end();
    if (request.url.startsWith("/deaf/")) return response.end(BODY);
    if (request.url.startsWith("/long/")) return response.end(Buffer.concat([BODY, BODY]));
    if (request.url.startsWith("/cut/")) return response.end(BODY.subarray(0, 20_000));
    if (from > 0) return response.writeHead(206).end(BODY.subarray(from));
    response.end(BODY);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  base = `http://127.0.0.1:${server.address().port}`;
});

after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const release = (way, sha256 = SHA256) => ({ url: `${base}/${way}/m.onnx`, bytes: BODY.length, sha256 });
const target = (name) => join(folder, name, "m.onnx");

test("fetches once", async () => {
  assert.equal(await download(release("whole"), target("once"), HERE), "fetched");
  assert.deepEqual(await readFile(target("once")), BODY);
  assert.equal(await download(release("gone"), target("once"), HERE), "there already");
});

test("goes on where it was cut off", async () => {
  await assert.rejects(download(release("cut"), target("cut"), HERE), /cut off 30000 bytes before its end/);
  assert.equal((await stat(`${target("cut")}.part`)).size, 20_000);
  assert.equal(await download(release("whole"), target("cut"), HERE), "went on at 20000 bytes");
  assert.equal(ranges.at(-1), "bytes=20000-");
  assert.deepEqual(await readFile(target("cut")), BODY);
});

test("begins anew where the host does not know ranges", async () => {
  await assert.rejects(download(release("cut"), target("deaf"), HERE), Refused);
  await download(release("deaf"), target("deaf"), HERE);
  assert.deepEqual(await readFile(target("deaf")), BODY);
});

test("throws away what has another hash, and what is too long", async () => {
  await assert.rejects(download(release("whole", "0".repeat(64)), target("other"), HERE), /pinned is 0{64}/);
  await assert.rejects(stat(`${target("other")}.part`));
  await assert.rejects(download(release("long"), target("long"), HERE), /longer than its 50000 bytes/);
});

test("says in one line what stands in the way", async () => {
  await assert.rejects(download(release("gone"), target("gone"), HERE), /answers 404/);
  await download(release("away"), target("away"), HERE);
  await assert.rejects(download(release("away"), target("far"), [/^github\.com$/]), /127\.0\.0\.1 answered, which is not a host of the release/);
  const dead = { ...release("whole"), url: "http://127.0.0.1:9/m.onnx" };
  await assert.rejects(download(dead, target("dead"), HERE), (error) => error instanceof Refused && !error.message.includes("\n"));
});

test("a manifest for each release, from the one we have", async () => {
  const nano = JSON.parse(await readFile(new URL("../models/yolox-nano/manifest.json", import.meta.url), "utf8"));
  for (const [name, one] of Object.entries(RELEASES)) {
    const manifest = manifestOf(name, one, nano);
    assert.match(one.url, /^https:\/\/github\.com\/Megvii-BaseDetection\/YOLOX\/releases\//);
    assert.match(one.sha256, /^[0-9a-f]{64}$/);
    assert.equal(manifest.sha256, one.sha256);
    assert.equal(manifest.input.width, one.side);
    assert.equal(manifest.labels.length, 80);
    assert.match(manifest.limits, new RegExp(`${one.side}x${one.side}`));
  }
});

test("lists what has a manifest and says what is wrong with it", async () => {
  const models = await mkdtemp(join(folder, "list-"));
  const own = await mkdtemp(join(folder, "own-"));
  const write = async (root, name, sha256, file = "m.onnx") => {
    await download(release("whole"), join(root, name, file), HERE);
    await writeFile(join(root, name, "manifest.json"), JSON.stringify({ file: "m.onnx", sha256 }));
  };
  await write(models, "good", SHA256);
  await write(models, "swapped", "1".repeat(64));
  await write(models, "bare", SHA256, "elsewhere.onnx");
  await write(own, "bare", SHA256);
  const found = await modelsIn([own, models]);
  assert.deepEqual([...found.keys()].sort(), ["bare", "good", "swapped"]);
  assert.equal(await wrongWith(found.get("good")), "");
  assert.equal(await wrongWith(found.get("bare")), "", "the run's own folder goes first");
  assert.match(await wrongWith(found.get("swapped")), /^SHA-256 is/);
  assert.match(await wrongWith(join(models, "bare", "manifest.json")), /^no m\.onnx/);
});
