// A video system that opens one address (SETUP, PLAY, media in the connection) and knows when its first and its last packet came.
import { connect } from "node:net";

/** @param url rtsp://ticket:SECRET@host:port/path; @returns what is filled in as it happens: times of performance.now() */
export function watchRtsp(url) {
  const { username, password, hostname, port } = new URL(url.replace(/^rtsp:/, "http:"));
  const address = url.replace(/\/\/[^@]*@/, "//");
  const login = "Basic " + Buffer.from(`${username}:${password}`).toString("base64");
  const channel = { first: undefined, last: undefined, ended: undefined, close: () => socket.destroy() };
  const ask = (method, at, sequence, header) =>
    socket.write(`${method} ${at} RTSP/1.0\r\nCSeq: ${sequence}\r\nAuthorization: ${login}\r\n${header}\r\n\r\n`);
  const socket = connect(Number(port), hostname, () => ask("SETUP", `${address}/trackID=0`, 1, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1"));
  let waiting = Buffer.alloc(0);
  socket.on("data", (data) => {
    waiting = Buffer.concat([waiting, data]);
    for (let taken = take(); taken > 0; taken = take()) waiting = waiting.subarray(taken);
  });
  socket.on("error", () => {});
  socket.on("close", () => (channel.ended = performance.now()));

  /** @returns the bytes of the next whole message; 0: there is none yet */
  function take() {
    if (waiting.length < 4) return 0;
    if (waiting[0] === 0x24) {
      const length = 4 + waiting.readUInt16BE(2);
      if (waiting.length < length) return 0;
      if (waiting[1] === 0) {
        channel.last = performance.now();
        channel.first ??= channel.last;
      }
      return length;
    }
    const end = waiting.indexOf("\r\n\r\n");
    if (end < 0) return 0;
    const head = waiting.subarray(0, end).toString("latin1");
    const session = /^Session: *([^;\r\n]+)/im.exec(head);
    if (!/^RTSP\/1\.0 200/.test(head)) socket.destroy();
    else if (/^CSeq: *1\s*$/im.test(head) && session) ask("PLAY", `${address}/`, 2, `Session: ${session[1]}`);
    return end + 4 + Number(/^Content-Length: *(\d+)/im.exec(head)?.[1] ?? 0);
  }
  return channel;
}
