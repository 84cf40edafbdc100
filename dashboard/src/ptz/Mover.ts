import { isStill, sameMovement, STILL, type Movement } from './vector';

/** The camera stops by itself 2 s after the last word. */
export const REPEAT_MS = 1000;
/** A drag tells of each pixel; the camera need not. */
export const PAUSE_MS = 120;

/**
 * Keeps a camera moving while a hand holds it: the movement is said at once, again each second, and its change after a
 * short pause; letting go says STOP, always and at once.
 */
export class Mover {
  private wanted: Movement = STILL;
  private told: Movement = STILL;
  private toldAtMs = -Infinity;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly say: { move(movement: Movement): void; stop(): void },
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  hold(movement: Movement): void {
    if (isStill(movement)) return this.release();
    this.wanted = movement;
    if (sameMovement(movement, this.told)) return;
    const sinceMs = this.nowMs() - this.toldAtMs;
    if (sinceMs >= PAUSE_MS) this.tell();
    else this.after(PAUSE_MS - sinceMs);
  }

  /** Lets go: nothing is said when nothing moved. */
  release(): void {
    const moving = !isStill(this.told);
    this.quiet();
    if (moving) this.say.stop();
  }

  /** Stops in any case, also what somebody else began. */
  stop(): void {
    this.quiet();
    this.say.stop();
  }

  /** After a refusal: what we wanted did not happen, and saying it again would not help. */
  refused(): void {
    this.quiet();
  }

  get moving(): boolean {
    return !isStill(this.told);
  }

  private quiet(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.wanted = STILL;
    this.told = STILL;
    this.toldAtMs = -Infinity;
  }

  private tell(): void {
    this.told = this.wanted;
    this.toldAtMs = this.nowMs();
    this.say.move(this.told);
    // Saying may have been refused at once.
    if (!isStill(this.told)) this.after(REPEAT_MS);
  }

  private after(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), ms);
  }
}
