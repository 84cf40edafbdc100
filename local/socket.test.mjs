import assert from "node:assert/strict";
import { test } from "node:test";
import { frames } from "./socket.mjs";

const frame = (opcode, payload) => {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcode, payload.length])
      : payload.length < 65_536
        ? Buffer.from([0x80 | opcode, 126, payload.length >> 8, payload.length & 0xff])
        : Buffer.concat([Buffer.from([0x80 | opcode, 127, 0, 0, 0, 0]), Buffer.from(Uint32Array.of(payload.length).buffer).swap32()]);
  return Buffer.concat([head, payload]);
};

test("frames of every length, however they are cut", () => {
  const bytes = Buffer.concat([10, 125, 126, 65_535, 65_536, 200_000].map((n) => frame(2, Buffer.alloc(n, n % 251))));
  const lengths = [];
  let rest = Buffer.alloc(0);
  for (let at = 0; at < bytes.length; at += 9_973) {
    const cut = frames(Buffer.concat([rest, bytes.subarray(at, at + 9_973)]));
    rest = cut.rest;
    lengths.push(...cut.whole.map((f) => f.payload.length));
  }
  assert.deepEqual(lengths, [10, 125, 126, 65_535, 65_536, 200_000]);
  assert.equal(rest.length, 0);
});

test("a close frame carries its code", () => {
  const { whole } = frames(frame(8, Buffer.from([0x0f, 0xa3])));
  assert.equal(whole[0].opcode, 8);
  assert.equal(whole[0].payload.readUInt16BE(0), 4003);
});
