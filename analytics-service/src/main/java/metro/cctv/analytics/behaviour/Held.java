package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Since when something holds, over short interruptions. Ends are counted by frames in which it does not hold. */
final class Held {
    private static final int GAP_FRAMES = 2;

    private final Duration needed;
    private final Duration gap;

    @Nullable
    Instant since;

    private @Nullable Instant last;
    private @Nullable Instant interruptedSince;
    private int interruptedFrames;
    private boolean told;

    /** @param gap an interruption of up to this counts as none */
    Held(Duration needed, Duration gap) {
        this.needed = needed;
        this.gap = gap;
    }

    /** @return the start, once, when it has held for long enough; else null */
    @Nullable
    Instant see(Instant at, boolean holds) {
        if (since != null && last != null && Duration.between(last, at).compareTo(ZoneStays.SILENCE) > 0) end();
        last = at;
        if (!holds) {
            interrupt(at);
            return null;
        }
        interruptedSince = null;
        interruptedFrames = 0;
        if (since == null) since = at;
        if (told || Duration.between(since, at).compareTo(needed) < 0) return null;
        told = true;
        return since;
    }

    private void interrupt(Instant at) {
        if (since == null) return;
        interruptedFrames++;
        if (interruptedSince == null) interruptedSince = at;
        if (interruptedFrames >= GAP_FRAMES
                && Duration.between(interruptedSince, at).compareTo(gap) > 0) end();
    }

    void end() {
        since = null;
        interruptedSince = null;
        interruptedFrames = 0;
        told = false;
    }
}
