import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Problem } from '../api/problem';
import { playRecording } from './playRecording';
import { mediaTimeAt, type Fragment } from './timeline';

export interface Recording {
  video: RefObject<HTMLVideoElement | null>;
  /** The playlist's stretches on both clocks. */
  fragments: RefObject<Fragment[]>;
  problem: Problem | null;
  /** To a wall-clock moment. */
  seek(epochMs: number): void;
}

/** A recording by HLS in a video element. */
export function useRecording(url: string): Recording {
  const video = useRef<HTMLVideoElement>(null);
  const fragments = useRef<Fragment[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    setProblem(null);
    return playRecording(url, () => video.current, {
      onFragments: (told) => {
        fragments.current = told;
      },
      onProblem: setProblem,
    });
  }, [url]);

  const seek = (epochMs: number) => {
    const time = mediaTimeAt(fragments.current, epochMs);
    if (time !== null && video.current) video.current.currentTime = time;
  };
  return { video, fragments, problem, seek };
}
