import assert from "node:assert/strict";
import { test } from "node:test";
import { outageFaults, wholeFaults } from "./outage-check.mjs";

const LINE = { cameras: 4, onTheirWay: 2 };
const GOOD = { seconds: 60, recorded: 24, left: 1, errors: 0 };
const WHOLE = { closed: 50, announced: 50, waiting: 0, twice: 3, outOfOrder: 0, gaps: 0 };

test("an outage that cost nothing", () => {
  assert.deepEqual(outageFaults("away", GOOD, LINE), []);
  assert.deepEqual(wholeFaults(WHOLE), []);
});

test("a short outage asks for no whole segment", () => assert.deepEqual(outageFaults("away", { ...GOOD, seconds: 15, recorded: 0 }, LINE), []));

// what differs, what is said
for (const [change, said] of [
  [{ recorded: 19 }, "away: 19 segments were recorded in 60 s, at least 20 were due"],
  [{ left: 3 }, "away: 3 announcements had not followed in the end"],
  [{ errors: 1 }, "away: recording failed 1 times"],
])
  test(said, () => assert.deepEqual(outageFaults("away", { ...GOOD, ...change }, LINE), [said]));

for (const [change, said] of [
  [{ closed: 0, announced: 0 }, "nothing was recorded"],
  [{ announced: 49 }, "50 segments were closed, 49 announced"],
  [{ announced: 51 }, "50 segments were closed, 51 announced"],
  [{ waiting: 1 }, "1 announcements still wait"],
  [{ outOfOrder: 1 }, "1 announcements out of order"],
  [{ gaps: 2 }, "2 gaps"],
])
  test(said, () => assert.deepEqual(wholeFaults({ ...WHOLE, ...change }), [said]));
