import type { TimeRange } from '../api/doors';
import { fromField } from '../language/time';

export const MAX_RANGE_MS = 6 * 3_600_000;

export type RangeFault = 'missing' | 'backwards' | 'tooLong' | 'future';

/** Reads two datetime-local fields in Korean time. */
export function rangeOf(from: string, to: string, nowMs: number): TimeRange | RangeFault {
  const fromMs = fromField(from);
  const toMs = fromField(to);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return 'missing';
  if (toMs <= fromMs) return 'backwards';
  if (toMs - fromMs > MAX_RANGE_MS) return 'tooLong';
  if (fromMs > nowMs) return 'future';
  return { from: new Date(fromMs).toISOString(), to: new Date(Math.min(toMs, nowMs)).toISOString() };
}
