import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '../api/problem';
import { playRecording } from './playRecording';

/** What a browser says when the dashboard was upgraded meanwhile, or the network is gone. */
const GONE = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const video = () => ({}) as HTMLVideoElement;

describe('a player that cannot be loaded', () => {
  it('is told, for the panel would wait for it for ever', async () => {
    const onProblem = vi.fn<(problem: Problem) => void>();
    playRecording('/a.m3u8', video, { onFragments: () => {}, onProblem }, GONE);
    await vi.waitFor(() => expect(onProblem).toHaveBeenCalledOnce());
    expect(onProblem.mock.calls[0]![0].slug).toBe('network');
  });

  it('is told to nobody who left', async () => {
    const onProblem = vi.fn();
    let refuse: (why: unknown) => void = () => {};
    const loading = new Promise<never>((_, reject) => (refuse = reject));
    playRecording('/a.m3u8', video, { onFragments: () => {}, onProblem }, () => loading)();
    refuse(new TypeError('gone'));
    await new Promise(setImmediate);
    expect(onProblem).not.toHaveBeenCalled();
  });
});

it('a browser that cannot play recordings is told so', async () => {
  const onProblem = vi.fn<(problem: Problem) => void>();
  playRecording('/a.m3u8', video, { onFragments: () => {}, onProblem });
  // Node has no Media Source Extensions.
  await vi.waitFor(() => expect(onProblem).toHaveBeenCalledOnce());
  expect(onProblem.mock.calls[0]![0].slug).toBe('unsupported-media');
});
