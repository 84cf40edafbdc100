// Server-sent events and percentiles for the scripts beside this one.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Calls back with (event name, parsed data) until the signal ends it. */
export async function events(url, headers, signal, onEvent) {
  const answer = await fetch(url, { headers: { ...headers, accept: "text/event-stream" }, signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of answer.body) {
    rest += decoder.decode(chunk, { stream: true });
    let at;
    while ((at = rest.search(/\r?\n\r?\n/)) >= 0) {
      const block = rest.slice(0, at);
      rest = rest.slice(at).replace(/^\r?\n\r?\n/, "");
      let name = "message";
      let data = "";
      for (const line of block.split(/\r?\n/)) {
        if (line.startsWith("event:")) name = line.slice(6).trim();
        if (line.startsWith("data:")) data += line.slice(5).trim();
      }
      if (data) onEvent(name, JSON.parse(data));
    }
  }
}

/** Nearest-rank percentile; null of nothing. */
export function percentile(values, p) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
}

export function userToken(run, name) {
  const script = fileURLToPath(new URL("../local/token.mjs", import.meta.url));
  return execFileSync("node", [script, run, name], { encoding: "utf8" }).trim();
}
