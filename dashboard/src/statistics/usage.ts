import type { SafetyCell, Usage } from '../api/types';

/** What use is told apart by. */
export const SPLITS = ['district', 'purpose', 'agency'] as const;
export type Split = (typeof SPLITS)[number];

export interface Part {
  key: string;
  count: number;
}

export interface Bar extends Part {
  parts: Part[];
}

/** One bar for each value of {@code split}, cut by {@code by}; the largest bar and the largest part come first. */
export function barsOf(items: readonly Usage[], split: Split, by: Split): Bar[] {
  const bars = new Map<string, Map<string, number>>();
  for (const item of items) {
    const parts = bars.get(item[split] ?? '') ?? new Map<string, number>();
    bars.set(item[split] ?? '', parts.set(item[by] ?? '', (parts.get(item[by] ?? '') ?? 0) + item.count));
  }
  return [...bars]
    .map(([key, parts]) => {
      const sorted = [...parts].map(([part, count]) => ({ key: part, count })).sort(largestFirst);
      return { key, count: sorted.reduce((sum, part) => sum + part.count, 0), parts: sorted };
    })
    .sort(largestFirst);
}

/** Every part of all bars, the largest first: its place is its colour, the same in each bar. */
export function seriesOf(bars: readonly Bar[]): string[] {
  const sums = new Map<string, number>();
  for (const { parts } of bars) for (const { key, count } of parts) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums]
    .map(([key, count]) => ({ key, count }))
    .sort(largestFirst)
    .map(({ key }) => key);
}

function largestFirst(a: Part, b: Part): number {
  return b.count - a.count || (a.key < b.key ? -1 : 1);
}

/** {@code 2026-11} and how many months on; months are the city's. */
export function monthAfter(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const at = year * 12 + (number - 1) + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** From the first moment of a month to the last of another, as the doors take it. */
export function spanOf(from: string, to: string): { from: string; to: string } {
  const begin = (month: string) => new Date(`${month}-01T00:00:00+09:00`).toISOString();
  return { from: begin(from), to: begin(monthAfter(to, 1)) };
}

/** How dark a cell is, 1 to 4: quarters of the largest. */
export function shadeOf(count: number, largest: number): number {
  return Math.min(4, Math.max(1, Math.ceil((count / largest) * 4)));
}

/** What a shade stands for, of the shades that can be there. */
export function legendOf(cells: readonly SafetyCell[], least: number): { shade: number; from: number; to: number }[] {
  const largest = Math.max(1, ...cells.map((cell) => cell.count));
  return [1, 2, 3, 4]
    .map((shade) => ({
      shade,
      from: Math.max(least, Math.floor((largest * (shade - 1)) / 4) + 1),
      to: Math.floor((largest * shade) / 4),
    }))
    .filter(({ from, to }) => from <= to);
}

export function cellFeatures(cells: readonly SafetyCell[]): GeoJSON.FeatureCollection {
  const largest = Math.max(1, ...cells.map((cell) => cell.count));
  return {
    type: 'FeatureCollection',
    features: cells.map((cell) => ({
      type: 'Feature',
      properties: { count: cell.count, shade: shadeOf(cell.count, largest) },
      geometry: { type: 'Polygon', coordinates: [cornersOf(cell)] },
    })),
  };
}

/** Closed ring of [lon, lat], from the south-west corner on. */
export function cornersOf({ lon, lat, sideDeg }: SafetyCell): [number, number][] {
  return [
    [lon, lat],
    [lon + sideDeg, lat],
    [lon + sideDeg, lat + sideDeg],
    [lon, lat + sideDeg],
    [lon, lat],
  ];
}
