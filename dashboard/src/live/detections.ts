import type { ObjectsDetected } from '../api/types';

/** A box older than this says nothing about the picture under it. */
export const MAX_AGE_MS = 2000;
/** Frame times come from one clock but are rounded differently by the two paths. */
const TOLERANCE_MS = 60;
const MAX_HISTORY = 64;

/** Takes in one detection; the history stays ordered by capture time and short. */
export function remember(history: readonly ObjectsDetected[], event: ObjectsDetected): ObjectsDetected[] {
  const at = Date.parse(event.capturedAt);
  if (Number.isNaN(at) || history.some((known) => known.detectionId === event.detectionId)) return [...history];
  return [...history, event].sort((a, b) => Date.parse(a.capturedAt) - Date.parse(b.capturedAt)).slice(-MAX_HISTORY);
}

/** The newest detection not later than the shown frame and not older than {@link MAX_AGE_MS}; null: draw none. */
export function detectionAt(history: readonly ObjectsDetected[], frameEpochMs: number): ObjectsDetected | null {
  for (let at = history.length - 1; at >= 0; at--) {
    const event = history[at]!;
    const ageMs = frameEpochMs - Date.parse(event.capturedAt);
    if (ageMs < -TOLERANCE_MS) continue;
    return ageMs <= MAX_AGE_MS ? event : null;
  }
  return null;
}

/** Whole seconds that analysis is behind the camera; null as long as what it finds can still be drawn. */
export function secondsLate(event: ObjectsDetected): number | null {
  const lateMs = Date.parse(event.analysedAt) - Date.parse(event.capturedAt);
  return lateMs > MAX_AGE_MS ? Math.round(lateMs / 1000) : null;
}

/**
 * Browsers open six connections to a host over HTTP/1.1, shared by all windows, and each event stream keeps one: alerts
 * need one and one must stay free. HTTP/2 and 3 know no such limit.
 */
export function detectionSlots(nextHopProtocol: string | null): number {
  return nextHopProtocol === 'h2' || nextHopProtocol === 'h3' ? 32 : 4;
}
