package metro.cctv.link.grant;

import java.time.Clock;
import metro.cctv.chassis.sweep.Sweep;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends what ran out. Several instances may sweep at once: each takes rows that no other holds. */
@Component
class GrantSweep {

    private final Grants grants;
    private final Clock clock;
    private final Sweep sweep = new Sweep("Grants that ran out");

    GrantSweep(Grants grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    /** Media servers end a grant on time by themselves, so a sweep that must wait for the database does no harm. */
    @Scheduled(fixedDelayString = "PT1S")
    void sweep() {
        sweep.run(() -> {
            grants.expire(clock.instant());
            grants.bury(clock.instant());
        });
    }
}
