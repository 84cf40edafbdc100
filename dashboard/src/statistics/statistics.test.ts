import { describe, expect, it } from 'vitest';
import type { Usage } from '../api/types';
import { barsOf, cellFeatures, legendOf, monthAfter, seriesOf, shadeOf, spanOf } from './usage';

const use = (district: string | null, purpose: string, agency: string, count: number): Usage => ({
  district,
  purpose,
  agency,
  action: null,
  count,
});

const ITEMS = [
  use('DJ-SEO', 'patrol', 'CENTRE', 2),
  use('DJ-SEO', 'emergency', '112', 5),
  use('DJ-SEO', 'dispatch', '112', 4),
  use('DJ-YUS', 'emergency', '119', 3),
  use(null, 'patrol', 'CENTRE', 1),
];

describe('use of cameras', () => {
  it('is summed by one thing and cut by another, the largest first', () => {
    const bars = barsOf(ITEMS, 'district', 'agency');
    expect(bars.map(({ key, count }) => [key, count])).toEqual([
      ['DJ-SEO', 11],
      ['DJ-YUS', 3],
      ['', 1],
    ]);
    expect(bars[0]!.parts).toEqual([
      { key: '112', count: 9 },
      { key: 'CENTRE', count: 2 },
    ]);
  });

  it('loses nothing whatever it is split by', () => {
    for (const split of ['district', 'purpose', 'agency'] as const)
      expect(barsOf(ITEMS, split, 'agency').reduce((sum, bar) => sum + bar.count, 0)).toBe(15);
  });

  it('gives a part the same place in every bar', () => {
    expect(seriesOf(barsOf(ITEMS, 'district', 'agency'))).toEqual(['112', '119', 'CENTRE']);
    expect(seriesOf([])).toEqual([]);
  });
});

describe('months of the city', () => {
  it('go over the end of a year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(monthAfter('2026-11', -23)).toBe('2024-12');
  });

  it('begin at midnight in Korea', () => {
    expect(spanOf('2026-11', '2026-12')).toEqual({
      from: '2026-10-31T15:00:00.000Z',
      to: '2026-12-31T15:00:00.000Z',
    });
  });
});

describe('safety map', () => {
  it('is darker where there is more, and never without a shade', () => {
    expect([5, 25, 26, 99, 100].map((count) => shadeOf(count, 100))).toEqual([1, 1, 2, 4, 4]);
  });

  it('says what each shade stands for, without a gap and only of what is shown', () => {
    const cells = [5, 12, 31].map((count) => ({ lon: 127.38, lat: 36.35, sideDeg: 0.005, count }));
    expect(legendOf(cells, 5)).toEqual([
      { shade: 1, from: 5, to: 7 },
      { shade: 2, from: 8, to: 15 },
      { shade: 3, from: 16, to: 23 },
      { shade: 4, from: 24, to: 31 },
    ]);
    for (const { shade, from, to } of legendOf(cells, 5))
      expect([from, to].map((count) => shadeOf(count, 31))).toEqual([shade, shade]);
    expect(legendOf(cells.slice(0, 1), 5)).toEqual([{ shade: 4, from: 5, to: 5 }]);
  });

  it('draws a cell from its south-west corner', () => {
    const [cell] = cellFeatures([{ lon: 127.38, lat: 36.35, sideDeg: 0.005, count: 7 }]).features;
    expect(cell!.properties).toEqual({ count: 7, shade: 4 });
    const [ring] = (cell!.geometry as GeoJSON.Polygon).coordinates;
    expect(ring![2]![0]).toBeCloseTo(127.385);
    expect(ring![2]![1]).toBeCloseTo(36.355);
    expect(ring![4]).toEqual(ring![0]);
  });
});
