// Events against their truth, as KISA scores them (domain.md §D): per behaviour, never blended. Pure.
// An alert is right when camera, zone and behaviour fit and its time lies within −2 … +10 s of the true alarm; each counts once.

/** Milliseconds around the true alarm. */
export const WINDOW = { early: 2_000, late: 10_000 };
/** KISA's bar for F1, and for the overlap of a found object with the true one. */
export const TARGET_F1 = 0.9;
export const MIN_IOU = 0.5;

const same = (a, b) => a.cameraId === b.cameraId && a.zoneId === b.zoneId && a.behaviour === b.behaviour;

/**
 * Cool-down is part of the product: a true alarm within it of one that was told is merged, neither right nor missed.
 * @param expected `{cameraId, zoneId, behaviour, at}`, times in milliseconds
 * @param raised alerts alike
 * @param watched `{from, until, coolDown}`: alerts that may belong to an event outside this time are no false alarms
 * @returns by behaviour `{right: [{event, alert}], missed: [event], merged: [event], falseAlarms: [alert]}`
 */
export function matchEvents(expected, raised, { from, until, coolDown }) {
  const results = {};
  const of = (behaviour) => (results[behaviour] ??= { right: [], missed: [], merged: [], falseAlarms: [] });
  const left = new Set([...raised].sort((a, b) => a.at - b.at));
  for (const event of [...expected].sort((a, b) => a.at - b.at)) {
    const { right, missed, merged } = of(event.behaviour);
    const alert = [...left].find((a) => same(a, event) && a.at >= event.at - WINDOW.early && a.at <= event.at + WINDOW.late);
    if (alert) {
      left.delete(alert);
      right.push({ event, alert });
    } else if (right.some((r) => same(r.event, event) && event.at - r.event.at < coolDown)) merged.push(event);
    else missed.push(event);
  }
  for (const alert of left)
    if (alert.at >= from + WINDOW.late && alert.at <= until) of(alert.behaviour).falseAlarms.push(alert);
  return results;
}

/** Overlap by union of two boxes `{x, y, w, h}`; 0 to 1. */
export function iou(a, b) {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (a.w * a.h + b.w * b.h - w * h);
}

const median = (values) => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/**
 * One behaviour's figures.
 * @param matched of `matchEvents`; `alert.iou`, where it is known, is the overlap of the box told with the true one
 */
export function figures({ right, missed, falseAlarms }) {
  const share = (part, whole) => (whole === 0 ? null : part / whole);
  const overlaps = right.map((r) => r.alert.iou).filter((value) => value !== undefined && value !== null);
  return {
    f1: share(2 * right.length, 2 * right.length + missed.length + falseAlarms.length),
    precision: share(right.length, right.length + falseAlarms.length),
    recall: share(right.length, right.length + missed.length),
    delaySeconds: median(right.map((r) => (r.alert.at - r.event.at) / 1000)),
    iou: median(overlaps),
    placed: share(overlaps.filter((value) => value >= MIN_IOU).length, overlaps.length),
  };
}
