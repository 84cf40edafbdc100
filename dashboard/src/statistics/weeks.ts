const DAY_MS = 86_400_000;
/** Korea is nine hours ahead, all year. */
const AHEAD_MS = 9 * 3_600_000;

/** The city's week (ISO 8601) so many weeks ago, e.g. 2026-W47. */
export function weekBack(nowMs: number, back: number): string {
  const there = new Date(nowMs + AHEAD_MS - back * 7 * DAY_MS);
  const midnight = Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate());
  const day = (there.getUTCDay() + 6) % 7;
  // The week belongs to the year of its Thursday.
  const thursday = new Date(midnight + (3 - day) * DAY_MS);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * DAY_MS)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
