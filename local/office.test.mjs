import assert from "node:assert/strict";
import { test } from "node:test";
import { answerTo, openOffice } from "./office.mjs";

test("acknowledges the id of just this command", () => {
  assert.deepEqual(answerTo("/signal", '{"requestId":"a","action":"PRIORITY"}'), { status: 200, body: '{"acknowledged":"a"}' });
  assert.deepEqual(answerTo("/streetlight", '{"lightId":"b"}'), { status: 200, body: '{"acknowledged":"b"}' });
  assert.equal(answerTo("/signal", '{"lightId":"b"}').status, 400);
  assert.equal(answerTo("/signal", "x").status, 400);
  assert.equal(answerTo("/elsewhere", "{}").status, 404);
  assert.equal(answerTo("/__proto__", "{}").status, 404);
});

test("has its moods", () => {
  assert.equal(answerTo("/signal", "{}", "hang"), null);
  assert.equal(answerTo("/signal", '{"requestId":"a"}', "fail").status, 500);
  assert.doesNotMatch(answerTo("/signal", '{"requestId":"a"}', "page").body, /acknowledged/);
});

test("is heard over a socket, and knows what it was told", async () => {
  const seen = [];
  const office = await openOffice(0, "acknowledge", (path, text) => seen.push([path, text]));
  try {
    const command = JSON.stringify({ requestId: "r-1", action: "PRIORITY" });
    const answer = await fetch(`http://127.0.0.1:${office.port}/signal`, { method: "POST", body: command });
    assert.deepEqual(await answer.json(), { acknowledged: "r-1" });
    assert.deepEqual(seen, [["/signal", command]]);
    assert.equal(office.heard("/signal", "PRIORITY"), true);
    assert.equal(office.heard("/signal", "RELEASE"), false);
    assert.equal(office.heard("/streetlight", "PRIORITY"), false);
  } finally {
    await office.close();
  }
});
