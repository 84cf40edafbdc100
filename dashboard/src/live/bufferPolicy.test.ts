import { describe, expect, it } from 'vitest';
import { HURRY_RATE, nextStep, type Playhead } from './bufferPolicy';

const calm: Playhead = { currentTime: 99.8, playbackRate: 1, buffered: [[90, 100]], updating: false, queuedBytes: 0 };

describe('nextStep', () => {
  it('does nothing near the live edge with nothing queued', () => {
    expect(nextStep(calm)).toEqual({ append: false, removeBefore: null, seekTo: null, playbackRate: 1 });
  });

  it('appends before anything is buffered', () => {
    const first = { ...calm, currentTime: 0, buffered: [], queuedBytes: 10 };
    expect(nextStep(first).append).toBe(true);
    expect(nextStep({ ...first, updating: true }).append).toBe(false);
  });

  it.each([
    ['within the limit', 98.6, null],
    ['too late', 98.4, 99.8],
    ['before the newest range', 10, 99.8],
    ['ahead of everything', 102, 99.8],
  ])('%s: currentTime %d', (_, currentTime, seekTo) => {
    expect(nextStep({ ...calm, currentTime }).seekTo).toBe(seekTo);
  });

  it('starts inside a range that is shorter than the jump target', () => {
    expect(nextStep({ ...calm, currentTime: 0, buffered: [[50, 50.1]] }).seekTo).toBe(50);
  });

  it('hurries above 0.45 s and calms only below 0.25 s', () => {
    expect(nextStep({ ...calm, currentTime: 99.5 }).playbackRate).toBe(HURRY_RATE);
    expect(nextStep({ ...calm, currentTime: 99.65, playbackRate: HURRY_RATE }).playbackRate).toBe(HURRY_RATE);
    expect(nextStep({ ...calm, currentTime: 99.65, playbackRate: 1 }).playbackRate).toBe(1);
    expect(nextStep({ ...calm, currentTime: 99.8, playbackRate: HURRY_RATE }).playbackRate).toBe(1);
  });

  it('drops what lies 20 s behind, some at a time, and before it appends', () => {
    const long = { ...calm, queuedBytes: 10 };
    expect(nextStep({ ...long, buffered: [[75, 100]] })).toMatchObject({ append: true, removeBefore: null });
    expect(nextStep({ ...long, buffered: [[74, 100]] })).toMatchObject({ append: false, removeBefore: 79.8 });
    expect(nextStep({ ...long, buffered: [[74, 100]], updating: true })).toMatchObject({
      append: false,
      removeBefore: null,
    });
  });
});
