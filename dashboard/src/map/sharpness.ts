/**
 * How sharp the map is drawn while it moves. A desk without a graphics card draws fewer points then, so that the city
 * follows the hand; standing still it is always drawn in full.
 */

/** 50 pictures a second and a little patience. */
const SLOW_FRAME_MS = 22;
const FAST_FRAME_MS = 17.5;
const FRAMES_JUDGED = 6;
const LEAST = 0.35;
const COARSER = 0.7;
const FINER = 1.2;

export class Sharpness {
  private gaps: number[] = [];
  private last: number | null = null;
  /** Fraction of the full number of points along a side, as learnt in earlier moves. */
  share = 1;

  moveBegins(): void {
    this.gaps = [];
    this.last = null;
  }

  /** One frame of a move; true when the share has changed. */
  frame(atMs: number): boolean {
    if (this.last !== null) this.gaps.push(atMs - this.last);
    this.last = atMs;
    if (this.gaps.length < FRAMES_JUDGED) return false;
    const typical = [...this.gaps].sort((a, b) => a - b)[Math.floor(FRAMES_JUDGED / 2)]!;
    this.gaps = [];
    // A new size of the canvas costs a frame: it is not held against the next ones.
    this.last = null;
    const before = this.share;
    if (typical > SLOW_FRAME_MS) this.share = Math.max(LEAST, this.share * COARSER);
    else if (typical < FAST_FRAME_MS) this.share = Math.min(1, this.share * FINER);
    return this.share !== before;
  }
}
