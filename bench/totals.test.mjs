import assert from "node:assert/strict";
import { test } from "node:test";
import { Totals } from "./totals.mjs";

test("one process: its newest figure", () => {
  const totals = new Totals();
  totals.take(7, { judged: 10 });
  totals.take(7, { judged: 25 });
  assert.equal(totals.of("judged"), 25);
});

test("a successor that soon counts more than the killed one had: both count", () => {
  const totals = new Totals();
  totals.take(7, { judged: 100, skipped: 1 });
  totals.take(8, { judged: 140, skipped: 0 });
  assert.equal(totals.of("judged"), 240);
  assert.equal(totals.of("skipped"), 1);
});

test("what cannot be had for a while stays as it was", () => {
  const totals = new Totals();
  totals.take(7, { judged: 100 });
  totals.take(7, { judged: null });
  totals.take(8, { judged: null });
  assert.equal(totals.of("judged"), 100);
});

test("never counted: nothing", () => assert.equal(new Totals().of("judged"), 0));
