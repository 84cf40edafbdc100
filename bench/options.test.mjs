import assert from "node:assert/strict";
import { test } from "node:test";
import { options } from "./options.mjs";

test("options stand anywhere, the words are left", () => {
  const { number, text, flag, words } = options(["run", "--minutes", "5", "--kill", "--jvm", "-Xmx1g", "50"]);
  assert.equal(number("minutes", 60), 5);
  assert.equal(number("cameras", 200), 200);
  assert.equal(text("jvm", ""), "-Xmx1g");
  assert.equal(flag("kill"), true);
  assert.equal(flag("keep"), false);
  assert.deepEqual(words(), ["run", "50"]);
});

// name, words, what is said
const refused = [
  ["no number", ["--minutes", "five"], '--minutes: a number, was "five"'],
  ["an empty number", ["--minutes", ""], '--minutes: a number, was ""'],
  ["no value", ["--minutes"], "--minutes: a value must follow"],
  ["an option that nobody takes", ["run", "--minuts", "5"], "--minuts: there is no such option"],
];
for (const [name, given, said] of refused)
  test(`${name} is refused`, () =>
    assert.throws(() => {
      const { number, words } = options(given);
      number("minutes", 60);
      words();
    }, { message: said }));
