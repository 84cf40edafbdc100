import assert from "node:assert/strict";
import { test } from "node:test";
import { straightLine } from "./slope.mjs";

test("points on a line give the line", () => assert.deepEqual(straightLine([[0, 5], [1, 7], [2, 9]]), { slope: 2, at0: 5 }));

test("points beside a line are weighed", () => assert.deepEqual(straightLine([[0, 0], [0, 2], [2, 4], [2, 6]]), { slope: 2, at0: 1 }));

test("two points are no line", () => assert.equal(straightLine([[0, 0], [1, 1]]), null));
