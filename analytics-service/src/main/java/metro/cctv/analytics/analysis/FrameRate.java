package metro.cctv.analytics.analysis;

import java.util.function.LongSupplier;

/** Events a second over the last ten whole seconds. */
final class FrameRate {
    private static final int SECONDS = 10;

    private final LongSupplier nanoTime;
    private final long[] second = new long[SECONDS + 1];
    private final long[] count = new long[SECONDS + 1];

    FrameRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        java.util.Arrays.fill(second, Long.MIN_VALUE);
    }

    synchronized void mark() {
        long now = now();
        int slot = Math.floorMod(now, SECONDS + 1);
        if (second[slot] != now) {
            second[slot] = now;
            count[slot] = 0;
        }
        count[slot]++;
    }

    synchronized double perSecond() {
        long now = now();
        long sum = 0;
        for (int slot = 0; slot <= SECONDS; slot++)
            if (second[slot] < now && second[slot] >= now - SECONDS) sum += count[slot];
        return sum / (double) SECONDS;
    }

    private long now() {
        return Math.floorDiv(nanoTime.getAsLong(), 1_000_000_000L);
    }
}
