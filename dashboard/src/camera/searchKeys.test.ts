import { describe, expect, it } from 'vitest';
import { chosenHit, initialOf, matchIn, stepActive } from './searchKeys';

describe('initials', () => {
  it.each([
    ['시', 'ㅅ'],
    ['청', 'ㅊ'],
    ['가', 'ㄱ'],
    ['힣', 'ㅎ'],
    ['까', 'ㄲ'],
    ['A', 'a'],
    ['7', '7'],
  ])('of %s is %s', (character, initial) => {
    expect(initialOf(character)).toBe(initial);
  });

  it.each<[string, string, [number, number] | null]>([
    ['시청역 5번 출구', 'ㅅㅊ', [0, 2]],
    ['시청역 5번 출구', '청역', [1, 3]],
    ['시청역 5번 출구', 'ㅅ청', [0, 2]],
    ['시청역 5번 출구', '출ㄱ', [7, 9]],
    ['DJ-SEO-001', 'seo', [3, 6]],
    ['시청역', 'ㅊㅅ', null],
    ['시청역', ' ', null],
    ['시', '시청', null],
  ])('%s holds %s at %j', (name, words, place) => {
    expect(matchIn(name, words)).toEqual(place);
  });
});

describe('keys of the hits', () => {
  it('go round and stay inside', () => {
    expect(stepActive('ArrowDown', -1, 3)).toBe(0);
    expect(stepActive('ArrowDown', 2, 3)).toBe(0);
    expect(stepActive('ArrowUp', -1, 3)).toBe(2);
    expect(stepActive('ArrowUp', 0, 3)).toBe(2);
    expect(stepActive('PageDown', -1, 3)).toBe(2);
    expect(stepActive('PageUp', 2, 30)).toBe(0);
    expect(stepActive('ArrowDown', -1, 0)).toBeNull();
    expect(stepActive('x', 0, 3)).toBeNull();
  });

  it('take the first without a choice', () => {
    expect(chosenHit(['a', 'b'], -1)).toBe('a');
    expect(chosenHit(['a', 'b'], 1)).toBe('b');
    expect(chosenHit([], -1)).toBeNull();
  });
});
