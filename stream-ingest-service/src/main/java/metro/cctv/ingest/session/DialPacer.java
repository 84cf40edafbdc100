package metro.cctv.ingest.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Spreads dials, so that a district that comes back does not dial all its cameras at once. */
final class DialPacer {
    private final long spacingNanos;
    private final AtomicLong nextSlot = new AtomicLong(Long.MIN_VALUE);

    /** @param dialsPerSecond over all cameras of this process */
    DialPacer(double dialsPerSecond) {
        this.spacingNanos = Math.round(1e9 / dialsPerSecond);
    }

    /** Takes the next free slot. @return how long until then */
    Duration reserve(long nowNanos) {
        long slot = nextSlot.updateAndGet(
                next -> (next == Long.MIN_VALUE || next < nowNanos ? nowNanos : next) + spacingNanos);
        return Duration.ofNanos(slot - spacingNanos - nowNanos);
    }
}
