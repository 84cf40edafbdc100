import { expect, test } from 'vitest';
import { trackName } from './trackName';

test('a track is named by the last three digits of its id', () => {
  expect(trackName(114899771964672)).toBe('#672');
  expect(trackName(7)).toBe('#007');
});
