import type { RecordingTimeline } from '../api/types';

export interface Piece {
  kind: 'recorded' | 'gap' | 'unknown';
  fromMs: number;
  toMs: number;
  /** Share of the range, 0 to 1. */
  start: number;
  width: number;
  cause: string | null;
  detail: string | null;
}

/** Segments that touch within this are one piece to the eye. */
const JOIN_MS = 1500;

/** The range as pieces in order: recorded, gaps with a cause, and time that nobody explained. */
export function piecesOf(timeline: RecordingTimeline, fromMs: number, toMs: number): Piece[] {
  const pieces: Piece[] = [];
  const piece = (kind: Piece['kind'], start: number, end: number, cause: string | null, detail: string | null) => {
    const a = Math.max(fromMs, start);
    const b = Math.min(toMs, end);
    if (b <= a) return;
    const before = pieces[pieces.length - 1];
    if (before && kind === 'recorded' && before.kind === 'recorded' && a - before.toMs <= JOIN_MS) {
      before.toMs = Math.max(before.toMs, b);
      return;
    }
    pieces.push({ kind, fromMs: a, toMs: b, start: 0, width: 0, cause, detail });
  };
  const known = [
    ...timeline.segments.map((segment) => ({
      kind: 'recorded' as const,
      start: Date.parse(segment.startedAt),
      end: Date.parse(segment.endedAt),
      cause: null,
      detail: null,
    })),
    ...timeline.gaps.map((gap) => ({
      kind: 'gap' as const,
      start: Date.parse(gap.from),
      end: Date.parse(gap.to),
      cause: gap.cause,
      detail: gap.detail,
    })),
  ].sort((a, b) => a.start - b.start);
  let at = fromMs;
  for (const part of known) {
    if (part.start - at > JOIN_MS) piece('unknown', at, part.start, null, null);
    piece(part.kind, part.start, part.end, part.cause, part.detail);
    at = Math.max(at, part.end);
  }
  if (toMs - at > JOIN_MS) piece('unknown', at, toMs, null, null);
  const span = toMs - fromMs;
  return pieces.map((one) => ({ ...one, start: (one.fromMs - fromMs) / span, width: (one.toMs - one.fromMs) / span }));
}

/** A stretch of the playlist on both clocks. */
export interface Fragment {
  /** Media time, seconds. */
  start: number;
  duration: number;
  /** EXT-X-PROGRAM-DATE-TIME. */
  programDateTime: number | null;
}

/** Media time at a wall-clock moment; within a gap, where the recording goes on. Null: after the end, or no clock. */
export function mediaTimeAt(fragments: readonly Fragment[], epochMs: number): number | null {
  for (const fragment of fragments) {
    if (fragment.programDateTime === null) continue;
    const insideS = (epochMs - fragment.programDateTime) / 1000;
    if (insideS < fragment.duration) return fragment.start + Math.max(0, insideS);
  }
  return null;
}

/** Wall-clock moment at a media time. */
export function epochMsAt(fragments: readonly Fragment[], mediaTimeS: number): number | null {
  let found: Fragment | null = null;
  for (const fragment of fragments) {
    if (fragment.programDateTime !== null && fragment.start <= mediaTimeS + 0.001) found = fragment;
  }
  return found === null ? null : found.programDateTime! + (mediaTimeS - found.start) * 1000;
}
