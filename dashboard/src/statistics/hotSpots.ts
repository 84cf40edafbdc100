import type { HotSpot, SafetyCell } from '../api/types';

/** Newest first, e.g. {@code 2026-Q4, 2026-Q3}; the running one too. */
export function quartersTo(day: string, count: number): string[] {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const last = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: count }, (_, back) => {
    const at = last - back;
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
  });
}

/** The hours in which there is anything, [from, to], through the day. */
export function bandsOf(spots: readonly HotSpot[]): [number, number][] {
  const bands = new Map(spots.map(({ fromHour, toHour }) => [fromHour, toHour]));
  return [...bands].sort(([a], [b]) => a - b);
}

/** A cell with its hours; of a whole day when {@code fromHour} is null. */
export type Spot = SafetyCell & ({ fromHour: number; toHour: number } | { fromHour: null });

/** Of one band of hours, or all bands of a cell together, most first; sums of fives are fives. */
export function spotsOf(spots: readonly HotSpot[], fromHour: number | null): Spot[] {
  const chosen: Spot[] = fromHour === null ? [] : spots.filter((spot) => spot.fromHour === fromHour);
  if (fromHour === null) {
    const cells = new Map<string, Spot>();
    for (const { lon, lat, sideDeg, count } of spots) {
      const known = cells.get(`${lon} ${lat}`);
      cells.set(`${lon} ${lat}`, { lon, lat, sideDeg, fromHour: null, count: count + (known?.count ?? 0) });
    }
    chosen.push(...cells.values());
  }
  return [...chosen].sort((a, b) => b.count - a.count || a.lon - b.lon || a.lat - b.lat);
}
