import type Hls from 'hls.js';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Problem, problemOf } from '../api/problem';
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
    let hls: Hls | null = null;
    let left = false;
    setProblem(null);
    void import('hls.js/light').then(({ default: HlsLight }) => {
      if (left || !video.current) return;
      if (!HlsLight.isSupported()) return setProblem(new Problem('unsupported-media', 0, null));
      // No worker: it would come from a blob, which the content security policy forbids; fMP4 needs no transmuxing.
      const player = new HlsLight({ enableWorker: false });
      hls = player;
      player.on(HlsLight.Events.LEVEL_LOADED, (_, { details }) => {
        fragments.current = details.fragments.map(({ start, duration, programDateTime }) => ({
          start,
          duration,
          programDateTime,
        }));
      });
      player.on(HlsLight.Events.ERROR, (_, error) => {
        if (!error.fatal) return;
        const answer = error.networkDetails instanceof XMLHttpRequest ? error.networkDetails : null;
        setProblem(
          answer?.status
            ? problemOf(answer.status, ['', 'text'].includes(answer.responseType) ? answer.responseText : '')
            : new Problem(
                error.response?.code ? 'unavailable' : 'no-picture',
                error.response?.code ?? 0,
                error.details,
              ),
        );
      });
      player.loadSource(url);
      player.attachMedia(video.current);
    });
    return () => {
      left = true;
      hls?.destroy();
    };
  }, [url]);

  const seek = (epochMs: number) => {
    const time = mediaTimeAt(fragments.current, epochMs);
    if (time !== null && video.current) video.current.currentTime = time;
  };
  return { video, fragments, problem, seek };
}
