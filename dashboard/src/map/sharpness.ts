/**
 * How sharp the map is drawn while it moves. A desk without a graphics card draws fewer points then, so that the city
 * follows the hand; standing still it is always drawn in full. Each change of size costs a frame: within a move it only
 * gets coarser, and finer again before a move when the last ones were all quick.
 */

/** 50 pictures a second; a screen shows 60, so a quick frame takes 16.7 ms. */
const SLOW_FRAME_MS = 20;
const FAST_FRAME_MS = 17.5;
const FRAMES_JUDGED = 12;
const LEAST = 0.35;
const COARSER = 0.7;
const FINER = 1.2;
const QUICK_MOVES = 3;

export class Sharpness {
  private gaps: number[] = [];
  private last: number | null = null;
  private judged = false;
  private quick = true;
  private quickMoves = 0;
  /** Fraction of the full number of points along a side, as learnt in earlier moves. */
  share = 1;

  moveBegins(): void {
    if (this.judged) this.quickMoves = this.quick ? this.quickMoves + 1 : 0;
    if (this.quickMoves === QUICK_MOVES) {
      this.share = Math.min(1, this.share * FINER);
      this.quickMoves = 0;
    }
    this.gaps = [];
    this.last = null;
    this.judged = false;
    this.quick = true;
  }

  /** One frame of a move; true when the share has changed. */
  frame(atMs: number): boolean {
    if (this.last !== null) this.gaps.push(atMs - this.last);
    this.last = atMs;
    if (this.gaps.length < FRAMES_JUDGED) return false;
    const typical = meanButLongest(this.gaps);
    this.gaps = [];
    this.judged = true;
    if (typical >= FAST_FRAME_MS) this.quick = false;
    if (typical <= SLOW_FRAME_MS || this.share === LEAST) return false;
    this.share = Math.max(LEAST, this.share * COARSER);
    // A new size of the canvas costs a frame: it is not held against the next ones.
    this.last = null;
    return true;
  }
}

/** A screen shows whole frames, so the middle one says little; a single long one is a tile that arrived. */
function meanButLongest(gaps: readonly number[]): number {
  return (gaps.reduce((sum, gap) => sum + gap, 0) - Math.max(...gaps)) / (gaps.length - 1);
}
