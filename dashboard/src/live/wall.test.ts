import { describe, expect, it } from 'vitest';
import { placeAfter, streamFor } from './wall';

describe('keys on the wall', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 2],
    ['ArrowLeft', 3, 3],
    ['ArrowLeft', 4, 3],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 7, 7],
    ['ArrowUp', 1, 1],
    ['ArrowUp', 8, 5],
    ['p', 4, null],
  ])('%s leads from place %i of nine to %s', (key, from, to) => {
    expect(placeAfter(key, from, 9)).toBe(to);
  });

  it('stay on the one picture of a wall of one', () => {
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) expect(placeAfter(key, 0, 1)).toBe(0);
  });
});

describe('which stream a tile plays', () => {
  it.each([
    ['sub', 300, 'sub'],
    ['sub', 900, 'sub'],
    ['sub', 960, 'main'],
    ['main', 900, 'main'],
    ['main', 839, 'sub'],
    ['main', 0, 'sub'],
  ] as const)('from %s, %i device pixels wide: %s', (before, pixels, stream) => {
    expect(streamFor(before, pixels)).toBe(stream);
  });
});
