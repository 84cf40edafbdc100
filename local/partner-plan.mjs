// What a partner is going to do, from the words of the command line, and how it checks a signature. Nothing here talks to anybody.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { MOODS } from "./office.mjs";

/**
 * path: its door; client: who it logs in as; hears: whose webhooks it receives;
 * closes: the door that ends the case, where the path ends only the unit;
 * sees: who looks at the pictures, if not the client or the unit.
 */
export const SERVICES = {
  112: { path: "/api/link/112/cases", client: "112", hears: "112" },
  "112-dispatch": { path: "/api/link/112/dispatches", client: "112", hears: "112", unit: "car-112-07" },
  "119-dispatch": {
    path: "/api/link/119/dispatches",
    closes: "/api/link/119/cases",
    client: "119",
    hears: "119",
    unit: "engine-119-03",
  },
  disaster: { path: "/api/link/disasters", client: "disaster", hears: "DISASTER" },
  vulnerable: { path: "/api/link/vulnerable", client: "telco", hears: "112", sees: "112" },
};

const VALUES = ["case", "at", "number", "move", "renew", "close", "unit", "area", "severity", "photo", "confirm", "report", "green", "light", "mood", "for", "patience"];
const FLAGS = ["keep", "json"];
const KINDS = { robbery: "강도", fire: "불이 났다", kidnap: "납치", flood: "침수", missing: "실종" };
/** A JPEG's first and last bytes: enough of a picture to be carried. */
const NO_PHOTO = "/9j/4AAQSkZJRgABAQEASABIAAD/2Q==";
/** So long may a delivery have been on its way; an older signature may be a replayed one. */
const FRESH_MS = 5 * 60_000;

/** @throws Error in words for the person who typed it */
export function plan(service, words) {
  const kind = Object.hasOwn(SERVICES, service ?? "") ? SERVICES[service] : null;
  if (!kind) throw new Error(`partner needs a service: ${Object.keys(SERVICES).join(", ")}`);
  const given = options(words);
  const at = place(given.at ?? "127.3849,36.3504");
  const number = given.close ?? given.number ?? `SIM-${randomBytes(4).toString("hex").toUpperCase()}`;
  const wanted = {
    service,
    number,
    unit: kind.unit && (given.unit ?? kind.unit),
    move: given.move && place(given.move),
    renew: given.renew && positive("renew", given.renew),
    patience: positive("patience", given.patience ?? 1),
    close: given.close !== undefined,
    keep: given.keep === true,
    json: given.json === true,
    confirm: given.confirm,
    report: given.report,
    green: given.green,
    light: given.light,
    alarm: service === "vulnerable" ? given.close : undefined,
  };
  if (given.unit && !kind.unit) throw new Error(`--unit is for dispatches`);
  if (wanted.report && kind.hears !== "112" && kind.hears !== "119") throw new Error("--report is for 112 and 119");
  if (wanted.green && service !== "119-dispatch") throw new Error("--green is for 119-dispatch");
  if (wanted.light && service !== "vulnerable") throw new Error("--light is for vulnerable");
  if (wanted.move && service === "disaster") throw new Error("--move: a disaster has an area; open it with --area");
  return { ...wanted, body: body(service, wanted, given, at) };
}

function body(service, wanted, given, [lon, lat]) {
  const words = given.case ?? { "119-dispatch": "fire", disaster: "flood" }[service] ?? "robbery";
  const kind = KINDS[words] ?? words;
  const summary = `모의 상황 (simulated): ${words}`;
  switch (service) {
    case "disaster":
      return {
        caseNo: wanted.number,
        type: kind,
        severity: given.severity === undefined ? 2 : positive("severity", given.severity),
        summary,
        area: given.area === undefined ? square(lon, lat) : given.area.trim().split(/\s+/).map(place),
      };
    case "vulnerable":
      return {
        alarmNo: wanted.number,
        relation: "GUARDIAN",
        summary,
        lon,
        lat,
        photo: given.photo === undefined ? NO_PHOTO : readFileSync(given.photo).toString("base64"),
      };
    case "119-dispatch":
      return { caseNo: wanted.number, unit: wanted.unit, kind, summary, lon, lat };
    case "112-dispatch":
      return { caseNo: wanted.number, unit: wanted.unit, code: 0, kind, summary, lon, lat };
    default:
      return { caseNo: wanted.number, code: 0, kind, summary, lon, lat };
  }
}

/** What the office is to do: in which mood, and for how many seconds; for ever when it is not said. */
export function officePlan(words) {
  const given = options(words);
  const other = Object.keys(given).find((name) => name !== "mood" && name !== "for");
  if (other) throw new Error(`--${other} is not for the office`);
  const mood = given.mood ?? "acknowledge";
  if (!MOODS.includes(mood)) throw new Error(`--mood: ${MOODS.join(", ")}`);
  return { mood, forS: given.for === undefined ? null : positive("for", given.for) };
}

function options(words) {
  const given = {};
  for (let i = 0; i < words.length; i++) {
    const name = words[i].startsWith("--") ? words[i].slice(2) : "";
    if (FLAGS.includes(name)) given[name] = true;
    else if (!VALUES.includes(name)) throw new Error(`partner does not know "${words[i]}"`);
    else if (i + 1 >= words.length) throw new Error(`--${name} needs a value`);
    else given[name] = words[++i];
  }
  return given;
}

/** LON,LAT in degrees. */
export function place(text) {
  const parts = text.split(",").map(Number);
  const [lon, lat] = parts;
  if (parts.length !== 2 || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90))
    throw new Error(`a place is LON,LAT in degrees, was "${text}"`);
  return parts;
}

/** About 600 m to each side. */
export function square(lon, lat) {
  const [w, h] = [0.0067, 0.0054];
  return [
    [lon - w, lat - h],
    [lon + w, lat - h],
    [lon + w, lat + h],
    [lon - w, lat + h],
  ];
}

function positive(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} needs a number above 0, was "${text}"`);
  return number;
}

/** What the room answers to a report of the centre, if the event is one for it: where, and its own number for it. */
export function receiptFor(event, agency) {
  const door = `/api/link/${agency}/reports/${event.data?.reportId}/receipt`;
  if (event.type !== "report.filed" || event.data.receipt !== door) return null;
  return { door, body: { receiptNo: `${agency}-SIM-${event.id}` } };
}

/** The delivery was signed with our secret, and not long ago. */
export function isSigned(secret, timestamp, body, signature, nowMs) {
  if (!/^\d+$/.test(timestamp ?? "") || Math.abs(nowMs - Number(timestamp) * 1000) > FRESH_MS) return false;
  const expected = Buffer.from("v1=" + createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex"));
  const shown = Buffer.from(signature ?? "");
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

/** An answer's problem in one line. */
export function problemOf(status, text) {
  try {
    const problem = JSON.parse(text);
    return `${status} ${String(problem.type).split(":").pop()}: ${problem.detail ?? problem.title}`;
  } catch {
    return `${status} ${text.slice(0, 200)}`;
  }
}
