import type { HealthState } from '../api/types';

export const HEALTH_COLOURS: Record<HealthState, string> = {
  ONLINE: '#48d597',
  CONNECTING: '#ffc04d',
  OFFLINE: '#ff7070',
  UNKNOWN: '#a3b4c6',
};

/** SVG path in a 16 × 16 box, one shape a state: circle, triangle, square, diamond. Colour alone would not do. */
export function drawMark(state: HealthState): string {
  switch (state) {
    case 'ONLINE':
      return 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z';
    case 'CONNECTING':
      return 'M8 1.5L15 14H1z';
    case 'OFFLINE':
      return 'M2.5 2.5h11v11h-11z';
    case 'UNKNOWN':
      return 'M8 1L15 8L8 15L1 8z';
  }
}
