import type { HealthPeriod, HealthState } from '../api/types';

export interface BarPiece {
  state: HealthState;
  cause: string | null;
  fromMs: number;
  toMs: number;
  /** Percent of the bar. */
  left: number;
  width: number;
}

/** The periods inside a window as pieces of a bar, oldest first; what nobody knows stays empty. */
export function barPieces(periods: readonly HealthPeriod[], fromMs: number, toMs: number): BarPiece[] {
  const span = toMs - fromMs;
  if (span <= 0) return [];
  const pieces = periods.flatMap((period) => {
    const start = Math.max(fromMs, Date.parse(period.from));
    const end = Math.min(toMs, period.to ? Date.parse(period.to) : toMs);
    if (!(end > start)) return [];
    return [
      {
        state: period.state,
        cause: period.cause,
        fromMs: start,
        toMs: end,
        left: ((start - fromMs) / span) * 100,
        width: ((end - start) / span) * 100,
      },
    ];
  });
  return pieces.sort((a, b) => a.fromMs - b.fromMs);
}

/** Share of the known time in which pictures came, in percent, as the registry counts; null when nothing is known. */
export function wellPercent(pieces: readonly BarPiece[]): number | null {
  const known = pieces.filter((piece) => piece.state !== 'UNKNOWN' && piece.state !== 'STALE');
  const total = known.reduce((sum, piece) => sum + piece.toMs - piece.fromMs, 0);
  if (total === 0) return null;
  const well = known
    .filter((piece) => piece.state === 'ONLINE' || piece.state === 'DEGRADED')
    .reduce((sum, piece) => sum + piece.toMs - piece.fromMs, 0);
  return (well / total) * 100;
}
