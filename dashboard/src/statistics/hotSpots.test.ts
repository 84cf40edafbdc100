import { describe, expect, it } from 'vitest';
import { bandsOf, quartersTo, spotsOf } from './hotSpots';

const spot = (lon: number, fromHour: number, count: number) => ({
  lon,
  lat: 36.35,
  sideDeg: 0.005,
  fromHour,
  toHour: fromHour + 3,
  count,
});
const SPOTS = [spot(127.38, 21, 10), spot(127.38, 0, 5), spot(127.39, 21, 20)];

describe('hot spots', () => {
  it('are asked by quarters, over the end of a year', () => {
    expect(quartersTo('2026-02-03', 3)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
    expect(quartersTo('2026-12-31', 1)).toEqual(['2026-Q4']);
  });

  it('know the hours that have any', () => {
    expect(bandsOf(SPOTS)).toEqual([
      [0, 3],
      [21, 24],
    ]);
  });

  it('are of some hours, or of the whole day, most first', () => {
    expect(spotsOf(SPOTS, 0).map(({ lon, count }) => [lon, count])).toEqual([[127.38, 5]]);
    expect(spotsOf(SPOTS, null).map(({ lon, count, fromHour }) => [lon, count, fromHour])).toEqual([
      [127.39, 20, null],
      [127.38, 15, null],
    ]);
  });
});
