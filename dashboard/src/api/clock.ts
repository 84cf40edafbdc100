/**
 * How far the server's clock is from ours, bounded by the Date header of every answer (one second of resolution):
 * each answer says that the offset lies within an interval, the intervals' intersection narrows it.
 */
export class ClockOffset {
  private lowMs = -Infinity;
  private highMs = Infinity;

  /** @param dateMs the Date header, whole seconds; @param sentMs, @param receivedMs our clock */
  observe(dateMs: number, sentMs: number, receivedMs: number): void {
    const low = dateMs - receivedMs;
    const high = dateMs + 1000 - sentMs;
    if (low > this.highMs || high < this.lowMs) {
      // A clock was set since: what we knew is void.
      this.lowMs = low;
      this.highMs = high;
      return;
    }
    this.lowMs = Math.max(this.lowMs, low);
    this.highMs = Math.min(this.highMs, high);
  }

  /** Server time minus our time. 0 as long as equal clocks explain what was seen. */
  get offsetMs(): number {
    if (this.lowMs <= 0 && this.highMs >= 0) return 0;
    return (this.lowMs + this.highMs) / 2;
  }
}

export const serverClock = new ClockOffset();

/** Now by the server's clock, in epoch milliseconds. */
export function serverNowMs(): number {
  return Date.now() + serverClock.offsetMs;
}
