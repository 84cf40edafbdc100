import { describe, expect, it } from 'vitest';
import { weekBack } from './weeks';

describe('weeks of the city', () => {
  it.each([
    ['2026-11-22T14:59:59Z', 0, '2026-W47'],
    ['2026-11-22T15:00:00Z', 0, '2026-W48'],
    ['2026-11-22T03:00:00Z', 1, '2026-W46'],
    ['2027-01-01T03:00:00Z', 0, '2026-W53'],
    ['2027-01-04T03:00:00Z', 0, '2027-W01'],
    ['2026-01-01T03:00:00Z', 0, '2026-W01'],
  ])('%s, %i back: %s', (at, back, week) => {
    expect(weekBack(Date.parse(at), back)).toBe(week);
  });
});
