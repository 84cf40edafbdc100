import { describe, expect, it } from 'vitest';
import type { SelectiveLoad, SelectiveTile } from '../api/types';
import {
  cellsOf,
  loadLevel,
  mostPins,
  secondsLeft,
  shownReasons,
  withinRoom,
  withPinToggled,
} from './selective';

const tile = (place: number, until: string | null = null): SelectiveTile => ({
  place,
  cameraId: `DJ-${place}`,
  cameraName: 'Gate',
  districtCode: 'DJ-SEO',
  why: 'ROUND',
  since: '2026-11-22T00:00:00Z',
  until,
  points: 10,
  reasons: [],
});

describe('pins', () => {
  it('fill at most half of a wall', () => {
    expect([mostPins(4), mostPins(9), mostPins(16)]).toEqual([2, 4, 8]);
  });

  it('are set and taken away by the same key, and the oldest makes room', () => {
    expect(withPinToggled([], 'a', 4)).toEqual(['a']);
    expect(withPinToggled(['a', 'b'], 'a', 4)).toEqual(['b']);
    expect(withPinToggled(['a', 'b'], 'c', 4)).toEqual(['b', 'c']);
    expect(withinRoom(['a', 'b', 'c', 'd', 'e'], 4)).toEqual(['d', 'e']);
    expect(withinRoom(['a'], 4)).toEqual(['a']);
  });
});

describe('the wall', () => {
  it('has a cell for each place and leaves the others empty', () => {
    const cells = cellsOf([tile(3), tile(0), tile(7)], 4);
    expect(cells.map((cell) => cell?.cameraId ?? null)).toEqual(['DJ-0', null, null, 'DJ-3']);
  });

  it('counts down what gives way and nothing else', () => {
    const now = Date.parse('2026-11-22T00:00:00Z');
    expect(secondsLeft(tile(0, '2026-11-22T00:00:12.300Z'), now)).toBe(13);
    expect(secondsLeft(tile(0, '2026-11-21T23:59:00Z'), now)).toBe(0);
    expect(secondsLeft(tile(0), now)).toBeNull();
  });
});

describe('load', () => {
  const load = (changes: number, most = 24): SelectiveLoad => ({
    changesLastMinute: changes,
    mostChangesPerMinute: most,
    cameras: 2000,
    watchers: 4,
    camerasPerWatcher: 500,
    norm: 50,
  });

  it.each([
    [0, 'calm'],
    [11, 'calm'],
    [12, 'busy'],
    [21, 'busy'],
    [22, 'full'],
  ])('%i changes of 24 are %s', (changes, level) => {
    expect(loadLevel(load(changes))).toBe(level);
  });
});

describe('reasons', () => {
  const unseen = { code: 'UNSEEN' as const, points: 8, facts: { minutes: 30 } };
  const activity = { code: 'ACTIVITY' as const, points: 4, facts: { arrivals: 9, usual: 2 } };

  it('say how long nobody looked only when there is nothing else', () => {
    expect(shownReasons([unseen, activity])).toEqual([activity]);
    expect(shownReasons([unseen])).toEqual([unseen]);
    expect(shownReasons([activity, activity, activity])).toHaveLength(2);
    expect(shownReasons([])).toEqual([]);
  });
});
