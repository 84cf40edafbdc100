import type { HealthState } from '../api/types';

/** From well to not known; the order of legends and lists. */
export const HEALTH_STATES: readonly HealthState[] = [
  'ONLINE',
  'DEGRADED',
  'CONNECTING',
  'OFFLINE',
  'STALE',
  'UNKNOWN',
];

export const HEALTH_COLOURS: Record<HealthState, string> = {
  ONLINE: '#48d597',
  DEGRADED: '#ffa25e',
  CONNECTING: '#ffd75e',
  OFFLINE: '#ff7070',
  STALE: '#c9a6ff',
  UNKNOWN: '#a3b4c6',
};

/**
 * SVG path in a 16 × 16 box, one shape a state: circle, triangle down, triangle up, square, cross, diamond. Colour alone
 * would not do.
 */
export function drawMark(state: HealthState): string {
  switch (state) {
    case 'ONLINE':
      return 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z';
    case 'DEGRADED':
      return 'M8 14.5L1 2h14z';
    case 'CONNECTING':
      return 'M8 1.5L15 14H1z';
    case 'OFFLINE':
      return 'M2.5 2.5h11v11h-11z';
    case 'STALE':
      return 'M4.5 1.5L8 5l3.5-3.5l3 3L11 8l3.5 3.5l-3 3L8 11l-3.5 3.5l-3-3L5 8L1.5 4.5z';
    case 'UNKNOWN':
      return 'M8 1L15 8L8 15L1 8z';
  }
}
