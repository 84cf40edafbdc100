package metro.cctv.ingest.tampering;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a camera's sight counts as taken.
 *
 * @param learn so long a camera is only looked at, after the start of the process
 * @param hold a finding must last so long, and so long it must be gone to be over
 * @param frozenAfter pictures that differ in nothing, not even in noise
 * @param acceptAfter a view that stayed turned, covered or blurred for so long is the camera's usual one from then on
 */
public record TamperingSettings(
        @DefaultValue("60s") Duration learn,
        @DefaultValue("10s") Duration hold,
        @DefaultValue("2m") Duration frozenAfter,
        @DefaultValue("24h") Duration acceptAfter) {
    public TamperingSettings {
        if (learn.isNegative() || hold.isNegative() || frozenAfter.isNegative() || acceptAfter.compareTo(hold) <= 0)
            throw new IllegalArgumentException("tampering: no negative times, and accept-after above hold");
    }
}
