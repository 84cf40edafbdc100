// The evaluation's HTML: one file, no script, nothing loaded from elsewhere. Plots are SVG within. Pure.
import { TARGET_F1, WINDOW } from "./event-score.mjs";
import { byCondition } from "./pack-score.mjs";

export const escape = (value) =>
  String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const number = (value, digits = 3) => (value === null || value === undefined ? "–" : value.toFixed(digits));
const table = (head, rows) =>
  `<table><tr>${head.map((h) => `<th>${h}`).join("")}</tr>${rows.map((row) => `<tr>${row.map((c) => `<td>${c}`).join("")}</tr>`).join("")}</table>`;
const svg = (width, height, label, body) =>
  `<svg role="img" aria-label="${escape(label)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`;
const text = (x, y, words, more = "") => `<text x="${x}" y="${y}" ${more}>${escape(words)}</text>`;

/**
 * @param behaviours what `behaviours.mjs` wrote, or null
 * @param tracking what `tracking-eval.mjs` wrote, or null
 * @param packs what `packs-eval.mjs` wrote, or null
 */
export function page(behaviours, tracking, packs = null) {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation</title><style>
body{font:16px/1.5 sans-serif;margin:2rem;max-width:70rem;color:#1b2733;background:#fff}
td,th{padding:.25rem 1rem .25rem 0;text-align:left;vertical-align:top}svg text{font:12px sans-serif;fill:#1b2733}
figure{display:inline-block;margin:.5rem 1rem .5rem 0;vertical-align:top}figcaption{font-size:.85rem;max-width:30rem}
.right{color:#1a7f4b}.wrong{color:#b3261e}</style>
<h1>Evaluation</h1>
<p>Behaviours and tracks are scored apart and never blended into one figure.</p>
${packs ? packSection(packs) : ""}${behaviours ? behaviourSection(behaviours) : ""}${tracking ? trackingSection(tracking) : ""}</html>\n`;
}

// ---------------------------------------------------------------- behaviours

function behaviourSection({ from, seconds, cameras, rows }) {
  return `<h2>Behaviours against ground truth</h2>
<p>${escape(from)}, ${escape(seconds)} s, ${escape(cameras)} simulated cameras. An alert is right within −${WINDOW.early / 1000} … +${WINDOW.late / 1000} s of the
true alarm, in its camera, zone and behaviour (KISA).</p>
${rows.length === 0 ? "<p>Nothing was to be seen and nothing was raised.</p>" : f1Plot(rows) + figuresTable(rows)}
${rows.map(behaviourDetails).join("")}`;
}

function packSection({ at, model, seeds, clips, frames, rows, detection }) {
  return `<h2>Scene packs</h2>
<p>${escape(at)}, model ${escape(model)}, seeds ${escape(seeds)}: ${escape(clips)} clips, half of them near misses, ${escape(frames)} frames through detector, tracker and rules.
An alert is right within −${WINDOW.early / 1000} … +${WINDOW.late / 1000} s of the true alarm. Fire and smoke are not judged: nothing here renders them.</p>
${f1Plot(rows) + figuresTable(rows)}
${detection ? detectionTable(detection) : ""}${rows.map(behaviourDetails).join("")}`;
}

function detectionTable(detection) {
  const rows = byCondition(detection);
  if (rows.length === 0) return "";
  return `<p>Detection in the same clips, one frame every two seconds: AP at IoU 0.5, in brackets the boxes of which at least a third was to be seen.</p>
${table(Object.keys(rows[0]).map(escape), rows.map((row) => Object.values(row).map(escape)))}`;
}

function figuresTable(rows) {
  return table(
    ["behaviour", "F1", "precision", "recall", "right", "missed", "merged", "false", "delay, median s", "overlap, median", "overlap ≥ 0.5"],
    rows.map((r) => [
      escape(r.behaviour),
      `<b class="${r.f1 >= TARGET_F1 ? "right" : "wrong"}">${number(r.f1)}</b>`,
      number(r.precision),
      number(r.recall),
      r.right.length,
      r.missed.length,
      r.merged.length,
      r.falseAlarms.length,
      number(r.delaySeconds, 1),
      number(r.iou, 2),
      number(r.placed, 2),
    ]),
  );
}

function f1Plot(rows) {
  const [left, width, line] = [170, 400, 26];
  const bars = rows.map(({ behaviour, f1 }, i) => {
    const y = 10 + i * line;
    const colour = f1 >= TARGET_F1 ? "#1a7f4b" : "#b3261e";
    return `${text(0, y + 14, behaviour)}<rect x="${left}" y="${y}" width="${width * f1}" height="18" fill="${colour}"/>${text(left + width * f1 + 6, y + 14, number(f1))}`;
  });
  const target = left + width * TARGET_F1;
  const height = 10 + rows.length * line;
  const mark = `<line x1="${target}" x2="${target}" y1="4" y2="${height}" stroke="#1b2733" stroke-dasharray="4 3"/>${text(target - 12, height + 14, number(TARGET_F1, 2))}`;
  return svg(left + width + 60, height + 20, "F1 of each behaviour, with the target", bars.join("") + mark);
}

/** Where in the window each right alert lay. */
function delayPlot(right) {
  const [left, width] = [20, 480];
  const x = (ms) => left + (width * (ms + WINDOW.early)) / (WINDOW.early + WINDOW.late);
  const ticks = [-2, 0, 2, 4, 6, 8, 10].map((s) => `<line x1="${x(s * 1000)}" x2="${x(s * 1000)}" y1="30" y2="36" stroke="#1b2733"/>${text(x(s * 1000) - 6, 50, `${s} s`)}`);
  const dots = right.map((r) => `<circle cx="${x(r.delaySeconds * 1000)}" cy="20" r="5" fill="#1a7f4b" fill-opacity=".5"/>`);
  return svg(left + width + 40, 56, "delay of right alerts", `<line x1="${left}" x2="${left + width}" y1="30" y2="30" stroke="#1b2733"/>${ticks.join("")}${dots.join("")}`);
}

function behaviourDetails(row) {
  return `<h3>${escape(row.behaviour)}</h3>
${row.right.length ? `<p>Seconds from the true alarm to the alert's frame:</p>${delayPlot(row.right)}` : ""}
${row.missed.map((m) => picture("missed", m)).join("")}${row.falseAlarms.map((a) => picture("false alarm", a)).join("")}`;
}

/** A frame with the zone and the object that was to be told, or was told wrongly. */
function picture(what, { cameraId, zoneId, time, jpeg, box, zone, condition, variant }) {
  const [width, height] = [480, 270];
  const outline = box ? `<rect x="${box.x * width}" y="${box.y * height}" width="${box.w * width}" height="${box.h * height}" fill="none" stroke="#e3b341" stroke-width="2"/>` : "";
  const ground = zone ? `<polygon points="${zone.map((p) => `${p.x * width},${p.y * height}`).join(" ")}" fill="#4c8dff" fill-opacity=".15" stroke="#4c8dff"/>` : "";
  const frame = jpeg
    ? `<image href="data:image/jpeg;base64,${jpeg}" width="${width}" height="${height}" preserveAspectRatio="none"/>`
    : `<rect width="${width}" height="${height}" fill="#dde3ea"/>${text(20, 30, "the frame is not to be had any more")}`;
  return `<figure>${svg(width, height, `${what} ${cameraId} ${time}`, frame + ground + outline)}<figcaption><b class="wrong">${what}</b> ${escape(cameraId)} ${escape(zoneId)} ${escape(time)}${variant ? ` ${escape(condition)}: ${escape(variant)}` : ""}</figcaption></figure>`;
}

// ---------------------------------------------------------------- tracks

function trackingSection({ at, clips }) {
  return `<h2>Tracks against ground truth</h2>
<p>${escape(at)}. The same boxes to our tracker and, where the clip brings its tracks, to the reference ByteTrack. Per cent.</p>
${clips.map(clipDetails).join("")}`;
}

function clipDetails({ clip, frames, ours, reference, worst }) {
  const scores = reference ? [["ours", ours], ["reference", reference]] : [["ours", ours]];
  const rows = scores.map(([who, { hota, clear, identity }]) => [
    who,
    ...[hota.hota, hota.detA, hota.assA, hota.locA, clear.mota, clear.motp, identity.idf1, identity.precision, identity.recall].map((v) => number(v, 2)),
    ...[clear.falseBoxes, clear.missed, clear.switches, clear.fragments, clear.mostlyTracked, clear.mostlyLost],
  ]);
  const head = ["", "HOTA", "DetA", "AssA", "LocA", "MOTA", "MOTP", "IDF1", "IDP", "IDR", "false", "missed", "switches", "fragments", "mostly tracked", "mostly lost"];
  return `<h3>${escape(clip)}, ${frames} frames</h3>${table(head, rows)}
<figure>${alphaPlot(ours, reference)}<figcaption>HOTA by the overlap that is asked (solid ours, dashed reference).</figcaption></figure>
<figure>${faultPlot(frames, ours.clear.faults)}<figcaption>Missed and false boxes by frame; marks above: a track changed.</figcaption></figure>
<p>Frames with most at fault, switches first: what is true in blue, our tracks in yellow.</p>${worst.map(drawing).join("")}`;
}

function alphaPlot(ours, reference) {
  const [width, height, pad] = [400, 200, 30];
  const x = (i) => pad + (i * (width - 2 * pad)) / 18;
  const y = (value) => height - pad - (value * (height - 2 * pad)) / 100;
  const line = ({ hota }, dash) =>
    `<polyline points="${hota.byAlpha.map((row, i) => `${x(i)},${y(row[0])}`).join(" ")}" fill="none" stroke="#1a5fb4" stroke-width="2" ${dash ? 'stroke-dasharray="5 4"' : ""}/>`;
  const frame = `<path d="M${pad} ${y(100)}V${y(0)}H${width - pad}" fill="none" stroke="#1b2733"/>${text(0, y(100) + 4, "100")}${text(12, y(0) + 4, "0")}${text(pad - 8, height - 10, "0.05")}${text(width - pad - 12, height - 10, "0.95")}`;
  return svg(width, height, "HOTA by overlap", frame + line(ours, false) + (reference ? line(reference, true) : ""));
}

function faultPlot(frames, faults) {
  const [width, height, bins] = [480, 200, 120];
  const perBin = Math.max(1, Math.ceil(frames / bins));
  const sums = Array.from({ length: Math.ceil(frames / perBin) }, () => ({ missed: 0, wrong: 0, switches: 0 }));
  for (const { frame, missed, falseBoxes, switches } of faults) {
    const bin = sums[Math.min(sums.length - 1, Math.floor((frame - 1) / perBin))];
    bin.missed += missed;
    bin.wrong += falseBoxes;
    bin.switches += switches;
  }
  const most = Math.max(1, ...sums.map((s) => s.missed + s.wrong));
  const step = width / sums.length;
  const scale = (height - 40) / most;
  const bars = sums.map(({ missed, wrong, switches }, i) => {
    const x = (i * step).toFixed(1);
    const base = height - 20;
    const bar = (from, size, colour) => `<rect x="${x}" y="${(base - (from + size) * scale).toFixed(1)}" width="${(step * 0.9).toFixed(1)}" height="${(size * scale).toFixed(1)}" fill="${colour}"/>`;
    return bar(0, missed, "#9a6700") + bar(missed, wrong, "#b3261e") + (switches ? `<circle cx="${x}" cy="10" r="${Math.min(6, 2 + switches)}" fill="#6639ba"/>` : "");
  });
  return svg(width, height, "faults by frame", bars.join("") + text(0, height - 4, "frame 1") + text(width - 70, height - 4, `frame ${frames}`));
}

function drawing({ faults, truth, found }) {
  const boxes = [...truth, ...found];
  const left = Math.min(...boxes.map((b) => b.left));
  const top = Math.min(...boxes.map((b) => b.top));
  const right = Math.max(...boxes.map((b) => b.left + b.width));
  const bottom = Math.max(...boxes.map((b) => b.top + b.height));
  const scale = Math.min(480 / (right - left), 300 / (bottom - top));
  const rect = (b, colour) =>
    `<rect x="${((b.left - left) * scale).toFixed(1)}" y="${((b.top - top) * scale).toFixed(1)}" width="${(b.width * scale).toFixed(1)}" height="${(b.height * scale).toFixed(1)}" fill="none" stroke="${colour}"/>`;
  const body = truth.map((b) => rect(b, "#1a5fb4")).join("") + found.map((b) => rect(b, "#c98a00")).join("");
  const words = `frame ${faults.frame}: ${faults.missed} missed, ${faults.falseBoxes} false, ${faults.switches} switched`;
  return `<figure>${svg(Math.ceil((right - left) * scale), Math.ceil((bottom - top) * scale), words, body)}<figcaption>${words}</figcaption></figure>`;
}
