package metro.cctv.ingest.record;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all recorders of the process may have waiting for the disk together. Each has its own limit too, but a slow disk is slow
 * for all of them at once, and what waits is memory.
 */
final class WriteBudget {
    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    WriteBudget(long bytes) {
        this.bytes = bytes;
    }

    /** Leaves room for the live pictures and the collector. */
    static WriteBudget ofThisProcess() {
        return new WriteBudget(Runtime.getRuntime().maxMemory() / 4);
    }

    boolean take(long wanted) {
        if (taken.addAndGet(wanted) <= bytes) return true;
        taken.addAndGet(-wanted);
        return false;
    }

    void giveBack(long written) {
        taken.addAndGet(-written);
    }

    long taken() {
        return taken.get();
    }
}
