// A WebSocket that only listens, for Node versions without one. Server frames are small and unmasked (RFC 6455).
import { randomBytes } from "node:crypto";
import { request } from "node:http";

/** Cuts whole frames off the front of what came: [{opcode, payload}], and what is left. */
export function frames(bytes) {
  const whole = [];
  let at = 0;
  while (bytes.length - at >= 2) {
    let length = bytes[at + 1] & 0x7f;
    let head = 2;
    if (length === 126) head = 4;
    if (length === 127) head = 10;
    if (bytes.length - at < head) break;
    if (length === 126) length = bytes.readUInt16BE(at + 2);
    if (length === 127) length = Number(bytes.readBigUInt64BE(at + 2));
    if (bytes.length - at < head + length) break;
    whole.push({ opcode: bytes[at] & 0x0f, payload: bytes.subarray(at + head, at + head + length) });
    at += head + length;
  }
  return { whole, rest: bytes.subarray(at) };
}

/** @param heard called with {data} for every message, and with {code} once at the end */
export function listen(url, headers, heard) {
  let rest = Buffer.alloc(0);
  let over = false;
  const end = (code) => {
    if (!over) heard({ code });
    over = true;
  };
  const call = request(url.replace("ws:", "http:"), {
    headers: {
      ...headers,
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
    },
  });
  call.on("response", (answer) => end(answer.statusCode));
  call.on("error", () => end(1006));
  call.on("upgrade", (answer, socket, first) => {
    const take = (bytes) => {
      const cut = frames(Buffer.concat([rest, bytes]));
      rest = cut.rest;
      for (const { opcode, payload } of cut.whole) {
        if (opcode === 1 || opcode === 2 || opcode === 0) heard({ data: payload });
        if (opcode === 8) {
          end(payload.length >= 2 ? payload.readUInt16BE(0) : 1005);
          socket.destroy();
        }
        if (opcode === 9) socket.write(pong(payload));
      }
    };
    socket.on("data", take);
    socket.on("close", () => end(1006));
    socket.on("error", () => end(1006));
    take(first);
  });
  call.end();
  return { close: () => call.destroy() };
}

function pong(payload) {
  const mask = randomBytes(4);
  const masked = payload.map((byte, i) => byte ^ mask[i % 4]);
  return Buffer.concat([Buffer.from([0x8a, 0x80 | payload.length]), mask, masked]);
}
