package metro.cctv.chassis.sweep;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A round that comes again by the clock. What keeps it from its work is said once, not once a second, until a round goes well. */
public final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final String waiting;
    private volatile boolean troubled;

    /** @param waiting what waits when a round fails, in words for the log */
    public Sweep(String waiting) {
        this.waiting = waiting;
    }

    /** Never throws: the next round is the second try. */
    public void run(Runnable round) {
        try {
            round.run();
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) log.warn("{} wait: {}", waiting, e.getMessage());
            troubled = true;
        }
    }
}
