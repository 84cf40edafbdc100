// Clips of scene packs, scored as events are (event-score.mjs): per behaviour, never blended. Pure.
import { TARGET_F1, figures, matchEvents } from "./event-score.mjs";

/** @param clips what `PackEvaluation` answers; each stands for a camera of its own, its times start at 0 */
export function scoreClips(clips) {
  const expected = [];
  const raised = [];
  for (const clip of clips) {
    const { behaviour, condition, variant, zone } = clip;
    const place = { cameraId: clip.clip, zoneId: "watched", behaviour, condition, variant, zone };
    if (clip.event) expected.push({ ...place, ...clip.event });
    for (const alert of clip.alerts) raised.push({ ...place, ...alert });
  }
  return Object.entries(matchEvents(expected, raised, { from: -Infinity, until: Infinity, coolDown: 0 }))
    .map(([behaviour, matched]) => ({
      behaviour,
      target: TARGET_F1,
      ...figures(matched),
      right: matched.right.map(({ event, alert }) => ({ clip: event.cameraId, delaySeconds: (alert.at - event.at) / 1000, iou: alert.iou ?? null })),
      merged: [],
      missed: matched.missed.map(told),
      falseAlarms: matched.falseAlarms.map(told),
    }))
    .sort((a, b) => a.behaviour.localeCompare(b.behaviour));
}

/** @returns for each condition the AP50 of each class with the number of boxes, and their mean; the whole at the end */
export function byCondition(detection) {
  const classes = [...new Set(detection.map((row) => row.what))].sort();
  const conditions = [...new Set(detection.map((row) => row.condition))].sort((a, b) => a.startsWith("all") - b.startsWith("all"));
  return conditions.map((condition) => {
    const rows = detection.filter((row) => row.condition === condition);
    const cells = classes.map((what) => {
      const row = rows.find((one) => one.what === what);
      return [what, row ? `${row.ap50.toFixed(3)} (${row.asked})` : "–"];
    });
    return { condition, ...Object.fromEntries(cells), mean: (rows.reduce((sum, row) => sum + row.ap50, 0) / rows.length).toFixed(3) };
  });
}

function told({ cameraId, zoneId, condition, variant, zone, at, box, jpeg }) {
  return { cameraId, zoneId, condition, variant, zone, time: `${(at / 1000).toFixed(1)} s`, box, jpeg };
}
