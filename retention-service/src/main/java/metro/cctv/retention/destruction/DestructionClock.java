package metro.cctv.retention.destruction;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import metro.cctv.retention.RetentionProperties;
import org.springframework.stereotype.Component;

/** What time it is for destruction: the service's clock, moved ahead for demonstrations. */
@Component
class DestructionClock {
    private final Clock clock;

    DestructionClock(Clock clock, RetentionProperties retention) {
        this.clock = Clock.offset(clock, retention.clockOffset());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
