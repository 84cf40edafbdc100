// The office that runs signals and streetlights, as far as the link asks it (docs/ref/http.md, "Offices"): it takes a command by
// acknowledging its id. In another mood it hangs, fails or answers a page to everything.
import { createServer } from "node:http";

export const MOODS = ["acknowledge", "hang", "fail", "page"];
const DOORS = { "/signal": "requestId", "/streetlight": "lightId" };
const MOST_BYTES = 64 * 1024;

/** What a door answers to a command: status and body; null: nothing, ever. */
export function answerTo(path, text, mood = "acknowledge") {
  if (mood === "hang") return null;
  if (mood === "fail") return { status: 500, body: "{}" };
  if (mood === "page") return { status: 200, body: "<html><body>Please log in</body></html>" };
  const field = Object.hasOwn(DOORS, path) ? DOORS[path] : null;
  if (!field) return { status: 404, body: "{}" };
  try {
    const id = JSON.parse(text)[field];
    if (typeof id === "string") return { status: 200, body: JSON.stringify({ acknowledged: id }) };
  } catch {
    // no JSON: not ours
  }
  return { status: 400, body: "{}" };
}

/** Opens it on a loopback port; onCommand hears each one as it came. */
export async function openOffice(port, mood, onCommand) {
  const commands = [];
  const server = createServer((request, response) => {
    const parts = [];
    let length = 0;
    request.on("data", (part) => {
      length += part.length;
      if (length > MOST_BYTES) request.destroy();
      else parts.push(part);
    });
    request.on("end", () => {
      const text = Buffer.concat(parts).toString("utf8");
      const answer = answerTo(request.url, text, mood);
      commands.push({ path: request.url, text });
      onCommand(request.url, text);
      if (answer) response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    });
  });
  await new Promise((done, refused) => {
    server.once("error", refused);
    server.listen(port, "127.0.0.1", done);
  });
  return {
    port: server.address().port,
    /** Whether a command with this action came to a door. */
    heard: (path, action) =>
      commands.some((one) => one.path === path && one.text.includes(`"action":${JSON.stringify(action)}`)),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
