import type { TimeRange } from '../api/doors';
import type { Alert, RecordingTimeline } from '../api/types';
import { piecesOf } from '../playback/timeline';

const CLIP_MS = 10_000;
/** What happened next, as far as ten seconds go. */
const AFTER_MS = 2_000;
/** A recording is readable once its file is closed, some seconds to a minute after it was filmed; later nobody waits for it. */
const PATIENCE_MS = 180_000;
const SHORTEST_MS = 1_000;

/** The ten seconds around the frame that raised the alert. */
export function clipRange(alert: Alert): TimeRange {
  const to = Date.parse(alert.capturedAt) + AFTER_MS;
  return { from: new Date(to - CLIP_MS).toISOString(), to: new Date(to).toISOString() };
}

export type ClipState = 'ready' | 'waiting' | 'none';

/** Whether it can be played. Files are closed in order: what is missing before a recorded piece does not come any more. */
export function clipState(timeline: RecordingTimeline, range: TimeRange, nowMs: number): ClipState {
  const toMs = Date.parse(range.to);
  const pieces = piecesOf(timeline, Date.parse(range.from), toMs);
  if (pieces.at(-1)?.kind === 'unknown' && nowMs < toMs + PATIENCE_MS) return 'waiting';
  const recordedMs = pieces.reduce((sum, one) => sum + (one.kind === 'recorded' ? one.toMs - one.fromMs : 0), 0);
  return recordedMs >= SHORTEST_MS ? 'ready' : 'none';
}
