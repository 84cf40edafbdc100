import { describe, expect, it } from 'vitest';
import { rangeOf } from './range';
import { epochMsAt, mediaTimeAt, piecesOf } from './timeline';

const iso = (second: number) => new Date(second * 1000).toISOString();

describe('piecesOf', () => {
  it('joins touching segments, shows gaps with their cause and what nobody explained', () => {
    const pieces = piecesOf(
      {
        segments: [
          { segmentId: 'a', startedAt: iso(0), endedAt: iso(30) },
          { segmentId: 'b', startedAt: iso(31), endedAt: iso(50) },
          { segmentId: 'c', startedAt: iso(70), endedAt: iso(90) },
        ],
        gaps: [{ from: iso(50), to: iso(70), cause: 'CAMERA', detail: 'restarted' }],
      },
      10_000,
      110_000,
    );
    expect(pieces.map(({ kind, fromMs, toMs, cause }) => [kind, fromMs / 1000, toMs / 1000, cause])).toEqual([
      ['recorded', 10, 50, null],
      ['gap', 50, 70, 'CAMERA'],
      ['recorded', 70, 90, null],
      ['unknown', 90, 110, null],
    ]);
    expect(pieces[1]).toMatchObject({ start: 0.4, width: 0.2 });
  });

  it('is one unknown piece when nothing is known', () => {
    expect(piecesOf({ segments: [], gaps: [] }, 0, 10_000)).toMatchObject([{ kind: 'unknown', start: 0, width: 1 }]);
  });
});

describe('the two clocks of a recording', () => {
  const fragments = [
    { start: 0, duration: 10, programDateTime: 100_000 },
    { start: 10, duration: 10, programDateTime: 110_000 },
    { start: 20, duration: 10, programDateTime: 200_000 }, // after a gap
  ];

  it('goes from the wall to the media, over a gap to where it goes on', () => {
    expect(mediaTimeAt(fragments, 105_000)).toBe(5);
    expect(mediaTimeAt(fragments, 150_000)).toBe(20);
    expect(mediaTimeAt(fragments, 90_000)).toBe(0);
    expect(mediaTimeAt(fragments, 300_000)).toBeNull();
  });

  it('and back', () => {
    expect(epochMsAt(fragments, 12)).toBe(112_000);
    expect(epochMsAt(fragments, 25)).toBe(205_000);
    expect(epochMsAt([], 1)).toBeNull();
  });
});

describe('rangeOf', () => {
  const now = Date.parse('2026-11-21T12:00:00+09:00');

  it.each([
    ['', '2026-11-21T11:00', 'missing'],
    ['2026-11-21T11:00', '2026-11-21T11:00', 'backwards'],
    ['2026-11-21T01:00', '2026-11-21T11:00', 'tooLong'],
    ['2026-11-21T13:00', '2026-11-21T14:00', 'future'],
  ])('%s to %s: %s', (from, to, fault) => {
    expect(rangeOf(from, to, now)).toBe(fault);
  });

  it('never asks for what is still to come', () => {
    expect(rangeOf('2026-11-21T11:00', '2026-11-21T13:00', now)).toEqual({
      from: '2026-11-21T02:00:00.000Z',
      to: '2026-11-21T03:00:00.000Z',
    });
  });
});
