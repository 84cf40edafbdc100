// A cheap closed-loop load: keep-alive connections, requests made beforehand, answers counted, not read.
import net from "node:net";

export const request = (port, token, { method = "GET", path, body, headers = {} }) => {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body) lines.push("Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body ?? ""}`);
};

/** @returns {Promise<{requests, seconds, latenciesMs, bytes}>} */
export async function load({ port, requests, clients, seconds, status = 200, once = false }) {
  const latencies = [];
  let bytes = 0;
  let next = 0;
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const done = () => (once ? next >= requests.length : performance.now() >= end);
  await Promise.all(
    Array.from({ length: clients }, () => new Promise((resolve, reject) => {
      let socket;
      let sent = 0;
      let have = Buffer.alloc(0);
      let waiting = false;
      const send = () => {
        if (done()) {
          socket.destroy();
          resolve();
          return;
        }
        const message = requests[next++ % requests.length];
        sent = performance.now();
        waiting = true;
        socket.write(message);
      };
      const arrived = (chunk) => {
        have = have.length ? Buffer.concat([have, chunk]) : chunk;
        const answer = complete(have, status);
        if (!answer) return;
        latencies.push(performance.now() - sent);
        bytes += answer.bytes;
        have = Buffer.alloc(0);
        waiting = false;
        if (!answer.last) send();
      };
      const closed = () => (waiting ? reject(new Error("closed before the answer was whole")) : connect());
      // A server may close after so many answers; who asks on comes back.
      const connect = () => {
        if (done()) return resolve();
        socket = net.connect(port, "127.0.0.1").setNoDelay(true);
        socket.on("connect", send).on("error", reject).on("close", closed).on("data", arrived);
      };
      connect();
    })),
  );
  return { requests: latencies.length, seconds: (performance.now() - begun) / 1000, latenciesMs: latencies, bytes };
}

/** The bytes of a complete answer's body and whether it is the connection's last, else null. */
function complete(have, status) {
  const head = have.indexOf("\r\n\r\n");
  if (head < 0) return null;
  const text = have.latin1Slice(0, head);
  if (!text.startsWith(`HTTP/1.1 ${status}`)) throw new Error(`unexpected answer: ${have.toString("utf8", 0, 600)}`);
  const last = /^connection: *close/im.test(text);
  if (status === 304) return { bytes: 0, last };
  const length = /content-length: *(\d+)/i.exec(text);
  const whole = length ? have.length >= head + 4 + Number(length[1]) : have.latin1Slice(Math.max(0, have.length - 5), have.length) === "0\r\n\r\n";
  return whole ? { bytes: length ? Number(length[1]) : have.length - head - 4, last } : null;
}
