import { describe, expect, it } from 'vitest';
import { judge, type Signs } from './freshness';

const live: Signs = { nowMs: 100_000, socket: { name: 'open' }, reported: null, lastFrameAtMs: 99_900, delayMs: 220, stillAgeMs: null };

describe('judge', () => {
  it.each<[string, Partial<Signs>, string]>([
    ['frames keep coming', {}, 'live'],
    ['frames come but they are old', { delayMs: 7000 }, 'late'],
    ['no frame for 2.5 s', { lastFrameAtMs: 97_500 }, 'frozen'],
    ['no frame yet', { lastFrameAtMs: null }, 'connecting'],
    [
      'the relay said offline and frames stopped',
      { lastFrameAtMs: 90_000, reported: { state: 'OFFLINE', cause: 'STALLED' } },
      'offline',
    ],
    [
      'the relay said offline before the first frame',
      { lastFrameAtMs: null, reported: { state: 'OFFLINE', cause: 'REFUSED' } },
      'offline',
    ],
    ['the socket is down', { lastFrameAtMs: 0, socket: { name: 'waiting' } }, 'disconnected'],
    ['dialling again after a picture', { lastFrameAtMs: 0, socket: { name: 'connecting' } }, 'disconnected'],
    ['dialling for the first time', { lastFrameAtMs: null, socket: { name: 'connecting' } }, 'connecting'],
    [
      'the right ended while the last frame is fresh',
      { socket: { name: 'ended', reason: { kind: 'right-ended' } } },
      'ended',
    ],
    ['single pictures, none yet', { socket: { name: 'stills', codecs: 'hvc1' } }, 'connecting'],
    ['single pictures', { socket: { name: 'stills', codecs: 'hvc1' }, stillAgeMs: 1500 }, 'stills'],
    ['an old single picture is not shown as now', { socket: { name: 'stills', codecs: 'hvc1' }, stillAgeMs: 16_000 }, 'frozen'],
    ['the delay is not known', { delayMs: null }, 'live'],
  ])('%s', (_, change, expected) => {
    expect(judge({ ...live, ...change }).name).toBe(expected);
  });

  it('tells for how long the picture stands still', () => {
    expect(judge({ ...live, lastFrameAtMs: 90_000 })).toEqual({ name: 'frozen', forMs: 10_000 });
  });
});
