// What the local scripts share about a run folder.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** NAME='value' or NAME=value lines. */
export function readEnv(file) {
  const values = {};
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const match = /^([A-Z0-9_]+)=('?)(.*)\2$/.exec(line);
    if (match) values[match[1]] = match[3];
  }
  return values;
}

export const runEnv = (run) => readEnv(join(run, "secrets", "run.env"));

export const secretOf = (env, id) => env[`CCTV_SECRET_OF_${id.toUpperCase().replaceAll("-", "_")}`];

/** Agencies, vehicles and services log in by client credentials, people by a form. */
export const isClient = (run, id) =>
  JSON.parse(readFileSync(join(run, "secrets", "bootstrap.json"), "utf8")).clients.some((client) => client.id === id);

/** An access token by client credentials. */
export async function clientToken(env, id) {
  const answer = await fetch(env.CCTV_TOKEN_URI, {
    method: "POST",
    headers: {
      authorization: "Basic " + Buffer.from(`${id}:${secretOf(env, id)}`).toString("base64"),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`the gateway refused a token for ${id}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access_token;
}

export async function getJson(url, headers = {}) {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(3_000) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

export const management = (env, service) => `http://127.0.0.1:${env[`CCTV_${service.toUpperCase()}_MANAGEMENT_PORT`]}/actuator`;

/** A service's own figure; null when it is not to be had. */
export async function metric(env, service, name, statistic = "VALUE", tag = "") {
  try {
    const found = await getJson(`${management(env, service)}/metrics/${name}${tag ? `?tag=${tag}` : ""}`);
    const value = found.measurements.find((m) => m.statistic === statistic)?.value;
    return Number.isFinite(value) ? value : null;
  } catch {
    return null;
  }
}

/** A timer's quantile in seconds, of about the last two minutes; null when it is not to be had. */
export async function quantile(env, service, name, share) {
  try {
    const answer = await fetch(`${management(env, service)}/prometheus`, { signal: AbortSignal.timeout(3_000) });
    const line = (await answer.text()).split("\n").find((text) => text.startsWith(`${name}_seconds{`) && text.includes(`quantile="${share}"`));
    const value = Number(line?.split(" ").at(-1));
    return Number.isFinite(value) ? value : null;
  } catch {
    return null;
  }
}
