import type Hls from 'hls.js';
import { asProblem, Problem, problemOf } from '../api/problem';
import type { Fragment } from './timeline';

type Player = typeof import('hls.js/light');

interface Ear {
  /** The playlist's stretches on both clocks. */
  onFragments(fragments: Fragment[]): void;
  /** Nothing more comes: the player could not be loaded, or not go on. */
  onProblem(problem: Problem): void;
}

/**
 * Plays a recording by HLS in a video element that may be gone when the player is loaded.
 * @returns leaves it, after which nothing is told any more
 */
export function playRecording(
  url: string,
  video: () => HTMLVideoElement | null,
  ear: Ear,
  load: () => Promise<Player> = () => import('hls.js/light'),
): () => void {
  let hls: Hls | null = null;
  let left = false;
  const begin = ({ default: HlsLight }: Player) => {
    const element = video();
    if (left || !element) return;
    if (!HlsLight.isSupported()) return ear.onProblem(new Problem('unsupported-media', 0, null));
    // No worker: it would come from a blob, which the content security policy forbids; fMP4 needs no transmuxing.
    const player = new HlsLight({ enableWorker: false });
    hls = player;
    player.on(HlsLight.Events.LEVEL_LOADED, (_, { details }) => {
      ear.onFragments(
        details.fragments.map(({ start, duration, programDateTime }) => ({ start, duration, programDateTime })),
      );
    });
    player.on(HlsLight.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      const answer = error.networkDetails instanceof XMLHttpRequest ? error.networkDetails : null;
      ear.onProblem(
        answer?.status
          ? problemOf(answer.status, ['', 'text'].includes(answer.responseType) ? answer.responseText : '')
          : new Problem(error.response?.code ? 'unavailable' : 'no-picture', error.response?.code ?? 0, error.details),
      );
    });
    player.loadSource(url);
    player.attachMedia(element);
  };
  load()
    .then(begin)
    .catch((thrown: unknown) => {
      if (!left) ear.onProblem(asProblem(thrown));
    });
  return () => {
    left = true;
    hls?.destroy();
  };
}
