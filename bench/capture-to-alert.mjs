// What "bench analytics" may tell of the last "bench gated": capture to alert, with what was run. Pure.

/**
 * @param gated what "bench gated" left, `{row}`; null: nothing
 * @param when it ended, a Date
 * @returns rows to print, or why there are none
 */
export function captureToAlert(gated, when) {
  const none = (why) => ({ rows: [], why: `capture to alert: ${why}; ./cctv bench gated measures it` });
  if (!gated) return none("not measured here");
  const { row } = gated;
  if (row.killed) return none(`the last run (${when.toISOString()}) was one with a kill, after which alerts wait for the next life`);
  const { p50, p99 } = row.captureToAlertMs ?? {};
  if (p50 === undefined || p99 === undefined) return none(`the last run (${when.toISOString()}) had no alert`);
  const run = `bench gated of ${when.toISOString()}: ${row.cameras} cameras, ${row.minutes} min, ${row.fps} pictures/s, a clip in ${row.everySeconds} s, ${row.right} of ${row.trueAlarms} alarms right, machine ${Math.round(100 * row.machineBusy)} % busy`;
  return {
    rows: [
      { metric: `capture to alert, p50 (${run})`, unit: "ms", ours: p50 },
      { metric: "capture to alert, p99 (the same run)", unit: "ms", ours: p99 },
    ],
    why: null,
  };
}
