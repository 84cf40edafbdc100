import { describe, expect, it } from 'vitest';
import type { Page, Pose } from '../api/types';
import { trackLoader } from './trackLoader';

const START_MS = Date.parse('2026-11-22T00:00:00Z');
const SIGNAL = new AbortController().signal;
const pose = (second: number): Pose => ({
  at: new Date(START_MS + 1_000 * second).toISOString(),
  lon: 127,
  lat: 36,
  headingDeg: null,
  heightM: null,
});

/** As the registry answers: the oldest first, a page at most, {@code next} the time of what follows. */
class Registry {
  readonly poses: Pose[] = [];
  readonly asked: string[] = [];

  readonly page = (from: string): Promise<Page<Pose>> => {
    this.asked.push(from);
    const found = this.poses.filter(({ at }) => at >= from);
    return Promise.resolve({ items: found.slice(0, 4), next: found[4]?.at ?? null });
  };
}

describe('the track of a moving camera', () => {
  it('ends with its newest pose, however many pages lie before it', async () => {
    const registry = new Registry();
    for (let second = 0; second < 10; second++) registry.poses.push(pose(second));
    const load = trackLoader(registry.page, 60_000, () => START_MS + 10_000);

    expect(await load(SIGNAL)).toEqual(registry.poses);
    expect(registry.asked).toHaveLength(3);
  });

  it('asks again for what is new only, and forgets what is older than its span', async () => {
    const registry = new Registry();
    for (let second = 0; second < 10; second++) registry.poses.push(pose(second));
    let now = 10;
    const load = trackLoader(registry.page, 12_000, () => START_MS + 1_000 * now);
    await load(SIGNAL);
    registry.asked.length = 0;
    registry.poses.push(pose(10), pose(11));
    now = 15;

    expect(await load(SIGNAL)).toEqual(registry.poses.slice(3));
    expect(registry.asked).toEqual([pose(9).at]);
  });

  it('begins anew after a long silence', async () => {
    const registry = new Registry();
    registry.poses.push(pose(0));
    let now = 1;
    const load = trackLoader(registry.page, 12_000, () => START_MS + 1_000 * now);
    await load(SIGNAL);
    registry.poses.push(pose(100));
    now = 101;

    expect(await load(SIGNAL)).toEqual([pose(100)]);
    expect(registry.asked.at(-1)).toBe(pose(89).at);
  });
});
