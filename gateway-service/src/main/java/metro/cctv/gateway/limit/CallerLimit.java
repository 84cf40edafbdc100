package metro.cctv.gateway.limit;

import java.time.Clock;
import metro.cctv.chassis.door.Caller;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.stereotype.Component;

/** So that one account's runaway script leaves room for the others. */
@Component
public class CallerLimit {
    private final Buckets buckets;
    private final Clock clock;

    CallerLimit(GatewayProperties gateway, Clock clock) {
        this.buckets = new Buckets(gateway.limit().callerPerSecond());
        this.clock = clock;
    }

    public boolean allows(Caller caller) {
        return buckets.take(caller.subject(), clock.instant());
    }
}
