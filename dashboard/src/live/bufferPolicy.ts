/** The rules that keep a live picture near now (reference: video.md §2). Pure; times in seconds of media time. */

export const KEEP_BEHIND_S = 20;
/** Dropping only after some more has piled up saves a removal in every tick. */
const DROP_SLACK_S = 5;
export const JUMP_ABOVE_S = 1.5;
export const HURRY_ABOVE_S = 0.45;
/** Hurrying ends well below where it began, so that the rate does not flap. */
const CALM_BELOW_S = 0.25;
export const HURRY_RATE = 1.1;
/** After a jump so much is left to play: less stalls on the next late fragment. */
const JUMP_TARGET_S = 0.2;

export interface Playhead {
  currentTime: number;
  playbackRate: number;
  /** Buffered ranges in order, [start, end]. */
  buffered: readonly (readonly [number, number])[];
  /** The source buffer is busy: nothing may be appended or removed. */
  updating: boolean;
  queuedBytes: number;
}

export interface Step {
  append: boolean;
  /** Remove what ends before this time; null: nothing. */
  removeBefore: number | null;
  seekTo: number | null;
  playbackRate: number;
}

export function nextStep(head: Playhead): Step {
  const idle: Step = { append: false, removeBefore: null, seekTo: null, playbackRate: head.playbackRate };
  const last = head.buffered[head.buffered.length - 1];
  if (!last) return { ...idle, append: !head.updating && head.queuedBytes > 0 };
  const [lastStart, end] = last;
  const lag = end - head.currentTime;
  // Outside of the newest range there is nothing to wait for: it is where the live picture is.
  const lost = head.currentTime < lastStart || head.currentTime > end + JUMP_ABOVE_S;
  const seekTo = lost || lag > JUMP_ABOVE_S ? Math.max(lastStart, end - JUMP_TARGET_S) : null;
  const at = seekTo ?? head.currentTime;
  return {
    seekTo,
    playbackRate: rate(end - at, head.playbackRate),
    ...bufferWork(head, at),
  };
}

function rate(lag: number, current: number): number {
  if (lag > HURRY_ABOVE_S) return HURRY_RATE;
  return lag < CALM_BELOW_S ? 1 : current;
}

/** One operation a tick; making room goes first. */
function bufferWork(head: Playhead, at: number): { append: boolean; removeBefore: number | null } {
  if (head.updating) return { append: false, removeBefore: null };
  const first = head.buffered[0]?.[0] ?? at;
  if (at - first > KEEP_BEHIND_S + DROP_SLACK_S) return { append: false, removeBefore: at - KEEP_BEHIND_S };
  return { append: head.queuedBytes > 0, removeBefore: null };
}
