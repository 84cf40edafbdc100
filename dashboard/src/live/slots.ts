import { detectionSlots } from './detections';

const RETRY_MS = 1500;

export interface SlotUser {
  /** A slot is yours. */
  granted(): void;
  /** It was taken back for a more important picture; it will be granted again when there is one. */
  revoked(): void;
}

interface Claim {
  user: SlotUser;
  primary: boolean;
  /** Gives the lock back; null while waiting. */
  release: (() => void) | null;
}

/**
 * Hands out the few detection streams that the connection allows, over all windows of this browser where it has Web
 * Locks (a secure context), else within this window. What somebody looks at goes before a tile of the wall.
 */
export class Slots {
  private readonly claims = new Set<Claim>();
  private timer: ReturnType<typeof setInterval> | null = null;
  private busy = false;
  /** Something changed while we were busy. */
  private again = false;

  constructor(private readonly lock: () => Promise<(() => void) | null>) {}

  /** Returns the release, to be called once. */
  claim(user: SlotUser, primary: boolean): () => void {
    const claim: Claim = { user, primary, release: null };
    this.claims.add(claim);
    void this.serve();
    return () => {
      this.claims.delete(claim);
      claim.release?.();
      void this.serve();
    };
  }

  private async serve(): Promise<void> {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    do {
      this.again = false;
      await this.grantWhatCanBe();
    } while (this.again);
    this.busy = false;
    this.retryWhileWaiting();
  }

  private async grantWhatCanBe(): Promise<void> {
    for (let next = this.mostWanted(); next; next = this.mostWanted()) {
      const release = (await this.lock()) ?? this.takeBackFor(next);
      if (!release) return;
      if (!this.claims.has(next)) {
        release();
        continue;
      }
      next.release = release;
      next.user.granted();
    }
  }

  private mostWanted(): Claim | null {
    const waiting = [...this.claims].filter((claim) => claim.release === null);
    return waiting.find((claim) => claim.primary) ?? waiting[0] ?? null;
  }

  private takeBackFor(claim: Claim): (() => void) | null {
    if (!claim.primary) return null;
    const victim = [...this.claims].find((held) => held.release !== null && !held.primary);
    if (!victim) return null;
    const release = victim.release;
    victim.release = null;
    victim.user.revoked();
    return release;
  }

  private retryWhileWaiting(): void {
    const waiting = this.mostWanted() !== null;
    if (waiting && this.timer === null) this.timer = setInterval(() => void this.serve(), RETRY_MS);
    if (!waiting && this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }
}

function capacity(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return detectionSlots(navigation?.nextHopProtocol ?? null);
}

/** One of so many named locks of this browser, or null when all are taken. */
async function browserLock(): Promise<(() => void) | null> {
  for (let slot = 0; slot < capacity(); slot++) {
    const release = await tryLock(`metro-cctv-detections-${slot}`);
    if (release) return release;
  }
  return null;
}

function tryLock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    });
  });
}

/** Counting, for a window on its own. */
export function countingLock(slots: () => number): () => Promise<(() => void) | null> {
  let taken = 0;
  return () => {
    if (taken >= slots()) return Promise.resolve(null);
    taken++;
    return Promise.resolve(() => {
      taken--;
    });
  };
}

export const detectionStreams = new Slots(
  typeof navigator !== 'undefined' && 'locks' in navigator ? browserLock : countingLock(capacity),
);
