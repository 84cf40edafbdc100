import { describe, expect, it } from 'vitest';
import type { Alert, RecordingTimeline } from '../api/types';
import { clipRange, clipState } from './clip';

const iso = (second: number) => new Date(second * 1000).toISOString();
const alert = { capturedAt: iso(100) } as Alert;
const recorded = (from: number, to: number) => ({ segmentId: String(from), startedAt: iso(from), endedAt: iso(to) });
const gap = (from: number, to: number) => ({ from: iso(from), to: iso(to), cause: 'CAMERA', detail: '' });

describe('clipRange', () => {
  it('is ten seconds, the alert eight seconds into it', () => {
    expect(clipRange(alert)).toEqual({ from: iso(92), to: iso(102) });
  });
});

describe('clipState', () => {
  it.each<[string, RecordingTimeline, number, string]>([
    ['whole', { segments: [recorded(60, 120)], gaps: [] }, 130, 'ready'],
    ['in two files', { segments: [recorded(60, 97), recorded(97.2, 120)], gaps: [] }, 130, 'ready'],
    ['not closed yet', { segments: [], gaps: [] }, 110, 'waiting'],
    ['its end not closed yet', { segments: [recorded(60, 97)], gaps: [] }, 110, 'waiting'],
    ['begun within it', { segments: [recorded(96, 120)], gaps: [] }, 110, 'ready'],
    ['never came', { segments: [], gaps: [] }, 300, 'none'],
    ['its end never came', { segments: [recorded(60, 97)], gaps: [] }, 300, 'ready'],
    ['known to be missing', { segments: [], gaps: [gap(80, 110)] }, 110, 'none'],
    ['partly known to be missing', { segments: [recorded(60, 97)], gaps: [gap(97, 110)] }, 110, 'ready'],
  ])('%s', (_, timeline, now, state) => {
    expect(clipState(timeline, clipRange(alert), now * 1000)).toBe(state);
  });
});
