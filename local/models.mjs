// The detection models at hand: list, verify, use, fetch. Usage: models.mjs RUN list | verify [NAME] | use NAME | fetch NAME
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const RELEASE = "https://github.com/Megvii-BaseDetection/YOLOX/releases/download/0.1.1rc0/";
/** The release's own host and where it sends on to; whatever else answers is not it. */
const HOSTS = [/^github\.com$/, /(^|\.)githubusercontent\.com$/];
const PATIENCE_MS = 30_000;

/** Files of official releases; each differs from the manifest of models/yolox-nano in these fields only. */
export const RELEASES = {
  "yolox-nano": {
    url: `${RELEASE}yolox_nano.onnx`,
    bytes: 3_659_407,
    sha256: "c789161ed43c8269fcd4e67c67eeeb4e80c622da2eb296a20bc6007bd18a0b7d",
    side: 416,
  },
  "yolox-tiny": {
    url: `${RELEASE}yolox_tiny.onnx`,
    bytes: 20_219_662,
    sha256: "427cc366d34e27ff7a03e2899b5e3671425c262ea2291f88bb942bc1cc70b0f7",
    side: 416,
  },
  "yolox-s": {
    url: `${RELEASE}yolox_s.onnx`,
    bytes: 35_858_002,
    sha256: "c5c2d13e59ae883e6af3b45daea64af4833a4951c92d116ec270d9ddbe998063",
    side: 640,
  },
};

/** What people ask for and no release has ready. */
const NO_ONNX = {
  "d-fine":
    "the official D-FINE releases (Peterande/storage, dfinev1.0) hold PyTorch weights only. Export one with D-FINE's tools/deployment/export_onnx.py " +
    "and lay it beside a manifest of the family DETR: docs/ref/models.md",
};

export class Refused extends Error {}

/** What is said to whoever runs the command, in one line. */
function refuse(text) {
  throw new Refused(text);
}

export function fileName(url) {
  return new URL(url).pathname.split("/").pop();
}

/** The manifest of a file of the same family and labels, but another size. */
export function manifestOf(name, release, nano) {
  const side = release.side;
  return {
    ...nano,
    name: `YOLOX-${name.slice("yolox-".length)} COCO`,
    file: fileName(release.url),
    sha256: release.sha256,
    input: { ...nano.input, width: side, height: side },
    limits: nano.limits.replace("416x416", `${side}x${side}`),
  };
}

export async function sha256Of(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

const sizeOf = (file) =>
  stat(file).then(
    (found) => found.size,
    () => 0,
  );

/**
 * Takes a file from where it left off. What does not have the pinned hash is thrown away; what was cut off stays for the next time.
 *
 * @param hosts patterns of the only hosts that may answer, after every redirect
 */
export async function download({ url, bytes, sha256 }, target, hosts = HOSTS, patienceMs = PATIENCE_MS) {
  if ((await sizeOf(target)) === bytes && (await sha256Of(target)) === sha256) return "there already";
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.part`;
  const had = Math.min(await sizeOf(part), bytes);
  if (had < bytes) await take(url, part, had, bytes, hosts, patienceMs);
  const found = await sha256Of(part);
  if (found !== sha256) {
    await rm(part);
    refuse(`${fileName(url)} came with the SHA-256 ${found}, pinned is ${sha256}; it was thrown away`);
  }
  await rename(part, target);
  return had > 0 ? `went on at ${had} bytes` : "fetched";
}

async function take(url, part, had, bytes, hosts, patienceMs) {
  const waiting = new AbortController();
  let timer = setTimeout(() => waiting.abort(), patienceMs);
  try {
    const answer = await fetch(url, { headers: had > 0 ? { Range: `bytes=${had}-` } : {}, signal: waiting.signal });
    const host = new URL(answer.url).hostname;
    if (!hosts.some((pattern) => pattern.test(host))) refuse(`${host} answered, which is not a host of the release`);
    if (answer.status !== 200 && answer.status !== 206) refuse(`${host} answers ${answer.status} for ${fileName(url)}`);
    const from = answer.status === 206 ? had : 0;
    let left = bytes - from;
    async function* counted(chunks) {
      for await (const chunk of chunks) {
        clearTimeout(timer);
        timer = setTimeout(() => waiting.abort(), patienceMs);
        left -= chunk.length;
        if (left < 0) refuse(`${fileName(url)} is longer than its ${bytes} bytes; it was not taken`);
        yield chunk;
      }
    }
    await pipeline(Readable.fromWeb(answer.body), counted, createWriteStream(part, { flags: from > 0 ? "a" : "w" }));
    if (left > 0) refuse(`${fileName(url)} was cut off ${left} bytes before its end; run the same command again and it goes on there`);
  } catch (error) {
    if (error instanceof Refused) throw error;
    const cause = error.name === "AbortError" ? "no answer in time" : (error.cause?.code ?? error.code ?? error.message);
    refuse(
      `${new URL(url).hostname} cannot be reached from here (${cause}); what came so far is kept. Run the same command when you are ` +
        `online, or lay ${fileName(url)} where "models list" looks`,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** By name, the run's own folder before the repository's. */
export async function modelsIn(folders) {
  const found = new Map();
  for (const folder of folders) {
    for (const name of (await readdir(folder).catch(() => [])).sort()) {
      const manifest = join(folder, name, "manifest.json");
      if (NAME.test(name) && !found.has(name) && (await sizeOf(manifest)) > 0) found.set(name, manifest);
    }
  }
  return found;
}

/** @returns {Promise<string>} "" when file and manifest fit together, otherwise what is wrong */
export async function wrongWith(manifestPath, weights = null) {
  let manifest;
  try {
    manifest = JSON.parse(await readFile(manifestPath, "utf8"));
  } catch (error) {
    return `manifest.json cannot be read: ${error.message}`;
  }
  if (typeof manifest.file !== "string" || !/^[0-9a-f]{64}$/.test(manifest.sha256)) return "manifest.json names no file or hash";
  const file = weights ?? join(dirname(manifestPath), manifest.file);
  if ((await sizeOf(file)) === 0) return `no ${manifest.file}`;
  const found = await sha256Of(file);
  return found === manifest.sha256 ? "" : `SHA-256 is ${found}, the manifest says ${manifest.sha256}`;
}

/** @param chosen the manifest that the next start takes, and its weights when they lie elsewhere */
async function list(folders, chosen) {
  for (const [name, manifest] of await modelsIn(folders)) {
    const mine = resolve(manifest) === chosen.manifest;
    const wrong = await wrongWith(manifest, mine ? chosen.weights : null);
    console.log(`${mine ? "*" : " "} ${name.padEnd(20)} ${wrong || "whole"}`);
  }
  const names = Object.keys(RELEASES).join(", ");
  console.log(`\n* is taken by the next "./cctv up"; "./cctv models fetch NAME" gets ${names}`);
}

async function verify(folders, name, chosen) {
  const all = await modelsIn(folders);
  const wanted = name ? [[name, all.get(name) ?? refuse(`there is no model "${name}"`)]] : [...all];
  let bad = 0;
  for (const [one, manifest] of wanted) {
    const wrong = await wrongWith(manifest, resolve(manifest) === chosen.manifest ? chosen.weights : null);
    if (wrong) bad++;
    console.log(`${one}: ${wrong || "whole; analytics looks into it before it runs"}`);
  }
  if (bad > 0) refuse(`${bad} of ${wanted.length} cannot be used`);
}

async function fetchModel(folder, name, repository) {
  const release = Object.hasOwn(RELEASES, name) ? RELEASES[name] : null;
  if (!release) {
    const near = Object.keys(NO_ONNX).find((key) => name.startsWith(key));
    refuse(near ? NO_ONNX[near] : `no release of "${name}" is known; there are ${Object.keys(RELEASES).join(", ")}`);
  }
  const nano = JSON.parse(await readFile(join(repository, "models/yolox-nano/manifest.json"), "utf8"));
  const how = await download(release, join(folder, name, fileName(release.url)));
  await writeFile(join(folder, name, "manifest.json"), `${JSON.stringify(manifestOf(name, release, nano), null, 2)}\n`);
  console.log(`${name}: ${how}, ${release.bytes} bytes, SHA-256 ${release.sha256}`);
  console.log(`Try it on the model page of the dashboard, or: ./cctv models use ${name}`);
}

/** Prints the manifest's path for the script, after the model was found whole. */
async function use(folders, name) {
  const manifest = (await modelsIn(folders)).get(name) ?? refuse(`there is no model "${name}"; "./cctv models list" names them`);
  const wrong = await wrongWith(manifest);
  if (wrong) refuse(`${name} cannot be used: ${wrong}`);
  console.log(resolve(manifest));
}

async function main([run, command, name]) {
  const repository = process.cwd();
  const fetched = join(run, "models");
  const folders = [fetched, join(repository, "models")];
  const chosen = {
    manifest: resolve(process.env.CCTV_MODEL_MANIFEST || join(repository, "models/scene-detector/manifest.json")),
    weights: process.env.CCTV_MODEL_FILE || null,
  };
  if (command === "list") return list(folders, chosen);
  if (command === "verify") return verify(folders, name, chosen);
  if (command === "use" && name) return use(folders, name);
  if (command === "fetch" && name) return fetchModel(fetched, name, repository);
  refuse("models list | use NAME | verify [NAME] | fetch NAME");
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`cctv: ${error instanceof Refused ? error.message : (error.stack ?? error)}`);
    process.exitCode = 1;
  });
}
