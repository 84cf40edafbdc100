package metro.cctv.link.grant;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends what ran out. Several instances may sweep at once: each takes rows that no other holds. */
@Component
class GrantSweep {
    private static final Logger log = LoggerFactory.getLogger(GrantSweep.class);

    private final Grants grants;
    private final Clock clock;
    private volatile boolean troubled;

    GrantSweep(Grants grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    /** Media servers end a grant on time by themselves, so a sweep that must wait for the database does no harm. */
    @Scheduled(fixedDelayString = "PT1S")
    void sweep() {
        try {
            grants.expire(clock.instant());
            grants.bury(clock.instant());
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) log.warn("The grant sweep waits: {}", e.getMessage());
            troubled = true;
        }
    }
}
