import { describe, expect, it } from 'vitest';
import type { HealthPeriod, HealthState } from '../api/types';
import { barPieces, wellPercent } from './healthBar';

const at = (hour: number) => new Date(hour * 3_600_000).toISOString();
const period = (state: HealthState, from: number, to: number | null): HealthPeriod => ({
  state,
  cause: null,
  detail: null,
  from: at(from),
  to: to === null ? null : at(to),
});
const hours = (count: number) => count * 3_600_000;

describe('health bar', () => {
  it('cuts periods at its ends and lets the last go on', () => {
    const pieces = barPieces(
      [period('ONLINE', 8, null), period('OFFLINE', 6, 8), period('ONLINE', 0, 6)],
      hours(4),
      hours(12),
    );
    expect(pieces.map(({ state, left, width }) => [state, left, width])).toEqual([
      ['ONLINE', 0, 25],
      ['OFFLINE', 25, 25],
      ['ONLINE', 50, 50],
    ]);
    expect(wellPercent(pieces)).toBe(75);
  });

  it('leaves out what lies elsewhere or has no length', () => {
    expect(barPieces([period('ONLINE', 0, 1), period('ONLINE', 5, 5)], hours(2), hours(12))).toEqual([]);
    expect(barPieces([period('ONLINE', 0, 1)], hours(2), hours(2))).toEqual([]);
  });

  it('does not count what nobody knows', () => {
    expect(
      wellPercent(
        barPieces([period('UNKNOWN', 0, 1), period('STALE', 1, 2), period('DEGRADED', 2, 4)], 0, hours(4)),
      ),
    ).toBe(100);
    expect(wellPercent(barPieces([period('UNKNOWN', 0, 2)], 0, hours(4)))).toBeNull();
  });
});
