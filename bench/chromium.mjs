// A headless Chromium over its debugging pipe: no driver, no package. For the scripts beside this one.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const BINARY = process.env.CCTV_CHROMIUM ?? "/usr/bin/chromium";
const PATIENCE_MS = 60_000;

/** A page in a browser of its own; close() ends both. */
export async function openPage({ width = 1600, height = 900, language = "ko-KR" } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "cctv-chromium-"));
  const flags = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--autoplay-policy=no-user-gesture-required",
    `--window-size=${width},${height}`,
    `--lang=${language}`,
    `--accept-lang=${language}`,
    `--user-data-dir=${profile}`,
    "--remote-debugging-pipe",
    ...(process.env.CCTV_CHROMIUM_FLAGS ?? "").split(" ").filter(Boolean),
    "about:blank",
  ];
  const browser = spawn(BINARY, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  const waiting = new Map();
  const listeners = new Set();
  let number = 0;
  let rest = "";
  browser.stdio[4].setEncoding("utf8").on("data", (chunk) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop();
    for (const text of messages) {
      const message = JSON.parse(text);
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`));
      else if (asked) asked.resolve(message.result);
      else for (const listener of listeners) listener(message);
    }
  });
  const ask = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      waiting.set(++number, { resolve, reject, method });
      browser.stdio[3].write(JSON.stringify({ id: number, method, params, sessionId }) + "\0");
    });
  const { targetInfos } = await ask("Target.getTargets");
  const { sessionId } = await ask("Target.attachToTarget", {
    targetId: targetInfos.find((target) => target.type === "page").targetId,
    flatten: true,
  });
  const send = (method, params) => ask(method, params, sessionId);
  await send("Page.enable");
  await send("Runtime.enable");
  await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });

  const page = {
    send,
    on: (listener) => listeners.add(listener),
    goto: (url) => send("Page.navigate", { url }),
    /** The value of an expression in the page; a promise is waited for. */
    async evaluate(expression) {
      const { result, exceptionDetails } = await send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** Waits until an expression is true. */
    async until(expression, patienceMs = PATIENCE_MS) {
      const end = Date.now() + patienceMs;
      while (!(await page.evaluate(`Boolean(${expression})`).catch(() => false))) {
        if (Date.now() > end) throw new Error(`not within ${patienceMs} ms: ${expression}`);
        await pause(100);
      }
    },
    async click(selector) {
      await page.until(`document.querySelector(${JSON.stringify(selector)})`);
      await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
    },
    async type(selector, text) {
      await page.until(`document.querySelector(${JSON.stringify(selector)})`);
      await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`);
      await send("Input.insertText", { text });
    },
    async key(key, { code = key, keyCode = 0, modifiers = 0, text } = {}) {
      const event = { key, code, windowsVirtualKeyCode: keyCode, modifiers };
      await send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...event });
      await send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
    },
    mouse: (type, x, y, more = {}) => send("Input.dispatchMouseEvent", { type, x, y, ...more }),
    async picture(file) {
      const { data } = await send("Page.captureScreenshot", { format: "png" });
      writeFileSync(file, Buffer.from(data, "base64"));
    },
    async logIn(address, username, password) {
      await page.goto(address);
      await page.type("[data-testid=login-username]", username);
      await page.type("[data-testid=login-password]", password);
      await page.click("[data-testid=login-submit]");
      await page.until("document.querySelector('[data-testid=system-strip]')");
    },
    async close() {
      await ask("Browser.close").catch(() => {});
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  return page;
}
